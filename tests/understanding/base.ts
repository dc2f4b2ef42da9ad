import { documentBundle, inputHashOf } from '../../src/ingest/bundle.ts';
import { structureText } from '../../src/ingest/plain-text.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';

export interface BaseText {
  id: string;
  title: string;
  text: string;
  /** Who may read it; everybody where it is left out. */
  audiences?: string[];
  documentNumber?: string;
}

/** A base in memory with published texts and no vectors. */
export async function textBase(texts: BaseText[]): Promise<Store> {
  const store = await openSqliteStore(':memory:');
  const source = { id: 'texts', name: 'texts', location: 'texts' };
  const bundles = texts.map(({ id, title, text, audiences = ['public'], documentNumber }) =>
    documentBundle({
      sourceId: source.id,
      key: id,
      structured: structureText(title, text),
      entry: documentNumber ? { documentNumber } : {},
      governance: {
        reviewState: 'published',
        createdBy: 'test',
        reviewedBy: 'test reviewer',
        reviewedAt: '2026-01-01T00:00:00.000Z',
        audiences: audiences as ('public' | 'hotline')[],
        visibleFrom: null,
        visibleUntil: null,
      },
      mediaType: 'text/plain',
      quality: null,
      inputHash: inputHashOf(new TextEncoder().encode(`${title}\n${text}`), {}),
    }),
  );
  await store.apply([{ type: 'put_source', source }, ...bundles.map((bundle) => ({ type: 'put_document' as const, bundle }))]);
  return store;
}
