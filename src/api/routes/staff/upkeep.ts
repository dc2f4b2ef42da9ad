import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createSettings } from '../../../desk/settings.ts';
import { createConfirm } from '../../../desk/upkeep/confirm.ts';
import { createFlags } from '../../../desk/upkeep/flags.ts';
import { createRecalls } from '../../../desk/upkeep/recalls.ts';
import { draftStates } from '../../../domain/entry.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import { diffWords } from '../../../text/version-diff.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { daySchema, orNull } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { body, ok, pathId } from './shapes.ts';

const piecesSchema = z
  .array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }))
  .nullable()
  .openapi({ description: '从原来的文字到现在的文字；缺一时为空' });

/** Both wordings, marked. */
const withPieces = <Words extends { oldText: string | null; newText: string | null }>(words: Words) => ({
  ...words,
  pieces:
    words.oldText === null || words.newText === null || words.oldText === words.newText
      ? null
      : diffWords(words.oldText, words.newText),
});

const reasonSchema = z.object({
  kind: z.enum(['changed', 'gone', 'withdrawn', 'lapsed', 'amended']),
  documentId: z.string(),
  clauseId: z.string().nullable(),
  label: z.string(),
  since: z.string().nullable(),
  words: z.string().openapi({ description: '一句话说明' }),
  oldText: z.string().nullable().openapi({ description: '选用时的文字' }),
  newText: z.string().nullable().openapi({ description: '现在的文字' }),
  pieces: piecesSchema,
});

const flaggedSchema = z
  .object({
    itemId: z.string(),
    question: z.string(),
    unitId: z.string().nullable(),
    reviewedAt: z.string().nullable(),
    fingerprint: z.string(),
    reasons: z.array(reasonSchema),
    draft: orNull(z.object({ id: z.string(), state: z.enum(draftStates) })),
    answers: z.number().int().openapi({ description: '已由它作出的答复' }),
    open: z.number().int(),
  })
  .openapi('FlaggedEntry');

const dated = {
  itemId: z.string(),
  question: z.string(),
  unitId: z.string().nullable(),
  unit: z.string().nullable(),
  visibleUntil: daySchema.nullable(),
  reviewedAt: z.string().nullable(),
  fingerprint: z.string(),
};

const recallSchema = z
  .object({
    id: z.string(),
    cause: z.enum(['words', 'withdrawn', 'basis', 'lapsed']),
    itemId: z.string(),
    kind: z.enum(['document', 'faq']),
    title: z.string(),
    unitId: z.string().nullable(),
    clauseId: z.string().nullable(),
    place: z.string().nullable(),
    since: z.string().nullable(),
    words: z.string(),
    oldText: z.string().nullable(),
    newText: z.string().nullable(),
    pieces: piecesSchema,
    answers: z.number().int(),
    open: z.number().int().openapi({ description: '尚未处理的' }),
  })
  .openapi('Recall', { description: '更正清单的一项：已作出的答复所用的文字已不成立' });

const givenSchema = z.object({
  answerId: z.string(),
  itemId: z.string(),
  clauseId: z.string(),
  askedAt: z.string(),
  question: z.string().openapi({ description: '已去除个人信息' }),
  answer: z.string(),
  channel: z.string(),
  handledBy: z.string().nullable(),
  handledAt: z.string().nullable(),
  note: z.string().nullable(),
});

const flagsRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/upkeep/flags',
  summary: '需复核：所依据的条款变了、没有了，或文件失效、修改、撤下的问答',
  responses: { 200: ok(z.object({ entries: z.array(flaggedSchema) })), ...errorResponses(401, 403) },
});

const expiringRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/upkeep/expiring',
  summary: '即将到期和已到期的问答',
  responses: {
    200: ok(
      z.object({
        until: daySchema,
        entries: z.array(z.object({ ...dated, lastDay: daySchema, because: z.string().nullable() })),
      }),
    ),
    ...errorResponses(401, 403),
  },
});

const staleRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/upkeep/stale',
  summary: '久未复核的问答',
  responses: { 200: ok(z.object({ before: z.string(), entries: z.array(z.object(dated)) })), ...errorResponses(401, 403) },
});

