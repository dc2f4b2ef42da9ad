import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { NotFoundError, WenceError } from '../src/domain/errors.ts';
import { type Day, dayOf, systemClock } from '../src/domain/time.ts';
import { parseSource, readSourceFile, walkFolder } from '../src/ingest/load.ts';
import { failedRecord, type IngestRecord, toIngestRecord } from '../src/ingest/record.ts';
import { structureDocument } from '../src/ingest/structure/structure.ts';
import { kindOfDocuments } from './documents.ts';
import type { Watch } from './watch.ts';

export interface IngestEvalOptions {
  documents: string;
  asOf: Day | null;
  out: string;
  watch: Watch;
}

export interface IngestEvalSummary {
  files: number;
  failed: number;
  /** Files that could not be read, with the reason. */
  failures: { file: string; reason: string }[];
  clauses: number;
  tables: number;
  out: string;
}

/** Reads every file of a folder as ingestion does and writes what was read to `records.jsonl`, a line a file. */
export async function evaluateIngest({ documents, asOf, out, watch }: IngestEvalOptions): Promise<IngestEvalSummary> {
  if (kindOfDocuments(documents) !== 'folder') throw new NotFoundError(`不是文件夹：${documents}`);
  const day = asOf ?? dayOf(systemClock.now());
  const paths = await walkFolder(documents);
  const summary: IngestEvalSummary = { files: paths.length, failed: 0, failures: [], clauses: 0, tables: 0, out };
  mkdirSync(out, { recursive: true });
  const records = openSync(join(out, 'records.jsonl'), 'w');
  const progress = watch.progress('读取');
  try {
    for (const [index, path] of paths.entries()) {
      watch.signal.throwIfAborted();
      progress.update(index, paths.length, path);
      const { record, reason } = await recordOf(documents, path, day);
      if (reason !== null) summary.failures.push({ file: path, reason });
      summary.clauses += record.clauses.length;
      summary.tables += record.tables.length;
      writeSync(records, `${JSON.stringify(record)}\n`);
    }
    progress.update(paths.length, paths.length);
  } finally {
    progress.end();
    closeSync(records);
  }
  return { ...summary, failed: summary.failures.length };
}

async function recordOf(root: string, path: string, day: Day): Promise<{ record: IngestRecord; reason: string | null }> {
  try {
    const parsed = await parseSource(await readSourceFile(root, path));
    const name = path
      .split('/')
      .at(-1)!
      .replace(/\.[^.]+$/, '');
    return { record: toIngestRecord(path, parsed, structureDocument(parsed, name), day), reason: null };
  } catch (error) {
    const code = error instanceof WenceError ? error.code : 'internal';
    const reason = error instanceof Error ? error.message : String(error);
    return { record: failedRecord(path, { code, message: reason }), reason };
  }
}
