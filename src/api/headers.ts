import type { MiddlewareHandler } from 'hono';
import { randomId } from '../domain/ids.ts';
import type { ApiEnv } from './contract.ts';

/** Scripts only from here; styles may be inline because custom elements and our own pages carry theirs. */
const pagePolicy = (framedBy: "'self'" | "'none'") =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');

/** For pages on which staff act: nothing may be laid over them, not even by a page from here. */
export const unframed = { 'X-Frame-Options': 'DENY', 'Content-Security-Policy': pagePolicy("'none'") };

/** For everything that is not a page: nothing in it may run, whatever a browser takes it for. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Gives each request an id (the caller's own, when it is a plain word) and sends it back. */
export const requestId: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const given = context.req.header('x-request-id');
  const id = given && /^[\w-]{1,64}$/.test(given) ? given : randomId('r');
  context.set('requestId', id);
  await next();
  context.header('X-Request-Id', id);
};

/** Security headers for every answer. What a route set itself stays. */
export const securityHeaders: MiddlewareHandler<ApiEnv> = async (context, next) => {
  await next();
  const isPage = context.res.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  const defaults: Record<string, string> = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Frame-Options': isPage ? 'SAMEORIGIN' : 'DENY',
    'Content-Security-Policy': isPage ? pagePolicy("'self'") : dataPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(defaults)) {
    if (!context.res.headers.has(name)) context.header(name, value);
  }
};
