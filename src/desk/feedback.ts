import type { Actor } from '../domain/account.ts';
import { NotFoundError } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import type { Feedback, FeedbackFilter, FeedbackView } from '../store/contract-reports.ts';
import { redact } from '../text/personal-data.ts';
import { auditOf } from './audit.ts';

export type FeedbackDesk = ReturnType<typeof createFeedback>;

export type FeedbackInput = Pick<Feedback, 'answerId' | 'helpful' | 'reason' | 'comment'>;

/** What readers say about answers, and that staff have read it. */
export function createFeedback(store: Store, clock: Clock) {
  async function mark(id: string, by: Actor, handled: boolean, note: string | null): Promise<void> {
    const now = clock.now();
    const words = note === null ? null : redact(note).text.trim() || null;
    const marked = handled
      ? { by: by.id, name: by.name, at: now.toISOString(), note: words }
      : { by: null, name: null, at: null, note: null };
    await store.apply([
      { type: 'handle_feedback', id, ...marked },
      auditOf(now, by, { action: handled ? 'feedback.handle' : 'feedback.reopen', subject: id, detail: words ?? '' }),
    ]);
  }

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
    list(filter: FeedbackFilter = {}): Promise<{ total: number; feedback: FeedbackView[] }> {
      return store.reports.feedback(filter);
    },

    /** Read and seen to, with words for colleagues. Throws NotFoundError. */
    handle: (id: string, by: Actor, note: string | null) => mark(id, by, true, note),

    /** To be seen to again. Throws NotFoundError. */
    reopen: (id: string, by: Actor) => mark(id, by, false, null),
  };
}
