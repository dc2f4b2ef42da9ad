import type { Viewer } from '../domain/access.ts';
import type { Store } from '../store/contract.ts';
import type { UnderstoodQuestion } from './contract.ts';

/** Ids of the documents that the question names by 文号 or by quoted title. */
export async function namedDocuments(store: Store, question: UnderstoodQuestion, viewer: Viewer): Promise<string[]> {
  const byNumber = question.documentNumbers.map((documentNumber) =>
    store.content.documents({ documentNumber, limit: 5 }, viewer),
  );
  const byTitle = question.titles.map((title) => store.content.documents({ query: title, limit: 5 }, viewer));
  const found = await Promise.all([...byNumber, ...byTitle]);
  return [...new Set(found.flatMap((page) => page.documents.map((view) => view.document.id)))];
}

/** The page being read, when the question is about it and names no other document; null where the viewer may not see it. */
export async function pageMeant(store: Store, question: UnderstoodQuestion, viewer: Viewer): Promise<string | null> {
  const { aboutPage, documentId, documentNumbers, titles } = question;
  if (!aboutPage || !documentId || documentNumbers.length + titles.length > 0) return null;
  return (await store.content.documentsByIds([documentId], viewer)).has(documentId) ? documentId : null;
}
