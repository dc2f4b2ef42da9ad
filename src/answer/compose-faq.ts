import type { Candidate } from '../retrieve/contract.ts';
import { toIndexView } from '../text/normalise.ts';
import { questionTerms } from '../text/terms.ts';
import { answerWeights } from './answer-weights.ts';
import { type Draft, evidenceAt } from './draft.ts';
import { relatedOf } from './related.ts';
import type { Judged } from './values.ts';

/** The best entry's answer, word for word, when its question is the one asked; null when no entry is close enough. */
export function composeFaq(judged: Judged): Draft | null {
  const { candidates, understood } = judged;
  const best = candidates
    .slice(0, answerWeights.faqDepth)
    .find((candidate) => candidate.faq && asksTheSame(understood.text, candidate));
  if (!best?.faq || !best.view.clause) return null;
  if (best.score < (candidates[0] as Candidate).score - answerWeights.faqMargin) return null;
  const { faq, view } = best;
  const clause = { ...best.view.clause, path: 'answer', text: faq.entry.answer };
  const answer = view.clause?.path === 'answer' ? view.clause : clause;
  return {
    status: 'answered_faq',
    sentences: [
      {
        kind: 'faq',
        text: faq.entry.answer,
        evidence: [evidenceAt(answer, 0, faq.entry.answer.length, { versionId: view.versionId, document: null, faq })],
      },
    ],
    related: relatedOf(candidates, [view.itemId]),
    faq,
  };
}

/** Near in meaning and sharing enough words with the entry's question or one of its similar questions. */
function asksTheSame(question: string, candidate: Candidate): boolean {
  const entry = candidate.faq?.entry;
  if (!entry) return false;
  const asked = questionTerms(question);
  const overlap = Math.max(...[entry.question, ...entry.similarQuestions].map((known) => overlapOf(asked, known, question)));
  const cosine = candidate.features.cosine ?? 0;
  return cosine >= answerWeights.faqCosineAlone || (cosine >= answerWeights.faqCosine && overlap >= answerWeights.faqOverlap);
}

function overlapOf(asked: string[], known: string, question: string): number {
  if (toIndexView(known).replace(/[\s？?。]/g, '') === toIndexView(question).replace(/[\s？?。]/g, '')) return 1;
  const terms = new Set(questionTerms(known));
  const shared = asked.filter((term) => terms.has(term)).length;
  return shared / Math.max(1, Math.min(asked.length, terms.size));
}
