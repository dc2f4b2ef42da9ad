import type { Choice } from '../domain/answer.ts';
import type { Clause } from '../domain/document.ts';
import { outOfForce, validityOn } from '../domain/validity.ts';
import type { Candidate } from '../retrieve/contract.ts';
import type { ScoredUnit } from '../retrieve/reading/score-units.ts';
import { changeable } from '../text/data/follow-up-words.ts';
import { toIndexView } from '../text/normalise.ts';
import { answerWeights } from './answer-weights.ts';
import { type Branches, openBranches } from './branches.ts';
import type { Draft } from './draft.ts';
import type { Step } from './step.ts';
import type { AnswerParts, Judged } from './values.ts';
import { clarifyQuestion } from './wording.ts';

/** Values of a column or of a kind of thing, each a real branch of the evidence. */
interface Values {
  what: string;
  values: string[];
}

/**
 * Asks back when the base answers differently for each of a few cases, the question fits them all alike, and one answer of readable
 * length cannot hold them. Anything less is answered: a question back costs the citizen a turn.
 */
export const clarify: Step<Judged, Judged> = async (judged, parts) => {
  const values = (await tableBranches(judged, parts)) ?? documentBranches(judged);
  const branches = values ? withQuestions(values, judged.understood.text) : await openBranches(judged, parts);
  if (!branches) return { go: judged };
  return { end: clarifyDraft(branches), reached: judged };
};

const withQuestions = ({ what, values }: Values, question: string): Branches => ({
  what,
  choices: values.map((value) => ({ label: value, question: `${value}，${question}` })),
});

/** The question back, as a reply. */
export function clarifyDraft({ what, choices }: { what: string; choices: Choice[] }): Draft {
  const text = clarifyQuestion(
    what,
    choices.map(({ label }) => label),
  );
  return { status: 'clarify', sentences: [{ kind: 'notice', text, evidence: [] }], related: [], faq: null, choices };
}

/** Intents whose answer is one fact; a list or a way of doing things is told whole. */
const oneFact = ['amount', 'count', 'duration', 'deadline', 'place', 'validity'];
/** Columns that say for whom or for what a row holds; steps, items and running numbers are parts of one whole. */
const caseColumn = /^(区|县|市|区域|地区|区县|所在区)$|类别|类型|等级|级别|档次|险种|人员|对象|年龄|学历|人口|情形/;
/** A figure by which the citizen places himself among the rows: 90岁, 二级, 三口人. */
const placesItself = /([0-9]+|[一二三四五六七八九十两]+)(周?岁|级|类|档|口|个人|人|年|个月)/;

/** The best row's table holds a few rows for different cases, and the question says nothing that tells them apart. */
async function tableBranches(judged: Judged, parts: AnswerParts): Promise<Values | null> {
  const { understood, judgement } = judged;
  const best = bestOf(judgement.reading.sentences);
  const asked = toIndexView(understood.text).replace(/\s+/g, '');
  if (!best?.clause.table || !oneFact.includes(understood.intent) || placesItself.test(asked)) return null;
  const columns = best.clause.table.cells.map(([name]) => name);
  const telling = columns.filter((name) => !asked.includes(bareName(name)));
  const rows = telling.reduce((left, column) => saidRows(asked, left, column), await rowsOf(best, judged, parts));
  const column = telling.find((name) => caseColumn.test(bareName(name)) && valuesOf(rows, name).length > 1);
  if (!column || saysOtherCell(asked, rows, telling, column)) return null;
  const values = valuesOf(rows, column);
  if (values.length > answerWeights.choiceLimit || values.some((value) => understood.region?.includes(value))) return null;
  const read = new Set(judgement.reading.sentences.map((unit) => unit.clause.id));
  const length = rows.reduce((sum, row) => sum + row.text.length, 0);
  if (length <= answerWeights.labelledLength || rows.every((row) => read.has(row.id))) return null;
  return foundAlike(judged, best, rows, column) ? { what: column, values } : null;
}

const bestOf = (units: ScoredUnit[]) => [...units].sort((a, b) => b.score - a.score)[0];

