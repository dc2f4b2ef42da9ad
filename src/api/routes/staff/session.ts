import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createAttempts } from '../../../desk/attempts.ts';
import { setupNeededBy } from '../../../desk/member.ts';
import { actionsOf } from '../../../desk/rights.ts';
import { createSignIn } from '../../../desk/sign-in.ts';
import type { Account } from '../../../domain/account.ts';
import { sha256 } from '../../../domain/ids.ts';
import { loginPath } from '../../caller.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { requireOwnOrigin } from '../../csrf.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { orNull } from '../../schemas.ts';
import { csrfProofOf, giveSessionToken, sessionToken, takeSessionToken } from '../../session-cookie.ts';
import { permit } from '../../staff.ts';
import { accountSchema, actionSchema, body, done, doneSchema, ok } from './shapes.ts';

export const meSchema = z
  .object({
    account: accountSchema,
    unitName: z.string().nullable(),
    actions: z.array(actionSchema).openapi({ description: '此账号能做的事' }),
    csrf: z.string().openapi({ description: '修改类请求须放在 X-Wence-CSRF 请求头里' }),
    setupNeeded: orNull(z.enum(['password_needed', 'totp_needed'])).openapi({ description: '须先完成的设置' }),
    totpAdvised: z.boolean().openapi({ description: '此角色建议设置动态验证码，尚未设置' }),
    idleMinutes: z.number().openapi({ description: '多久没有操作须重新登录' }),
  })
  .openapi('Me');

const tags = ['工作人员'];

const loginRoute = createRoute({
  method: 'post',
  path: loginPath,
  summary: '登录',
  description: '成功时设置会话 Cookie。设了动态验证码的账号先答 401 code_needed，再带 code 重发。',
  tags,
  'x-action': 'anyone',
  request: {
    body: body(
      z.object({
        login: z.string().min(1).max(80),
        password: z.string().min(1).max(512),
        code: z.string().max(40).optional().openapi({ description: '动态验证码或恢复码' }),
      }),
    ),
  },
  responses: { 200: ok(meSchema, '已登录'), ...errorResponses(400, 401, 403, 413, 415, 422, 429) },
});

const optionsRoute = createRoute({
  method: 'get',
  path: loginPath,
  summary: '登录方式',
  tags,
  'x-action': 'anyone',
  responses: {
    200: ok(
      z.object({
        signedIn: z.boolean().openapi({ description: '这个浏览器已经登录' }),
        oidc: orNull(z.object({ label: z.string(), path: z.string() })),
      }),
      '登录页可用的方式',
    ),
    ...errorResponses(429),
  },
});

const logoutRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/logout',
  summary: '退出登录',
  responses: { 200: ok(doneSchema), ...errorResponses(401, 403, 429) },
});

const meRoute = createRoute({
  ...permit('signed_in'),
  method: 'get',
  path: '/v1/staff/me',
  summary: '我是谁、能做什么',
  responses: { 200: ok(meSchema, '当前账号'), ...errorResponses(401, 403, 429) },
});

/** Roles that should have a second factor even where the city does not demand it: they open accounts or publish. */
const totpAdvisedRoles = ['administrator', 'reviewer'];

/** Signing in and out, and who one is. */
export function sessionRoutes({ store, clock, sessions, config }: ApiDependencies) {
  const signIn = createSignIn(store, clock, sessions, createAttempts(store, clock));
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });

  async function me(account: Account, token: string) {
    const unit = account.unitId && (await store.accounts.units()).find(({ id }) => id === account.unitId);
    const advised = account.hasPassword && !account.hasTotp && account.roles.some((role) => totpAdvisedRoles.includes(role));
    return {
      account,
      unitName: unit ? unit.name : null,
      actions: actionsOf(account.roles),
      csrf: csrfProofOf(token),
      setupNeeded: setupNeededBy(account, config.WENCE_TOTP_ROLES),
      totpAdvised: advised,
      idleMinutes: sessions.limits.idleMinutes,
    };
  }

  app.openapi(optionsRoute, (context) => {
    const { WENCE_OIDC_ISSUER: issuer, WENCE_OIDC_LABEL: label, WENCE_BASE_PATH: base } = config;
    const signedIn = context.get('caller').member !== null;
    return context.json({ signedIn, oidc: issuer ? { label, path: `${base}/v1/staff/oidc/start` } : null }, 200);
  });
  app.openapi(loginRoute, async (context) => {
    requireOwnOrigin(context, config);
    const { account, token } = await signIn.withPassword(
      context.req.valid('json'),
      context.get('caller').address,
      sessionBefore(context, config),
    );
    giveSessionToken(context, config, token);
    return context.json(await me(account, token), 200);
  });
  app.openapi(logoutRoute, async (context) => {
    const { account, session, actor } = context.get('member');
    await signIn.signOut(account, session.tokenHash, actor.from);
    takeSessionToken(context, config);
    return context.json(done, 200);
  });
  app.openapi(meRoute, async (context) =>
    context.json(await me(context.get('member').account, context.get('caller').token ?? ''), 200),
  );
  return app;
}

/** Hash of the session that the browser came with, so that a login never goes on under an old one. */
export function sessionBefore(context: Context, settings: ApiDependencies['config']): string | null {
  const token = sessionToken(context, settings);
  return token && sha256(token);
}
