import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { terminal } from '../../../src/cli/output.ts';
import { projectRoot } from '../../../src/config.ts';
import type { Day } from '../../../src/domain/time.ts';
import { readCases } from '../../cases.ts';
import type { CorpusDocument } from '../../documents.ts';
import { round } from '../../statistics.ts';
import { table } from '../table.ts';
import { linesOf } from '../texts.ts';
import { prepareVectors } from '../vectors.ts';
import { type AskResult, type AskSetting, askSystems } from './child.ts';

type InChild = <Result>(part: string, folder: string) => Promise<Result>;

export interface AskBenchOptions {
  /** Folder of files; the sample base when neither this nor `texts` is given. */
  documents: string | undefined;
  /** A corpus in one .jsonl file. */
  texts: string | undefined;
  /** Questions as evaluations read them; needed when the texts are not the sample base. */
  questions: string | undefined;
  asOf: Day;
}

/** Throws NotFoundError or InvalidInputError when the questions cannot be read. The first turn of each is asked. */
export function askSetting({ documents, texts, questions, asOf }: AskBenchOptions): AskSetting {
  const given = documents ?? texts;
  if (given && !questions) throw new Error('other texts need other questions: --questions FILE');
  const cases = readCases(questions ?? join(projectRoot, 'evals/cases/sample.jsonl'));
  return {
    documents: resolve(given ?? join(projectRoot, 'corpus')),
    asOf,
    questions: cases.map((one) => one.turns[0]!),
  };
}

/** Whole answers with the ranker and without, beside what the rivals do with the same questions and passages. */
export async function benchAsk(folder: string, setting: AskSetting, inChild: InChild): Promise<void> {
  writeFileSync(join(folder, 'ask.json'), linesOf([setting]));
  terminal.screen.write('ingesting …\n');
  const passages = await inChild<CorpusDocument[]>('ask:build', folder);
  writeFileSync(join(folder, 'documents.jsonl'), linesOf(passages));
  await prepareVectors(folder, passages);
  console.log(`${passages.length} passages, ${setting.questions.length} questions; load before: ${load()}\n`);
  const results: Record<string, AskResult> = {};
  for (const [name, title] of Object.entries(askSystems)) {
    terminal.screen.write(`${title.trim()} …\n`);
    results[name] = await inChild<AskResult>(`ask:${name}`, folder);
  }
  console.log(askTable(results));
  console.log(`
Load after: ${load()} (processes that wanted a core, mean of the last minute; other work on the machine makes every figure worse).
Wence: from the question to the recorded reply, every sentence verified. The others only search, ten passages a question, and make no answer.
The passages are the ones Wence cut; the model that embeds questions is the same. Each system alone in its process, after a few questions
that do not count. Memory: peak while answering, the embedding model included. How they ended:
`);
  for (const [name, { statuses }] of Object.entries(results)) console.log(`${askSystems[name]!.trim()}: ${endings(statuses)}`);
  console.log(JSON.stringify({ passages: passages.length, questions: setting.questions.length, systems: rounded(results) }));
}

const load = () => loadavg()[0]!.toFixed(1);

export function askTable(results: Record<string, AskResult>): string {
  const rows = Object.entries(results).map(([name, { p50, p95, perSecond, perSecondOfTwo, megabytes }]) => [
    askSystems[name]!,
    `${p50.toFixed(1)} ms`,
    `${p95.toFixed(1)} ms`,
    perSecond.toFixed(1),
    perSecondOfTwo.toFixed(1),
    `${megabytes.toFixed(0)} MB`,
  ]);
  return table([['', 'p50', 'p95', 'a second', 'a second, two callers', 'memory'], ...rows]);
}

const endings = (statuses: Record<string, number>) =>
  Object.entries(statuses)
    .map(([status, count]) => `${status} ${count}`)
    .join(', ');

const rounded = (results: Record<string, AskResult>) =>
  Object.fromEntries(
    Object.entries(results).map(([name, { statuses, ...figures }]) => [
      name,
      { ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value, 1)])), statuses },
    ]),
  );
