import type { Channel } from '../domain/access.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Gap, Store } from '../store/contract.ts';
import { redact } from '../text/personal-data.ts';

export type Gaps = ReturnType<typeof createGaps>;

export interface NewGap {
  answerId: string;
  question: string;
  channel: Channel;
  /** Why it could not be answered: an answer status, or an agent's words. */
  reason: string;
}

/** Questions that the base could not answer, for those who write entries. */
export function createGaps(store: Store, clock: Clock) {
  return {
    /** An agent reports a gap. Keeps no personal data. */
    async record({ answerId, question, channel, reason }: NewGap): Promise<Gap> {
      const at = clock.now().toISOString();
      const gap: Gap = { id: randomId('g'), answerId, question: redact(question).text, channel, reason: redact(reason).text, at };
      await store.apply([{ type: 'put_gap', gap }]);
      return gap;
    },

    /** Newest first. */
    list(limit = 100): Promise<Gap[]> {
      return store.activity.gaps(limit);
    },
  };
}
