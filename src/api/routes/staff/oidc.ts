import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createAttempts } from '../../../desk/attempts.ts';
import { createIdentityProvider, type IdentityCheck } from '../../../desk/identity.ts';
import { createSignIn } from '../../../desk/sign-in.ts';
import { NotFoundError, UnavailableError, WenceError } from '../../../domain/errors.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { ownAddress } from '../../csrf.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { cookieRules, giveSessionToken } from '../../session-cookie.ts';
import { sessionBefore } from './session.ts';

/** Pages to which a login may lead back. */
const pages = ['admin', 'desk', 'evaluate'] as const;
const pageSchema = z.enum(pages);
const minutesToSignIn = 10;

const checkSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: pageSchema });
type Kept = IdentityCheck & { to: (typeof pages)[number] };

const startRoute = createRoute({
  method: 'get',
  path: '/v1/staff/oidc/start',
  summary: '去统一身份认证登录',
  tags: ['工作人员'],
  'x-action': 'anyone',
  request: { query: z.object({ to: pageSchema.default('admin').openapi({ description: '登录后回到哪一页' }) }) },
  responses: { 302: { description: '转到统一身份认证，或回到登录页说明原因' }, ...errorResponses(400, 404, 429) },
});

const backRoute = createRoute({
  method: 'get',
  path: '/v1/staff/oidc/callback',
  summary: '从统一身份认证回来',
  description: '由浏览器带着授权码打开；没有通过或身份没有登记时回到登录页。',
  tags: ['工作人员'],
  'x-action': 'anyone',
  responses: { 302: { description: '转到工作台或登录页' }, ...errorResponses(404, 429) },
});

/** Signing in through the city's identity provider (OpenID Connect). */
export function oidcRoutes({ store, clock, sessions, config }: ApiDependencies) {
  const signIn = createSignIn(store, clock, sessions, createAttempts(store, clock));
  const provider = createIdentityProvider({
    issuer: config.WENCE_OIDC_ISSUER,
    clientId: config.WENCE_OIDC_CLIENT_ID,
    clientSecret: config.WENCE_OIDC_CLIENT_SECRET,
    claim: config.WENCE_OIDC_CLAIM,
  });
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  const requireProvider = () => {
    if (!config.WENCE_OIDC_ISSUER) throw new NotFoundError('本系统没有接统一身份认证', 'WENCE_OIDC_ISSUER is not set');
  };
  const rules = (context: Context) => cookieRules(context, config, 'oidc');
  const backTo = (context: Context, page: string, problem?: string) =>
    context.redirect(`${config.WENCE_BASE_PATH}/${page}${problem ? `#problem=${problem}` : ''}`, 302);
  const callback = (context: Context) => `${ownAddress(context, config)}/v1/staff/oidc/callback`;

  app.openapi(startRoute, async (context) => {
    requireProvider();
    const { to } = context.req.valid('query');
    try {
      const { address, check } = await provider.begin(callback(context));
      const { name, options } = rules(context);
      const kept = Buffer.from(JSON.stringify({ ...check, to })).toString('base64url');
      // Lax: the browser comes back from another site.
      setCookie(context, name, kept, { ...options, sameSite: 'Lax', maxAge: minutesToSignIn * 60 });
      return context.redirect(address, 302);
    } catch (error) {
      if (error instanceof UnavailableError) return backTo(context, to, 'identity_down');
      throw error;
    }
  });

  app.openapi(backRoute, async (context) => {
    requireProvider();
    const { name, options } = rules(context);
    const kept = readKept(getCookie(context, name));
    deleteCookie(context, name, options);
    if (!kept) return backTo(context, 'admin', 'identity');
    try {
      const answer = new URL(`${callback(context)}${new URL(context.req.url).search}`);
      const identity = await provider.finish(answer, kept);
      const { token } = await signIn.withIdentity(identity, context.get('caller').address, sessionBefore(context, config));
      giveSessionToken(context, config, token);
      return backTo(context, kept.to);
    } catch (error) {
      if (error instanceof WenceError && error.status !== 500)
        return backTo(context, kept.to, error instanceof UnavailableError ? 'identity_down' : 'identity');
      throw error;
    }
  });
  return app;
}

function readKept(text: string | undefined): Kept | null {
  try {
    return checkSchema.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}
