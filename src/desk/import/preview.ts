import type { Draft, EntryContent } from '../../domain/entry.ts';
import { sha256 } from '../../domain/ids.ts';
import type { Store } from '../../store/contract.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import type { KnownQuestion } from '../../store/contract-flags.ts';
import type { EntryProblem } from '../entries/check.ts';
import { emptyContent, tidied } from '../entries/content.ts';
import { fieldNames } from '../entries/fields.ts';
import type { Member } from '../member.ts';
import { clip, questionKey } from './cells.ts';
import { writtenContent } from './export-rows.ts';
import type { ImportTable } from './read-table.ts';
import { cellsOf, faultAt, type ReadRow, type RowFault, readRow } from './rows.ts';

/** new: becomes an entry; change: changes one; same: the base says it already; example: the template's own row; faulty: stays out. */
export type RowKind = 'new' | 'change' | 'same' | 'example' | 'faulty';

export interface RowOutcome {
  row: number;
  kind: RowKind;
  question: string;
  /** The entry that it changes or equals. */
  itemId: string | null;
  /** Names of the fields that a change touches. */
  touched: string[];
  faults: RowFault[];
  remarks: string[];
  /** Why it could only be kept as a draft; empty when it can be submitted. */
  notYet: string[];
}

/** A row that goes in, with all that its draft is made of. */
export interface GoodRow {
  outcome: RowOutcome;
  content: EntryContent;
  item: StaffEntry | null;
}

export interface Preview {
  outcomes: RowOutcome[];
  good: GoodRow[];
  notices: string[];
  /** Changes with the file and with what the base holds of it: accepting names it. */
  mark: string;
}

export interface PreviewParts {
  store: Store;
  /** What keeps a content from being submitted. */
  check(content: EntryContent): Promise<EntryProblem[]>;
}

const exampleMark = /^[（(【[]示例[）)】\]]/;

