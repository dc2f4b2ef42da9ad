import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv } from './contract.ts';

/**
 * The address of the caller. Behind a trusted proxy it is the last entry of X-Forwarded-For, the only one that the
 * nearest proxy itself wrote: earlier ones can be made up by the caller.
 */
export function clientAddress(context: Context<ApiEnv>, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return networkOf(forwarded || context.env?.incoming?.socket.remoteAddress || 'local');
}

/** IPv4 as it is (also when mapped into IPv6); IPv6 by its /64, since one household holds a whole one. */
export function networkOf(address: string): string {
  const plain = address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`;
}

/** A hash with a salt that lives only in memory: addresses can be told apart, not found out. */
export function addressHasher(salt: Buffer = randomBytes(32)): (address: string) => string {
  return (address) => `a${createHmac('sha256', salt).update(address).digest('hex').slice(0, 20)}`;
}
