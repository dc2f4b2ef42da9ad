import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv, ApiSettings } from './contract.ts';

export type OriginPolicy = (context: Context<ApiEnv>) => string | null;

/**
 * The origin of the calling site when it may read our answers: the same host, or one of WENCE_ALLOWED_ORIGINS
 * ("https://www.example.gov.cn", comma-separated; "*" allows every site). Null for others and for callers without one.
 */
export function originPolicy(settings: ApiSettings): OriginPolicy {
  const allowed = new Set(
    settings.WENCE_ALLOWED_ORIGINS.split(',')
      .map((origin) => origin.trim().replace(/\/+$/, '').toLowerCase())
      .filter(Boolean),
  );
  return (context) => {
    const origin = context.req.header('origin')?.toLowerCase();
    const host = origin && hostOf(origin);
    if (!origin || !host) return null;
    const forwardedHost = settings.WENCE_TRUST_PROXY ? context.req.header('x-forwarded-host') : undefined;
    // The scheme is not compared: behind a proxy that ends TLS it differs.
    const ownHost = forwardedHost?.toLowerCase() ?? new URL(context.req.url).host;
    return host === ownHost || allowed.has(origin) || allowed.has('*') ? origin : null;
  };
}

function hostOf(origin: string): string | null {
  const parsed = URL.canParse(origin) ? new URL(origin) : null;
  return parsed && parsed.origin === origin && /^https?:$/.test(parsed.protocol) ? parsed.host : null;
}

/** CORS without credentials: keys travel in a header that the calling page sets itself. */
export function crossOrigin(policy: OriginPolicy): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const origin = policy(context);
    const preflight = context.req.method === 'OPTIONS';
    if (!preflight) await next();
    context.header('Vary', 'Origin', { append: true });
    if (origin) {
      context.header('Access-Control-Allow-Origin', origin);
      context.header('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After');
    }
    if (!preflight) return;
    if (origin) {
      context.header('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
      context.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-Wence-Key');
      context.header('Access-Control-Max-Age', '600');
    }
    return context.body(null, 204);
  };
}
