import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaqBundle } from '../../../src/domain/faq.ts';
import { embedMissing } from '../../../src/ingest/embed.ts';
import { readFaqList } from '../../../src/ingest/faq-list.ts';
import type { Embedder } from '../../../src/models/contract.ts';
import type { Wence } from '../../../src/wire.ts';
import { modelCache } from '../../cache.ts';
import { fillFromCorpus } from '../../corpus-base.ts';
import { silentWatch } from '../../watch.ts';
import { openBenchBase } from '../wence.ts';
import type { DeskEntry, DeskSet } from './texts.ts';

const source = { id: 'desk', name: 'desk', location: 'desk' };
const batch = 500;

/** Reviewed entries as an imported list makes them; the id of an entry is found again by its question. */
export function entryBundles(entries: DeskEntry[]): FaqBundle[] {
  const rows = [['问题', '答案'], ...entries.map(({ question, answer }) => [question, answer])];
  const list = readFaqList({
    sourceId: source.id,
    key: 'entries',
    region: null,
    parsed: {
      blocks: [{ type: 'table', page: null, table: { caption: null, headerRows: 1, rows } }],
      fields: [],
      title: null,
      attachments: [],
      links: [],
      pageCount: null,
      warnings: [],
      ocrShare: 0,
    },
    governance: {
      reviewState: 'published',
      createdBy: 'bench',
      reviewedBy: 'bench-reviewer',
      reviewedAt: '2026-01-01T00:00:00.000Z',
      audiences: ['public', 'hotline', 'window'],
      visibleFrom: null,
      visibleUntil: null,
    },
  });
  return list?.bundles ?? [];
}

export async function putEntries({ store }: Wence, embedder: Embedder, bundles: FaqBundle[]): Promise<void> {
  for (let start = 0; start < bundles.length; start += batch) {
    const part = bundles.slice(start, start + batch);
    const vectors = await embedMissing(
      store,
      embedder,
      part.flatMap(({ version }) => version.chunks),
    );
    await store.apply([
      { type: 'put_source', source },
      ...part.map((bundle) => ({ type: 'put_faq' as const, bundle })),
      { type: 'put_vectors', modelId: embedder.id, vectors: [...vectors].map(([textHash, vector]) => ({ textHash, vector })) },
    ]);
  }
}

export const readDeskSet = (folder: string): DeskSet => JSON.parse(readFileSync(join(folder, 'desk.json'), 'utf8'));

/** Builds the base in a process of its own. */
export async function buildDeskBase(folder: string): Promise<{ items: number; chunks: number }> {
  const set = readDeskSet(folder);
  mkdirSync(folder, { recursive: true });
  const wence = await openBenchBase(join(folder, 'base'));
  try {
    const embedder = modelCache(wence.embedder);
    await fillFromCorpus(wence, embedder, set.clauses, silentWatch);
    await putEntries(wence, embedder, entryBundles(set.entries));
    const { items = 0, chunks = 0 } = await wence.store.counts();
    return { items, chunks };
  } finally {
    await wence.close();
  }
}
