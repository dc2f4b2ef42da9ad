import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { walkFolder } from '../../src/ingest/load.ts';
import { mapInOrder } from '../../src/ingest/map-in-order.ts';
import { ReaderPool } from '../../src/ingest/reading/pool.ts';
import { failure, type Reading } from '../../src/ingest/reading/read-document.ts';
import { sourcesOf } from '../../src/ingest/sources.ts';
import type { Expect, HostileFile } from './hostile-file.ts';

/** The built reading process: tests run from source, where none can be started. */
export const childFile = new URL('../../dist/src/ingest/reading/child.js', import.meta.url);

/** Writes the files into a folder and reads it as ingestion does: each file, and each member of an archive, in a process beside. */
export async function readHostile(root: string, files: HostileFile[]): Promise<Map<string, Reading>> {
  for (const file of files) {
    const path = join(root, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await file.make());
  }
  const reader = new ReaderPool({ processes: 2, silenceSeconds: 120, memoryMegabytes: 1500 }, childFile);
  const readings = new Map<string, Reading>();
  const governance = { reviewState: 'draft' as const, createdBy: '', reviewedBy: null, reviewedAt: null };
  const read = async (source: { path: string; archive: string | null; read(): Promise<Uint8Array> }) => {
    try {
      const task = {
        root,
        path: source.path,
        bytes: source.archive ? await source.read() : null,
        sourceId: 'hostile',
        entry: {},
      };
      const rest = { inputHash: '', pictures: false, recordAsOf: '2026-01-01' };
      const visible = { ...governance, audiences: [], visibleFrom: null, visibleUntil: null };
      return { path: source.path, reading: await reader.read({ ...task, governance: visible, ...rest }) };
    } catch (error) {
      return { path: source.path, reading: failure(error) };
    }
  };
  try {
    const sources = sourcesOf(root, await walkFolder(root), () => {});
    for await (const { path, reading } of mapInOrder(sources, 6, read)) readings.set(path, reading);
  } finally {
    await reader.close();
  }
  return readings;
}

/** What is wrong with a reading; empty when it is as expected. */
export function complaints(expected: Expect, reading: Reading | undefined): string[] {
  if (!reading) return ['was not read at all'];
  if (reading.type === 'failed') {
    const codes = expected.outcome === 'ingested' ? [] : expected.codes;
    return codes.includes(reading.code)
      ? []
      : [`refused with ${reading.code}: ${reading.reason} (${reading.detail.slice(0, 200)})`];
  }
  if (expected.outcome === 'refused') return [`was read: ${textOf(reading).slice(0, 80)}`];
  const text = squeeze(textOf(reading));
  const absent = (expected.contains ?? []).filter((words) => !text.includes(squeeze(words)));
  const present = (expected.lacks ?? []).filter((words) => text.includes(squeeze(words)));
  const codes = new Set(reading.record!.warnings.map(({ code }) => code));
  const unsaid = (expected.outcome === 'ingested' ? (expected.warnings ?? []) : []).filter((code) => !codes.has(code));
  return [
    ...absent.map((words) => `lacks ${JSON.stringify(words.slice(0, 60))}; read ${JSON.stringify(text.slice(0, 120))}`),
    ...present.map((words) => `holds ${JSON.stringify(words.slice(0, 60))}`),
    ...unsaid.map((code) => `does not warn of ${code}, only of ${[...codes].join()}`),
  ];
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

function textOf(reading: Exclude<Reading, { type: 'failed' }>): string {
  const { title, body, pairs } = reading.record!;
  return [title, body, ...pairs.flat()].join('\n');
}
