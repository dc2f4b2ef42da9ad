import { z } from '@hono/zod-openapi';
import { type Action, actions } from '../../../desk/rights.ts';
import { type Account, desksSchema, roleSchema } from '../../../domain/account.ts';

/** Shapes that several resources of the staff share. */

export const doneSchema = z.object({ ok: z.literal(true) });
export const done = { ok: true } as const;

export const revisionSchema = z.number().int().positive().openapi({ description: '修改所依据的修订号；已有人改过时答 409' });

export const pathId = z.object({ id: z.string().min(1).max(80) });

export const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } });
/** A body that must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) });
export const ok = <Schema extends z.ZodType>(schema: Schema, description = '完成') => ({ description, ...json(schema) });

export const accountSchema = z
  .object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    unitId: z.string().nullable(),
    roles: z.array(roleSchema),
    desks: desksSchema,
    mustChangePassword: z.boolean(),
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    disabledAt: z.string().nullable(),
    createdAt: z.string(),
    lastLoginAt: z.string().nullable(),
    revision: z.number().int(),
  })
  .openapi('Account') satisfies z.ZodType<Account>;

export const actionSchema = z.enum(Object.keys(actions) as [Action, ...Action[]]);

export const newPassword = z.string().min(1).max(512);
