import type { Role } from '../domain/account.ts';
import type { Draft } from '../domain/entry.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { authorsOfWaiting, isAuthor } from './four-eyes.ts';
import { createGaps } from './gaps.ts';
import type { Member } from './member.ts';
import { accountNames } from './names.ts';
import { createSettings } from './settings.ts';

/** A draft as the start page names it. */
export type DraftLine = Pick<Draft, 'id' | 'kind' | 'itemId' | 'title' | 'state' | 'note' | 'updatedAt'>;

/** What waits for one person. A part is null where the rights of that person do not reach it. */
export interface Overview {
  /** Own drafts: returned ones first. */
  drafts: { returned: number; draft: number; submitted: number; lines: DraftLine[] } | null;
  /** What waits, written by others and in reach: what this person may approve. `id` is that of the draft, or of the item itself. */
  review: { faq: number; document: number; lines: DraftLine[] } | null;
  /** Gaps and errors that wait, by unit (null: nobody's). */
  gaps: { unitId: string | null; gap: number; error: number }[] | null;
  /** Feedback that nobody has seen to. */
  feedback: number | null;
  /** Messages of citizens without a reply, and replies that wait for another person. */
  messages: { open: number; submitted: number } | null;
  /** How far the place is set up, for whoever runs accounts and settings. */
  administration: Administration | null;
}

export interface Administration {
  /** In use. */
  units: number;
  editors: number;
  reviewers: number;
  /** Accounts with a one-time password that nobody has used yet. */
  unused: number;
  administratorsWithoutTotp: number;
  /** Settings that somebody has chosen, and holidays among them. */
  settings: number;
  holidays: boolean;
  /** Published, whoever may see it. */
  documents: number;
  entries: number;
}

const linesShown = 6;
/** More waiting drafts than this are counted only up to here. */
const mostDrafts = 500;

/** The start page: what waits for me, by role. */
export function createOverview(store: Store, clock: Clock) {
  const gaps = createGaps(store, clock);

  async function ownDrafts({ account }: Member): Promise<Overview['drafts']> {
    const { drafts } = await store.drafts.drafts({ createdBy: account.id, limit: mostDrafts });
    const count = (state: Draft['state']) => drafts.filter((draft) => draft.state === state).length;
    const order: Draft['state'][] = ['returned', 'draft', 'submitted'];
    const sorted = drafts.sort(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.updatedAt.localeCompare(a.updatedAt),
    );
    return { returned: count('returned'), draft: count('draft'), submitted: count('submitted'), lines: lines(sorted) };
  }

  async function forReview(member: Member): Promise<Overview['review']> {
    const { unitIds } = member;
    const kinds = (['faq', 'document'] as const).filter((kind) =>
      member.may(kind === 'faq' ? 'entry.review' : 'document.review'),
    );
    const { rows } = await store.entries.waiting({ kinds, limit: mostDrafts, ...(unitIds && { unitIds }) });
    const nameOf = await accountNames(store);
    const others = rows.filter((row) => !isAuthor(member.actor, authorsOfWaiting(row, nameOf)));
    const count = (kind: Draft['kind']) => others.filter((row) => row.kind === kind).length;
    const lines = others.slice(0, linesShown).map(({ draftId, itemId, kind, title, since }) => {
      return { id: draftId ?? itemId, kind, itemId, title, state: 'submitted' as const, note: null, updatedAt: since };
    });
    return { faq: count('faq'), document: count('document'), lines };
  }

  async function waitingGaps({ unitIds }: Member): Promise<Overview['gaps']> {
    const byUnit = new Map<string | null, { unitId: string | null; gap: number; error: number }>();
    for (const { unitId, kind, count } of await gaps.waiting(unitIds)) {
      const row = byUnit.get(unitId) ?? { unitId, gap: 0, error: 0 };
      row[kind] = count;
      byUnit.set(unitId, row);
    }
    return [...byUnit.values()];
  }

  async function waitingMessages({ unitIds }: Member): Promise<Overview['messages']> {
    const count = async (state: 'open' | 'submitted') =>
      (await store.messages.list({ state, limit: 0, ...(unitIds && { unitIds }) })).total;
    return { open: await count('open'), submitted: await count('submitted') };
  }

  async function administration(): Promise<Administration> {
    const accounts = (await store.accounts.accounts()).filter(({ disabledAt }) => disabledAt === null);
    const withRole = (role: Role) => accounts.filter(({ roles }) => roles.includes(role));
    const settings = (await createSettings(store, clock).list()).filter(({ revision }) => revision > 0);
    const published = { state: 'published', limit: 0 } as const;
    return {
      units: (await store.accounts.units()).filter(({ retiredAt }) => retiredAt === null).length,
      editors: withRole('editor').length,
      reviewers: withRole('reviewer').length,
      unused: accounts.filter(({ mustChangePassword, hasPassword }) => mustChangePassword && hasPassword).length,
      administratorsWithoutTotp: withRole('administrator').filter(({ hasPassword, hasTotp }) => hasPassword && !hasTotp).length,
      settings: settings.length,
      holidays: settings.some(({ name }) => name === 'holidays'),
      documents: (await store.documents.documents(published)).total,
      entries: (await store.entries.entries({ ...published, today: dayOf(clock.now()) })).total,
    };
  }

  return {
    async of(member: Member): Promise<Overview> {
      const writes = member.may('entry.write') || member.may('document.write');
      const reviews = member.may('entry.review') || member.may('document.review');
      return {
        drafts: writes ? await ownDrafts(member) : null,
        review: reviews ? await forReview(member) : null,
        gaps: member.may('gap.read') ? await waitingGaps(member) : null,
        messages: member.may('message.read') ? await waitingMessages(member) : null,
        administration: member.may('account.write') ? await administration() : null,
        feedback: member.may('feedback.read') ? (await store.reports.feedback({ handled: false, limit: 0 })).total : null,
      };
    },
  };
}

const lines = (drafts: Draft<null>[]): DraftLine[] =>
  drafts.slice(0, linesShown).map(({ id, kind, itemId, title, state, note, updatedAt }) => {
    return { id, kind, itemId, title, state, note, updatedAt };
  });
