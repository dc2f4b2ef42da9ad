import type { Clock } from '../../domain/time.ts';
import type { Change, Store } from '../../store/contract.ts';
import { createSettings } from '../settings.ts';
import { createFlags } from './flags.ts';
import { createRecalls } from './recalls.ts';

const dayMs = 86_400_000;

/**
 * The change that removes what has outlived its purpose: conversations and rate-limit windows at their own end; answers, handled gaps,
 * messages that were replied to and feedback after the days of the settings. Answers that wait to be corrected stay. The audit is never shortened (network law: six months).
 */
export function createRetention(store: Store, clock: Clock) {
  const settings = createSettings(store, clock);
  const recalls = createRecalls(store, clock, createFlags(store, clock, settings));

  return async (): Promise<Change> => {
    const { answerDays, gapDays, messageDays, feedbackDays } = await settings.values();
    const now = clock.now();
    const before = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
    return {
      type: 'forget_before',
      at: now.toISOString(),
      kept: {
        answersBefore: before(answerDays),
        answerIds: await recalls.openAnswerIds(),
        gapsBefore: before(gapDays),
        messagesBefore: before(messageDays),
        feedbackBefore: before(feedbackDays),
      },
    };
  };
}
