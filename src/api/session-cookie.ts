import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ApiSettings } from './contract.ts';

/** The request reached us, or the trusted proxy in front of us, encrypted. */
export function isEncrypted(context: Context, trustProxy: boolean): boolean {
  const forwarded = trustProxy ? context.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase() : undefined;
  return (forwarded ?? new URL(context.req.url).protocol.replace(':', '')) === 'https';
}

interface CookieRules {
  name: string;
  options: { httpOnly: true; secure: boolean; path: string };
}

/**
 * A browser takes a `__Host-` cookie only from this very host, encrypted and for the path "/"; under a base path `__Secure-` is the most
 * that can be had, and without encryption (an intranet's http) a plain name.
 */
export function cookieRules(context: Context, settings: ApiSettings, what: string): CookieRules {
  const secure = isEncrypted(context, settings.WENCE_TRUST_PROXY);
  const path = settings.WENCE_BASE_PATH || '/';
  const prefix = !secure ? '' : path === '/' ? '__Host-' : '__Secure-';
  return { name: `${prefix}wence-${what}`, options: { httpOnly: true, secure, path } };
}

export function sessionToken(context: Context, settings: ApiSettings): string | null {
  return getCookie(context, cookieRules(context, settings, 'session').name) ?? null;
}

/** Lives as long as the browser, at most until the session's absolute end, which the server holds. Never sent from another site. */
export function giveSessionToken(context: Context, settings: ApiSettings, token: string): void {
  const { name, options } = cookieRules(context, settings, 'session');
  setCookie(context, name, token, { ...options, sameSite: 'Strict' });
}

export function takeSessionToken(context: Context, settings: ApiSettings): void {
  const { name, options } = cookieRules(context, settings, 'session');
  deleteCookie(context, name, options);
}

/** The proof that a page of ours read the session's own data: it cannot be worked out without the token and says nothing about it. */
export const csrfProofOf = (token: string): string => createHmac('sha256', token).update('wence csrf').digest('base64url');

export function isCsrfProof(token: string, given: string | undefined): boolean {
  const [right, shown] = [Buffer.from(csrfProofOf(token)), Buffer.from(given ?? '')];
  return right.length === shown.length && timingSafeEqual(right, shown);
}
