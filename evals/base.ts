import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../src/config.ts';
import { NotFoundError } from '../src/domain/errors.ts';
import { type Clock, type Day, fixedClock } from '../src/domain/time.ts';
import { ingestFolder } from '../src/ingest/pipeline.ts';
import { openWence, type Wence } from '../src/wire.ts';
import { evalPublisher, fillFromCorpus } from './corpus-base.ts';
import { kindOfDocuments, readCorpus } from './documents.ts';
import type { Watch } from './watch.ts';

export interface BaseOptions {
  documents: string | null;
  asOf: Day;
  keepBase: string | null;
  base: string | null;
  watch: Watch;
}

export interface AnswerBase {
  wence: Wence;
  /** Files that could not be read. */
  failedFiles: number;
  close(): Promise<void>;
}

/** Runs from noon of the given day, so that turns of one conversation keep their order. */
export function clockFrom(day: Day): Clock {
  const [start, begun] = [fixedClock(day).now().getTime(), performance.now()];
  return { now: () => new Date(start + (performance.now() - begun)) };
}

/**
 * A base of its own for one evaluation, in a temporary folder that goes when it is closed: fresh from the documents, or a copy of a
 * base kept earlier. Everything in it is published except what a manifest calls a draft.
 */
export async function openAnswerBase(config: Config, options: BaseOptions): Promise<AnswerBase> {
  const folder = mkdtempSync(join(tmpdir(), 'wence-eval-'));
  const path = join(folder, 'wence.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let wence: Wence | null = null;
  try {
    if (options.base) {
      if (!existsSync(options.base)) throw new NotFoundError(`没有这个文件：${options.base}`);
      copyFileSync(options.base, path);
    }
    wence = await openWence(config, { clock: clockFrom(options.asOf), basePath: path });
    const failedFiles = options.base ? 0 : await fill(wence, options);
    if (options.keepBase) await keep(wence, options.keepBase);
    const opened = wence;
    const close = async () => {
      await opened.close();
      remove();
    };
    return { wence, failedFiles, close };
  } catch (error) {
    await wence?.close();
    remove();
    throw error;
  }
}

/** Ingests and publishes; says which files could not be read and returns how many. */
async function fill(wence: Wence, { documents, watch }: BaseOptions): Promise<number> {
  if (documents === null) throw new NotFoundError('没有给出资料');
  if (kindOfDocuments(documents) === 'corpus') {
    await fillFromCorpus(wence, wence.embedder, readCorpus(documents), watch);
    return 0;
  }
  const { store, embedder, clock } = wence;
  const progress = watch.progress('导入');
  const report = await ingestFolder({
    root: documents,
    store,
    embedder,
    clock,
    publishAs: evalPublisher,
    onProgress: (done, total, label) => progress.update(done, total, label),
    signal: watch.signal,
  }).finally(() => progress.end());
  watch.signal.throwIfAborted();
  for (const { file, reason } of report.failed) watch.note(`未能读取 ${file}：${reason}`);
  return report.failed.length;
}

async function keep(wence: Wence, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  await wence.store.backup(path);
}
