import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from '../../../src/ingest/load.ts';
import { type ReadTask, readDocument } from '../../../src/ingest/reading/read-document.ts';
import { peakMegabytes, resetPeak } from '../memory.ts';
import { readLines } from '../texts.ts';
import type { Material } from './materials.ts';
import { readPlainly } from './plain.ts';

export interface IngestResult {
  /** Pages as the files count them; where a format has none, a thousand characters of reading text are a page. */
  pages: number;
  pagesPerSecond: number;
  megabytes: number;
  failed: number;
}

/** Each system reads its files again and again for about this long, in milliseconds. */
const measuredMilliseconds = 4000;

/** Reads the files of one format by one system, alone in its process. */
export async function ingestChild(system: string, folder: string): Promise<IngestResult> {
  const files = readLines<Material>(join(folder, 'materials.jsonl')).map((material) => ({
    ...material,
    bytes: readFileSync(join(material.root, material.path)),
  }));
  const pages = await pagesOf(files);
  const readAll = async () => {
    let failed = 0;
    for (const file of files) failed += (await (system === 'wence' ? ours(file) : plain(file))) ? 0 : 1;
    return failed;
  };
  // The first round loads code and fonts.
  const failed = await readAll();
  global.gc?.();
  resetPeak();
  const startedAt = performance.now();
  let rounds = 0;
  while (performance.now() - startedAt < measuredMilliseconds) {
    await readAll();
    rounds++;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { pages, pagesPerSecond: (pages * rounds) / seconds, megabytes: peakMegabytes(), failed };
}

type File = Material & { bytes: Uint8Array };

/** Structure, clauses and chunks, ready to be embedded. */
async function ours(file: File): Promise<boolean> {
  return (await readDocument(taskOf(file, file.bytes))).type !== 'failed';
}

async function plain({ format, bytes }: File): Promise<boolean> {
  return readPlainly(format, bytes).then(
    () => true,
    () => false,
  );
}

export function taskOf({ root, path }: Material, bytes: Uint8Array | null): ReadTask {
  const governance = { reviewState: 'draft' as const, createdBy: 'bench', reviewedBy: null, reviewedAt: null };
  return {
    root,
    path,
    bytes,
    sourceId: 'bench',
    entry: {},
    governance: { ...governance, audiences: ['public'], visibleFrom: null, visibleUntil: null },
    inputHash: '',
    pictures: false,
    recordAsOf: null,
  };
}

const charactersPerPage = 1000;

async function pagesOf(files: File[]): Promise<number> {
  let pages = 0;
  for (const { path, bytes } of files) {
    const parsed = await parseSource({ path, bytes }).catch(() => null);
    if (!parsed) continue;
    const text = parsed.blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join('') : block.text)).join('');
    pages += parsed.pageCount ?? Math.max(1, text.length / charactersPerPage);
  }
  return pages;
}
