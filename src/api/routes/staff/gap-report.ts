import type { z } from '@hono/zod-openapi';
import { createGaps } from '../../../desk/gaps.ts';
import type { Viewer } from '../../../domain/access.ts';
import type { Actor } from '../../../domain/account.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import { viewerOf } from '../../caller.ts';
import type { ApiDependencies, Caller } from '../../contract.ts';
import type { gapRequestSchema } from './gap-schemas.ts';

/** Takes a report of whoever may read what it is about: an account, or a desk's key. */
export function gapReporter({ store, clock }: Pick<ApiDependencies, 'store' | 'clock'>) {
  const gaps = createGaps(store, clock);

  /** What is said to be wrong, if the caller may read it: title and responsible unit. Throws NotFoundError. */
  async function reported(caller: Caller, itemId: string) {
    const viewer: Viewer = viewerOf(caller, undefined, clock);
    const faq = (await store.content.faqsByIds([itemId], viewer)).get(itemId);
    if (faq) return { title: faq.entry.question, unitId: faq.entry.unitId };
    const document = (await store.content.documentsByIds([itemId], viewer)).get(itemId);
    if (document) return { title: document.document.title, unitId: null };
    const [item] = caller.member?.may('entry.read') ? await store.content.allItems({ id: itemId }) : [];
    if (!item) throw new NotFoundError('没有这项内容', `no item ${itemId}`);
    return { title: item.title, unitId: null };
  }

  /** Throws ForbiddenError for a channel that is not the caller's, NotFoundError, InvalidInputError. */
  return async (input: z.infer<typeof gapRequestSchema>, caller: Caller, actor: Actor) => {
    viewerOf(caller, input.channel, clock);
    if (input.answerId !== null && !(await store.activity.answer(input.answerId)))
      throw new NotFoundError('没有这条答复', `no answer ${input.answerId}`);
    const item = input.itemId === null ? null : await reported(caller, input.itemId);
    const question = input.question || (item?.title ?? '');
    const { gap, reportId } = await gaps.report({ ...input, question, unitId: item?.unitId ?? null }, actor);
    const byPeople = (await store.reports.gapReports(gap.id)).filter(({ reporterId }) => reporterId !== null);
    return { id: gap.id, reportId, reports: byPeople.length };
  };
}
