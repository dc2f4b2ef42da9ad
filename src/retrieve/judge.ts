import type { Store } from '../store/contract.ts';
import { documentTerms, documentWords, questionTerms, questionWords } from '../text/terms.ts';
import { answerShapes } from './answer-shapes.ts';
import type { Candidate, Judgement, UnderstoodQuestion } from './contract.ts';
import { judgeWeights } from './judge-weights.ts';

/** How many candidates the judge reads as evidence. */
const evidenceDepth = 5;

/**
 * Is the best evidence enough to answer? A logistic model over recorded features; the weights are data (judge-weights.ts).
 * Nothing found is probability 0.
 */
export async function judgeEvidence(store: Store, question: UnderstoodQuestion, candidates: Candidate[]): Promise<Judgement> {
  const [best] = candidates;
  if (!best) return { probability: 0, features: {} };
  const features = await judgeFeatures(store, question, candidates.slice(0, evidenceDepth));
  const logit = Object.entries(judgeWeights.weights).reduce(
    (sum: number, [name, weight]) => sum + weight * (features[name] ?? 0),
    judgeWeights.intercept as number,
  );
  return { probability: 1 / (1 + Math.exp(-logit)), features };
}

async function judgeFeatures(
  store: Store,
  question: UnderstoodQuestion,
  candidates: Candidate[],
): Promise<Record<string, number>> {
  const terms = questionTerms(question.text);
  const words = questionWords(question.text);
  const official = question.expansions.map((expansion) => expansion.term);
  const { chunks, frequency } = await store.search.termStatistics([...terms, ...words.flatMap(bigramsOf)]);
  const idf = (term: string) => Math.log((chunks + 1) / ((frequency.get(term) ?? 0) + 0.5));
  const best = candidates[0] as Candidate;
  const texts = candidates.map(evidenceText);
  const termCoverages = texts.map((text) => coverage(terms, new Set(documentTerms(text).split(' ')), idf));
  const wordIdf = (word: string) => Math.max(...bigramsOf(word).map(idf), 0);
  const known = new Set(texts[0] ? documentWords(`${texts[0]} ${official.join(' ')}`).split(' ') : []);
  const missing = words.filter((word) => !known.has(word) && !texts[0]?.includes(word.slice(1)));
  return {
    cosine: best.features.cosine ?? 0,
    cosineBest: Math.max(...candidates.map((candidate) => candidate.features.cosine ?? 0)),
    coverage: termCoverages[0] ?? 0,
    coverageBest: Math.max(...termCoverages),
    wordCoverage: coverage(words, new Set(words.filter((word) => !missing.includes(word))), wordIdf),
    rarestMissing: Math.max(0, ...missing.map(wordIdf)) / Math.log(chunks + 2),
    shape: answerShapes(question, texts[0] ?? '') ? 1 : 0,
    named: best.features.namedDocument || best.features.namedTitle ? 1 : 0,
    reviewed: best.faq ? 1 : 0,
    gap: best.score - (candidates[1]?.score ?? 0),
  };
}

/** Everything a reader of this candidate sees: titles, headings, text. */
export function evidenceText(candidate: Candidate): string {
  const { clause } = candidate.view;
  const title = candidate.document?.document.title ?? '';
  const faq = candidate.faq ? `${candidate.faq.entry.question} ${candidate.faq.entry.similarQuestions.join(' ')}` : '';
  return [title, faq, ...(clause?.headings ?? []), clause?.text ?? ''].join('\n');
}

const bigramsOf = (word: string): string[] => questionTerms(word.replace(/^w/, ''));

function coverage(wanted: string[], present: Set<string>, idf: (term: string) => number): number {
  const total = wanted.reduce((sum, term) => sum + idf(term), 0);
  if (total === 0) return 0;
  return wanted.filter((term) => present.has(term)).reduce((sum, term) => sum + idf(term), 0) / total;
}
