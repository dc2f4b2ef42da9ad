import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../src/config.ts';
import { NotFoundError } from '../src/domain/errors.ts';
import { sha256 } from '../src/domain/ids.ts';
import { ingestCorpus } from '../src/ingest/corpus.ts';
import type { Embedder } from '../src/models/contract.ts';
import { openWence, type Wence } from '../src/wire.ts';
import { cacheFolder, modelCache } from './cache.ts';
import { type CorpusDocument, readCorpus } from './documents.ts';
import type { Watch } from './watch.ts';

/** In whose name an evaluation publishes what it ingests. */
export const evalPublisher = 'eval';

/** The code that decides what a base holds; when it changes, a kept base is built again (its vectors are kept apart). */
const shaping = ['domain', 'text', 'store', 'ingest'];

function codeHash(): string {
  const sources = join(dirname(fileURLToPath(import.meta.url)), '../src');
  const texts = shaping.flatMap((folder) =>
    readdirSync(join(sources, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => sha256(readFileSync(path))),
  );
  return sha256(texts.join('\n')).slice(0, 12);
}

/**
 * The base of a corpus, kept between runs under `.cache/eval/`: built once for the same corpus, model and code. An interrupted build
 * leaves its vectors behind, so that the next one goes on where it stopped.
 */
export async function openCorpusBase(
  config: Config,
  corpusPath: string,
  watch: Watch,
  cache = cacheFolder,
): Promise<{ wence: Wence; documents: number; close(): Promise<void> }> {
  if (!existsSync(corpusPath)) throw new NotFoundError(`没有这个文件：${corpusPath}`);
  const corpus = sha256(readFileSync(corpusPath)).slice(0, 12);
  const embedding = sha256(`${config.WENCE_EMBED_URL}|${config.WENCE_EMBED_MODEL}|${config.WENCE_MODEL_FOLDER}`).slice(0, 8);
  const folder = join(cache, `${corpus}-${embedding}-${codeHash()}`);
  if (!existsSync(join(folder, 'wence.db'))) await build(config, corpusPath, folder, watch, cache);
  for (const name of readdirSync(cache).filter((each) => each.startsWith(`${corpus}-${embedding}-`))) {
    if (join(cache, name) !== folder && !beingBuilt(name)) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const wence = await openWence(config, { basePath: join(folder, 'wence.db') });
  const items = await wence.store.content.allItems({});
  return { wence, documents: items.length, close: () => wence.close() };
}

/** A folder in which another process builds right now; one whose process has died is rubbish. */
function beingBuilt(name: string): boolean {
  const builder = /\.building-(\d+)$/.exec(name)?.[1];
  if (!builder) return false;
  try {
    return process.kill(Number(builder), 0);
  } catch {
    return false;
  }
}

/** Built aside and moved into place when whole, so that a broken build is never taken for a base. */
async function build(config: Config, corpusPath: string, folder: string, watch: Watch, cache: string): Promise<void> {
  const aside = `${folder}.building-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    const wence = await openWence(config, { basePath: join(aside, 'wence.db') });
    try {
      await fillFromCorpus(wence, modelCache(wence.embedder, cache), readCorpus(corpusPath), watch);
    } finally {
      await wence.close();
    }
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Every line of a corpus as a published document of its own; its id stands where the path of a file stands. */
export async function fillFromCorpus(
  { store, clock }: Wence,
  embedder: Embedder,
  documents: CorpusDocument[],
  watch: Watch,
): Promise<void> {
  const progress = watch.progress('导入');
  const source = { id: 'corpus', name: 'corpus', location: 'corpus' };
  await ingestCorpus({
    source,
    documents,
    store,
    embedder,
    clock,
    publishAs: evalPublisher,
    onProgress: (done, total) => progress.update(done, total),
    signal: watch.signal,
  }).finally(() => progress.end());
}
