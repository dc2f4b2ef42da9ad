import type { AnswerStages, Figure, JudgementStage } from '../../src/desk/stages.ts';
import type { Channel } from '../../src/domain/access.ts';
import { type CaseSet, caseHash } from '../case-set.ts';
import type { GoldCase, Scored } from '../cases.ts';
import { accuracyByKind, judgeAnswer } from '../metrics/accuracy.ts';
import { citesGoldSpan } from '../metrics/gold-span.ts';
import { citesRightPage } from '../metrics/right-page.ts';
import { type Summary, summarise } from '../metrics/summary.ts';
import { baseName, sharesRun } from '../text.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type Fault, faultOf } from './fault.ts';

/** A candidate of retrieval as the report shows it, best first. */
export interface Retrieved {
  file: string;
  clause: string | null;
  score: number;
  text: string;
  /** What placed it, by name. */
  features: Figure[];
}

/** A sentence that was weighed; an answer is made of those chosen. */
export interface ReadSentence {
  file: string;
  clause: string;
  score: number;
  text: string;
  chosen: boolean;
}

/** What lay behind one answer. */
export interface CaseTrace {
  id: string;
  understood: string | null;
  understanding: AnswerStages['understood'];
  probability: number | null;
  /** What the judge saw, by name; empty when the question never came to it. */
  features: Record<string, number>;
  judgement: JudgementStage | null;
  /** What the answer is made of, or would be where it was declined, in reading order; then the best of what was passed over. */
  sentences: ReadSentence[];
  timings: Record<string, number>;
  retrieved: Retrieved[];
}

/** Of a case that broke off. */
export const emptyTrace = (id: string): CaseTrace => ({
  id,
  understood: null,
  understanding: null,
  probability: null,
  features: {},
  judgement: null,
  sentences: [],
  timings: {},
  retrieved: [],
});

export interface CaseReport {
  id: string;
  /** Of the case, and the hash of what it asks and expects. */
  version: number;
  hash: string;
  split: string | null;
  kind: string;
  channel: Channel;
  region: string | null;
  page: string | null;
  asOf: string | null;
  expect: GoldCase['expect'];
  turns: string[];
  note: string;
  /** Why the expected answer is right. */
  why: string;
  passed: boolean;
  /** Why it did not pass; empty when it did. */
  reason: string;
  /** At which stage it went wrong; null when it passed. */
  fault: Fault | null;
  status: string;
  route: string;
  ms: number | null;
  answer: string;
  citations: { file: string; quote: string; clause: string | null; page: number | null }[];
  rightPage: boolean;
  goldSpan: boolean;
  goldFiles: string[];
  goldQuotes: string[];
  must: string[][];
  mustNot: string[];
  /** Rank from 1 of the first candidate from a gold page, and of the first that holds gold text; null when not among them. */
  pageRank: number | null;
  spanRank: number | null;
  understood: string | null;
  understanding: AnswerStages['understood'];
  probability: number | null;
  /** What the judge saw, by name; empty when the question never came to it. */
  features: Record<string, number>;
  judgement: JudgementStage | null;
  sentences: ReadSentence[];
  /** Whether an answer of these sentences would pass, also where it was declined; null when the question was never judged. */
  wouldPass: boolean | null;
  timings: Record<string, number>;
  retrieved: (Retrieved & { rank: number; goldPage: boolean; goldSpan: boolean })[];
}

export interface Report extends ReportHead {
  summary: Summary;
  byKind: { kind: string; passed: number; cases: number }[];
  /** How the runs ended: status -> count. */
  statuses: Record<string, number>;
  calibration: Calibration;
  cases: CaseReport[];
}

export interface ReportHead {
  title: string;
  documents: string;
  questions: string;
  asOf: string;
  ranAt: string;
  /** `documents` is a base kept earlier, not documents. */
  fromBase: boolean;
  caseSet: CaseSet;
}

export function buildReport(head: ReportHead, scored: Scored[], traces: Map<string, CaseTrace>): Report {
  const statuses: Record<string, number> = {};
  for (const { answer } of scored) statuses[answer?.status ?? 'none'] = (statuses[answer?.status ?? 'none'] ?? 0) + 1;
  const cases = scored.map((pair) => caseReport(pair, traces.get(pair.gold.id) ?? emptyTrace(pair.gold.id)));
  return {
    ...head,
    summary: summarise(scored),
    byKind: accuracyByKind(scored),
    statuses,
    calibration: calibrationOf(cases),
    cases,
  };
}

function caseReport({ gold, answer }: Scored, trace: CaseTrace): CaseReport {
  const { passed, reason } = judgeAnswer({ gold, answer });
  const retrieved = trace.retrieved.map((candidate, index) => ({
    ...candidate,
    rank: index + 1,
    goldPage: gold.gold_files.some((file) => baseName(file) === baseName(candidate.file)),
    goldSpan: gold.gold_quotes.some((quote) => sharesRun(candidate.text, quote)),
  }));
  const { understood, understanding, probability, features, judgement, sentences, timings } = trace;
  const report = {
    id: gold.id,
    version: gold.version,
    hash: caseHash(gold),
    split: gold.split ?? null,
    kind: gold.kind,
    channel: gold.channel,
    region: gold.region ?? null,
    page: gold.page ?? null,
    asOf: gold.as_of ?? null,
    expect: gold.expect,
    turns: gold.turns,
    note: gold.note,
    why: gold.reason,
    passed,
    reason,
    status: answer?.status ?? 'none',
    route: answer?.route ?? '',
    ms: answer?.ms ?? null,
    answer: answer?.text ?? '',
    citations: answer?.citations ?? [],
    rightPage: answer ? citesRightPage(gold, answer) : false,
    goldSpan: answer ? citesGoldSpan(gold, answer) : false,
    goldFiles: gold.gold_files,
    goldQuotes: gold.gold_quotes,
    must: gold.must,
    mustNot: gold.must_not,
    pageRank: retrieved.find((candidate) => candidate.goldPage)?.rank ?? null,
    spanRank: retrieved.find((candidate) => candidate.goldSpan)?.rank ?? null,
    understood,
    understanding,
    probability,
    features,
    judgement,
    sentences,
    wouldPass: wouldPass({ gold, answer }, trace),
    timings,
    retrieved,
  };
  return { ...report, fault: passed ? null : faultOf(report) };
}

/** Answered: whether it passed. Declined by the judge: whether the sentences that it held back would have passed. */
function wouldPass({ gold, answer }: Scored, { judgement, sentences }: CaseTrace): boolean | null {
  if (!answer || !judgement || judgement.afterwards) return null;
  if (gold.expect === 'refuse') return false;
  if (!answer.status.startsWith('declined')) return judgeAnswer({ gold, answer }).passed;
  const text = sentences
    .filter(({ chosen }) => chosen)
    .map((sentence) => sentence.text)
    .join('');
  return judgeAnswer({ gold, answer: { ...answer, status: 'answered_extract', text } }).passed;
}
