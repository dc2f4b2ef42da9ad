import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { auditVerdict } from '../../../desk/audit-words.ts';
import { addDays, type Day, isDay } from '../../../domain/time.ts';
import type { AuditEntry } from '../../../store/contract-audit.ts';
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
    subject: z.string().openapi({ description: '对象的编号' }),
    detail: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string().nullable(),
  })
  .openapi('AuditEntry') satisfies z.ZodType<Omit<AuditEntry, 'before' | 'after'>>;

const day = z.string().refine(isDay, 'YYYY-MM-DD').openapi({ description: 'YYYY-MM-DD，当天算在内' });
const word = z.string().trim().max(100).optional();

const listRoute = createRoute({
  ...permit('audit.read'),
  method: 'get',
  path: '/v1/staff/audit',
  summary: '审计记录，最近的在前',
  request: {
    query: z.object({
      who: word.openapi({ description: '姓名的一部分，或账号编号' }),
      action: word.openapi({ description: '操作，或它的前一段：entry 包括 entry.approve' }),
      subject: word,
      from: day.optional(),
      to: day.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), entries: z.array(entrySchema) })),
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

/** /v1/staff/audit: who did what, and whether the chain is whole. */
export function auditRoutes({ store }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => {
    const { from, to, ...filter } = context.req.valid('query');
    const found = await store.audit.list({
      ...filter,
      ...(from ? { from: startOf(from) } : {}),
      ...(to ? { before: startOf(addDays(to, 1)) } : {}),
    });
    return context.json(found, 200);
  });
  app.openapi(verifyRoute, async (context) => {
    const { hash } = context.req.valid('query');
    const check = await store.audit.verify(hash);
    const sound = check.broken === null && (hash === undefined || check.noted !== null);
    return context.json({ sound, verdict: auditVerdict(check), ...check }, 200);
  });
  return app;
}
