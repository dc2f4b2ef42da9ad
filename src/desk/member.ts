import type { Account, Actor, Role, Session, Unit } from '../domain/account.ts';
import { type Action, may } from './rights.ts';

/** Somebody who has signed in, as routes and desks see them. */
export interface Member {
  account: Account;
  session: Session;
  /** For drafts, reviews and the audit. */
  actor: Actor;
  /** Ids of the units within reach; null: the whole city. */
  unitIds: string[] | null;
  may(action: Action): boolean;
  /** Is what belongs to this unit (null: to none) within reach? */
  inScope(unitId: string | null): boolean;
}

/** What an account has to do before anything else; who comes through OpenID Connect alone has the second factor over there. */
export function setupNeededBy(
  { mustChangePassword, hasPassword, hasTotp, roles }: Account,
  totpRoles: readonly Role[],
): 'password_needed' | 'totp_needed' | null {
  if (mustChangePassword) return 'password_needed';
  return hasPassword && !hasTotp && roles.some((role) => totpRoles.includes(role)) ? 'totp_needed' : null;
}

/** `from` is the network address of the request. */
export function memberOf(found: { account: Account; session: Session }, units: Unit[], from: string): Member {
  const { account, session } = found;
  const unitIds = account.unitId === null ? null : unitAndBelow(account.unitId, units);
  return {
    account,
    session,
    actor: { id: account.id, name: account.name, from },
    unitIds,
    may: (action) => may(account.roles, action),
    inScope: (unitId) => unitIds === null || (unitId !== null && unitIds.includes(unitId)),
  };
}

/** A unit and all that stand under it, itself first. */
export function unitAndBelow(id: string, units: readonly Unit[]): string[] {
  const found = [id];
  for (const above of found) {
    for (const unit of units) if (unit.parentId === above && !found.includes(unit.id)) found.push(unit.id);
  }
  return found;
}
