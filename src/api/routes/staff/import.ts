import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createBulk } from '../../../desk/entries/bulk.ts';
import { createExport } from '../../../desk/import/export.ts';
import { createImport } from '../../../desk/import/import.ts';
import type { Preview } from '../../../desk/import/preview.ts';
import { importTemplate } from '../../../desk/import/template.ts';
import { xlsxOf } from '../../../desk/import/write-table.ts';
import { isDay } from '../../../domain/time.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { listQuery, reasonSchema } from './entry-schemas.ts';
import { body, ok } from './shapes.ts';

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The bytes of the file are the body. */
const file = {
  body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
};
const name = z.string().trim().min(1).max(200).openapi({ description: '文件名' });
const workbook = {
  200: { description: 'XLSX 文件', content: { [mediaTypes.xlsx]: { schema: z.string().openapi({ format: 'binary' }) } } },
};
const refused = errorResponses(400, 401, 403, 413, 415, 422);
const refusedFile = { ...refused, ...errorResponses(503) };

const outcomeSchema = z
  .object({
    row: z.number().int().openapi({ description: '表里的行号，从 1 起' }),
    kind: z.enum(['new', 'change', 'same', 'example', 'faulty']),
    question: z.string(),
    itemId: z.string().nullable(),
    touched: z.array(z.string()).openapi({ description: '会改动哪些栏' }),
    faults: z.array(
      z.object({
        row: z.number().int(),
        letter: z.string().nullable(),
        column: z.string(),
        field: z.string(),
        cell: z.string(),
        message: z.string(),
      }),
    ),
    remarks: z.array(z.string()),
    notYet: z.array(z.string()).openapi({ description: '为什么只能先存草稿' }),
  })
  .openapi('ImportRow');

const previewSchema = z
  .object({
    mark: z.string().openapi({ description: '导入时带上：文件或库里有变化就要重新预览' }),
    notices: z.array(z.string()),
    counts: z.record(z.string(), z.number().int()),
    rows: z.array(outcomeSchema),
  })
  .openapi('ImportPreview');

const previewRoute = createRoute({
  ...permit('entry.import'),
  method: 'post',
  path: '/v1/staff/import/preview',
  summary: '预览导入：什么也不写，每处问题指明行和列',
  request: { query: z.object({ name }), ...file },
  responses: { 200: ok(previewSchema), ...refusedFile },
});

const acceptRoute = createRoute({
  ...permit('entry.import'),
  method: 'post',
  path: '/v1/staff/import/accept',
  summary: '导入没有问题的行，成为草稿或直接送审',
  request: {
    query: z.object({
      name,
      mark: z.string().length(64),
      state: z.enum(['draft', 'submitted']).default('draft'),
      onlyNew: z.enum(['true', 'false']).default('false').openapi({ description: '只收新的，不改已有的' }),
      note: z.string().trim().max(500).optional(),
    }),
    ...file,
  },
  responses: {
    200: ok(
      z.object({
        submitted: z.number().int(),
        drafts: z.number().int(),
        faulty: z.number().int(),
        rows: z.array(z.object({ row: z.number().int(), itemId: z.string(), state: z.enum(['draft', 'submitted']) })),
      }),
    ),
    ...refusedFile,
    ...errorResponses(409),
  },
});

const faultsRoute = createRoute({
  ...permit('entry.import'),
  method: 'post',
  path: '/v1/staff/import/faults',
  summary: '有问题的行，附原因，改好可再导入',
  request: { query: z.object({ name }), ...file },
  responses: { ...workbook, ...refusedFile },
});

const templateRoute = createRoute({
  ...permit('entry.import'),
  method: 'get',
  path: '/v1/staff/import/template',
  summary: '导入模板，附填写说明和示例行',
  responses: { ...workbook, ...errorResponses(401, 403) },
});

const exportRoute = createRoute({
  ...permit('entry.export'),
  method: 'get',
  path: '/v1/staff/export/entries',
  summary: '按列表的筛选条件导出；可原样导入',
  request: { query: listQuery.omit({ limit: true, offset: true }).extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }) },
  responses: { ...workbook, ...errorResponses(400, 401, 403) },
});

