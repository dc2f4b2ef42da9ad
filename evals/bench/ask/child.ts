import { join } from 'node:path';
import { terminal } from '../../../src/cli/output.ts';
import { audiencesFor } from '../../../src/domain/access.ts';
import type { Day } from '../../../src/domain/time.ts';
import type { Wence } from '../../../src/wire.ts';
import { openAnswerBase } from '../../base.ts';
import type { CorpusDocument } from '../../documents.ts';
import { median, percentile } from '../../statistics.ts';
import { silentWatch } from '../../watch.ts';
import { buildAlone, systems } from '../child.ts';
import { peakMegabytes, resetPeak } from '../memory.ts';
import { readLines } from '../texts.ts';
import { benchConfig } from '../wence.ts';

/** What the processes of one run share; lies in its folder as `ask.json`. */
export interface AskSetting {
  /** Folder of files, or a corpus in one .jsonl file. */
  documents: string;
  /** The day on which everything is asked. */
  asOf: Day;
  questions: string[];
}

export interface AskResult {
  /** Milliseconds, one question after the other. */
  p50: number;
  p95: number;
  /** Questions a second, one caller and two at once. */
  perSecond: number;
  perSecondOfTwo: number;
  megabytes: number;
  /** How often each ending came, in the round of one caller. */
  statuses: Record<string, number>;
}

/** Answers one question, or only searches for it, and says how it ended. */
type Ask = (question: string) => Promise<string>;

/** In the order of the table: whole answers first, then what the rivals can do, which is to find passages. */
export const askSystems: Record<string, string> = {
  wence: 'Wence, whole answers',
  'wence-without-ranker': '  the same without the ranker',
  'langchain-both': 'LangChain HNSWLib + BM25Retriever, passages only',
  'langchain-both-cut': '  the same, questions cut into bigrams',
  'minisearch-cut': 'MiniSearch on bigrams, passages only',
};

const baseOf = (folder: string) => join(folder, 'base.db');
const baseOptions = { documents: null, keepBase: null, base: null, watch: silentWatch };

/** Ingests as the product does, keeps the base for the others and returns the passages it searches: the rivals get the same ones. */
export async function buildAskBase(folder: string, { documents, asOf }: AskSetting): Promise<CorpusDocument[]> {
  const watch = { ...silentWatch, note: (text: string) => terminal.screen.write(`${text}\n`) };
  const { wence, close } = await openAnswerBase(benchConfig(folder), {
    ...baseOptions,
    documents,
    asOf,
    keepBase: baseOf(folder),
    watch,
  });
  try {
    return await passagesOf(wence, asOf);
  } finally {
    await close();
  }
}

async function passagesOf({ store }: Wence, asOf: Day): Promise<CorpusDocument[]> {
  const viewer = { audiences: ['public' as const], today: asOf };
  const chunks = await store.search.visibleChunks(viewer);
  const views = await store.search.readChunks(
    chunks.map((chunk) => chunk.chunkId),
    viewer,
  );
  return views.flatMap(({ chunkId, clause, start, end }) => {
    const text = clause?.text.slice(start, end).trim();
    return text ? [{ id: chunkId, title: clause!.headings[0] ?? '', text }] : [];
  });
}

/** Our whole way of a question, from the engine that the API calls to the recorded reply. */
async function openWenceAsk(folder: string, asOf: Day, ranker: boolean): Promise<{ ask: Ask; close(): Promise<void> }> {
  const config = { ...benchConfig(folder), ...(ranker ? {} : { WENCE_RANKER_FOLDER: 'none' }) };
  const { wence, close } = await openAnswerBase(config, { ...baseOptions, asOf, base: baseOf(folder) });
  const viewer = { audiences: audiencesFor(['public'], 'web'), today: asOf };
  const ask: Ask = async (question) =>
    (await wence.answers.ask({ question, channel: 'web' }, { viewer, principal: 'bench' })).status;
  return { ask, close };
}

async function openRivalAsk(name: string, folder: string): Promise<{ ask: Ask; close(): Promise<void> }> {
  const system = systems[name]!.make(folder);
  await buildAlone(system, name, folder);
  const ask: Ask = async (question) => ((await system.search(question, 10)).length > 0 ? 'found' : 'nothing found');
  return { ask, close: () => system.close() };
}

/** One system alone in its process, so that memory is its own. */
export async function askChild(name: string, folder: string, { asOf, questions }: AskSetting): Promise<AskResult> {
  const { ask, close } = name.startsWith('wence')
    ? await openWenceAsk(folder, asOf, name === 'wence')
    : await openRivalAsk(name, folder);
  try {
    return await measure(ask, questions);
  } finally {
    await close();
  }
}

/** Questions asked before anything counts: they load indexes and let the code become fast. */
const warmUp = 10;

async function measure(ask: Ask, questions: string[]): Promise<AskResult> {
  for (const question of questions.slice(0, warmUp)) await ask(question);
  global.gc?.();
  resetPeak();
  const alone = await askAll(ask, questions, 1);
  const two = await askAll(ask, questions, 2);
  return {
    p50: median(alone.times) ?? 0,
    p95: percentile(alone.times, 0.95) ?? 0,
    perSecond: alone.perSecond,
    perSecondOfTwo: two.perSecond,
    megabytes: peakMegabytes(),
    statuses: alone.statuses,
  };
}

/** Every question once, by so many callers of whom each asks its next when the last is answered. Times in milliseconds. */
export async function askAll(
  ask: Ask,
  questions: string[],
  callers: number,
): Promise<{ times: number[]; perSecond: number; statuses: Record<string, number> }> {
  const waiting = questions.values();
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const caller = async () => {
    // All callers take from one iterator, so that each question is asked once.
    for (const question of waiting) {
      const askedAt = performance.now();
      const status = await ask(question);
      times.push(performance.now() - askedAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return { times, perSecond: questions.length / ((performance.now() - startedAt) / 1000), statuses };
}

export const readAskSetting = (folder: string) => readLines<AskSetting>(join(folder, 'ask.json'))[0]!;
