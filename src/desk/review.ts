import type { ReviewState } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { ItemSummary, Store } from '../store/contract.ts';
import { auditOf } from './audit.ts';
import { authorsOfItem, requireOtherPerson } from './four-eyes.ts';
import { reasonOf } from './reasons.ts';

export type Review = ReturnType<typeof createReview>;

/** An account, or the name that was given at the command line. */
export type Person = string | Actor;

export interface ReviewFilter {
  sourceId?: string;
  /** Without it: everything that waits for somebody (draft, submitted, returned). */
  state?: ReviewState;
}

interface Step {
  action: string;
  from: ReviewState[];
  to: ReviewState;
}

/** The life of an item: draft -> submitted -> published | returned -> submitted …; published -> withdrawn -> submitted. */
const steps: Record<'submit' | 'approve' | 'return' | 'withdraw', Step> = {
  submit: { action: 'review.submit', from: ['draft', 'returned', 'withdrawn'], to: 'submitted' },
  approve: { action: 'review.approve', from: ['draft', 'submitted'], to: 'published' },
  return: { action: 'review.return', from: ['draft', 'submitted'], to: 'returned' },
  withdraw: { action: 'review.withdraw', from: ['draft', 'submitted', 'returned', 'published'], to: 'withdrawn' },
};

const waiting: readonly ReviewState[] = ['submitted', 'draft', 'returned'];

/**
 * What reviewers do. Each step is one atomic change together with its audit record. Throws NotFoundError, ConflictError when
 * the item is in another state or was changed meanwhile, InvalidInputError without a name or a reason.
 */
export function createReview(store: Store, clock: Clock) {
  async function take(step: Step, item: ItemSummary, by: Actor, note: string | null) {
    const now = clock.now();
    const { id: itemId, fingerprint, reviewState } = item;
    await store.apply([
      { type: 'set_review', itemId, from: step.from, to: step.to, by: by.name, at: now.toISOString(), note, fingerprint },
      auditOf(now, by, {
        action: step.action,
        subject: itemId,
        detail: note ? `${item.title}；${note}` : item.title,
        before: { reviewState },
        after: { reviewState: step.to },
      }),
    ]);
  }

  return {
    /** Submitted ones first, then drafts, then returned ones. */
    async list(filter: ReviewFilter = {}): Promise<ItemSummary[]> {
      const states = filter.state ? [filter.state] : waiting;
      const { sourceId } = filter;
      const lists = await Promise.all(
        states.map((reviewState) => store.content.allItems({ reviewState, ...(sourceId && { sourceId }) })),
      );
      return lists.flat();
    },

    async submit(itemId: string, by: Person): Promise<void> {
      await take(steps.submit, notOfStaff(await itemOf(store, itemId)), actorOf(by), null);
    },

    /**
     * Publishes; with `fingerprint` only what was looked at. Throws ForbiddenError when the reviewer is the one who made it,
     * ConflictError for an entry that staff have taken over: it comes back by an edit.
     */
    async approve(itemId: string, by: Person, fingerprint?: string): Promise<void> {
      const reviewer = actorOf(by);
      const item = notOfStaff(await itemOf(store, itemId, fingerprint));
      const [last] = await store.drafts.itemRevisions(itemId);
      requireOtherPerson(reviewer, authorsOfItem(item, last ?? null), '录入的内容', itemId);
      await take(steps.approve, item, reviewer, null);
    },

    /** Sends it back to its author. */
    async return(itemId: string, by: Person, reason: string, fingerprint?: string): Promise<void> {
      await take(steps.return, await itemOf(store, itemId, fingerprint), actorOf(by), reasonOf(reason));
    },

    /** Gone from every search, list and conversation at the next request; ingesting it again does not bring it back. */
    async withdraw(itemId: string, by: Person, reason: string): Promise<void> {
      await take(steps.withdraw, await itemOf(store, itemId), actorOf(by), reasonOf(reason));
    },
  };
}

async function itemOf(store: Store, id: string, fingerprint?: string): Promise<ItemSummary> {
  const [item] = await store.content.allItems({ id });
  if (!item) throw new NotFoundError('没有这项内容', `no item ${id}`);
  if (fingerprint !== undefined && item.fingerprint !== fingerprint)
    throw new ConflictError('内容已变，请先看过新的内容再操作', `${id} is not what was looked at`);
  return item;
}

/** What was written at the desk is approved there, as a whole revision. */
function notOfStaff(item: ItemSummary): ItemSummary {
  if (item.kind === 'faq' && item.staffOwned)
    throw new ConflictError('这条问答已由工作人员接管，请在工作台修改后送审', `${item.id} has revisions of the desk`);
  return item;
}

/** A name alone is somebody at the command line. */
function actorOf(by: Person): Actor {
  const actor = typeof by === 'string' ? { id: `cli:${by.trim()}`, name: by.trim(), from: 'cli' } : by;
  if (actor.name.trim() === '') throw new InvalidInputError('请注明操作人', 'the name of the person is empty');
  return actor;
}
