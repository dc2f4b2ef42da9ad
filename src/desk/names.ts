import { InvalidInputError } from '../domain/errors.ts';
import type { Store } from '../store/contract.ts';
import { type PersonalDataKind, redact } from '../text/personal-data.ts';
import { visibleOnly } from '../text/visible.ts';

/** What tells of one person only; an office may be called after a street. */
const personalKinds: PersonalDataKind[] = ['resident_id', 'mobile', 'bank_card', 'passport', 'email'];

/**
 * Names of people, units and keys stand in reviews, lists and the audit, which keeps them for good: one that looks like another, that
 * speaks to a terminal, or that holds somebody's number is refused. Throws InvalidInputError.
 */
export function requirePlainName(name: string): void {
  if (visibleOnly(name).replace(/[\n\t]/g, '') !== name)
    throw new InvalidInputError('名称里有看不见的字符或换行，请重新输入', 'the name holds control or invisible characters');
  if (redact(name).found.some(({ kind }) => personalKinds.includes(kind)))
    throw new InvalidInputError('名称里不能有手机号、证件号、银行卡号或邮箱，请重新输入', 'the name holds personal data');
}

/** Names of all accounts by their ids, as they are now; whoever is no account is called by the id. */
export async function accountNames({ accounts }: Pick<Store, 'accounts'>): Promise<(id: string) => string> {
  const names = new Map((await accounts.accounts()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
