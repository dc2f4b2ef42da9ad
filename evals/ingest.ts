import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { NotFoundError } from '../src/domain/errors.ts';
import { type Day, dayOf, systemClock } from '../src/domain/time.ts';
import { walkFolder } from '../src/ingest/load.ts';
import { mapInOrder } from '../src/ingest/map-in-order.ts';
import { createReader, type DocumentReader } from '../src/ingest/reading/pool.ts';
import { failure, type Reading } from '../src/ingest/reading/read-document.ts';
import { failedRecord, type IngestRecord } from '../src/ingest/record.ts';
import { type Source, sourcesOf } from '../src/ingest/sources.ts';
import { kindOfDocuments } from './documents.ts';
import type { Watch } from './watch.ts';
import { WholeFolder } from './whole-folder.ts';

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
  failures: { file: string; code: string; reason: string }[];
  clauses: number;
  tables: number;
  /** Files that were read by machine, in whole or in part. */
  readByMachine: number;
  /** How often each kind of doubt was raised. */
  warnings: Record<string, number>;
  out: string;
}

/** Reads every file of a folder, and of the archives in it, as ingestion does and writes what was read to `records.jsonl`, a line a file. */
export async function evaluateIngest({ documents, asOf, out, watch }: IngestEvalOptions): Promise<IngestEvalSummary> {
  if (kindOfDocuments(documents) !== 'folder') throw new NotFoundError(`不是文件夹：${documents}`);
  const day = asOf ?? dayOf(systemClock.now());
  const paths = await walkFolder(documents);
  let total = paths.length;
  const summary: IngestEvalSummary = {
    files: 0,
    failed: 0,
    failures: [],
    clauses: 0,
    tables: 0,
    readByMachine: 0,
    warnings: {},
    out,
  };
  mkdirSync(out, { recursive: true });
  const recordsFile = join(out, 'records.jsonl');
  const file = openSync(recordsFile, 'w');
  const whole = await WholeFolder.open();
  const progress = watch.progress('读取');
  const reader = createReader();
  try {
    const sources = sourcesOf(documents, paths, (more) => (total += more));
    const readings = mapInOrder(sources, reader.width * 3, async (source) => ({
      path: source.path,
      reading: await read(reader, documents, source, day),
    }));
    for await (const { path, reading } of readings) {
      watch.signal.throwIfAborted();
      progress.update(summary.files, total, path);
      const record = recordOf(path, reading);
      addTo(summary, record, reading);
      await whole.add(path, reading);
      writeSync(file, `${JSON.stringify(record)}\n`);
    }
    await whole.rewrite(recordsFile, day);
    progress.update(total, total);
  } finally {
    await whole.close();
    progress.end();
    closeSync(file);
    await reader.close();
  }
  return summary;
}

async function read(reader: DocumentReader, root: string, source: Source, asOf: Day): Promise<Reading> {
  const governance = { reviewState: 'draft' as const, createdBy: 'eval', reviewedBy: null, reviewedAt: null };
  try {
    return await reader.read({
      root,
      path: source.path,
      bytes: source.archive ? await source.read() : null,
      sourceId: 'eval',
      entry: {},
      governance: { ...governance, audiences: ['public'], visibleFrom: null, visibleUntil: null },
      inputHash: '',
      pictures: false,
      recordAsOf: asOf,
    });
  } catch (error) {
    return failure(error);
  }
}

function recordOf(path: string, reading: Reading): IngestRecord {
  if (reading.type === 'failed') return failedRecord(path, { code: reading.code, message: reading.reason });
  return reading.record!;
}

function addTo(summary: IngestEvalSummary, record: IngestRecord, reading: Reading): void {
  summary.files++;
  summary.clauses += record.clauses.length;
  summary.tables += record.tables.length;
  if (record.ocrShare > 0) summary.readByMachine++;
  if (reading.type === 'failed') {
    summary.failed++;
    summary.failures.push({ file: record.file, code: reading.code, reason: reading.reason });
    return;
  }
  for (const { code } of record.warnings) summary.warnings[code] = (summary.warnings[code] ?? 0) + 1;
}
