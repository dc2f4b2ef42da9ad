import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import type { AuditEntry, AuditFilter } from '../store/contract-audit.ts';
import { auditOf } from './audit.ts';
import { actionWords } from './audit-words.ts';
import { csvOf } from './import/write-table.ts';
import type { Member } from './member.ts';

/** A record with what its action and its subject are called today. */
export interface NamedRecord extends AuditEntry {
  words: string;
  /** Null where nothing bears the id any more. */
  subjectName: string | null;
}

/** Records in one list; of more a narrower time is asked for. */
const mostRecords = 20_000;
const batch = 500;

/** The audit as auditors read it. */
export function createAuditLog(store: Store, clock: Clock) {
  /** Looks each subject up once. */
  async function namer() {
    const [accounts, units, keys] = await Promise.all([store.accounts.accounts(), store.accounts.units(), store.access.keys()]);
    const known = new Map<string, { name: string | null; kind: 'document' | 'faq' | null }>(
      [...accounts, ...units, ...keys].map(({ id, name }) => [id, { name, kind: null }]),
    );
    const found = async (id: string) => {
      const [item] = /^[df][0-9a-z]{8,}$/.test(id) ? await store.content.allItems({ id }) : [];
      const draft = item || !/^[dft]/.test(id) ? null : ((await store.drafts.draftOfItem(id)) ?? (await store.drafts.draft(id)));
      return { name: item?.title ?? draft?.title ?? null, kind: item?.kind ?? draft?.kind ?? null };
    };
    return async (entry: AuditEntry): Promise<NamedRecord> => {
      const subject = known.get(entry.subject) ?? (await found(entry.subject));
      known.set(entry.subject, subject);
      return { ...entry, words: actionWords(entry.action, subject.kind), subjectName: subject.name };
    };
  }

  async function list(filter: AuditFilter): Promise<{ total: number; entries: NamedRecord[] }> {
    const { total, entries } = await store.audit.list(filter);
    const named = await namer();
    const records: NamedRecord[] = [];
    for (const entry of entries) records.push(await named(entry));
    return { total, entries: records };
  }

  return {
    list,

    /** The records as a list for a table program, newest first; that it was taken is itself recorded. */
    async csv(filter: Omit<AuditFilter, 'limit' | 'offset' | 'upTo'>, by: Member): Promise<Uint8Array> {
      const { total, entries: first } = await store.audit.list({ ...filter, limit: batch });
      const named = await namer();
      const rows: string[][] = [];
      // What is recorded meanwhile is newer than the first one and does not move the pages.
      const upTo = first[0]?.number ?? 0;
      for (let page = first; page.length > 0 && rows.length < mostRecords; ) {
        for (const entry of page) rows.push(cellsOf(await named(entry)));
        await new Promise((resolve) => setImmediate(resolve));
        page = (await store.audit.list({ ...filter, upTo, limit: batch, offset: rows.length })).entries;
      }
      const left = Math.max(0, total - rows.length);
      if (left > 0) rows.push([`还有 ${left} 条没有导出：请缩小时间范围，分几次导出`, ...header.slice(1).map(() => '')]);
      const asked = Object.entries(filter).filter(([, value]) => value.length > 0);
      const detail = `${rows.length - (left > 0 ? 1 : 0)} 条，CSV`;
      await store.apply([
        auditOf(clock.now(), by.actor, {
          action: 'audit.export',
          subject: 'audit',
          detail,
          after: Object.fromEntries(asked),
        }),
      ]);
      return csvOf({ header, rows });
    },
  };
}

const header = [
  '编号',
  '时间',
  '操作人',
  '账号',
  '从哪里',
  '操作',
  '操作代码',
  '对象',
  '对象编号',
  '经过',
  '原来',
  '改为',
  '校验值',
];

/** Shanghai, as the page shows it. */
const moment = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const state = (value: unknown) => (value === null ? '' : JSON.stringify(value));

const cellsOf = (record: NamedRecord): string[] => [
  String(record.number),
  moment(record.at),
  record.actor,
  record.actorId ?? '',
  record.origin ?? '',
  record.words,
  record.action,
  record.subjectName ?? '',
  record.subject,
  record.detail,
  state(record.before),
  state(record.after),
  record.hash ?? '',
];
