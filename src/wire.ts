import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { AnswerEngine } from './answer/contract.ts';
import { createAnswerEngine } from './answer/engine.ts';
import type { Config } from './config.ts';
import { createDocumentDesk, type DocumentDesk } from './desk/documents/documents.ts';
import { createPages } from './desk/documents/pages.ts';
import { createDocumentViews, type DocumentViews } from './desk/documents/view.ts';
import { createEntries, type Entries } from './desk/entries/entries.ts';
import type { Embed } from './desk/entries/publish.ts';
import { createSettings } from './desk/settings.ts';
import { type Clock, systemClock } from './domain/time.ts';
import { embedMissing } from './ingest/embed.ts';
import { restingReader } from './ingest/reading/resting.ts';
import type { Embedder } from './models/contract.ts';
import { createChatModel, createEmbedder, createRanker } from './models/create.ts';
import type { Lookup, Retriever } from './retrieve/contract.ts';
import { createLookup } from './retrieve/lookup.ts';
import { createRetriever } from './retrieve/retriever.ts';
import type { Store } from './store/contract.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import { createIndex } from './vectors/create.ts';

/** The whole product, built once. Entry points and evaluations take what they need from it. */
export interface Wence {
  config: Config;
  clock: Clock;
  log: Logger;
  store: Store;
  embedder: Embedder;
  retriever: Retriever;
  lookup: Lookup;
  answers: AnswerEngine;
  /** Vectors of texts that the base has none of yet, for what is published at the desk. */
  embed: Embed;
  /** The desk of FAQ entries. */
  entries: Entries;
  /** The desk of documents, what it shows, and pictures of their pages. */
  documents: DocumentDesk;
  documentViews: DocumentViews;
  documentPages: ReturnType<typeof createPages>;
  close(): Promise<void>;
}

export interface WireOptions {
  clock?: Clock;
  /** Another base file than the data folder's. */
  basePath?: string;
}

export const basePathOf = (config: Config) => join(config.WENCE_DATA, 'wence.db');

/** Opens the base and the models and connects the parts. Throws StoreError, ModelError, ConfigError. */
export async function openWence(config: Config, options: WireOptions = {}): Promise<Wence> {
  const clock = options.clock ?? systemClock;
  const log = pino({ level: config.WENCE_LOG_LEVEL, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  if (!options.basePath) mkdirSync(config.WENCE_DATA, { recursive: true });
  const store = await openSqliteStore(options.basePath ?? basePathOf(config), { clock });
  const embedder = await createEmbedder({
    folder: config.WENCE_MODEL_FOLDER,
    url: config.WENCE_EMBED_URL,
    model: config.WENCE_EMBED_MODEL,
    key: config.WENCE_EMBED_KEY,
  });
  const chatModel = createChatModel({
    url: config.WENCE_CHAT_URL,
    model: config.WENCE_CHAT_MODEL,
    key: config.WENCE_CHAT_KEY,
    timeoutMs: config.WENCE_CHAT_TIMEOUT_MS,
  });
  const ranker = await createRanker(config.WENCE_RANKER_FOLDER === 'none' ? '' : config.WENCE_RANKER_FOLDER);
  const retriever = createRetriever({ store, embedder, ranker, rankerDepth: config.WENCE_RANKER_DEPTH, createIndex });
  const answers = createAnswerEngine(
    {
      store,
      embedder,
      retriever,
      clock,
      chatModel,
      humanChannel: config.WENCE_HUMAN_CHANNEL,
      humanPhone: config.WENCE_HUMAN_PHONE,
      onDegraded: (what, error) => log.warn({ error: error instanceof Error ? error.message : error }, what),
    },
    {
      conversationHours: config.WENCE_CONVERSATION_HOURS,
      handOn: { hotline: config.WENCE_HOTLINE_HAND_ON, window: config.WENCE_WINDOW_HAND_ON },
    },
  );
  const embed: Embed = async (chunks) => {
    const vectors = await embedMissing(store, embedder, chunks);
    return { modelId: embedder.id, vectors: [...vectors].map(([textHash, vector]) => ({ textHash, vector })) };
  };
  // Loaded when the first file comes: the libraries of all formats are large.
  const reader = restingReader(async () => {
    const { createReader } = await import('./ingest/reading/pool.ts');
    const { WENCE_READERS: processes, WENCE_READ_SECONDS: silenceSeconds, WENCE_READ_MEGABYTES: memoryMegabytes } = config;
    return createReader({ processes, silenceSeconds, memoryMegabytes });
  });
  const documents = createDocumentDesk({
    store,
    clock,
    reader,
    embed,
    largestFile: config.WENCE_UPLOAD_MEGABYTES * 1024 * 1024,
    onFailure: (error) => log.error({ error: error instanceof Error ? error.message : error }, 'a reading could not be kept'),
  });
  return {
    config,
    clock,
    log,
    store,
    embedder,
    retriever,
    lookup: createLookup(retriever),
    answers,
    embed,
    entries: createEntries({ store, clock, embed, settings: createSettings(store, clock) }),
    documents,
    documentViews: createDocumentViews(store, clock, documents),
    documentPages: createPages(reader),
    async close() {
      documents.close();
      await reader.close();
      await store.close();
    },
  };
}
