import type { Actor } from '../domain/account.ts';
import type { AuditRecord, Change } from '../store/contract.ts';
import { redact } from '../text/personal-data.ts';

export interface Act {
  action: string;
  /** Id of what it was done to. */
  subject: string;
  detail?: string;
  before?: unknown;
  after?: unknown;
}

/** The audit record of something that a person did, without personal data of citizens. Goes into the change set of the act itself. */
export function auditOf(at: Date, by: Actor, { action, subject, detail = '', before, after }: Act): Change {
  const record: AuditRecord = {
    at: at.toISOString(),
    actor: by.name,
    actorId: by.id,
    origin: by.from,
    action,
    subject,
    detail: redact(detail).text,
    before: withoutPersonalData(before),
    after: withoutPersonalData(after),
  };
  return { type: 'audit', record };
}

/** Every text in it redacted; shape and other values stay. */
export function withoutPersonalData(state: unknown): unknown {
  if (typeof state === 'string') return redact(state).text;
  if (Array.isArray(state)) return state.map(withoutPersonalData);
  if (state === null || typeof state !== 'object') return state;
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, withoutPersonalData(value)]));
}

/** Only what differs of two states, so that a record shows the change and not everything around it. */
export function changedParts<State extends object>(
  before: State,
  after: State,
): { before: Partial<State>; after: Partial<State> } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof State)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const pick = (state: State) => Object.fromEntries(changed.map((name) => [name, state[name] ?? null])) as Partial<State>;
  return { before: pick(before), after: pick(after) };
}
