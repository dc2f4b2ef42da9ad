import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import type { Embedder } from '../../src/models/contract.ts';
import { openWence, type Wence } from '../../src/wire.ts';
import { fillFromCorpus } from '../corpus-base.ts';
import type { CorpusDocument } from '../documents.ts';
import { rankDocuments } from '../metrics/ranking.ts';
import { documentOf, retrieveFor } from '../retrieval.ts';
import { silentWatch } from '../watch.ts';
import type { BenchSystem } from './system.ts';

export const benchConfig = (folder: string) => ({
  ...readConfig({}),
  WENCE_DATA: folder,
  WENCE_LOG_LEVEL: 'error' as const,
  WENCE_RATE_PER_MINUTE: 0,
  WENCE_PORT: 0,
});

/** Opens the bench's base, making it when it is not there. */
export function openBenchBase(folder: string): Promise<Wence> {
  mkdirSync(folder, { recursive: true });
  return openWence(benchConfig(folder), { basePath: join(folder, 'wence.db') });
}

/** Reads, structures, cuts and stores every document as ingestion does. Returns the number of chunks. */
export async function buildBenchBase(folder: string, documents: CorpusDocument[], embedder: Embedder): Promise<number> {
  const wence = await openBenchBase(folder);
  try {
    await fillFromCorpus(wence, embedder, documents, silentWatch);
    return (await wence.store.counts()).chunks ?? 0;
  } finally {
    await wence.close();
  }
}

/** Wence on a base built before; opening it and the first question, which loads the index, count as building. */
export function wenceSystem(folder: string): BenchSystem {
  let wence: Wence;
  const search = async (question: string, count: number) => {
    const { candidates } = await retrieveFor(wence, question, count * 4);
    const chunks = candidates.map((candidate) => ({ document: documentOf(candidate), score: candidate.score }));
    return rankDocuments(chunks)
      .slice(0, count)
      .map(({ document }) => document);
  };
  return {
    async build() {
      wence = await openBenchBase(folder);
      await search('预热', 1);
    },
    search,
    close: () => wence.close(),
  };
}
