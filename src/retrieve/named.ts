import type { Viewer } from '../domain/access.ts';
import type { Store } from '../store/contract.ts';
import type { UnderstoodQuestion } from './contract.ts';

/** Ids of the documents that the question names by 文号, by quoted title or as the page being read, as far as the viewer may see them. */
export async function namedDocuments(store: Store, question: UnderstoodQuestion, viewer: Viewer): Promise<string[]> {
  const byNumber = question.documentNumbers.map((documentNumber) =>
    store.content.documents({ documentNumber, limit: 5 }, viewer),
  );
  const byTitle = question.titles.map((title) => store.content.documents({ query: title, limit: 5 }, viewer));
  const found = await Promise.all([...byNumber, ...byTitle]);
  const page = question.aboutPage && question.documentId ? [question.documentId] : [];
  const pages = page.length > 0 ? await store.content.documentsByIds(page, viewer) : new Map();
  return [...new Set([...found.flatMap(({ documents }) => documents.map((view) => view.document.id)), ...pages.keys()])];
}
