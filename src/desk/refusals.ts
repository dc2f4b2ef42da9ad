import type { Actor } from '../domain/account.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { auditOf } from './audit.ts';

const hourMs = 3_600_000;
/** Of one account in an hour: somebody who tries everything shows, and does not fill the chain. */
export const mostRefusals = 20;

export interface Refusal {
  /** "POST /v1/staff/drafts/…/approve"; without a query, which may hold what somebody typed. */
  step: string;
  /** Why, in Chinese. */
  reason: string;
}

/** Steps of people who have signed in that their rights, units or the rule of four eyes did not allow. The same step counts once an hour. */
export function createRefusals(store: Store, clock: Clock) {
  let hour = -1;
  const seen = new Map<string, Set<string>>();

  return async (by: Actor, { step, reason }: Refusal): Promise<void> => {
    const now = clock.now();
    const current = Math.floor(now.getTime() / hourMs);
    if (current !== hour) seen.clear();
    hour = current;
    const steps = seen.get(by.id) ?? new Set();
    if (steps.has(step) || steps.size >= mostRefusals) return;
    seen.set(by.id, steps.add(step));
    const last = steps.size === mostRefusals ? '；这一小时内此后被拒的不再逐条记录' : '';
    const subject = /\/([a-z][0-9a-z_]{7,})(?:\/|$)/.exec(step.replace(/^\S+ \/v1\/staff/, ''))?.[1] ?? by.id;
    await store.apply([auditOf(now, by, { action: 'access.denied', subject, detail: `${reason}；${step}${last}` })]);
  };
}
