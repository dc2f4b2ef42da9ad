import type { Candidate } from '../retrieve/contract.ts';
import type { Draft } from './draft.ts';

const relatedLimit = 4;

/** Other items near the question, best first, each once, without the cited ones. */
export function relatedOf(candidates: Candidate[], citedItemIds: string[]): Draft['related'] {
  const seen = new Set(citedItemIds);
  const related: Draft['related'] = [];
  // Other places of a cited text come first: whoever reads the one may look for the other.
  for (const { view, sameText = [] } of candidates) {
    if (!citedItemIds.includes(view.itemId)) continue;
    for (const twin of sameText) {
      if (seen.has(twin.document.id) || related.length === relatedLimit) continue;
      seen.add(twin.document.id);
      related.push({ document: twin, faq: null });
    }
  }
  for (const { view, document, faq } of candidates) {
    if (seen.has(view.itemId) || related.length === relatedLimit) continue;
    seen.add(view.itemId);
    related.push({ document, faq });
  }
  return related;
}

/** Whose matter a text is: the unit of an entry, else the issuer of a document; empty where neither is known. */
export const unitOf = ({ document, faq }: Draft['related'][number]): string => faq?.entry.unit ?? document?.document.issuer ?? '';
