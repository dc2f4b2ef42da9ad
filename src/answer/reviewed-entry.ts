import type { Clause } from '../domain/document.ts';
import type { FaqEntry } from '../domain/faq.ts';
import { answerShapes } from '../retrieve/answer-shapes.ts';
import type { Candidate, Judgement, UnderstoodQuestion } from '../retrieve/contract.ts';
import { facetsOf } from '../retrieve/reading/facets.ts';
import { intentOf } from '../retrieve/understand.ts';
import { machineTalkIn } from '../text/machine-talk.ts';
import { toIndexView } from '../text/normalise.ts';
import { questionTerms } from '../text/terms.ts';
import { answerWeights } from './answer-weights.ts';
import { type Draft, evidenceAt } from './draft.ts';
import { relatedOf } from './related.ts';
import type { Step } from './step.ts';
import type { AnswerParts, Found } from './values.ts';

/** The best entry's answer, word for word, when its question is the one asked; else the question goes on to the documents. */
export const answerFromEntry: Step<Found, Found> = async (found, parts) => {
  const entry = closestEntry(found);
  const answer = entry && (await answerClause(entry, found, parts));
  return entry && answer ? { end: entryDraft(entry, answer, found) } : { go: found };
};

/**
 * Where the documents do not answer, an entry whose question was put in other words may: its question and answer are judged as a document's
 * heading and sentence are, by the same threshold.
 */
export async function answerFromJudgedEntry(
  found: Found,
  parts: AnswerParts,
  isEnough: (judgement: Judgement) => boolean,
): Promise<Draft | null> {
  const tried = new Set<string>();
  for (const candidate of found.candidates.filter(({ faq }) => faq !== null)) {
    const { faq, view, features } = candidate;
    if (tried.has(view.itemId) || tried.size === answerWeights.faqsJudged) continue;
    tried.add(view.itemId);
    if (features.otherScheme || features.otherGroup || givesOrders(faq!.entry)) continue;
    if (!facetsOf(found.understood).every((facet) => answerShapes(facet, faq!.entry.answer))) continue;
    const answer = await answerClause(candidate, found, parts);
    if (!answer) continue;
    const whole = { ...candidate, view: { ...view, clause: answer, start: 0, end: answer.text.length } };
    const judgement = await parts.retriever.judge(found.understood, [whole]);
    // A matter or a place that the entry does not name makes it another's answer, however near the rest is.
    const { unnamedMatters = 0, missingPlaces = 0 } = judgement.features;
    if (unnamedMatters === 0 && missingPlaces === 0 && isEnough(judgement)) return entryDraft(candidate, answer, found);
  }
  return null;
}

async function answerClause({ faq, view }: Candidate, { viewer }: Found, { store }: AnswerParts): Promise<Clause | null> {
  if (!faq || givesOrders(faq.entry)) return null;
  return (await store.content.clauses(view.itemId, viewer)).find((clause) => clause.path === 'answer') ?? null;
}

function entryDraft({ faq, view }: Candidate, answer: Clause, { candidates }: Found): Draft {
  const evidence = [evidenceAt(answer, 0, answer.text.length, { versionId: faq!.versionId, document: null, faq })];
  return {
    status: 'answered_faq',
    sentences: [{ kind: 'faq', text: answer.text, evidence }],
    related: relatedOf(candidates, [view.itemId]),
    faq,
  };
}

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
