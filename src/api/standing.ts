import type { Viewer } from '../domain/access.ts';
import type { Store } from '../store/contract.ts';
import { aboutFaqs } from './faq-about.ts';
import { documentMark, faqMark } from './present.ts';

/** How an item stands for one viewer: as long as `mark` is the same, so is every word that was shown of it. */
export interface Standing {
  id: string;
  versionId: string;
  mark: string;
}

/** Those that this viewer may read now, in the order asked for; the others are left out. */
export async function standingOf(store: Store, ids: string[], viewer: Viewer): Promise<Standing[]> {
  const [faqs, documents] = [await store.content.faqsByIds(ids, viewer), await store.content.documentsByIds(ids, viewer)];
  const about = await aboutFaqs(store, [...faqs.values()], viewer, viewer.today);
  return ids.flatMap((id): Standing[] => {
    const [faq, document] = [faqs.get(id), documents.get(id)];
    if (faq) return [{ id, versionId: faq.versionId, mark: faqMark(faq, viewer, about) }];
    return document ? [{ id, versionId: document.versionId, mark: documentMark(document, viewer) }] : [];
  });
}
