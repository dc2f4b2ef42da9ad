import type { MiddlewareHandler } from 'hono';
import type { Member } from '../desk/member.ts';
import { type Action, actions } from '../desk/rights.ts';
import { ForbiddenError, SetupNeededError } from '../domain/errors.ts';
import { signedOut } from './caller.ts';
import type { ApiEnv, Caller } from './contract.ts';

/** What a route under /v1/staff asks for: an action of the rights table, or only that somebody has signed in. */
export type Needed = Action | 'signed_in';

/** Routes behind the guard have a member. */
export type StaffEnv = ApiEnv & { Variables: { member: Member } };

export const sessionNeeded: Record<string, string[]>[] = [{ session: [] }];

/**
 * The guard of a staff route, spread into its `createRoute({ ...permit('entry.write'), method, path, … })`: it lets through who may do
 * the action and gives the handler `context.get('member')`; the action stands in the OpenAPI document as `x-action`, where a test reads it.
 * Answers 401 signed_out, 403 forbidden, 403 password_needed or totp_needed; 403 cross_site comes from `identify` before it.
 */
export function permit(needed: Needed) {
  return { tags: ['工作人员'], security: sessionNeeded, 'x-action': needed, middleware: guard(needed) };
}

function guard(needed: Needed): MiddlewareHandler<StaffEnv> {
  return async (context, next) => {
    const caller = context.get('caller');
    if (!caller.member) throw signedOut();
    if (needed !== 'signed_in') {
      requireSetUp(caller);
      requireRight(caller.member, needed);
    }
    context.set('member', caller.member);
    await next();
  };
}

function requireSetUp({ setupNeeded }: Caller): void {
  if (setupNeeded === 'password_needed')
    throw new SetupNeededError(setupNeeded, '请先设置自己的密码', 'the one-time password must be changed first');
  if (setupNeeded === 'totp_needed')
    throw new SetupNeededError(setupNeeded, '您的角色须先设置动态验证码', 'the role demands a second factor');
}

/** For what depends on more than the route. Throws ForbiddenError, naming the right that is missing. */
export function requireRight(member: Member, action: Action): void {
  if (!member.may(action)) throw new ForbiddenError(`您的账号没有“${actions[action]}”的权限`, `needs ${action}`);
}
