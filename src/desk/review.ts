import type { ReviewState } from '../domain/access.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { ItemSummary, Store } from '../store/contract.ts';

export type Review = ReturnType<typeof createReview>;

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
  async function take(step: Step, item: ItemSummary, by: string, note: string | null) {
    const at = clock.now().toISOString();
    const detail = note ? `${item.title}；${note}` : item.title;
    await store.apply([
      {
        type: 'set_review',
        itemId: item.id,
        from: step.from,
        to: step.to,
        by,
        at,
        note,
        fingerprint: item.fingerprint,
      },
      { type: 'audit', record: { at, actor: by, action: step.action, subject: item.id, detail } },
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

    async submit(itemId: string, by: string): Promise<void> {
      await take(steps.submit, await itemOf(store, itemId), nameOf(by), null);
    },

    /** Publishes. Throws ForbiddenError when the reviewer is the one who made it. */
    async approve(itemId: string, by: string): Promise<void> {
      const reviewer = nameOf(by);
      const item = await itemOf(store, itemId);
      if (samePerson(reviewer, item.createdBy)) {
        throw new ForbiddenError('不能审核自己录入的内容，请由另一人审核', `${reviewer} created ${itemId}`);
      }
      await take(steps.approve, item, reviewer, null);
    },

    /** Sends it back to its author. */
    async return(itemId: string, by: string, reason: string): Promise<void> {
      await take(steps.return, await itemOf(store, itemId), nameOf(by), reasonOf(reason));
    },

    /** Gone from every search, list and conversation at the next request; ingesting it again does not bring it back. */
    async withdraw(itemId: string, by: string, reason: string): Promise<void> {
      await take(steps.withdraw, await itemOf(store, itemId), nameOf(by), reasonOf(reason));
    },
  };
}

async function itemOf(store: Store, id: string): Promise<ItemSummary> {
  const [item] = await store.content.allItems({ id });
  if (!item) throw new NotFoundError('没有这项内容', `no item ${id}`);
  return item;
}

const samePerson = (a: string, b: string) =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase();

function nameOf(by: string): string {
  if (by.trim() === '') throw new InvalidInputError('请注明操作人', 'the name of the person is empty');
  return by.trim();
}

function reasonOf(reason: string): string {
  if (reason.trim() === '') throw new InvalidInputError('请写明理由', 'the reason is empty');
  return reason.trim();
}
