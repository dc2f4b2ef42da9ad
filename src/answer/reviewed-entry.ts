import type { FaqEntry } from '../domain/faq.ts';
import { answerShapes } from '../retrieve/answer-shapes.ts';
import type { Candidate, UnderstoodQuestion } from '../retrieve/contract.ts';
import { facetsOf } from '../retrieve/reading/facets.ts';
import { intentOf } from '../retrieve/understand.ts';
import { machineTalkIn } from '../text/machine-talk.ts';
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
  if (!entry?.faq || givesOrders(entry.faq.entry)) return { go: found };
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

/** An entry that speaks to the machine somewhere answers nobody. */
const givesOrders = ({ question, similarQuestions, answer }: FaqEntry) =>
  [question, ...similarQuestions, answer].some((text) => machineTalkIn(text).length > 0);

function closestEntry({ candidates, understood }: Found): Candidate | undefined {
  const [first] = candidates;
  const bestDocument = candidates.find((candidate) => candidate.document)?.score ?? 0;
  const best = candidates
    .slice(0, answerWeights.faqDepth)
    .find(({ faq, features, score }) => faq && asksTheSame(understood, faq.entry, features, score - bestDocument));
  return first && best && best.score >= first.score - answerWeights.faqMargin ? best : undefined;
}

/**
 * Whether the entry answers this very question. It must be for the same people and scheme, hold the kind of thing asked for, and be near
 * enough; a wrong reviewed answer is worse than none, so that a shared topic alone is not enough. `lead` is how far the entry's score
 * stands before the best document's.
 */
export function asksTheSame(
  question: UnderstoodQuestion,
  entry: Pick<FaqEntry, 'question' | 'similarQuestions' | 'answer'>,
  { cosine = 0, otherScheme, otherGroup }: Candidate['features'],
  lead: number,
): boolean {
  if (otherScheme || otherGroup) return false;
  const facets = facetsOf(question);
  if (!facets.every((facet) => answerShapes(facet, entry.answer))) return false;
  const known = [entry.question, ...entry.similarQuestions];
  const sameKind = facets.every((facet) => known.some((one) => sharesKind(facet.intent, one)));
  if (cosine >= answerWeights.faqCosineAlone) return true;
  if (cosine >= answerWeights.faqCosineByAnswer && lead >= answerWeights.faqLeadByAnswer) return true;
  if (!sameKind) return false;
  if (cosine >= answerWeights.faqCosineSameKind) return true;
  if (cosine < answerWeights.faqCosine) return false;
  const asked = questionTerms(question.text);
  const alike = known.filter((one) => facets.every((facet) => sharesKind(facet.intent, one)));
  return lead >= answerWeights.faqLead || alike.some((one) => overlapOf(asked, one, question.text) >= answerWeights.faqOverlap);
}

/** An amount, a time or a place is asked for by both; other kinds of question go together. */
const specific: UnderstoodQuestion['intent'][] = ['amount', 'count', 'duration', 'deadline', 'place', 'materials'];
const sharesKind = (asked: UnderstoodQuestion['intent'], known: string) =>
  !specific.includes(asked) || intentOf(toIndexView(known)) === asked;

/**
 * Share of the shorter question's terms that the other one holds; 1 for the same words in any punctuation. Two questions on one topic that
 * each ask for something of their own ("什么时间段可以申请", "什么时候发到账") share the topic and no more.
 */
function overlapOf(asked: string[], known: string, question: string): number {
  const bare = (text: string) => toIndexView(text).replace(/[\s？?。]/g, '');
  if (bare(known) === bare(question)) return 1;
  const terms = new Set(questionTerms(known));
  const shared = asked.filter((term) => terms.has(term)).length;
  return shared / Math.max(1, Math.min(asked.length, terms.size));
}
