import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createAccounts } from '../../../desk/accounts.ts';
import { desksSchema, roleSchema } from '../../../domain/account.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { accountSchema, body, done, doneSchema, ok, pathId, revisionSchema } from './shapes.ts';

const contentSchema = z.object({
  name: z.string().trim().min(1).max(60),
  unitId: z.string().max(80).nullable(),
  roles: z.array(roleSchema).max(6),
  desks: desksSchema.default([]),
  oidcName: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .nullable()
    .default(null)
    .openapi({ description: '统一身份认证的登录名，首次登录时绑定' }),
});

const refused = errorResponses(400, 401, 403, 404, 409, 415, 422, 429);

const listRoute = createRoute({
  ...permit('account.read'),
  method: 'get',
  path: '/v1/staff/accounts',
  summary: '全部账号',
  responses: { 200: ok(z.object({ accounts: z.array(accountSchema) }), '按登录名'), ...errorResponses(401, 403, 429) },
});

const readRoute = createRoute({
  ...permit('account.read'),
  method: 'get',
  path: '/v1/staff/accounts/{id}',
  summary: '一个账号',
  request: { params: pathId },
  responses: {
    200: ok(z.object({ account: accountSchema, oidcName: z.string().nullable(), oidcLinked: z.boolean() }), '账号'),
    ...errorResponses(401, 403, 404, 429),
  },
});

const createAccountRoute = createRoute({
  ...permit('account.write'),
  method: 'post',
  path: '/v1/staff/accounts',
  summary: '新建账号',
  description: '一次性密码只在这里给出一次，本人首次登录须改掉。',
  request: {
    body: body(contentSchema.extend({ login: z.string().trim().min(1).max(80), withPassword: z.boolean().default(true) })),
  },
  responses: { 201: ok(z.object({ account: accountSchema, password: z.string().nullable() }), '已建立'), ...refused },
});

const changeRoute = createRoute({
  ...permit('account.write'),
  method: 'put',
  path: '/v1/staff/accounts/{id}',
  summary: '修改账号',
  description: '角色、渠道或单位有变时，该账号须重新登录。',
  request: { params: pathId, body: body(contentSchema.extend({ revision: revisionSchema })) },
  responses: { 200: ok(accountSchema, '已修改'), ...refused },
});

const stateRoute = createRoute({
  ...permit('account.write'),
  method: 'post',
  path: '/v1/staff/accounts/{id}/state',
  summary: '停用或启用账号',
  description: '停用后立即退出登录。不能停用自己和最后一名管理员。',
  request: { params: pathId, body: body(z.object({ disabled: z.boolean(), revision: revisionSchema })) },
  responses: { 200: ok(accountSchema), ...refused },
});

const resetRoute = createRoute({
  ...permit('account.write'),
  method: 'post',
  path: '/v1/staff/accounts/{id}/password',
  summary: '重置密码',
  description: '一次性密码只在这里给出一次；该账号的登录随即结束。',
  request: { params: pathId },
  responses: { 200: ok(z.object({ account: accountSchema, password: z.string() })), ...refused },
});

/** What an administrator does to an account without further words. */
const steps = {
  totp: '停用他人的动态验证码（手机丢失）',
  unlink: '解除统一身份认证的绑定',
  sessions: '结束该账号的全部登录',
  unlock: '解除登录等待',
} as const;

const stepRoute = createRoute({
  ...permit('account.write'),
  method: 'post',
  path: '/v1/staff/accounts/{id}/reset/{what}',
  summary: '停用动态验证码、解除绑定、结束登录、解除等待',
  request: { params: pathId.extend({ what: z.enum(Object.keys(steps) as [keyof typeof steps]) }) },
  responses: { 200: ok(doneSchema), ...refused },
});

/** /v1/staff/accounts: who may sign in. */
export function accountRoutes({ store, clock }: ApiDependencies) {
  const accounts = createAccounts(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => context.json({ accounts: await accounts.list() }, 200));
  app.openapi(readRoute, async (context) => {
    const account = await accounts.find(context.req.valid('param').id);
    return context.json({ account, ...(await accounts.oidcOf(account.id)) }, 200);
  });
  app.openapi(createAccountRoute, async (context) =>
    context.json(await accounts.create(context.req.valid('json'), context.get('member').actor), 201),
  );
  app.openapi(changeRoute, async (context) => {
    const { revision, ...content } = context.req.valid('json');
    const { id } = context.req.valid('param');
    return context.json(await accounts.change(id, content, revision, context.get('member').actor), 200);
  });
  app.openapi(stateRoute, async (context) => {
    const { disabled, revision } = context.req.valid('json');
    const { id } = context.req.valid('param');
    const { actor } = context.get('member');
    const account = disabled ? await accounts.disable(id, revision, actor) : await accounts.enable(id, revision, actor);
    return context.json(account, 200);
  });
  app.openapi(resetRoute, async (context) =>
    context.json(await accounts.resetPassword(context.req.valid('param').id, context.get('member').actor), 200),
  );
  app.openapi(stepRoute, async (context) => {
    const { id, what } = context.req.valid('param');
    const { actor } = context.get('member');
    if (what === 'totp') await accounts.resetTotp(id, actor);
    else if (what === 'unlink') await accounts.unlink(id, actor);
    else if (what === 'sessions') await accounts.endSessions(id, actor);
    else await accounts.unlock(id, actor);
    return context.json(done, 200);
  });
  return app;
}
