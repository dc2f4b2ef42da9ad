import { keep, recall } from '../../../shared/storage.ts';

/**
 * What somebody typed and did not save yet, kept in this browser under the account and the thing it belongs to: it survives the end of a
 * session, a closed tab and a crash. Forget it when it was saved.
 */
const nameOf = (accountId: string, thing: string) => `typed.${accountId}.${thing}`;

export const keepTyped = (accountId: string, thing: string, value: unknown): void =>
  keep('localStorage', nameOf(accountId, thing), JSON.stringify({ at: new Date().toISOString(), value }));

export function recallTyped<Value>(accountId: string, thing: string): { at: string; value: Value } | null {
  const text = recall('localStorage', nameOf(accountId, thing));
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

export const forgetTyped = (accountId: string, thing: string): void => keep('localStorage', nameOf(accountId, thing), null);
