import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { basisEvidence, basisHash, basisLabel, staffViewer } from '../../../desk/entries/basis.ts';
import { createEntryReading } from '../../../desk/entries/read.ts';
import { createGaps } from '../../../desk/gaps.ts';
import { phaseOn } from '../../../domain/entry.ts';
import { dayOf } from '../../../domain/time.ts';
import { validityNote, validityOn } from '../../../domain/validity.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { deskOnlyItems } from '../../desk-only.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { validityStatusSchema } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import {
  contentSchema,
  draftSchema,
  evidenceSchema,
  listQuery,
  presentDraft,
  presentWhole,
  reasonSchema,
  revisionDiffSchema,
  rowSchema,
  wholeSchema,
} from './entry-schemas.ts';
import { body, done, doneSchema, ok, pathId } from './shapes.ts';

const listRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/entries',
  summary: '问答列表',
  description: '已发布的和草稿在同一张表里；有单位的账号只看到本单位及下级的。',
  request: { query: listQuery },
  responses: { 200: ok(z.object({ total: z.number().int(), entries: z.array(rowSchema) })), ...errorResponses(400, 401, 403) },
});

const wordsRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/entries/words',
  summary: '在用的事项分类和标签',
  responses: { 200: ok(z.object({ topics: z.array(z.string()), tags: z.array(z.string()) })), ...errorResponses(401, 403) },
});

const wholeRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/entries/{id}',
  summary: '一条问答：已发布的、草稿、改动、依据、历史',
  request: { params: pathId },
  responses: { 200: ok(wholeSchema), ...errorResponses(401, 403, 404) },
});

const revisionRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/entries/{id}/revisions/{number}',
  summary: '某一版的内容，以及与前一版（或指定一版）的不同',
  request: {
    params: pathId.extend({ number: z.coerce.number().int().min(0) }),
    query: z.object({ before: z.coerce.number().int().min(0).optional() }),
  },
  responses: { 200: ok(revisionDiffSchema), ...errorResponses(400, 401, 403, 404) },
});

const beginRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/entries',
  summary: '起草一条新问答',
  description: '可以空着开始；gapIds 是它将答复的知识缺口，发布时自动记为已答复。',
  request: {
    body: body(
      z.object({
        content: contentSchema.partial().default({}),
        gapIds: z.array(z.string().min(1).max(80)).max(50).default([]),
      }),
    ),
  },
  responses: { 201: ok(draftSchema, '已起草'), ...errorResponses(400, 401, 403, 404, 409, 413, 415, 422) },
});

const editRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/entries/{id}/edit',
  summary: '修改：在已发布（或已撤下）的问答旁边起草；已有草稿的就是那一份',
  request: { params: pathId },
  responses: { 200: ok(draftSchema), ...errorResponses(401, 403, 404, 409) },
});

const withdrawRoute = createRoute({
  ...permit('entry.withdraw'),
  method: 'post',
  path: '/v1/staff/entries/{id}/withdraw',
  summary: '立即撤下：从下一次请求起哪里都查不到',
  request: { params: pathId, body: body(z.object({ reason: reasonSchema })) },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 404, 409, 415, 422) },
});

const foundClause = z.object({
  documentId: z.string(),
  clauseId: z.string().nullable(),
  label: z.string(),
  textHash: z.string(),
  text: z.string(),
  validity: validityStatusSchema,
  validityNote: z.string(),
  deskOnly: z.boolean().openapi({ description: '不对公众开放，不能作公开问答的依据' }),
});

const clausesRoute = createRoute({
  ...permit('entry.read'),
  method: 'get',
  path: '/v1/staff/clauses',
  summary: '按词查找可作依据的条款',
  request: { query: z.object({ q: z.string().trim().min(1).max(200) }) },
  responses: { 200: ok(z.object({ clauses: z.array(foundClause) })), ...errorResponses(400, 401, 403, 422) },
});

