import { InvalidInputError } from '../domain/errors.ts';
import type { Store } from '../store/contract.ts';
import { visibleOnly } from '../text/visible.ts';

/**
 * Names of people, units and keys stand in reviews, lists and the audit: one that looks like another, or that speaks to a terminal, is
 * refused. Throws InvalidInputError.
 */
export function requirePlainName(name: string): void {
  if (visibleOnly(name).replace(/[\n\t]/g, '') !== name)
    throw new InvalidInputError('名称里有看不见的字符或换行，请重新输入', 'the name holds control or invisible characters');
}

/** Names of all accounts by their ids, as they are now; whoever is no account is called by the id. */
export async function accountNames({ accounts }: Pick<Store, 'accounts'>): Promise<(id: string) => string> {
  const names = new Map((await accounts.accounts()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
