import type { DraftState } from '../../domain/entry.ts';
import { ConflictError, ForbiddenError } from '../../domain/errors.ts';
import type { DocumentDraft } from '../../ingest/document-draft.ts';
import { visibleOnly } from '../../text/visible.ts';
import type { Member } from '../member.ts';

/** Throws ForbiddenError for a document of a unit that is out of reach. */
export function requireScope(by: Member, unitId: string | null): void {
  if (!by.inScope(unitId))
    throw new ForbiddenError('这份文件不属于您的单位', `${unitId ?? 'the whole city'} is out of reach of ${by.actor.id}`);
}

/** Throws ConflictError with these words when the draft is in another state. */
export function requireState({ id, state }: DocumentDraft, allowed: DraftState[], message: string): void {
  if (!allowed.includes(state)) throw new ConflictError(message, `draft ${id} is ${state}`);
}

/** Named before anything is worked out from it; the store checks again when it writes. */
export function requireRevision({ id, revision }: DocumentDraft, expected: number): void {
  if (revision !== expected)
    throw new ConflictError('稿件已被改过，请先看过新的内容再操作', `draft ${id} is at revision ${revision}`);
}

/** Every text in it without what nobody can see: a reviewer approves exactly what readers get. */
export function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visibleOnly(value);
  if (Array.isArray(value)) return value.map(visibleIn);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visibleIn(one)]));
}