const evidenceRoute = createRoute({
  ...permit('entry.read'),
  method: 'post',
  path: '/v1/staff/entries/evidence',
  summary: '这些依据现在的文字',
  request: { body: body(z.object({ basis: contentSchema.shape.basis })) },
  responses: { 200: ok(z.object({ evidence: evidenceSchema })), ...errorResponses(400, 401, 403, 413, 415, 422) },
});

const clausesShown = 20;

/** /v1/staff/entries: FAQ entries as staff see and change them; drafts of them are in drafts.ts. */
export function entryRoutes({ store, clock, entries, lookup }: ApiDependencies) {
  const reading = createEntryReading(store, clock);
  const gaps = createGaps(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  const today = () => dayOf(clock.now());

  return app
    .openapi(listRoute, async (context) => {
      const { q, unit, mine, ...filter } = context.req.valid('query');
      const member = context.get('member');
      const words = q?.split(/\s+/).filter(Boolean) ?? [];
      const { total, entries: rows } = await reading.list(
        {
          ...filter,
          ...(words.length > 0 && { words }),
          ...(unit && { unitIds: [unit] }),
          ...(mine === 'true' && { writtenBy: member.actor.id }),
        },
        member,
      );
      const shown = rows.map(({ createdBy: _createdBy, ...row }) => ({
        ...row,
        phase: row.state === 'published' ? phaseOn(row, today()) : null,
      }));
      return context.json({ total, entries: shown }, 200);
    })
    .openapi(wordsRoute, async (context) => context.json(await reading.words(), 200))
    .openapi(evidenceRoute, async (context) => {
      const evidence = await basisEvidence(store, context.req.valid('json').basis, today());
      return context.json({ evidence }, 200);
    })
    .openapi(wholeRoute, async (context) => {
      const whole = await reading.whole(context.req.valid('param').id, context.get('member'));
      const problems = whole.draft ? await entries.check(whole.draft.content) : [];
      return context.json(presentWhole(whole, problems), 200);
    })
    .openapi(revisionRoute, async (context) => {
      const { id, number } = context.req.valid('param');
      const { before } = context.req.valid('query');
      const found = await reading.revision(id, number, before ?? null, context.get('member'));
      const { itemId: _itemId, ...revision } = found.revision;
      return context.json({ ...found, revision }, 200);
    })
    .openapi(beginRoute, async (context) => {
      const { content, gapIds } = context.req.valid('json');
      const member = context.get('member');
      const linking = (itemId: string) => gaps.linking(gapIds, itemId, member.unitIds, member.actor);
      const draft = await entries.begin(content, member, linking);
      return context.json(presentDraft(draft), 201);
    })
    .openapi(editRoute, async (context) => {
      const draft = await entries.edit(context.req.valid('param').id, context.get('member'));
      return context.json(presentDraft(draft), 200);
    })
    .openapi(withdrawRoute, async (context) => {
      await entries.withdraw(context.req.valid('param').id, context.req.valid('json').reason, context.get('member'));
      return context.json(done, 200);
    })
    .openapi(clausesRoute, async (context) => {
      const { q } = context.req.valid('query');
      const viewer = staffViewer(today());
      const hits = await lookup.lookup({ query: q, viewer, asOf: viewer.today, limit: clausesShown * 2 });
      const documents = hits.filter(({ candidate }) => candidate.document).slice(0, clausesShown);
      const ids = documents.map(({ candidate }) => candidate.view.itemId);
      const hidden = await deskOnlyItems(store.content, ids, viewer);
      const clauses = documents.flatMap(({ candidate: { view, document } }) => {
        if (!document || !view.clause) return [];
        return [
          {
            documentId: view.itemId,
            clauseId: view.clause.id,
            label: basisLabel(document, view.clause),
            textHash: basisHash([view.clause]),
            text: view.clause.text,
            validity: validityOn(document.document, viewer.today),
            validityNote: validityNote(document.document, viewer.today),
            deskOnly: hidden.has(view.itemId),
          },
        ];
      });
      return context.json({ clauses }, 200);
    });
}
