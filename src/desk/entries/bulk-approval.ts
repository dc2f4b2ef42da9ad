import type { Draft, EntryContent } from '../../domain/entry.ts';
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError, WenceError } from '../../domain/errors.ts';
import { type Clock, type Day, dayOf } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import type { Member } from '../member.ts';
import type { Review } from '../review.ts';
import type { BulkOutcome } from './bulk.ts';
import type { Entries } from './entries.ts';

/** One entry as the reviewer read it: the draft's revision, or the fingerprint of what ingestion brought. */
export type ReadEntry = { itemId: string } & ({ draftId: string; revision: number } | { fingerprint: string });

export interface BulkApprovalParts {
  store: Store;
  clock: Clock;
  entries: Pick<Entries, 'approve'>;
  review: Pick<Review, 'approve'>;
  /** What speaks against approving it unseen by itself: entries that ask the same, figures that differ. In Chinese. */
  doubtsOf(content: EntryContent, itemId: string, by: Member): Promise<string[]>;
}

/**
 * Approves entries that a reviewer has read one by one, each on its own with the same rules as a single approval: another person, and
 * exactly the revision that was read. Documents are never among them. What came with a list goes in as it came; what was written by
 * hand only without doubts: those are looked at alone.
 */
export function createBulkApproval({ store, clock, entries, review, doubtsOf }: BulkApprovalParts) {
  async function approveDraft(itemId: string, draftId: string, revision: number, by: Member): Promise<string> {
    const draft = (await store.drafts.draft(draftId)) as Draft<EntryContent> | null;
    if (draft?.kind !== 'faq' || draft.itemId !== itemId)
      throw new ConflictError('没有这份草稿了：可能已审核通过，或被放弃', `no draft ${draftId} of ${itemId}`);
    requireScope(by, draft.unitId);
    const doubts = cameWithList(draft) ? [] : await doubtsOf(draft.content, itemId, by);
    if (doubts.length > 0)
      throw new UnprocessableError(`有疑点，请打开单独审核：${doubts.join('；')}`, `${doubts.length} doubts about ${itemId}`);
    const { number } = await entries.approve(draftId, revision, null, by);
    return `${approvedWords(draft.content.visibleFrom, dayOf(clock.now()))}（第 ${number} 版）`;
  }

  async function approveItem(itemId: string, fingerprint: string, by: Member): Promise<string> {
    const item = await store.entries.entry(itemId);
    if (!item) throw new NotFoundError('没有这条问答', `no entry ${itemId}`);
    requireScope(by, item.entry.unitId);
    await review.approve(itemId, by.actor, fingerprint);
    return approvedWords(item.governance.visibleFrom, dayOf(clock.now()));
  }

  return async (read: readonly ReadEntry[], by: Member): Promise<BulkOutcome[]> => {
    const outcomes: BulkOutcome[] = [];
    for (const one of read) {
      const { itemId } = one;
      try {
        const message =
          'draftId' in one
            ? await approveDraft(itemId, one.draftId, one.revision, by)
            : await approveItem(itemId, one.fingerprint, by);
        outcomes.push({ itemId, ok: true, message });
      } catch (error) {
        if (!(error instanceof WenceError)) throw error;
        outcomes.push({ itemId, ok: false, message: error.message });
      }
    }
    return outcomes;
  };
}

/** An import submits what it brings as the first revision; what is written by hand is submitted as a later one. */
const cameWithList = ({ revision, state }: Draft): boolean => state === 'submitted' && revision === 1;

/** From when it is found. */
const approvedWords = (from: Day | null, today: Day): string =>
  from !== null && from > today ? `已通过，${from} 起生效` : '已发布';

function requireScope(by: Member, unitId: string | null): void {
  if (!by.inScope(unitId))
    throw new ForbiddenError('这条内容不属于您的单位', `${unitId ?? 'the whole city'} is out of reach of ${by.actor.id}`);
}
