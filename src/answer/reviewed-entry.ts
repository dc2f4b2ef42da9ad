import { answerShapes } from '../retrieve/answer-shapes.ts';
import type { Candidate, UnderstoodQuestion } from '../retrieve/contract.ts';
import { facetsOf } from '../retrieve/reading/facets.ts';
import { toIndexView } from '../text/normalise.ts';
import { questionTerms } from '../text/terms.ts';
import { answerWeights } from './answer-weights.ts';
import { evidenceAt } from './draft.ts';
import { relatedOf } from './related.ts';
import type { Step } from './step.ts';
import type { Found } from './values.ts';

/** The best entry's answer, word for word, when its question is the one asked; else the question goes on to the documents. */
export const answerFromEntry: Step<Found, Found> = async (found, parts) => {
  const entry = closestEntry(found);
  if (!entry?.faq) return { go: found };
  const { faq, view } = entry;
  const clauses = await parts.store.content.clauses(view.itemId, found.viewer);
  const answer = clauses.find((clause) => clause.path === 'answer');
  if (!answer) return { go: found };
  const evidence = [evidenceAt(answer, 0, answer.text.length, { versionId: faq.versionId, document: null, faq })];
  return {
    end: {
      status: 'answered_faq',
      sentences: [{ kind: 'faq', text: answer.text, evidence }],
      related: relatedOf(found.candidates, [view.itemId]),
      faq,
    },
  };
};

function closestEntry({ candidates, understood }: Found): Candidate | undefined {
  const [first] = candidates;
  const bestDocument = candidates.find((candidate) => candidate.document)?.score ?? 0;
  const best = candidates
    .slice(0, answerWeights.faqDepth)
    .find((candidate) => candidate.faq && asksTheSame(understood, candidate, candidate.score - bestDocument));
  return first && best && best.score >= first.score - answerWeights.faqMargin ? best : undefined;
}

/**
 * Near in meaning and sharing enough words with the entry's question, or far ahead of every document; and the answer must hold the kind
 * of thing asked for: an entry on when a subsidy is paid does not answer how much it is.
 */
function asksTheSame(question: UnderstoodQuestion, candidate: Candidate, lead: number): boolean {
  const entry = candidate.faq?.entry;
  if (!entry || candidate.features.otherScheme) return false;
  if (!facetsOf(question).every((facet) => answerShapes(facet, entry.answer))) return false;
  const asked = questionTerms(question.text);
  const overlap = Math.max(...[entry.question, ...entry.similarQuestions].map((known) => overlapOf(asked, known, question.text)));
  const cosine = candidate.features.cosine ?? 0;
  if (cosine >= answerWeights.faqCosineAlone) return true;
  if (cosine >= answerWeights.faqCosine && overlap >= answerWeights.faqOverlap) return true;
  return lead >= answerWeights.faqLead && cosine >= answerWeights.faqCosineLeading;
}

/** Dice coefficient of the two questions' terms; 1 for the same words in any punctuation. */
function overlapOf(asked: string[], known: string, question: string): number {
  if (toIndexView(known).replace(/[\s？?。]/g, '') === toIndexView(question).replace(/[\s？?。]/g, '')) return 1;
  const terms = new Set(questionTerms(known));
  const shared = asked.filter((term) => terms.has(term)).length;
  return (2 * shared) / Math.max(1, asked.length + terms.size);
}
