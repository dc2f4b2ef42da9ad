import { addDays, type Clock, type Day, dayOf } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import type { BasisRow, DatedEntry } from '../../store/contract-flags.ts';
import type { Member } from '../member.ts';
import type { Settings } from '../settings.ts';
import { BasisState, type FlagReason } from './basis-state.ts';

/** A published entry that rests on something which no longer stands as it did. */
export interface FlaggedEntry {
  itemId: string;
  question: string;
  unitId: string | null;
  reviewedAt: string | null;
  /** Of the text that was looked at, for confirming it. */
  fingerprint: string;
  reasons: FlagReason[];
  /** Somebody has a draft of it already. */
  draft: { id: string; state: 'draft' | 'submitted' | 'returned' } | null;
  /** Answers given from it as it is published now. */
  answers: number;
  open: number;
}

export interface ExpiringEntry extends DatedEntry {
  /** Last day of the entry, or of what it rests on. */
  lastDay: Day;
  /** The document that ends; null where the entry itself does. */
  because: string | null;
}

export type Flags = ReturnType<typeof createFlags>;

/** What wants looking at again because of other texts or of the clock. Each person sees what is within reach. */
export function createFlags(store: Store, clock: Clock, settings: Pick<Settings, 'values'>) {
  let known: { key: string; flagged: Promise<Omit<FlaggedEntry, 'draft' | 'answers' | 'open'>[]> } | null = null;
  const today = () => dayOf(clock.now());
  const inReach = <Row extends { unitId: string | null }>(rows: Row[], by: Member) =>
    rows.filter(({ unitId }) => by.inScope(unitId));

  /** Worked out once for each state of the base and each day. */
  async function all(): Promise<Omit<FlaggedEntry, 'draft' | 'answers' | 'open'>[]> {
    const key = `${await store.revision()} ${today()}`;
    if (known?.key !== key) {
      const flagged = flaggedEntries(store, today());
      known = { key, flagged };
      flagged.catch(() => {
        known = null;
      });
    }
    return known.flagged;
  }

  return {
    all,

    /** 需复核: those with the oldest reason first. */
    async flagged(by: Member): Promise<FlaggedEntry[]> {
      return Promise.all(
        inReach(await all(), by).map(async (entry) => {
          const draft = await store.drafts.draftOfItem(entry.itemId);
          const { total, open } = await store.flags.answersFrom({ itemId: entry.itemId, limit: 0 });
          return { ...entry, draft: draft && { id: draft.id, state: draft.state }, answers: total, open };
        }),
      );
    },

    /** Entries that end within the days of the setting, or whose documents do; ended ones too. */
    async expiring(by: Member): Promise<{ until: Day; entries: ExpiringEntry[] }> {
      const { warnDays } = await settings.values();
      const until = addDays(today(), warnDays);
      const own = (await store.flags.expiring(until)).map(
        (entry): ExpiringEntry => ({ ...entry, lastDay: entry.visibleUntil!, because: null }),
      );
      const resting = await restingOnEnding(store, today(), until);
      const entries = [...own, ...resting.filter(({ itemId }) => !own.some((one) => one.itemId === itemId))];
      return { until, entries: inReach(entries, by).sort((a, b) => a.lastDay.localeCompare(b.lastDay)) };
    },

    /** Entries that nobody has looked at for the days of the setting. */
    async stale(by: Member): Promise<{ before: string; entries: DatedEntry[] }> {
      const { staleDays } = await settings.values();
      const before = new Date(clock.now().getTime() - staleDays * 86_400_000).toISOString();
      return { before, entries: inReach(await store.flags.stale(before), by) };
    },
  };
}

async function flaggedEntries(store: Store, today: Day): Promise<Omit<FlaggedEntry, 'draft' | 'answers' | 'open'>[]> {
  const rows = [...(await store.flags.basis()), ...(await store.flags.namedBasis())];
  const state = await BasisState.of(
    store,
    rows.map(({ documentId }) => documentId),
    today,
  );
  const found = new Map<string, Omit<FlaggedEntry, 'draft' | 'answers' | 'open'>>();
  let looked = 0;
  for (const row of rows) {
    const reason = await state.reasonFor(row);
    if (++looked % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (!reason) continue;
    const { itemId, question, unitId, reviewedAt, fingerprint } = row;
    const entry = found.get(itemId) ?? { itemId, question, unitId, reviewedAt, fingerprint, reasons: [] };
    entry.reasons.push(reason);
    found.set(itemId, entry);
  }
  const first = ({ reasons }: { reasons: FlagReason[] }) => reasons.map(({ since }) => since ?? '').sort()[0] ?? '';
  return [...found.values()].sort((a, b) => first(a).localeCompare(first(b)) || a.itemId.localeCompare(b.itemId));
}

/** Entries whose documents hold today and no longer on a day up to `until`. */
async function restingOnEnding(store: Store, today: Day, until: Day): Promise<ExpiringEntry[]> {
  const rows = [...(await store.flags.basis()), ...(await store.flags.namedBasis())];
  const state = await BasisState.of(
    store,
    rows.map(({ documentId }) => documentId),
    today,
  );
  const ends = new Map<string, ReturnType<BasisState['endsBy']>>();
  const endOf = (documentId: string) => {
    if (!ends.has(documentId)) ends.set(documentId, state.endsBy(documentId, until));
    return ends.get(documentId) ?? null;
  };
  const found = new Map<string, ExpiringEntry>();
  for (const row of rows) {
    const end = endOf(row.documentId);
    const known = found.get(row.itemId);
    if (!end || (known && known.lastDay <= addDays(end.day, -1))) continue;
    found.set(row.itemId, expiringOf(row, end));
  }
  return [...found.values()];
}

const expiringOf = (
  { itemId, question, unitId, reviewedAt, fingerprint, label }: BasisRow,
  { day, note }: { day: Day; note: string },
): ExpiringEntry => ({
  itemId,
  question,
  unitId,
  unit: null,
  visibleUntil: null,
  reviewedAt,
  fingerprint,
  lastDay: addDays(day, -1),
  because: `${label}：${note}`,
});
