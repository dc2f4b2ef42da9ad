import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createAuditLog, type NamedRecord } from '../../../desk/audit-log.ts';
import { auditVerdict } from '../../../desk/audit-words.ts';
import { addDays, type Day, isDay } from '../../../domain/time.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { orNull } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { ok } from './shapes.ts';

const entrySchema = z
  .object({
    number: z.number().int().openapi({ description: '从 1 起，不间断' }),
    at: z.string(),
    actor: z.string(),
    actorId: z.string().nullable(),
    origin: z.string().nullable().openapi({ description: '从哪里：网络地址，或 cli' }),
    action: z.string(),
    words: z.string().openapi({ description: '操作的中文说法' }),
    subject: z.string().openapi({ description: '对象的编号' }),
    subjectName: orNull(z.string()).openapi({ description: '对象现在的名称' }),
    detail: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string().nullable(),
  })
  .openapi('AuditEntry') satisfies z.ZodType<Omit<NamedRecord, 'before' | 'after'>>;

const day = z.string().refine(isDay, 'YYYY-MM-DD').openapi({ description: 'YYYY-MM-DD，当天算在内' });
const word = z.string().trim().max(100).optional();

const filterQuery = z.object({
  who: word.openapi({ description: '姓名的一部分，或账号编号' }),
  action: word.openapi({ description: '操作，或它的前一段：entry 包括 entry.approve，也包括对问答的审核' }),
  subject: word,
  q: word.openapi({ description: '词，空格分开：对象、经过、前后内容里都有的' }),
  from: day.optional(),
  to: day.optional(),
});

const listRoute = createRoute({
  ...permit('audit.read'),
  method: 'get',
  path: '/v1/staff/audit',
  summary: '审计记录，最近的在前',
  request: {
    query: filterQuery.extend({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), entries: z.array(entrySchema) })),
    ...errorResponses(400, 401, 403, 422),
  },
});

const exportRoute = createRoute({
  ...permit('audit.read'),
  method: 'get',
  path: '/v1/staff/audit/export',
  summary: '审计记录导出为 CSV；导出本身也记入审计',
  request: { query: filterQuery },
  responses: {
    200: { description: 'CSV 文件', content: { 'text/csv': { schema: z.string() } } },
    ...errorResponses(400, 401, 403, 422),
  },
});

const verifyRoute = createRoute({
  ...permit('audit.read'),
  method: 'get',
  path: '/v1/staff/audit/verify',
  summary: '核验审计链',
  request: {
    query: z.object({
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .openapi({ description: '以前记下的校验值' }),
    }),
  },
  responses: {
    200: ok(
      z.object({
        sound: z.boolean(),
        verdict: z.string().openapi({ description: '一句话的结论' }),
        records: z.number().int(),
        headHash: orNull(z.string()).openapi({ description: '链尾校验值，请另行记下' }),
        broken: orNull(
          z.object({
            number: z.number().int(),
            reason: z.enum(['changed', 'missing', 'tail', 'head']),
            at: z.string().nullable(),
            action: z.string().nullable(),
          }),
        ),
        noted: orNull(z.number().int()).openapi({ description: '以前记下的校验值在第几条' }),
      }),
    ),
    ...errorResponses(400, 401, 403),
  },
});

/** Midnight in Shanghai at which a day begins, as the audit writes instants. */
const startOf = (day: Day) => new Date(`${day}T00:00:00+08:00`).toISOString();

const filterOf = ({ from, to, q, ...rest }: z.infer<typeof filterQuery>) => ({
  ...rest,
  words: q?.split(/\s+/).filter(Boolean) ?? [],
  ...(from ? { from: startOf(from) } : {}),
  ...(to ? { before: startOf(addDays(to, 1)) } : {}),
});

/** /v1/staff/audit: who did what, and whether the chain is whole. */
export function auditRoutes({ store, clock }: ApiDependencies) {
  const log = createAuditLog(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => {
    const { limit, offset, ...query } = context.req.valid('query');
    return context.json(await log.list({ ...filterOf(query), limit, offset }), 200);
  });
  app.openapi(exportRoute, async (context) => {
    const bytes = await log.csv(filterOf(context.req.valid('query')), context.get('member'));
    return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('审计记录.csv')}`,
      'Cache-Control': 'no-store',
    });
  });
  app.openapi(verifyRoute, async (context) => {
    const { hash } = context.req.valid('query');
    const check = await store.audit.verify(hash);
    const sound = check.broken === null && (hash === undefined || check.noted !== null);
    return context.json({ sound, verdict: auditVerdict(check), ...check }, 200);
  });
  return app;
}
