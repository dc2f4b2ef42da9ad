import type { Context, MiddlewareHandler } from 'hono';
import { type Audience, audiencesFor, type Channel, type Viewer } from '../domain/access.ts';
import { ForbiddenError, RateLimitedError, UnauthorizedError } from '../domain/errors.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import { clientAddress } from './address.ts';
import type { ApiDependencies, ApiEnv, Caller } from './contract.ts';
import { MemoryWindows } from './limits.ts';
import type { OriginPolicy } from './origins.ts';

/** Wrong keys from one address in a minute before it has to wait. */
const wrongKeysPerMinute = 20;
const longestSecret = 200;

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

/** Finds out who calls. A key that is not valid is refused, never treated as "no key". */
export function identify({ dependencies, originOf, hashAddress, milliseconds }: IdentifyParts): MiddlewareHandler<ApiEnv> {
  const wrongKeys = new MemoryWindows(wrongKeysPerMinute);
  /** A right key is never counted: colleagues of whoever keeps sending an old one share its address. */
  const refuseWrongKey = (addressHash: string): never => {
    if (wrongKeys.hit(addressHash, milliseconds()) > wrongKeysPerMinute)
      throw new RateLimitedError('密钥错误次数过多，请稍后再试', 'too many wrong keys');
    throw new UnauthorizedError('密钥无效或已停用', 'unknown or revoked key');
  };
  return async (context, next) => {
    const addressHash = hashAddress(clientAddress(context, dependencies.config.WENCE_TRUST_PROXY));
    const secret = presentedSecret(context);
    const key = secret && secret.length <= longestSecret ? await dependencies.keys.authenticate(secret) : null;
    if (secret !== null && !key) refuseWrongKey(addressHash);
    const origin = originOf(context);
    const caller: Caller = {
      key,
      audiences: [...new Set<Audience>(['public', ...(key?.audiences ?? [])])],
      addressHash,
      principal: key ? key.id : (origin ?? addressHash),
    };
    context.set('caller', caller);
    await next();
  };
}

/**
 * Through whose eyes a request reads. The channel narrows what the credential opens; without a channel it opens all of it.
 * Throws ForbiddenError for a desk's channel without a key of that desk.
 */
export function viewerOf(caller: Caller, channel: Channel | undefined, clock: Clock): Viewer {
  const today = dayOf(clock.now());
  if (!channel) return { audiences: caller.audiences, today };
  if (channel !== 'web' && !caller.audiences.includes(channel)) {
    throw new ForbiddenError('此渠道需要相应的密钥', `channel "${channel}" needs a key of that audience`);
  }
  return { audiences: audiencesFor(caller.audiences, channel), today };
}

/** Desks see 口径 and internal notes; the public never does. */
export const isDesk = (viewer: Viewer) => viewer.audiences.some((audience) => audience !== 'public');

/** Lets through only keys that carry the scope. Throws UnauthorizedError, ForbiddenError. */
export function requireScope(caller: Caller, scope: string): void {
  if (!caller.key) throw new UnauthorizedError('需要密钥', 'a key is needed');
  if (!caller.key.scopes.includes(scope)) throw new ForbiddenError('此密钥无权访问', `the key lacks the scope "${scope}"`);
}
