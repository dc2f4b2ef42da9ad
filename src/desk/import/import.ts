import type { Draft, EntryContent } from '../../domain/entry.ts';
import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import { randomId } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Change, Store } from '../../store/contract.ts';
import { auditOf } from '../audit.ts';
import { titleOf } from '../entries/content.ts';
import type { Entries } from '../entries/entries.ts';
import type { Member } from '../member.ts';
import { noteOf } from '../reasons.ts';
import { reasonHeader } from './columns.ts';
import { type GoodRow, type Preview, previewOf, type RowOutcome } from './preview.ts';
import { readTableApart } from './read-apart.ts';
import type { ImportTable } from './read-table.ts';
import { type OutTable, xlsxOf } from './write-table.ts';

export interface ImportParts {
  store: Store;
  clock: Clock;
  entries: Pick<Entries, 'check'>;
}

export interface ImportFile {
  name: string;
  bytes: Uint8Array;
}

export interface AcceptChoice {
  /** The preview that was looked at. */
  mark: string;
  /** What good rows become; a row that cannot be submitted yet stays a draft. */
  state: 'draft' | 'submitted';
  /** Rows that change an entry stay out. */
  onlyNew?: boolean;
  note?: string | null;
}

export interface Accepted {
  submitted: number;
  drafts: number;
  /** Rows that went in, with the entry each became. */
  rows: { row: number; itemId: string; state: 'draft' | 'submitted' }[];
  faulty: number;
}

export type EntryImport = ReturnType<typeof createImport>;

/** Bytes of a file that is imported: 8 MiB, twenty times the largest list in use. */
export const largestImport = 8 * 1024 * 1024;

/** Lists of entries: looked at first, then taken in as drafts, the good rows though others are faulty. */
export function createImport({ store, clock, entries }: ImportParts) {
  const read = async ({ name, bytes }: ImportFile): Promise<ImportTable> => {
    if (bytes.length > largestImport)
      throw new InvalidInputError('文件太大：最多 8 MB。只有文字的一千条问答远小于这个大小，请删去图片', `${bytes.length} bytes`);
    return readTableApart({ bytes, name });
  };
  const preview = (table: ImportTable, by: Member) => previewOf({ store, check: entries.check }, table, by);

  return {
    /** Writes nothing. Throws InvalidInputError, TooLargeError and what the readers throw. */
    async preview(file: ImportFile, by: Member): Promise<Preview> {
      return preview(await read(file), by);
    },

    /** All good rows at once or none. Throws ConflictError when the file or the base is not what the preview showed. */
    async accept(file: ImportFile, choice: AcceptChoice, by: Member): Promise<Accepted> {
      const looked = await preview(await read(file), by);
      if (looked.mark !== choice.mark)
        throw new ConflictError('预览之后，文件或库里的内容有变化，请重新预览', 'the preview does not hold any more');
      const chosen = looked.good.filter(({ outcome }) => !choice.onlyNew || outcome.kind === 'new');
      if (chosen.length === 0) throw new InvalidInputError('没有可以导入的行', 'no good rows');
      const now = clock.now();
      const made = chosen.map((row) => ({ row, draft: draftOf(row, choice, by, now.toISOString()) }));
      const rows = made.map(({ row, draft }) => ({
        row: row.outcome.row,
        itemId: draft.itemId,
        state: draft.state as 'draft' | 'submitted',
      }));
      const submitted = rows.filter(({ state }) => state === 'submitted').length;
      const faulty = looked.outcomes.filter(({ kind }) => kind === 'faulty').length;
      const result = { submitted, drafts: rows.length - submitted, rows, faulty };
      await store.apply([
        ...made.flatMap(({ row, draft }): Change[] => [
          { type: 'put_draft', draft, expected: 0 },
          auditOf(now, by.actor, {
            action: 'entry.import',
            subject: draft.itemId,
            detail: `${draft.title}；第 ${row.outcome.row} 行`,
            after: { state: draft.state, revision: 1 },
          }),
        ]),
        auditOf(now, by.actor, {
          action: 'import.accept',
          subject: 'import',
          detail: `${file.name}；送审 ${result.submitted} 条，存草稿 ${result.drafts} 条，有问题 ${faulty} 行`,
        }),
      ]);
      return result;
    },

    /** The faulty rows as they stood, with the reason behind: to be mended and imported again. */
    async faults(file: ImportFile, by: Member): Promise<Uint8Array> {
      const table = await read(file);
      const { outcomes } = await preview(table, by);
      return xlsxOf(faultTable(table, outcomes));
    },
  };
}

function draftOf({ outcome, content, item }: GoodRow, choice: AcceptChoice, by: Member, at: string): Draft<EntryContent> {
  const submit = choice.state === 'submitted' && outcome.notYet.length === 0;
  return {
    id: randomId('t'),
    kind: 'faq',
    itemId: outcome.itemId ?? randomId('f'),
    title: titleOf(content),
    content,
    baseVersion: item?.revision ?? 0,
    baseFingerprint: item?.fingerprint ?? null,
    state: submit ? 'submitted' : 'draft',
    unitId: content.unitId,
    createdBy: by.actor.id,
    editors: [by.actor.id],
    note: submit ? noteOf(choice.note ?? null) : null,
    createdAt: at,
    updatedAt: at,
    updatedBy: by.actor.id,
    revision: 1,
  };
}

function faultTable(table: ImportTable, outcomes: RowOutcome[]): OutTable {
  const faulty = new Map(outcomes.filter(({ kind }) => kind === 'faulty').map((outcome) => [outcome.row, outcome]));
  const last = Math.max(...table.columns.map(({ index }) => index));
  const header = Array.from({ length: last + 1 }, (_, index) => table.columns.find((one) => one.index === index)?.header ?? '');
  const rows = table.rows.flatMap(({ row, cells }) => {
    const outcome = faulty.get(row);
    if (!outcome) return [];
    const reason = outcome.faults.map(({ column, message }) => `“${column}”：${message}`).join('\n');
    return [[...header.map((_, index) => cells.get(index) ?? ''), `原第 ${row} 行\n${reason}`]];
  });
  return { sheet: '有问题的行', header: [...header, reasonHeader], rows };
}
