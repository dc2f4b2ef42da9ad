import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { WenceError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import type { Store } from '../store/contract.ts';
import { type Base, readBase } from './base-state.ts';
import { walkFolder } from './load.ts';
import { emptyManifest, readManifest } from './manifest.ts';
import { type Prepared, prepareFile } from './prepare.ts';
import { emptyReport, type IngestReport } from './report.ts';
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
  /** Called when a file is done or its vectors are being made. */
  onProgress?: (done: number, total: number, label: string) => void;
  /** Stops after the item that is being written. */
  signal?: AbortSignal;
}

/**
 * Folder -> base. Files are read one after another while the vectors of those before are made; each item is written whole or not at all,
 * and a file that cannot be read costs only itself. A second run on the same folder changes nothing.
 * Throws ConfigError (manifest), StoreError and ModelError; what is wrong with a file stands in the report.
 */
export async function ingestFolder(options: IngestOptions): Promise<IngestReport> {
  const manifest = (await readManifest(options.root)) ?? emptyManifest(options.sourceId ?? (await folderName(options.root)));
  const report = emptyReport(manifest.source.id, options.dryRun ?? false);
  const paths = await walkFolder(options.root);
  report.notes.push(...manifest.missing(paths).map((path) => `清单里的“${path}”在文件夹中没有`));
  const base = await readBase(options.store, manifest.source.id);
  const writer = new Writer(options, base, report);
  await writer.source({ ...manifest.source, location: options.root });
  for (const [done, path] of paths.entries()) {
    if (options.signal?.aborted) break;
    options.onProgress?.(done, paths.length, path);
    await writer.take(await prepared(options, manifest.source.id, manifest.entryFor(path), path, base));
  }
  await writer.finish();
  report.stopped = options.signal?.aborted ?? false;
  if (options.prune && !report.stopped) await writer.prune();
  if (!report.stopped) await writer.tidy();
  if (!report.stopped) options.onProgress?.(paths.length, paths.length, '');
  return report;
}

/** A folder's own name as the id of its source. */
async function folderName(root: string): Promise<string> {
  return basename(await realpath(root)).replace(/[^\p{L}\p{N}_-]+/gu, '-') || 'folder';
}

/** Reads one file; whatever is wrong with it is a line of the report. */
async function prepared(
  options: IngestOptions,
  sourceId: string,
  entry: Parameters<typeof prepareFile>[0]['entry'],
  path: string,
  base: Base,
): Promise<Prepared> {
  try {
    const now = options.clock.now().toISOString();
    return await prepareFile({ root: options.root, path, sourceId, entry, base, publishAs: options.publishAs ?? null, now });
  } catch (error) {
    const known = error instanceof WenceError;
    const reason = known ? error.message : '读取时出现意外错误';
    const detail = known ? error.detail : String(error);
    return { type: 'failed', path, reason, code: known ? error.code : 'unexpected', detail };
  }
}
