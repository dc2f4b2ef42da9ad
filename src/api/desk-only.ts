import type { Viewer } from '../domain/access.ts';
import type { ContentReader } from '../store/contract.ts';
import { isDesk } from './caller.ts';

/**
 * Which of these items (documents, FAQ entries) are for desks only: those that a reader of the public base does not get.
 * Empty for a viewer who is no desk. What is marked so must not be read out or handed on as it stands.
 */
export async function deskOnlyItems(content: ContentReader, ids: string[], viewer: Viewer): Promise<Set<string>> {
  if (!isDesk(viewer)) return new Set();
  const reader: Viewer = { audiences: ['public'], today: viewer.today };
  const unique = [...new Set(ids)];
  const [documents, faqs] = await Promise.all([content.documentsByIds(unique, reader), content.faqsByIds(unique, reader)]);
  return new Set(unique.filter((id) => !documents.has(id) && !faqs.has(id)));
}
