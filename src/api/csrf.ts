import type { Context } from 'hono';
import { CrossSiteError } from '../domain/errors.ts';
import type { ApiSettings } from './contract.ts';
import { isCsrfProof, isEncrypted } from './session-cookie.ts';

export const csrfHeader = 'x-wence-csrf';
const readingMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A request that changes something must come from a page of ours and carry the proof of this very session. The cookie is SameSite=Strict
 * already; this holds against neighbours on the same site (other hosts under example.gov.cn) as well. Throws CrossSiteError.
 */
export function requireSameSite(context: Context, token: string, settings: ApiSettings): void {
  if (readingMethods.includes(context.req.method)) return;
  requireOwnOrigin(context, settings);
  if (!isCsrfProof(token, context.req.header(csrfHeader)))
    throw new CrossSiteError('请求缺少校验信息，请刷新页面后重试', `the header ${csrfHeader} is missing or wrong`);
}

/** What the browser itself says about where a request comes from; programs that say nothing are let through. Throws CrossSiteError. */
export function requireOwnOrigin(context: Context, settings: ApiSettings): void {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreignSite || (origin !== undefined && hostOf(origin) !== ownHost(context, settings)))
    throw new CrossSiteError('请求来自其他网站，已拒绝', `origin ${origin ?? 'unknown'}, site ${site ?? 'unknown'}`);
}

/** Where this app is served, as the browser sees it: no slash at the end. */
export const ownAddress = (context: Context, settings: ApiSettings): string =>
  `${isEncrypted(context, settings.WENCE_TRUST_PROXY) ? 'https' : 'http'}://${ownHost(context, settings)}${settings.WENCE_BASE_PATH}`;

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);

// The scheme is not compared: behind a proxy that ends TLS it differs.
function ownHost(context: Context, settings: ApiSettings): string {
  const forwarded = settings.WENCE_TRUST_PROXY ? context.req.header('x-forwarded-host') : undefined;
  return forwarded?.toLowerCase() ?? new URL(context.req.url).host;
}