const itemIds = z.array(z.string().min(1).max(80)).min(1).max(200);
const outcomesSchema = z.object({
  outcomes: z.array(z.object({ itemId: z.string(), ok: z.boolean(), message: z.string() })),
});
const tag = z.string().trim().min(1).max(20);

const bulkRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/bulk/entries',
  summary: '一次处理多条：送审、加减标签、设结束日期、定承办单位；每条各有结果',
  request: {
    body: body(
      z.object({
        itemIds,
        change: z.discriminatedUnion('step', [
          z.object({ step: z.literal('submit'), note: z.string().trim().max(500).nullable().default(null) }),
          z.object({ step: z.literal('add_tag'), tag }),
          z.object({ step: z.literal('remove_tag'), tag }),
          z.object({ step: z.literal('set_end'), until: z.string().refine(isDay, 'YYYY-MM-DD').nullable() }),
          z.object({ step: z.literal('set_unit'), unitId: z.string().max(80).nullable() }),
        ]),
      }),
    ),
  },
  responses: { 200: ok(outcomesSchema), ...refused },
});

const bulkWithdrawRoute = createRoute({
  ...permit('entry.withdraw'),
  method: 'post',
  path: '/v1/staff/bulk/withdraw',
  summary: '一次撤下多条；每条各有结果',
  request: { body: body(z.object({ itemIds, reason: reasonSchema })) },
  responses: { 200: ok(outcomesSchema), ...refused },
});

const shownPreview = ({ mark, notices, outcomes }: Preview) => {
  const counts: Record<string, number> = { new: 0, change: 0, same: 0, example: 0, faulty: 0 };
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    mark,
    notices,
    counts,
    rows: outcomes.map((outcome) => ({ ...outcome, faults: outcome.faults.map((fault) => ({ ...fault })) })),
  };
};

/** /v1/staff/import, /v1/staff/export and /v1/staff/bulk: many entries at once. */
export function importRoutes({ store, clock, entries }: ApiDependencies) {
  const imports = createImport({ store, clock, entries });
  const exported = createExport(store, clock);
  const bulk = createBulk(store, entries);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  const given = async (context: Context, title: string) => ({
    name: title,
    bytes: new Uint8Array(await context.req.arrayBuffer()),
  });
  const sent = (context: Context, bytes: Uint8Array, title: string, format: keyof typeof mediaTypes) =>
    context.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': mediaTypes[format],
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.${format}`)}`,
      'Cache-Control': 'no-store',
    });

  app.openapi(previewRoute, async (context) => {
    const preview = await imports.preview(await given(context, context.req.valid('query').name), context.get('member'));
    return context.json(shownPreview(preview), 200);
  });
  app.openapi(acceptRoute, async (context) => {
    const { name: title, mark, state, onlyNew, note } = context.req.valid('query');
    const choice = { mark, state, onlyNew: onlyNew === 'true', note: note ?? null };
    return context.json(await imports.accept(await given(context, title), choice, context.get('member')), 200);
  });
  app.openapi(faultsRoute, async (context) => {
    const bytes = await imports.faults(await given(context, context.req.valid('query').name), context.get('member'));
    return sent(context, bytes, '有问题的行', 'xlsx');
  });
  app.openapi(templateRoute, (context) => sent(context, xlsxOf(importTemplate()), '问答导入模板', 'xlsx'));
  app.openapi(exportRoute, async (context) => {
    const { q, unit, mine, format, ...filter } = context.req.valid('query');
    const member = context.get('member');
    const words = q?.split(/\s+/).filter(Boolean) ?? [];
    const bytes = await exported(
      {
        ...filter,
        ...(words.length > 0 && { words }),
        ...(unit && { unitIds: [unit] }),
        ...(mine === 'true' && { writtenBy: member.actor.id }),
      },
      format,
      member,
    );
    return sent(context, bytes, '问答', format);
  });
  app.openapi(bulkRoute, async (context) => {
    const { itemIds: ids, change } = context.req.valid('json');
    return context.json({ outcomes: await bulk(ids, change, context.get('member')) }, 200);
  });
  app.openapi(bulkWithdrawRoute, async (context) => {
    const { itemIds: ids, reason } = context.req.valid('json');
    return context.json({ outcomes: await bulk(ids, { step: 'withdraw', reason }, context.get('member')) }, 200);
  });
  return app;
}
