import type { Candidate } from '../retrieve/contract.ts';
import type { Draft } from './draft.ts';

const relatedLimit = 4;

/** Other items near the question, best first, each once, without the cited ones. */
export function relatedOf(candidates: Candidate[], citedItemIds: string[]): Draft['related'] {
  const seen = new Set(citedItemIds);
  const related: Draft['related'] = [];
  for (const { view, document, faq } of candidates) {
    if (seen.has(view.itemId) || related.length === relatedLimit) continue;
    seen.add(view.itemId);
    related.push({ document, faq });
  }
  return related;
}
