import { NotFoundError } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Feedback, Store } from '../store/contract.ts';
import { redact } from '../text/personal-data.ts';

export type FeedbackDesk = ReturnType<typeof createFeedback>;

export type FeedbackInput = Pick<Feedback, 'answerId' | 'helpful' | 'reason' | 'comment'>;

/** What readers say about answers. */
export function createFeedback(store: Store, clock: Clock) {
  return {
    /** Keeps it without personal data. Throws NotFoundError when there is no such answer. */
    async give({ answerId, helpful, reason, comment }: FeedbackInput): Promise<{ id: string }> {
      if (!(await store.activity.answer(answerId))) throw new NotFoundError('没有这条答复', `no answer ${answerId}`);
      const id = randomId('fb_');
      const at = clock.now().toISOString();
      const feedback = { id, answerId, helpful, reason, comment: comment === null ? null : redact(comment).text, at };
      await store.apply([{ type: 'put_feedback', feedback }]);
      return { id };
    },

    /** Newest first. */
    list(limit = 100): Promise<Feedback[]> {
      return store.activity.feedback(limit);
    },
  };
}
