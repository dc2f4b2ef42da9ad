import type { Draft, EntryContent } from '../../domain/entry.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import type { EntryFilter } from '../../store/contract-entries.ts';
import { auditOf } from '../audit.ts';
import { createEntryReading } from '../entries/read.ts';
import type { Member } from '../member.ts';
import { importColumns } from './columns.ts';
import { cellsOfContent, writtenContent } from './export-rows.ts';
import { csvOf, xlsxOf } from './write-table.ts';

export type ExportFormat = 'xlsx' | 'csv';

/** Entries in one list; more are exported in parts. */
const mostEntries = 20_000;

/** Lists that an import reads back without a change. Where a draft stands beside an entry, the list holds what is published. */
export function createExport(store: Store, clock: Clock) {
  const reading = createEntryReading(store, clock);

  return async (
    filter: Omit<EntryFilter, 'today' | 'limit' | 'offset'>,
    format: ExportFormat,
    by: Member,
  ): Promise<Uint8Array> => {
    const { entries } = await reading.list({ ...filter, limit: mostEntries }, by);
    const units = new Map((await store.accounts.units()).map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => units.get(id) ?? id;
    const rows: string[][] = [];
    for (const { id } of entries) {
      const item = await store.entries.entry(id);
      const draft = item ? null : ((await store.drafts.draftOfItem(id)) as Draft<EntryContent> | null);
      const content = (await writtenContent(store, item)) ?? draft?.content;
      if (content) rows.push([...cellsOfContent(content, nameOf, id).values()]);
      if (rows.length % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const now = clock.now();
    const detail = `${rows.length} 条问答，${format.toUpperCase()}`;
    await store.apply([auditOf(now, by.actor, { action: 'entry.export', subject: 'export', detail })]);
    const table = { sheet: '问答', header: importColumns.map(({ header }) => header), rows };
    return format === 'csv' ? csvOf(table) : xlsxOf({ ...table, widths: importColumns.map(({ width }) => width) });
  };
}
