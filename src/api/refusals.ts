import type { MiddlewareHandler } from 'hono';
import { createRefusals } from '../desk/refusals.ts';
import { ForbiddenError } from '../domain/errors.ts';
import type { ApiDependencies, ApiEnv } from './contract.ts';

/** Steps of the staff that were refused are kept for auditors; looking at something is no step. */
export function recordRefusals({ store, clock }: ApiDependencies): MiddlewareHandler<ApiEnv> {
  const record = createRefusals(store, clock);
  return async (context, next) => {
    await next();
    const { member } = context.get('caller');
    const { method, path } = context.req;
    if (!member || method === 'GET' || !(context.error instanceof ForbiddenError)) return;
    await record(member.actor, { step: `${method} ${path.slice(path.indexOf('/v1/'))}`, reason: context.error.message });
  };
}
