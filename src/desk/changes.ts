import type { Viewer } from '../domain/access.ts';
import type { EntryContent } from '../domain/entry.ts';
import { addDays, type Clock, dayOf } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import type { ContentChange } from '../store/contract-changes.ts';
import type { Gap } from '../store/contract-reports.ts';

export type Changes = ReturnType<typeof createChanges>;

/** A change with the parts of the text that became other, in words; empty where that is not known. */
export interface ToldChange extends ContentChange {
  parts: string[];
}

/** What came of a report of this account. The item that answers it is named only while the account may read it. */
export interface SettledReport extends Pick<Gap, 'id' | 'kind' | 'question' | 'state' | 'note' | 'handledAt'> {
  itemId: string | null;
}

export interface WhatChanged {
  /** Instant (ISO, UTC) from which it is told. */
  since: string;
  /** There was no earlier shift: the days before the first one are told instead. */
  first: boolean;
  changes: ToldChange[];
  reports: SettledReport[];
}

/** At most so many of each; an agent back from a holiday reads the newest. */
const most = 100;
/** Without an earlier login: so many days. */
const firstDays = 7;
/** Further back nobody looks; in days. */
const longestDays = 90;

/** The parts of an entry that an agent reads, in the order of the page. */
const partWords: [keyof EntryContent, string][] = [
  ['question', '问题'],
  ['answer', '答复'],
  ['script', '口径'],
  ['internalNote', '内部提示'],
  ['conditions', '条件'],
  ['materials', '材料'],
  ['steps', '步骤'],
  ['contact', '联系方式'],
  ['basis', '依据'],
  ['legalBasis', '依据'],
  ['serviceLink', '办事入口'],
  ['unitId', '承办单位'],
  ['visibleFrom', '有效期'],
  ['visibleUntil', '有效期'],
];

/** "What changed since my last shift": only what the viewer may read, or could read while it was published. */
export function createChanges(store: Store, clock: Clock) {
  /** The last login before today; where there is none, seven days with today. */
  async function lastShift(accountId: string): Promise<{ at: string; first: boolean }> {
    const today = dayOf(clock.now());
    const before = beginningOf(today);
    const { entries } = await store.audit.list({ subject: accountId, action: 'session.open', before, limit: 1 });
    const [last] = entries;
    return last ? { at: last.at, first: false } : { at: beginningOf(addDays(today, 1 - firstDays)), first: true };
  }

  async function told(change: ContentChange, since: string): Promise<ToldChange> {
    if (change.kind !== 'changed' || change.itemKind !== 'faq') return { ...change, parts: [] };
    const revisions = await store.drafts.itemRevisions(change.itemId);
    const newest = revisions[0];
    const before = revisions.find(({ approvedAt }) => approvedAt < since) ?? revisions.at(-1);
    return {
      ...change,
      parts: newest && before ? partsThatDiffer(before.content as EntryContent, newest.content as EntryContent) : [],
    };
  }

  async function settled(accountId: string, since: string, viewer: Viewer): Promise<SettledReport[]> {
    const filter = {
      reporterId: accountId,
      states: ['answered', 'dismissed'] as Gap['state'][],
      handledSince: since,
      limit: most,
    };
    const { gaps } = await store.reports.gaps(filter);
    const ids = gaps.flatMap(({ resultItemId }) => (resultItemId === null ? [] : [resultItemId]));
    const [faqs, documents] = [await store.content.faqsByIds(ids, viewer), await store.content.documentsByIds(ids, viewer)];
    const readable = (id: string | null) => (id !== null && (faqs.has(id) || documents.has(id)) ? id : null);
    return gaps.map(({ id, kind, question, state, note, handledAt, resultItemId }) => {
      return { id, kind, question, state, note, handledAt, itemId: readable(resultItemId) };
    });
  }

  return {
    /** `since` (ISO) null: the last shift. */
    async since(accountId: string, viewer: Viewer, since: string | null): Promise<WhatChanged> {
      const earliest = beginningOf(addDays(viewer.today, -longestDays));
      const shift = since === null ? await lastShift(accountId) : { at: new Date(since).toISOString(), first: false };
      const from = [earliest, shift.at].sort()[1]!;
      const changes = await store.changes.since(from, viewer, most);
      return {
        since: from,
        first: shift.first,
        changes: await Promise.all(changes.map((change) => told(change, from))),
        reports: await settled(accountId, from, viewer),
      };
    },
  };
}

/** 00:00 in Shanghai. */
const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();

function partsThatDiffer(before: Partial<EntryContent>, after: Partial<EntryContent>): string[] {
  const differing = partWords.filter(([part]) => JSON.stringify(before[part] ?? null) !== JSON.stringify(after[part] ?? null));
  return [...new Set(differing.map(([, words]) => words))];
}
