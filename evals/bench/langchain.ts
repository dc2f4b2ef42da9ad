import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { WenceEmbeddings } from '../../src/models/langchain.ts';
import { type BenchSystem, wholeText } from './system.ts';

const idsOf = (found: Document[]) => found.map((document) => document.metadata.id as string);

/** LangChain's HNSWLib vector store, as its documentation shows it. */
export function langchainVectors(): BenchSystem {
  let store: HNSWLib;
  return {
    async build(documents, embedder) {
      const stored = documents.map(
        (document) => new Document({ pageContent: wholeText(document), metadata: { id: document.id } }),
      );
      store = await HNSWLib.fromDocuments(stored, new WenceEmbeddings(embedder));
    },
    search: async (question, count) => idsOf(await store.similaritySearch(question, count)),
    close: async () => {},
  };
}

/** Pairs of neighbouring characters: what a careful user feeds to a search that splits on white space. */
export function bigrams(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((run) => {
    const characters = [...run];
    if (characters.length < 2) return characters;
    return characters.slice(1).map((character, index) => characters[index]! + character);
  });
}

/**
 * LangChain's BM25Retriever. It splits a question on white space, of which Chinese has none, and counts each piece in every text;
 * with `cut` the question comes as pairs of characters with spaces between.
 */
export function langchainBm25(cut: boolean): BenchSystem {
  let stored: Document[] = [];
  return {
    async build(documents) {
      stored = documents.map(
        (document) => new Document({ pageContent: wholeText(document).toLowerCase(), metadata: { id: document.id } }),
      );
    },
    async search(question, count) {
      const asked = cut ? [...new Set(bigrams(question))].join(' ') : question;
      return idsOf(await BM25Retriever.fromDocuments(stored, { k: count, includeScore: false }).invoke(asked));
    },
    close: async () => {},
  };
}

/** How far down the lists are read when two are joined, and how fast a rank loses weight, as LangChain's EnsembleRetriever does it. */
const fusion = { read: 50, constant: 60 };

/** Reciprocal rank fusion with equal weights. */
export function fuse(rankings: string[][], count: number): string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    for (const [rank, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (fusion.constant + rank + 1));
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([id]) => id);
}

/** Both together. */
export function langchainBoth(cut: boolean): BenchSystem {
  const parts = [langchainVectors(), langchainBm25(cut)];
  return {
    async build(documents, embedder) {
      for (const part of parts) await part.build(documents, embedder);
    },
    async search(question, count) {
      return fuse(await Promise.all(parts.map((part) => part.search(question, fusion.read))), count);
    },
    close: async () => {},
  };
}
