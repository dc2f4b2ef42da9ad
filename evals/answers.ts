import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import type { Day } from '../src/domain/time.ts';
import { askCase } from './ask.ts';
import { openAnswerBase } from './base.ts';
import { caseSetOf } from './case-set.ts';
import { type AnswerLine, isGold, readCases, type Scored } from './cases.ts';
import { fileNames } from './files.ts';
import { latency } from './metrics/latency.ts';
import { medianLength } from './metrics/length.ts';
import type { Summary } from './metrics/summary.ts';
import { buildReport, type CaseTrace, type Report } from './report/data.ts';
import { renderReport } from './report/html.ts';
import { answersTable, reportTable } from './report/table.ts';
import type { Watch } from './watch.ts';

export interface AnswersOptions {
  /** Folder of documents, or a corpus in one .jsonl file; not needed with `base`. */
  documents: string | null;
  questions: string;
  /** Only the cases of this part of the set; all when null. */
  split?: string | null;
  asOf: Day;
  out: string;
  /** Where to keep the base that was built. */
  keepBase: string | null;
  /** A base kept earlier: nothing is ingested. */
  base: string | null;
  watch: Watch;
}

export type AnswersSummary = Partial<Summary> & {
  cases: number;
  /** How many ended in an internal error. */
  errors: number;
  failedFiles: number;
  ms_p50: number | null;
  ms_p95: number | null;
  out: string;
};

/**
 * Builds a fresh base, asks every case and writes `answers.jsonl` and `.csv`; where cases say what is right also `report.json`,
 * `.html` and `.csv`. Throws when documents or questions cannot be read.
 */
export async function evaluateAnswers(config: Config, options: AnswersOptions): Promise<AnswersSummary> {
  const cases = readCases(options.questions, options.split ?? null);
  mkdirSync(options.out, { recursive: true });
  const { wence, failedFiles, close } = await openAnswerBase(config, options);
  const lines: AnswerLine[] = [];
  const traces = new Map<string, CaseTrace>();
  try {
    const files = fileNames(wence.store);
    const progress = options.watch.progress('提问');
    for (const [index, item] of cases.entries()) {
      options.watch.signal.throwIfAborted();
      progress.update(index, cases.length, item.id);
      const { line, trace } = await askCase(wence, files, item, options.asOf, options.watch.signal);
      lines.push(line);
      traces.set(item.id, trace);
    }
    progress.update(cases.length, cases.length);
    progress.end();
  } finally {
    await close();
  }
  writeFileSync(join(options.out, 'answers.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(join(options.out, 'answers.csv'), answersTable(lines, new Map(cases.map((one) => [one.id, one.turns]))));
  const scored = pair(cases, lines);
  const times = latency(lines);
  const base = {
    cases: cases.length,
    errors: lines.filter((line) => line.status.startsWith('error')).length,
    failedFiles,
    median_length: medianLength(scored),
    ms_p50: times.p50,
    ms_p95: times.p95,
    out: options.out,
  };
  if (scored.length === 0) return base;
  const head = {
    title: '问策答复评测',
    documents: options.base ?? options.documents ?? '',
    fromBase: options.base !== null,
    questions: options.questions,
    asOf: options.asOf,
    ranAt: new Date().toISOString(),
    caseSet: caseSetOf(cases, options.split ?? null),
  };
  const report = buildReport(head, scored, traces);
  writeReport(options.out, report);
  return { ...base, ...report.summary };
}

export function pair(cases: ReturnType<typeof readCases>, lines: AnswerLine[]): Scored[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return cases.filter(isGold).map((gold) => ({ gold, answer: byId.get(gold.id) ?? null }));
}

/** `report.json` for programs, `report.html` for readers, `report.csv` for spreadsheets. */
export function writeReport(out: string, report: Report): void {
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  writeFileSync(join(out, 'report.html'), renderReport(report));
  writeFileSync(join(out, 'report.csv'), reportTable(report));
}
