import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import type { Store } from '../store/contract.ts';
import { readBase } from './base-state.ts';
import { walkFolder } from './load.ts';
import { emptyManifest, readManifest } from './manifest.ts';
import { mapInOrder } from './map-in-order.ts';
import { prepare, type ReadSource, readSource } from './prepare.ts';
import { createReader, type DocumentReader } from './reading/pool.ts';
import { emptyReport, type IngestReport } from './report.ts';
import { sourcesOf } from './sources.ts';
import { Writer } from './writer.ts';

export interface IngestOptions {
  /** The folder. Its manifest.json says what files cannot. */
  root: string;
  store: Store;
  embedder: Embedder;
  clock: Clock;
  /** Name of the source where there is no manifest; the folder's name by default. */
  sourceId?: string;
  /** Delete items of this source that the folder no longer has. */
  prune?: boolean;
  /** Read everything, write nothing. */
  dryRun?: boolean;
  /** Publish what the manifest leaves open, in this person's name, with a record. */
  publishAs?: string | null;
  /** Reads files beside this process; made for the run and closed after it by default. */
  reader?: DocumentReader;
  /** Given every reading, also of files that have not changed, which are read again for it: the quality report. */
  onReading?: (read: ReadSource) => Promise<void>;
  /** Called when a file or a page of it is done. */
  onProgress?: (done: number, total: number, label: string) => void;
  /** Stops after the item that is being written. */
  signal?: AbortSignal;
}

/** Files that are read or waiting for their turn, for each that is read at once: a slow one does not hold up the others. */
const aheadOf = 3;

/**
 * Folder -> base. Files are read side by side while the vectors of those before are made; each item is written whole or not at all, in
 * the order of the files, and a file that cannot be read costs only itself. A second run on the same folder changes nothing, so a run
 * that was stopped goes on where it was.
 * Throws ConfigError (manifest), StoreError and ModelError; what is wrong with a file stands in the report.
 */
export async function ingestFolder(options: IngestOptions): Promise<IngestReport> {
  const reader = options.reader ?? createReader();
  try {
    return await ingestWith(reader, options);
  } finally {
    if (!options.reader) await reader.close();
  }
}

async function ingestWith(reader: DocumentReader, options: IngestOptions): Promise<IngestReport> {
  const { root, store, signal, clock, publishAs = null } = options;
  const manifest = (await readManifest(root)) ?? emptyManifest(options.sourceId ?? (await folderName(root)));
  const sourceId = manifest.source.id;
  const report = emptyReport(sourceId, options.dryRun ?? false);
  const paths = await walkFolder(root);
  report.notes.push(...manifest.missing(paths).map((path) => `清单里的“${path}”在文件夹中没有`));
  const base = await readBase(store, sourceId);
  const writer = new Writer(options, base, report);
  await writer.source({ ...manifest.source, location: root });

  let total = paths.length;
  let done = 0;
  const tell = (label: string) => options.onProgress?.(done, total, label);
  const input = {
    root,
    sourceId,
    entryFor: manifest.entryFor,
    reader,
    publishAs,
    now: clock.now().toISOString(),
    readAll: options.onReading !== undefined,
  };
  const sources = sourcesOf(root, paths, (more) => (total += more));
  const readings = mapInOrder(sources, reader.width * aheadOf, (source) =>
    readSource(input, source, base, (page, pages) => tell(`${source.path} 第${page}/${pages}页`)),
  );
  for await (const read of readings) {
    if (signal?.aborted) break;
    tell(read.source.path);
    await options.onReading?.(read);
    await writer.take(prepare(read, base, publishAs));
    done++;
  }
  await writer.finish();
  report.stopped = signal?.aborted ?? false;
  if (report.stopped) return report;
  if (options.prune) await writer.prune(paths.length);
  await writer.tidy();
  tell('');
  return report;
}

/** A folder's own name as the id of its source. */
async function folderName(root: string): Promise<string> {
  return basename(await realpath(root)).replace(/[^\p{L}\p{N}_-]+/gu, '-') || 'folder';
}
