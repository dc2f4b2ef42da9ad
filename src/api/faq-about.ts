import type { Viewer } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';
import { type ValidityStatus, validityNote, validityOn } from '../domain/validity.ts';
import type { FaqView, Store } from '../store/contract.ts';
import { isDesk } from './caller.ts';

/** What the base knows about entries beside their own words. */
export interface FaqAbout {
  /** Of the documents that they rest on and this viewer may read. */
  validity: Map<string, { validity: ValidityStatus; validityNote: string }>;
  /** Number of the last approved revision, by entry; for desks. */
  versions: Map<string, number>;
  /** Where a unit is reached, by unit; for desks. */
  contacts: Map<string, string | null>;
}

/** For all entries of a reply at once: three look-ups, however many they are. */
export async function aboutFaqs(store: Store, views: FaqView[], viewer: Viewer, day: Day): Promise<FaqAbout> {
  const desk = isDesk(viewer) && views.length > 0;
  const documentIds = [...new Set(views.flatMap(({ entry }) => entry.basis.map(({ documentId }) => documentId)))];
  const documents = documentIds.length > 0 ? await store.content.documentsByIds(documentIds, viewer) : new Map();
  return {
    validity: new Map(
      [...documents].map(([id, { document }]) => [
        id,
        { validity: validityOn(document, day), validityNote: validityNote(document, day) },
      ]),
    ),
    versions: desk ? await store.changes.lastRevisions(views.map(({ entry }) => entry.id)) : new Map(),
    contacts: new Map(desk ? (await store.accounts.units()).map(({ id, contact }) => [id, contact]) : []),
  };
}