const confirmRoute = createRoute({
  ...permit('entry.review'),
  method: 'post',
  path: '/v1/staff/entries/{id}/confirm',
  summary: '复核：仍然正确',
  description: '文字不变，记为新的一版；依据按条款现在的文字记。须由没有写过它的人确认。',
  request: {
    params: pathId,
    body: body(z.object({ fingerprint: z.string().max(64), note: z.string().trim().max(500).nullable().default(null) })),
  },
  responses: { 200: ok(z.object({ number: z.number().int() })), ...errorResponses(400, 401, 403, 404, 409, 415, 422) },
});

const recallsRoute = createRoute({
  ...permit('answer.read'),
  method: 'get',
  path: '/v1/staff/recalls',
  summary: '更正清单：答复作出之后，所用的文字变了或失效了',
  responses: { 200: ok(z.object({ recalls: z.array(recallSchema) })), ...errorResponses(401, 403) },
});

const recallRoute = createRoute({
  ...permit('answer.read'),
  method: 'get',
  path: '/v1/staff/recalls/{id}/answers',
  summary: '这一项涉及的答复',
  request: {
    params: z.object({ id: z.string().min(1).max(300) }),
    query: z.object({
      open: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ recall: recallSchema, total: z.number().int(), open: z.number().int(), answers: z.array(givenSchema) })),
    ...errorResponses(400, 401, 403, 404),
  },
});

const csvRoute = createRoute({
  ...permit('answer.read'),
  method: 'get',
  path: '/v1/staff/recalls/export',
  summary: '更正清单导出为 CSV',
  request: { query: z.object({ id: z.string().max(300).optional() }) },
  responses: {
    200: { description: 'CSV 文件', content: { 'text/csv': { schema: z.string() } } },
    ...errorResponses(400, 401, 403),
  },
});

const handleRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/recalls/{id}/handle',
  summary: '标为已处理，或重新打开',
  request: {
    params: z.object({ id: z.string().min(1).max(300) }),
    body: body(
      z.object({
        answerIds: z.array(z.string().max(80)).max(1000).nullable().default(null).openapi({ description: '空：全部' }),
        note: z.string().trim().max(500).nullable().default(null),
        undo: z.boolean().default(false),
      }),
    ),
  },
  responses: { 200: ok(z.object({ count: z.number().int() })), ...errorResponses(400, 401, 403, 404, 415, 422) },
});

/** /v1/staff/upkeep and /v1/staff/recalls: what wants looking at again, and the answers already given from it. */
export function upkeepRoutes({ store, clock }: ApiDependencies) {
  const flags = createFlags(store, clock, createSettings(store, clock));
  const recalls = createRecalls(store, clock, flags);
  const confirm = createConfirm(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(flagsRoute, async (context) => {
    const entries = (await flags.flagged(context.get('member'))).map((entry) => ({
      ...entry,
      reasons: entry.reasons.map(withPieces),
    }));
    return context.json({ entries }, 200);
  });
  app.openapi(expiringRoute, async (context) => context.json(await flags.expiring(context.get('member')), 200));
  app.openapi(staleRoute, async (context) => context.json(await flags.stale(context.get('member')), 200));
  app.openapi(confirmRoute, async (context) => {
    const { fingerprint, note } = context.req.valid('json');
    return context.json(await confirm(context.req.valid('param').id, fingerprint, note, context.get('member')), 200);
  });
  app.openapi(recallsRoute, async (context) =>
    context.json({ recalls: (await recalls.list(context.get('member'))).map(withPieces) }, 200),
  );
  app.openapi(csvRoute, async (context) => {
    const bytes = await recalls.csv(context.get('member'), context.req.valid('query').id);
    return context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('更正清单.csv')}`,
      'Cache-Control': 'no-store',
    });
  });
  app.openapi(recallRoute, async (context) => {
    const { open, ...page } = context.req.valid('query');
    const filter = { ...page, ...(open === undefined ? {} : { open: open === 'true' }) };
    const found = await recalls.answers(context.req.valid('param').id, context.get('member'), filter);
    if (!found) throw new NotFoundError('清单里没有这一项：可能文字又改了回去', 'no such recall');
    return context.json({ ...found, recall: withPieces(found.recall) }, 200);
  });
  app.openapi(handleRoute, async (context) => {
    const count = await recalls.handle(context.req.valid('param').id, context.req.valid('json'), context.get('member'));
    return context.json({ count }, 200);
  });
  return app;
}
