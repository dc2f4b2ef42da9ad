import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { ConflictError, InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import { metricNamed, metrics } from './metrics.ts';
import { type Run, readReport, runOf } from './results.ts';

const format = 'wence-baseline';
const formatVersion = 1;

/** What later runs must not fall behind: every case of a run, and what is guarded. */
export interface Baseline {
  format: typeof format;
  formatVersion: number;
  savedAt: string;
  /** Why this run became the baseline. */
  reason: string;
  /** Names of the figures that must not get significantly worse. */
  guarded: string[];
  /** Kinds of question of which not one may be lost. */
  strictKinds: string[];
  run: Run;
}

/** Quality, not speed: times depend on the machine. */
export const guardedByDefault = metrics.filter((metric) => metric.type === 'share').map(({ name }) => name);

/** Throws InvalidInputError naming an unknown figure. */
export function checkGuarded(names: string[]): string[] {
  const unknown = names.filter((name) => !metricNamed(name));
  if (unknown.length === 0) return names;
  const known = metrics.map(({ name, title }) => `${name}（${title}）`).join('、');
  throw new InvalidInputError(`没有这样的指标：${unknown.join('、')}；可用的有 ${known}`);
}

export interface BaselineOptions {
  reason: string;
  guarded: string[] | null;
  strictKinds: string[];
  now: Date;
  /** Take the place of a baseline that lies there. */
  replace: boolean;
}

/** Keeps a finished run as the baseline. Paths are kept relative to the file, so that the file can lie in a repository. Throws ConflictError where one lies already. */
export function saveBaseline(
  folder: string,
  file: string,
  { reason, guarded, strictKinds, now, replace }: BaselineOptions,
): Baseline {
  if (!replace && existsSync(file)) throw new ConflictError(`${file} 已经存在；确实要换掉它，请加 --replace`);
  const run = runOf(readReport(folder));
  const unknown = strictKinds.filter((kind) => !run.cases.some((one) => one.kind === kind));
  if (unknown.length > 0) throw new InvalidInputError(`题目里没有这些类型：${unknown.join('、')}`);
  const near = (path: string) => (path ? relative(dirname(file), path).replaceAll('\\', '/') : '');
  const baseline: Baseline = {
    format,
    formatVersion,
    savedAt: now.toISOString(),
    reason,
    guarded: checkGuarded(guarded ?? guardedByDefault),
    strictKinds,
    run: { ...run, questions: near(run.questions), documents: near(run.documents) },
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(baseline, null, 1)}\n`);
  return baseline;
}

/** Reads a baseline, paths made absolute again. Throws NotFoundError, InvalidInputError. */
export function readBaseline(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new NotFoundError(`读不到基线文件：${file}。先用 wence eval baseline 存一个`, (error as Error).message);
  }
  let read: Partial<Baseline>;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new InvalidInputError(`${file} 不是基线文件`, (error as Error).message);
  }
  if (read.format !== format || read.formatVersion !== formatVersion || !read.run) {
    throw new InvalidInputError(`${file} 不是基线文件，或由别的版本所存，请重新保存基线`);
  }
  const { run } = read as Baseline;
  const far = (path: string) => (path ? resolve(dirname(file), path) : '');
  return { ...(read as Baseline), run: { ...run, questions: far(run.questions), documents: far(run.documents) } };
}
