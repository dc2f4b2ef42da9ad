import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createKeys } from '../../../src/desk/keys.ts';
import { dayOf } from '../../../src/domain/time.ts';
import { startServer } from '../../../src/server.ts';
import type { Wence } from '../../../src/wire.ts';
import { median, percentile } from '../../statistics.ts';
import { peakMegabytes, resetPeak } from '../memory.ts';
import { miniSearch } from '../minisearch.ts';
import { openBenchBase } from '../wence.ts';
import { entryBundles, putEntries, readDeskSet } from './base.ts';
import { type Stages, watchStages } from './stages.ts';
import type { DeskSet } from './texts.ts';
import { typedPrefixes } from './typing.ts';

/** Results on an agent's screen. */
const shown = 20;
/** Milliseconds between two keystrokes: the process rests, as it does between those of a person. */
const pauseMs = 30;
/** A hit counts when it stands among so many. */
const depth = 5;

export interface DeskResult {
  lookups: number;
  p50: number;
  p95: number;
  slowest: number;
  /** Share of whole queries, and of all that stood in the box on the way, with a right one in the first five. */
  hitsWhole: number;
  hitsTyping: number;
  megabytes: number;
  /** Mean milliseconds a look-up by stage; ours in the process only. */
  stages?: Stages;
}

export interface WriteResult {
  writes: number;
  publishP50: number;
  publishP95: number;
  /** The first look-up after each. */
  firstP50: number;
  firstP95: number;
}

/** Ids of what was found, best first, in the names of the set. */
export type LookUp = (text: string) => Promise<string[]>;

interface Opened {
  lookUp: LookUp;
  stages?: () => Stages;
  close(): Promise<void>;
}

/** In the order of the table. */
export const deskSystems: Record<string, { title: string; open(folder: string, set: DeskSet): Promise<Opened> }> = {
  wence: { title: 'Wence, in the process', open: openWenceLookup },
  'wence-http': { title: 'Wence over HTTP, as the desk calls it', open: openHttpLookup },
  'minisearch-cut': { title: 'MiniSearch on bigrams, by prefix', open: (_, set) => openMiniSearch(set, true) },
  minisearch: { title: 'MiniSearch as it comes, by prefix', open: (_, set) => openMiniSearch(set, false) },
};

/** Item ids of the base to names of the set. */
async function namesOf(wence: Wence, set: DeskSet): Promise<Map<string, string>> {
  const byQuestion = new Map(set.entries.map(({ id, question }) => [question, id]));
  const items = await wence.store.content.allItems({});
  return new Map(
    items.map(({ id, kind, title, canonicalKey }) => [id, kind === 'faq' ? (byQuestion.get(title) ?? id) : canonicalKey]),
  );
}

async function openWenceLookup(folder: string, set: DeskSet): Promise<Opened> {
  const wence = await openBenchBase(join(folder, 'base'));
  const names = await namesOf(wence, set);
  const stages = watchStages(wence);
  const today = dayOf(wence.clock.now());
  const viewer = { audiences: ['public' as const, 'hotline' as const], today };
  return {
    lookUp: async (query) => {
      const hits = await wence.lookup.lookup({ query, viewer, asOf: today, limit: shown });
      return hits.map(({ candidate }) => names.get(candidate.view.itemId)!);
    },
    stages,
    close: () => wence.close(),
  };
}

async function openHttpLookup(folder: string, set: DeskSet): Promise<Opened> {
  const wence = await openBenchBase(join(folder, 'base'));
  const names = await namesOf(wence, set);
  const { secret } = await createKeys(wence.store, wence.clock).create({
    name: 'bench',
    audiences: ['hotline'],
    scopes: [],
    by: 'bench',
  });
  const server = await startServer(wence, { host: '127.0.0.1', port: 0 });
  return {
    lookUp: async (text) => {
      const query = new URLSearchParams({ q: text, channel: 'hotline', limit: String(shown) });
      const response = await fetch(`${server.url}/v1/search?${query}`, { headers: { authorization: `Bearer ${secret}` } });
      if (!response.ok) throw new Error(`search ended with ${response.status}`);
      const { hits } = (await response.json()) as { hits: { id: string }[] };
      return hits.map(({ id }) => names.get(id)!);
    },
    async close() {
      await server.close();
      await wence.close();
    },
  };
}

async function openMiniSearch(set: DeskSet, cut: boolean): Promise<Opened> {
  const index = miniSearch(cut, { prefix: true });
  const documents = [...set.clauses, ...set.entries.map(({ id, question, answer }) => ({ id, title: question, text: answer }))];
  await index.build(documents, null as never);
  return { lookUp: (text) => index.search(text, shown), close: () => index.close() };
}

/** Types every query, one system alone in its process. */
export async function deskChild(name: string, folder: string): Promise<DeskResult> {
  const set = readDeskSet(folder);
  const { lookUp, stages, close } = await deskSystems[name]!.open(folder, set);
  try {
    for (const { text } of set.typed.slice(0, 10)) await lookUp(text);
    stages?.();
    global.gc?.();
    resetPeak();
    return { ...(await typeAll(lookUp, set)), megabytes: peakMegabytes(), ...(stages ? { stages: stages() } : {}) };
  } finally {
    await close();
  }
}

async function typeAll(lookUp: LookUp, set: DeskSet) {
  const times: number[] = [];
  const found = { typing: 0, whole: 0 };
  for (const { text, relevant } of set.typed) {
    let isHit = false;
    for (const prefix of typedPrefixes(text)) {
      await wait(pauseMs);
      const startedAt = performance.now();
      const ids = await lookUp(prefix);
      times.push(performance.now() - startedAt);
      isHit = ids.slice(0, depth).some((id) => relevant.includes(id));
      if (isHit) found.typing++;
    }
    if (isHit) found.whole++;
  }
  return {
    lookups: times.length,
    p50: median(times) ?? 0,
    p95: percentile(times, 0.95) ?? 0,
    slowest: Math.max(...times),
    hitsWhole: found.whole / set.typed.length,
    hitsTyping: found.typing / times.length,
  };
}

/** Publishes entries one by one and looks something up after each: what a write costs those who read. */
export async function writeChild(folder: string, writes = 30): Promise<WriteResult> {
  const set = readDeskSet(folder);
  const wence = await openBenchBase(join(folder, 'base'));
  const today = dayOf(wence.clock.now());
  const viewer = { audiences: ['public' as const, 'hotline' as const], today };
  const lookUp = (query: string) => wence.lookup.lookup({ query, viewer, asOf: today, limit: shown });
  const publish: number[] = [];
  const first: number[] = [];
  const timed = async (times: number[], work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  };
  try {
    for (const { text } of set.typed.slice(0, 10)) await lookUp(text);
    for (let number = 0; number < writes; number++) {
      const { text } = set.typed[number % set.typed.length]!;
      const entry = {
        id: `new-${number}`,
        question: `新发布的第${number}条：${text.replace(/\s+/g, '')}`,
        answer: `${text}的答复。`,
      };
      await timed(publish, () => putEntries(wence, wence.embedder, entryBundles([entry])));
      await timed(first, async () => {
        const hits = await lookUp(entry.question);
        if (!hits.some(({ title }) => title === entry.question))
          throw new Error(`what was just published is not found: ${entry.question}`);
      });
    }
  } finally {
    await wence.close();
  }
  const figure = (times: number[], share: number) => percentile(times, share) ?? 0;
  return {
    writes,
    publishP50: figure(publish, 0.5),
    publishP95: figure(publish, 0.95),
    firstP50: figure(first, 0.5),
    firstP95: figure(first, 0.95),
  };
}
