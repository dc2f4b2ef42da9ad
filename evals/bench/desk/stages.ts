import type { Wence } from '../../../src/wire.ts';

/** Mean milliseconds a look-up. */
export type Stages = Record<string, number>;

type Methods = Record<string, (...parameters: never[]) => Promise<unknown>>;

/**
 * Times what a look-up calls of the model and the store. Returns a reader of the mean for each look-up since the last reading; the rest of the
 * time is comparing vectors, ranking and highlighting.
 */
export function watchStages({ embedder, store, lookup }: Wence): () => Stages {
  const spent = new Map<string, number>();
  let lookups = 0;
  const watch = (owner: object, method: string, stage: string) => {
    const methods = owner as Methods;
    const original = methods[method]!.bind(owner);
    methods[method] = async (...parameters) => {
      const startedAt = performance.now();
      try {
        return await original(...parameters);
      } finally {
        spent.set(stage, (spent.get(stage) ?? 0) + performance.now() - startedAt);
      }
    };
  };
  watch(embedder, 'embedQuestion', 'embedding');
  watch(store.search, 'lexical', 'full text');
  watch(store.search, 'readChunks', 'reading back');
  for (const method of ['documents', 'documentsByIds', 'faqsByIds'] as const) watch(store.content, method, 'reading back');
  const original = lookup.lookup.bind(lookup);
  lookup.lookup = async (request) => {
    lookups++;
    const startedAt = performance.now();
    const hits = await original(request);
    spent.set('whole', (spent.get('whole') ?? 0) + performance.now() - startedAt);
    return hits;
  };
  return () => {
    const means = Object.fromEntries([...spent].map(([stage, ms]) => [stage, ms / Math.max(1, lookups)]));
    const { whole = 0, ...parts } = means;
    const rest = whole - Object.values(parts).reduce((sum, ms) => sum + ms, 0);
    spent.clear();
    lookups = 0;
    return { ...parts, 'vectors, ranking, highlighting': rest };
  };
}