/** Reads every row against the others and against the base. Writes nothing. */
export async function previewOf(parts: PreviewParts, table: ImportTable, by: Member): Promise<Preview> {
  const known = new Known(await parts.store.flags.questions());
  const units = await parts.store.accounts.units();
  const unitId = new Map(units.filter(({ retiredAt }) => retiredAt === null).map(({ id, name }) => [name.normalize('NFKC'), id]));
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const names = {
    unitOf: (name: string) => unitId.get(name.normalize('NFKC').trim()) ?? null,
    nameOf: (id: string) => unitName.get(id) ?? id,
  };
  const twins = new Twins();
  const outcomes: RowOutcome[] = [];
  const good: GoodRow[] = [];
  const unknownUnits = new Map<string, number>();
  for (const row of table.rows) {
    const read = cellsOf(table, row);
    const judged = exampleMark.test(read.question)
      ? exampleOf(read)
      : await judge(parts, table, read, { known, twins, names, by });
    outcomes.push(judged.outcome);
    if (judged.good) good.push(judged.good);
    if (judged.unknownUnit) unknownUnits.set(judged.unknownUnit, (unknownUnits.get(judged.unknownUnit) ?? 0) + 1);
    // A thousand rows take a second or two: others get their turn in between.
    if (outcomes.length % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const state = good.map(({ content, item, outcome }) => [outcome.row, content, item?.fingerprint ?? null]);
  const mark = sha256(JSON.stringify([state, outcomes.map(({ row, kind }) => [row, kind])]));
  return { outcomes, good, notices: [...table.notices, ...noticesOf(outcomes, unknownUnits)], mark };
}

interface Judged {
  outcome: RowOutcome;
  good: GoodRow | null;
  unknownUnit?: string | null;
}

interface Context {
  known: Known;
  twins: Twins;
  names: { unitOf(name: string): string | null; nameOf(id: string): string };
  by: Member;
}

const outcomeOf = (read: ReadRow, kind: RowKind, more: Partial<RowOutcome> = {}): RowOutcome => ({
  row: read.row,
  kind,
  question: clip(read.question, 80),
  itemId: null,
  touched: [],
  faults: [],
  remarks: [],
  notYet: [],
  ...more,
});

const exampleOf = (read: ReadRow): Judged => ({ outcome: outcomeOf(read, 'example'), good: null });

async function judge(
  parts: PreviewParts,
  table: ImportTable,
  read: ReadRow,
  { known, twins, names, by }: Context,
): Promise<Judged> {
  const meant = known.meantBy(read);
  const item = meant ? await parts.store.entries.entry(meant.itemId) : null;
  const draft = meant ? ((await parts.store.drafts.draftOfItem(meant.itemId)) as Draft<EntryContent> | null) : null;
  const base = tidied(draft?.content ?? (await writtenContent(parts.store, item)) ?? emptyContent(by.account.unitId));
  const twin = twins.see(read);
  if (meant && !by.inScope(base.unitId)) {
    const fault = faultAt(table, read, 'question', '这条问答属于别的单位，不能修改');
    return { outcome: outcomeOf(read, 'faulty', { faults: [fault] }), good: null };
  }
  const { content, faults, remarks, unknownUnit } = readRow(table, read, base, names.unitOf, names.nameOf);
  const complain = (field: RowFault['field'], message: string) => faults.push(faultAt(table, read, field, message));

  if (read.id !== null && !meant) complain('id', '库里没有这个编号：新增的请把编号留空');
  if (twin !== null) complain('question', `与第 ${twin} 行的问题重复`);
  const other = known.otherWith(read, meant);
  if (other)
    complain(
      'question',
      `库里已有同样问题的问答（${(await isOurs(parts.store, other, by)) ? `编号 ${other.itemId}` : '属于别的单位'}）`,
    );
  if (faults.length === 0 && !by.inScope(content.unitId))
    complain(
      'unit',
      unknownUnit === null ? '不属于您的单位，不能导入' : '系统里没有这个单位；您只能导入本单位的，是本单位的请留空',
    );

  const after = tidied(content);
  const same = meant !== null && JSON.stringify(after) === JSON.stringify(base);
  if (meant && draft && !same) complain('question', draftWords(draft));
  const itemId = meant?.itemId ?? null;
  if (faults.length > 0) return { outcome: outcomeOf(read, 'faulty', { itemId, faults, remarks }), good: null };
  if (same) return { outcome: outcomeOf(read, 'same', { itemId }), good: null };
  const near = known.alike(after.question, itemId);
  if (near) {
    const named = (await isOurs(parts.store, near, by)) ? `问答“${clip(near.question)}”` : '别的单位一条问答';
    remarks.push(`与${named}的相似问相同，请核对是否重复`);
  }
  const notYet = (await parts.check(after)).map(({ message }) => message);
  const touched = meant ? touchedBy(base, after) : [];
  const outcome = outcomeOf(read, meant ? 'change' : 'new', { itemId, touched, remarks, notYet });
  return { outcome, good: { outcome, content: after, item }, unknownUnit };
}

/** Of other units' entries no more is told than that there is one. */
async function isOurs({ drafts, entries }: Store, { itemId }: KnownQuestion, by: Member): Promise<boolean> {
  const kept = (await drafts.draftOfItem(itemId)) ?? (await entries.entry(itemId))?.entry;
  return kept !== undefined && by.inScope(kept.unitId);
}

const stateWords = { draft: '草稿', submitted: '待审核', returned: '已退回' } as const;
const draftWords = ({ state }: Draft) => `这条问答正在修改中（${stateWords[state]}），请先处理那份草稿`;

const touchedBy = (before: EntryContent, after: EntryContent): string[] =>
  (Object.keys(fieldNames) as (keyof EntryContent)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => fieldNames[field]);

/** Entries of the base and drafts of new ones, by what a row can name. */
class Known {
  private readonly byId = new Map<string, KnownQuestion>();
  private readonly byQuestion = new Map<string, KnownQuestion>();
  private readonly bySimilar = new Map<string, KnownQuestion>();

  constructor(questions: KnownQuestion[]) {
    for (const one of questions) {
      const key = questionKey(one.text);
      if (one.similar) this.bySimilar.set(key, one);
      else {
        this.byId.set(one.itemId, one);
        if (!this.byQuestion.has(key)) this.byQuestion.set(key, one);
      }
    }
  }

  /** By its number, else by the very same question. */
  meantBy({ id, question }: ReadRow): KnownQuestion | null {
    if (id !== null) return this.byId.get(id) ?? null;
    return question === '' ? null : (this.byQuestion.get(questionKey(question)) ?? null);
  }

  /** Another entry that asks the same already. */
  otherWith({ question }: ReadRow, meant: KnownQuestion | null): KnownQuestion | null {
    const other = question === '' ? null : (this.byQuestion.get(questionKey(question)) ?? null);
    return other && other.itemId !== meant?.itemId ? other : null;
  }

  /** Another entry that knows this one as a similar question. */
  alike(question: string, itemId: string | null): KnownQuestion | null {
    const found = this.bySimilar.get(questionKey(question));
    return found && found.itemId !== itemId ? found : null;
  }
}

/** Rows of the file that ask the same, or bear the same number. */
class Twins {
  private readonly questions = new Map<string, number>();
  private readonly ids = new Map<string, number>();

  /** The row that did so first; null for the first one. */
  see({ row, id, question }: ReadRow): number | null {
    const key = questionKey(question);
    const first = (key !== '' && this.questions.get(key)) || (id !== null && this.ids.get(id)) || null;
    if (key !== '' && !this.questions.has(key)) this.questions.set(key, row);
    if (id !== null && !this.ids.has(id)) this.ids.set(id, row);
    return first;
  }
}

/** What concerns many rows is said once. */
function noticesOf(outcomes: RowOutcome[], unknownUnits: Map<string, number>): string[] {
  const examples = outcomes.filter(({ kind }) => kind === 'example').map(({ row }) => row);
  const units = [...unknownUnits].map(([name, count]) => `“${name}”（${count} 条）`);
  return [
    ...(examples.length > 0 ? [`示例行没有读取：第 ${examples.join('、')} 行`] : []),
    ...(units.length > 0 ? [`系统里没有这些单位，承办单位先空着，请管理员建立单位后再补：${units.join('、')}`] : []),
  ];
}
