import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type EntryField, fieldNames } from '../../../desk/entries/fields.ts';
import { caseReader } from '../../../desk/entry-check/cases.ts';
import { createEntryCheck } from '../../../desk/entry-check/entry-check.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { contentSchema } from './entry-schemas.ts';
import { body, ok } from './shapes.ts';

const field = z.enum(Object.keys(fieldNames) as [EntryField, ...EntryField[]]);

const checkSchema = z
  .object({
    near: z.array(
      z.object({
        kind: z.enum(['faq', 'document', 'draft']),
        itemId: z.string(),
        clauseId: z.string().nullable(),
        label: z.string(),
        text: z.string(),
        nearness: z.number(),
        lapsed: z.string().nullable().openapi({ description: '所在文件已不再有效时的说明' }),
        duplicate: z.boolean().openapi({ description: '问的是同一件事' }),
      }),
    ),
    figures: z.array(
      z.object({
        field,
        against: z.enum(['basis', 'near']),
        label: z.string(),
        itemId: z.string(),
        said: z.string(),
        sentence: z.string(),
        known: z.string(),
        knownSentence: z.string(),
      }),
    ),
    unsupported: z.array(z.object({ field, value: z.string(), sentence: z.string() })),
    impact: z.object({
      changed: z.array(
        z.object({
          question: z.string(),
          from: z.enum(['log', 'case']),
          caseId: z.string().nullable(),
          times: z.number().int(),
          verdict: z.enum(['better', 'worse', 'look']),
          words: z.string(),
        }),
      ),
      asked: z.number().int().openapi({ description: '看过多少个问过的问题' }),
      cases: z.number().int(),
      compared: z.number().int().openapi({ description: '其中按意思比较过的' }),
    }),
    ms: z.number().int(),
  })
  .openapi('EntryCheck', { description: '写作时的提示，都是估计：由人判断' });

const checkRoute = createRoute({
  ...permit('entry.read'),
  method: 'post',
  path: '/v1/staff/entries/check',
  summary: '边写边查：相近的问答和条款、对不上的数字、会改变哪些问题的答复；什么也不写',
  request: { body: body(z.object({ content: contentSchema, itemId: z.string().max(80).nullable().default(null) })) },
  responses: { 200: ok(checkSchema), ...errorResponses(400, 401, 403, 413, 415, 422) },
});

/** POST /v1/staff/entries/check. */
export function entryCheckRoutes({ store, clock, lookup, answers, embedder, config }: ApiDependencies) {
  const check = createEntryCheck({ store, clock, lookup, answers, embedder, cases: caseReader(config.WENCE_CASES) });
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(checkRoute, async (context) => {
    const { content, itemId } = context.req.valid('json');
    return context.json(await check(content, itemId, context.get('member').inScope), 200);
  });
}
