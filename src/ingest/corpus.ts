import type { Governance } from '../domain/document.ts';
import type { Clock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import type { ChangeSet, SourceRecord, Store } from '../store/contract.ts';
import { documentBundle, inputHashIn, inputHashOf } from './bundle.ts';
import { embedMissing } from './embed.ts';
import { structureText } from './plain-text.ts';

/** A document that is a title and one string, as data sets have it. */
export interface CorpusText {
  id: string;
  title: string;
  text: string;
}

export interface CorpusOptions {
  source: SourceRecord;
  documents: readonly CorpusText[];
  store: Store;
  embedder: Embedder;
  clock: Clock;
  /** In whose name the texts are published. */
  publishAs: string;
  onProgress?: (done: number, total: number, label: string) => void;
  signal?: AbortSignal;
}

/** Documents in one change: a batch is written whole or not at all, and a later run goes on behind it. */
const batchDocuments = 500;

/**
 * Takes a corpus of bare texts into the base and publishes them; what is there already is left alone. Returns how many were written.
 * Throws StoreError, ModelError and, when stopped, the signal's reason.
 */
export async function ingestCorpus(options: CorpusOptions): Promise<number> {
  const { source, store, embedder, documents, clock } = options;
  const known = new Map(
    (await store.content.allItems({ sourceId: source.id })).map((item) => [item.canonicalKey, inputHashIn(item.fingerprint)]),
  );
  const waiting = documents.filter((document) => known.get(document.id) !== hashOf(document));
  const before = documents.length - waiting.length;
  if (known.size === 0) await store.apply([{ type: 'put_source', source }]);
  const governance: Governance = {
    reviewState: 'published',
    createdBy: 'ingest',
    reviewedBy: options.publishAs,
    reviewedAt: clock.now().toISOString(),
    audiences: ['public'],
    visibleFrom: null,
    visibleUntil: null,
  };
  for (let start = 0; start < waiting.length; start += batchDocuments) {
    options.signal?.throwIfAborted();
    const bundles = waiting.slice(start, start + batchDocuments).map((document) => bundleOf(document, source.id, governance));
    const chunks = bundles.flatMap((bundle) => bundle.version.chunks);
    const report = (done: number, total: number) => {
      const share = total === 0 ? bundles.length : Math.floor((done / total) * bundles.length);
      options.onProgress?.(before + start + share, documents.length, source.name);
    };
    const vectors = await embedMissing(store, embedder, chunks, report);
    const entries = [...vectors].map(([textHash, vector]) => ({ textHash, vector }));
    const changes: ChangeSet = bundles.map((bundle) => ({ type: 'put_document', bundle }));
    await store.apply([...changes, { type: 'put_vectors', modelId: embedder.id, vectors: entries }]);
    report(1, 1);
  }
  return waiting.length;
}

const hashOf = (document: CorpusText) => inputHashOf(new TextEncoder().encode(`${document.title}\n${document.text}`), {});

function bundleOf(document: CorpusText, sourceId: string, governance: Governance) {
  return documentBundle({
    sourceId,
    key: document.id,
    structured: structureText(document.title, document.text),
    entry: {},
    governance,
    mediaType: 'text/plain',
    quality: null,
    inputHash: hashOf(document),
  });
}
