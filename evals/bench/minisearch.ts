import MiniSearch, { type SearchOptions } from 'minisearch';
import { bigrams } from './langchain.ts';
import type { BenchSystem } from './system.ts';

/** MiniSearch; with `cut` texts and questions are cut into pairs of characters, which Chinese needs. */
export function miniSearch(cut: boolean, searching: SearchOptions = {}): BenchSystem {
  const index = new MiniSearch({ fields: ['title', 'text'], ...(cut ? { tokenize: bigrams } : {}) });
  return {
    async build(documents) {
      index.addAll(documents);
    },
    search: async (question, count) =>
      index
        .search(question, searching)
        .slice(0, count)
        .map((found) => found.id as string),
    close: async () => {},
  };
}
