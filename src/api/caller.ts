import type { Context, MiddlewareHandler } from 'hono';
import { type Member, memberOf, setupNeededBy } from '../desk/member.ts';
import { type Audience, audiencesFor, type Channel, type Viewer } from '../domain/access.ts';
import { ForbiddenError, RateLimitedError, SignedOutError, UnauthorizedError } from '../domain/errors.ts';
import { sha256 } from '../domain/ids.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import type { ApiKey } from '../store/contract.ts';
import { clientAddress } from './address.ts';
import type { ApiDependencies, ApiEnv, Caller } from './contract.ts';
import { requireSameSite } from './csrf.ts';
import { MemoryWindows } from './limits.ts';
import type { OriginPolicy } from './origins.ts';
import { sessionToken } from './session-cookie.ts';

/** Wrong keys from one address in a minute before it has to wait. */
const wrongKeysPerMinute = 20;
const longestSecret = 200;

export const loginPath = '/v1/staff/login';
/** Read every minute by every open page. */
export const bannerPath = '/v1/banner';
/** Read every few seconds by every open desk, and what changed with it. */
export const standingPath = '/v1/standing';
export const changesPath = '/v1/staff/changes';
/** A page asks these by itself: that keeps no session alive. */
const unwatchedPaths = [bannerPath, standingPath, changesPath];

/** The secret of `Authorization: Bearer …` or `X-Wence-Key: …`; other schemes belong to a proxy in front and are ignored. */
export function presentedSecret(context: Context<ApiEnv>): string | null {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(context.req.header('authorization') ?? '');
  return bearer?.[1] ?? context.req.header('x-wence-key')?.trim() ?? null;
}

interface IdentifyParts {
  dependencies: ApiDependencies;
  originOf: OriginPolicy;
  hashAddress: (address: string) => string;
  milliseconds: () => number;
}

/**
 * Finds out who calls: by a key, else by the session of somebody who has signed in. A key that is not valid is refused, never treated as
 * "no key"; a session that is over opens nothing, and what is open to everybody stays open.
 */
export function identify({ dependencies, originOf, hashAddress, milliseconds }: IdentifyParts): MiddlewareHandler<ApiEnv> {
  const wrongKeys = new MemoryWindows(wrongKeysPerMinute);
  /** A right key is never counted: colleagues of whoever keeps sending an old one share its address. */
  const refuseWrongKey = (addressHash: string): never => {
    if (wrongKeys.hit(addressHash, milliseconds()) > wrongKeysPerMinute)
      throw new RateLimitedError('密钥错误次数过多，请稍后再试', 'too many wrong keys');
    throw new UnauthorizedError('密钥无效或已停用', 'unknown or revoked key');
  };
  return async (context, next) => {
    const address = clientAddress(context, dependencies.config.WENCE_TRUST_PROXY);
    const addressHash = hashAddress(address);
    const secret = presentedSecret(context);
    const key = secret && secret.length <= longestSecret ? await dependencies.keys.authenticate(secret) : null;
    if (secret !== null && !key) refuseWrongKey(addressHash);
    const token = key ? null : sessionToken(context, dependencies.config);
    const idle = unwatchedPaths.some((path) => context.req.path.endsWith(path));
    const member = token ? await memberFor(dependencies, { token, address, idle }) : null;
    // Who signs in anew may still carry the cookie of before.
    if (token && member && !context.req.path.endsWith(loginPath)) requireSameSite(context, token, dependencies.config);
    const setupNeeded = member && setupNeededBy(member.account, dependencies.config.WENCE_TOTP_ROLES);
    const caller: Caller = {
      key,
      member,
      setupNeeded,
      signedOut: token !== null && !member,
      token: member ? token : null,
      audiences: audiencesOf(key, setupNeeded ? null : member),
      address,
      addressHash,
      principal: principalOf(key, member) ?? originOf(context) ?? addressHash,
    };
    context.set('caller', caller);
    await next();
  };
}

interface Presented {
  token: string;
  address: string;
  /** The page asked by itself. */
  idle: boolean;
}

async function memberFor({ sessions, store }: ApiDependencies, { token, address, idle }: Presented): Promise<Member | null> {
  const found = await sessions.find(token, idle);
  if (!found) return null;
  return memberOf(found, found.account.unitId === null ? [] : await store.accounts.units(), address);
}

function audiencesOf(key: ApiKey | null, member: Member | null): Audience[] {
  const desks = member && (member.may('desk.use') || member.may('evaluate.use')) ? member.account.desks : [];
  return [...new Set<Audience>(['public', ...(key?.audiences ?? []), ...desks])];
}

/** Conversations are bound to a session, not to a person: answers are kept, and who asked is nobody's business. */
const principalOf = (key: ApiKey | null, member: Member | null) =>
  key?.id ?? (member && `s${sha256(member.session.tokenHash).slice(0, 20)}`);

/**
 * Through whose eyes a request reads. The channel narrows what the credential opens; without a channel it opens all of it.
 * Throws ForbiddenError for a desk's channel without a key or account of that desk, SignedOutError when the session for it is over.
 */
export function viewerOf(caller: Caller, channel: Channel | undefined, clock: Clock): Viewer {
  const today = dayOf(clock.now());
  if (!channel) return { audiences: caller.audiences, today };
  if (channel !== 'web' && !caller.audiences.includes(channel)) {
    if (caller.signedOut) throw signedOut();
    throw new ForbiddenError('此渠道需要相应的密钥或坐席账号', `channel "${channel}" needs a key or account of that audience`);
  }
  return { audiences: audiencesFor(caller.audiences, channel), today };
}

/** Desks see 口径 and internal notes; the public never does. */
export const isDesk = (viewer: Viewer) => viewer.audiences.some((audience) => audience !== 'public');

export const signedOut = () => new SignedOutError('请先登录', 'nobody has signed in, or the session is over');

/** Lets through keys that carry the scope, and those who evaluate by their account. Throws UnauthorizedError, SignedOutError, ForbiddenError. */
export function requireScope(caller: Caller, scope: string): void {
  if (scope === 'evaluate' && caller.member?.may('evaluate.use') && !caller.setupNeeded) return;
  if (caller.signedOut) throw signedOut();
  if (caller.member) throw new ForbiddenError('您的账号没有这项权限', `the account may not "${scope}"`);
  if (!caller.key) throw new UnauthorizedError('需要密钥', 'a key is needed');
  if (!caller.key.scopes.includes(scope)) throw new ForbiddenError('此密钥无权访问', `the key lacks the scope "${scope}"`);
}