async function rowsOf(best: ScoredUnit, { viewer }: Judged, parts: AnswerParts): Promise<Clause[]> {
  const clauses = await parts.store.content.clauses(best.candidate.view.itemId, viewer, best.candidate.view.versionId);
  return clauses.filter((clause) => clause.kind === 'table_row' && clause.parentPath === best.clause.parentPath);
}

const cellOf = (row: Clause, column: string) => row.table?.cells.find(([name]) => name === column)?.[1].trim() ?? '';
/** A column's name without its unit. One that the question names is what it asks for and tells no case. */
const bareName = (name: string) => name.replace(/[（(].*$/, '').trim();
const valuesOf = (rows: Clause[], column: string) => [...new Set(rows.map((row) => cellOf(row, column)).filter(Boolean))];

/** The cases fit alike only when rows of more than one were ranked near the best. */
function foundAlike({ candidates }: Judged, best: ScoredUnit, rows: Clause[], column: string): boolean {
  const near = candidates.flatMap(({ view, score }) => {
    const row = rows.find(({ id }) => id === view.clause?.id);
    return row && score >= best.candidate.score - answerWeights.branchMargin ? [row] : [];
  });
  return valuesOf(near, column).length > 1;
}

/** Rows that the question names by half of a cell or more: "特困人员" leaves the rows of 特困人员基本生活. All when it names none. */
function saidRows(asked: string, rows: Clause[], column: string): Clause[] {
  const shared = rows.map((row) => {
    const value = toIndexView(cellOf(row, column)).replace(/\s+/g, '');
    const length = sharedLength(asked, value);
    // "高级工" names "高级工(三级)": what stands in brackets explains.
    return length >= 2 && length >= value.replace(/\([^)]*\)/g, '').length / 2 ? length : 0;
  });
  const most = Math.max(0, ...shared);
  return most === 0 ? rows : rows.filter((_, i) => shared[i] === most);
}

/** Characters of the longest stretch that both texts hold. */
function sharedLength(one: string, other: string): number {
  for (let length = Math.min(other.length, 12); length > 0; length--)
    for (let at = 0; at + length <= other.length; at++) if (one.includes(other.slice(at, at + length))) return length;
  return 0;
}

/** Something beside the case tells the rows apart, by words of the question. */
const saysOtherCell = (asked: string, rows: Clause[], columns: string[], column: string) =>
  columns.some((name) => name !== column && saidRows(asked, rows, name).length < rows.length);

/** Kinds of which two documents of one title may differ: scheme, place, school, household. A later year simply replaces an earlier one. */
const titleKinds = changeable
  .filter(([kind]) => ['scheme', 'place', 'school', 'household'].includes(kind))
  .map(([kind, pattern]) => ({ kind, pattern: new RegExp(pattern, 'gu') }));
const kindNames: Record<string, string> = { scheme: '参加的保险', place: '地区', school: '学段', household: '户籍' };

/** Documents of one title that differ only in whom they are for, found alike, of which only one was read. */
function documentBranches({ understood, candidates, judgement }: Judged): Values | null {
  const best = bestOf(judgement.reading.sentences);
  if (!best?.candidate.document) return null;
  const near = oneByDocument(candidates).filter(
    ({ score, document }) =>
      score >= best.candidate.score - answerWeights.branchMargin &&
      document !== null &&
      !outOfForce(validityOn(document.document, understood.asOf)),
  );
  const own = titleOf(best.candidate);
  const read = new Set(judgement.reading.sentences.map((unit) => titleOf(unit.candidate)));
  for (const { kind, pattern } of titleKinds) {
    if (understood.text.match(pattern) || (kind === 'place' && understood.region)) continue;
    const alike = near.filter((other) => own.match(pattern) && titleOf(other).replace(pattern, '') === own.replace(pattern, ''));
    const values = [...new Set(alike.map((other) => titleOf(other).match(pattern)?.[0] ?? '').filter(Boolean))];
    if (values.length < 2 || values.length > answerWeights.choiceLimit || alike.every((other) => read.has(titleOf(other))))
      continue;
    return { what: kindNames[kind] as string, values };
  }
  return null;
}

const titleOf = ({ document }: Candidate) => document?.document.title ?? '';

function oneByDocument(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ view, document }) => document && !seen.has(view.itemId) && seen.add(view.itemId));
}
