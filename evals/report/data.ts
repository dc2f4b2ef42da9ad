import type { GoldCase, Scored } from '../cases.ts';
import { accuracyByKind, judgeAnswer } from '../metrics/accuracy.ts';
import { citesGoldSpan } from '../metrics/gold-span.ts';
import { citesRightPage } from '../metrics/right-page.ts';
import { type Summary, summarise } from '../metrics/summary.ts';
import { baseName, sharesRun } from '../text.ts';

/** A candidate of retrieval as the report shows it, best first. */
export interface Retrieved {
  file: string;
  clause: string | null;
  score: number;
  text: string;
}

/** What lay behind one answer. */
export interface CaseTrace {
  id: string;
  understood: string | null;
  probability: number | null;
  /** What the judge saw, by name; empty when the question never came to it. */
  features: Record<string, number>;
  timings: Record<string, number>;
  retrieved: Retrieved[];
}

export interface CaseReport {
  id: string;
  kind: string;
  expect: GoldCase['expect'];
  turns: string[];
  note: string;
  passed: boolean;
  reason: string;
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
  /** Rank from 1 of the first candidate from a gold page, and of the first that holds gold text; null when not among them. */
  pageRank: number | null;
  spanRank: number | null;
  understood: string | null;
  probability: number | null;
  /** What the judge saw, by name; empty when the question never came to it. */
  features: Record<string, number>;
  timings: Record<string, number>;
  retrieved: (Retrieved & { rank: number; goldPage: boolean; goldSpan: boolean })[];
}

export interface Report {
  title: string;
  documents: string;
  questions: string;
  asOf: string;
  ranAt: string;
  summary: Summary;
  byKind: { kind: string; passed: number; cases: number }[];
  /** How the runs ended: status -> count. */
  statuses: Record<string, number>;
  cases: CaseReport[];
}

export interface ReportHead {
  title: string;
  documents: string;
  questions: string;
  asOf: string;
  ranAt: string;
}

export function buildReport(head: ReportHead, scored: Scored[], traces: Map<string, CaseTrace>): Report {
  const statuses: Record<string, number> = {};
  for (const { answer } of scored) statuses[answer?.status ?? 'none'] = (statuses[answer?.status ?? 'none'] ?? 0) + 1;
  return {
    ...head,
    summary: summarise(scored),
    byKind: accuracyByKind(scored),
    statuses,
    cases: scored.map((pair) => caseReport(pair, traces.get(pair.gold.id))),
  };
}

function caseReport({ gold, answer }: Scored, trace: CaseTrace | undefined): CaseReport {
  const { passed, reason } = judgeAnswer({ gold, answer });
  const retrieved = (trace?.retrieved ?? []).map((candidate, index) => ({
    ...candidate,
    rank: index + 1,
    goldPage: gold.gold_files.some((file) => baseName(file) === baseName(candidate.file)),
    goldSpan: gold.gold_quotes.some((quote) => sharesRun(candidate.text, quote)),
  }));
  return {
    id: gold.id,
    kind: gold.kind,
    expect: gold.expect,
    turns: gold.turns,
    note: gold.note,
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
    pageRank: retrieved.find((candidate) => candidate.goldPage)?.rank ?? null,
    spanRank: retrieved.find((candidate) => candidate.goldSpan)?.rank ?? null,
    understood: trace?.understood ?? null,
    probability: trace?.probability ?? null,
    features: trace?.features ?? {},
    timings: trace?.timings ?? {},
    retrieved,
  };
}
