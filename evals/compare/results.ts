import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import type { GoldCase } from '../cases.ts';
import type { Report } from '../report/data.ts';
import { lengthInCharacters, normaliseForScoring } from '../text.ts';

/** One case of a run: what its figures are made of, and enough to show it. */
export interface CaseResult {
  id: string;
  version: number;
  /** Of what the case asks and expects; null in reports written before cases had one. */
  hash: string | null;
  kind: string;
  expect: GoldCase['expect'];
  turns: string[];
  status: string;
  answer: string;
  /** Characters, white space aside. */
  length: number;
  passed: boolean;
  reason: string;
  rightPage: boolean;
  goldSpan: boolean;
  ms: number | null;
}

/** A run as it is compared and kept. */
export interface Run {
  questions: string;
  documents: string;
  fromBase: boolean;
  asOf: string;
  ranAt: string;
  /** Fingerprint of the whole set; null in old reports. */
  setHash: string | null;
  split: string | null;
  cases: CaseResult[];
}

export function runOf(report: Report): Run {
  const { questions, documents, asOf, ranAt, caseSet } = report;
  return {
    questions,
    documents,
    fromBase: report.fromBase ?? documents.endsWith('.db'),
    asOf,
    ranAt,
    setHash: caseSet?.hash ?? null,
    split: caseSet?.split ?? null,
    cases: report.cases.map((item) => ({
      id: item.id,
      version: item.version ?? 1,
      hash: item.hash ?? null,
      kind: item.kind,
      expect: item.expect,
      turns: item.turns,
      status: item.status,
      answer: item.answer,
      length: lengthInCharacters(normaliseForScoring(item.answer)),
      passed: item.passed,
      reason: item.reason,
      rightPage: item.rightPage,
      goldSpan: item.goldSpan,
      ms: item.ms,
    })),
  };
}

/** The report of a finished run. Throws NotFoundError where the folder holds none. */
export function readReport(folder: string): Report {
  const path = join(folder, 'report.json');
  if (!existsSync(path)) {
    throw new NotFoundError(
      `${folder} 里没有 report.json。它应是 wence eval answers（题目带标准答案）或 wence eval score 的输出文件夹`,
    );
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch (error) {
    throw new InvalidInputError(`${path} 读不懂，可能没有写完`, (error as Error).message);
  }
}

export interface Pair {
  before: CaseResult;
  after: CaseResult;
}

export interface Pairing {
  pairs: Pair[];
  onlyBefore: CaseResult[];
  onlyAfter: CaseResult[];
  /** The same id, but another question or other facts: not compared. `sameVersion`: the version number was not raised. */
  changed: { id: string; before: number; after: number; sameVersion: boolean }[];
  /** The two runs were not judged by the same set. */
  sameSet: boolean;
}

/** The cases that two runs have in common, in the order of the second. Only cases of the same content are compared. */
export function pairRuns(before: Run, after: Run): Pairing {
  const earlier = new Map(before.cases.map((one) => [one.id, one]));
  const later = new Set(after.cases.map(({ id }) => id));
  const both = after.cases.flatMap((one) => {
    const old = earlier.get(one.id);
    return old ? [{ before: old, after: one }] : [];
  });
  const pairs = both.filter(({ before: a, after: b }) => sameCase(a, b));
  return {
    pairs,
    onlyBefore: before.cases.filter(({ id }) => !later.has(id)),
    onlyAfter: after.cases.filter(({ id }) => !earlier.has(id)),
    changed: both
      .filter(({ before: a, after: b }) => !sameCase(a, b))
      .map(({ before: a, after: b }) => ({
        id: a.id,
        before: a.version,
        after: b.version,
        sameVersion: a.version === b.version,
      })),
    sameSet: pairs.length === before.cases.length && pairs.length === after.cases.length,
  };
}

/** By content; where an old report has no hash, by the words of the question. */
const sameCase = (a: CaseResult, b: CaseResult) =>
  a.hash && b.hash ? a.hash === b.hash : a.expect === b.expect && a.turns.join('\n') === b.turns.join('\n');
