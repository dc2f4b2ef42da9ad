import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createAttempts } from '../../../desk/attempts.ts';
import { createOwnAccount } from '../../../desk/own-account.ts';
import { ForbiddenError } from '../../../domain/errors.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { body, done, doneSchema, newPassword, ok } from './shapes.ts';

const password = z.object({ password: newPassword.openapi({ description: '现在的密码' }) });

const passwordRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/me/password',
  summary: '修改自己的密码',
  description: '其他登录随即结束。',
  request: { body: body(z.object({ current: newPassword, next: newPassword })) },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 415, 422, 429) },
});

const startTotpRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/me/totp',
  summary: '开始设置动态验证码',
  request: { body: body(password) },
  responses: {
    200: ok(z.object({ secret: z.string(), uri: z.string(), svg: z.string() }), '密钥和二维码，只给本人看'),
    ...errorResponses(400, 401, 403, 415, 422, 429),
  },
});

const confirmTotpRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/me/totp/confirm',
  summary: '用第一个验证码启用',
  request: { body: body(z.object({ code: z.string().min(1).max(40) })) },
  responses: {
    200: ok(z.object({ recoveryCodes: z.array(z.string()) }), '恢复码，只显示一次'),
    ...errorResponses(400, 401, 403, 415, 422, 429),
  },
});

const removeTotpRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/me/totp/remove',
  summary: '停用动态验证码',
  request: { body: body(password) },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 415, 422, 429) },
});

const sessionsRoute = createRoute({
  ...permit('signed_in'),
  method: 'get',
  path: '/v1/staff/me/sessions',
  summary: '自己的登录',
  responses: {
    200: ok(
      z.object({
        sessions: z.array(
          z.object({ id: z.string(), createdAt: z.string(), lastSeenAt: z.string(), from: z.string(), current: z.boolean() }),
        ),
        recoveryCodesLeft: z.number().int(),
      }),
      '正在使用的登录，新的在前',
    ),
    ...errorResponses(401, 403, 429),
  },
});

const endRoute = createRoute({
  ...permit('signed_in'),
  method: 'post',
  path: '/v1/staff/me/sessions/end',
  summary: '结束自己的一个登录，或其他全部登录',
  request: { body: body(z.object({ id: z.string().max(80).optional().openapi({ description: '不填则结束其他全部' }) })) },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 404, 415, 422, 429) },
});

/** /v1/staff/me/…: password, second factor and sessions of who has signed in. */
export function ownAccountRoutes({ store, clock, sessions, config }: ApiDependencies) {
  const own = createOwnAccount(store, clock, sessions, createAttempts(store, clock));
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(passwordRoute, async (context) => {
    await own.changePassword(context.get('member'), context.req.valid('json'));
    return context.json(done, 200);
  });
  app.openapi(startTotpRoute, async (context) => {
    const started = await own.startTotp(context.get('member'), context.req.valid('json').password);
    return context.json(started, 200);
  });
  app.openapi(confirmTotpRoute, async (context) => {
    const codes = await own.confirmTotp(context.get('member'), context.req.valid('json').code);
    return context.json(codes, 200);
  });
  app.openapi(removeTotpRoute, async (context) => {
    const member = context.get('member');
    if (member.account.roles.some((role) => config.WENCE_TOTP_ROLES.includes(role)))
      throw new ForbiddenError('您的角色必须使用动态验证码，不能停用', 'the role demands a second factor');
    await own.removeTotp(member, context.req.valid('json').password);
    return context.json(done, 200);
  });
  app.openapi(sessionsRoute, async (context) => {
    const member = context.get('member');
    const [open, recoveryCodesLeft] = await Promise.all([own.sessions(member), own.recoveryCodesLeft(member)]);
    return context.json({ sessions: open, recoveryCodesLeft }, 200);
  });
  app.openapi(endRoute, async (context) => {
    const { id } = context.req.valid('json');
    if (id) await own.endSession(context.get('member'), id);
    else await own.endOtherSessions(context.get('member'));
    return context.json(done, 200);
  });
  return app;
}
