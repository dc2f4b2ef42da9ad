import type { AnswerTrace } from '../answer/contract.ts';
import type { Channel } from '../domain/access.ts';
import type { AskResponse } from '../domain/answer.ts';
import type { Candidate, Judgement } from '../retrieve/contract.ts';
import { judgeModelFor, judgeWeights } from '../retrieve/judge-weights.ts';
import type { ScoredUnit } from '../retrieve/reading/score-units.ts';
import { featureWord, intentWord, statusWord, stepWord } from './stage-words.ts';

/** A figure with its name for programs and for people. */
export interface Figure {
  name: string;
  label: string;
  value: number;
}

export interface CandidateStage {
  /** From 1. */
  rank: number;
  kind: 'document' | 'faq';
  itemId: string;
  title: string;
  documentNumber: string | null;
  clause: string | null;
  text: string;
  score: number;
  /** What placed it: the score by source and what was added or taken away. */
  features: Figure[];
}

export interface SentenceStage {
  itemId: string;
  title: string;
  clause: string;
  text: string;
  score: number;
  /** Part of the answer, or only weighed. */
  chosen: boolean;
}

export interface JudgementStage {
  /** 0..1. */
  probability: number;
  /** Below it the channel's questions are declined. */
  threshold: number;
  enough: boolean;
  /** `weight` is null for what is recorded only. */
  features: (Figure & { weight: number | null })[];
  /** The question ended before it was judged; judged afterwards for the evaluator. */
  afterwards: boolean;
}

/** Everything behind one answer, stage by stage, in words for evaluators. Never sent to citizens. */
export interface AnswerStages {
  understood: {
    text: string;
    language: string;
    intent: string;
    documentNumbers: string[];
    articles: string[];
    titles: string[];
    expansions: { term: string; weight: number }[];
    region: string | null;
    asOf: string;
  } | null;
  candidates: CandidateStage[];
  /** The sentences it was judged by, in reading order, of which an answer is made; then the best of those passed over, best first. */
  sentences: SentenceStage[];
  judgement: JudgementStage | null;
  steps: { name: string; label: string; ms: number }[];
  /** The step that ended it. */
  endedBy: { name: string; label: string };
  status: { name: string; label: string };
}

/** Sentences shown that were weighed and not chosen. */
const shownPassedOver = 6;
/** Characters of a candidate's clause that are shown. */
const shownText = 400;

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** The stages of a finished answer. `judgedAfterwards` stands in where the question ended before it was judged. */
export function stagesOf(
  response: Pick<AskResponse, 'status'>,
  trace: AnswerTrace,
  channel: Channel,
  judgedAfterwards: Judgement | null = null,
): AnswerStages {
  const judgement = trace.judgement ?? judgedAfterwards;
  return {
    understood: understoodOf(trace),
    candidates: trace.candidates.map(candidateStage),
    sentences: judgement ? sentenceStages(judgement.reading) : [],
    judgement: judgement && judgementStage(judgement, channel, trace.judgement === null),
    steps: Object.entries(trace.timings).map(([name, ms]) => ({ name, label: stepWord(name), ms: Math.round(ms * 10) / 10 })),
    endedBy: { name: trace.route, label: stepWord(trace.route) },
    status: { name: response.status, label: statusWord(response.status) },
  };
}

function understoodOf({ understood }: AnswerTrace): AnswerStages['understood'] {
  if (!understood) return null;
  const { text, language, intent, documentNumbers, articles, titles, expansions, region, asOf } = understood;
  return { text, language, intent: intentWord(intent), documentNumbers, articles, titles, expansions, region, asOf };
}

function sentenceStages({ sentences, weighed }: Judgement['reading']): SentenceStage[] {
  const placeOf = ({ clause, start }: ScoredUnit) => `${clause.id}/${start}`;
  const chosen = new Set(sentences.map(placeOf));
  const passedOver = new Map<string, ScoredUnit>();
  for (const unit of weighed.flatMap(({ units }) => units).sort((a, b) => b.score - a.score))
    if (!chosen.has(placeOf(unit)) && !passedOver.has(placeOf(unit))) passedOver.set(placeOf(unit), unit);
  const stage = (unit: ScoredUnit): SentenceStage => ({
    itemId: unit.candidate.view.itemId,
    title: titleOf(unit.candidate),
    clause: unit.clause.path,
    text: unit.text,
    score: round(unit.score),
    chosen: chosen.has(placeOf(unit)),
  });
  return [...sentences, ...[...passedOver.values()].slice(0, shownPassedOver)].map(stage);
}

const titleOf = ({ document, faq }: Candidate) => document?.document.title ?? faq?.entry.question ?? '';

function candidateStage(candidate: Candidate, index: number): CandidateStage {
  const { view, document, score, features } = candidate;
  return {
    rank: index + 1,
    kind: view.itemKind,
    itemId: view.itemId,
    title: titleOf(candidate),
    documentNumber: document?.document.documentNumber ?? null,
    clause: view.clause?.path ?? null,
    text: view.clause?.text.slice(0, shownText) ?? '',
    score: round(score),
    features: figures(features),
  };
}

const figures = (values: Record<string, number>): Figure[] =>
  Object.entries(values).map(([name, value]) => ({ name, label: featureWord(name), value: round(value) }));

function judgementStage({ probability, features }: Judgement, channel: Channel, afterwards: boolean): JudgementStage {
  const threshold = judgeWeights.threshold[channel];
  const { weights } = judgeModelFor(features);
  const weighted = figures(features).map((figure) => ({ ...figure, weight: weights[figure.name] ?? null }));
  return { probability: round(probability), threshold, enough: probability >= threshold, features: weighted, afterwards };
}
