import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { validityOn } from '../../src/domain/validity.ts';
import { readDocument } from '../../src/ingest/reading/read-document.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { citizen, governance, source, sourceId } from './items.ts';

const folder = join(projectRoot, '../shared/data/health-plans');
const present = existsSync(folder);
if (!present) console.log(`skipped: no ${folder}`);

/** Editions of real plans: each takes the place of the one before it, whichever is taken in first. */
describe.skipIf(!present)('editions of real plans', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openSqliteStore(':memory:');
    await store.apply(source);
    for (const path of readdirSync(folder)
      .filter((name) => name.endsWith('.pdf'))
      .sort()
      .reverse()) {
      const reading = await readDocument({
        root: folder,
        path,
        bytes: null,
        sourceId,
        entry: {},
        governance: governance('published'),
        inputHash: path,
        pictures: false,
        recordAsOf: null,
      });
      if (reading.type !== 'document') throw new Error(`${path}: ${JSON.stringify(reading).slice(0, 200)}`);
      await store.apply([{ type: 'put_document', bundle: { ...reading.bundle, original: null } }]);
    }
  }, 300_000);
  afterAll(() => store.close());

  it.each([
    ['control-plan-8th-202105.pdf', 'control-plan-9th-202206.pdf'],
    ['treatment-plan-9th-202203.pdf', 'treatment-plan-10th-202301.pdf'],
  ])('%s is followed by %s', async (before, after) => {
    const [old, next] = await Promise.all(
      [before, after].map(async (key) => (await store.content.documents({ key }, citizen)).documents[0]!),
    );
    const relations = await store.content.relations(old!.document.id, citizen);
    expect(relations).toMatchObject([{ kind: 'supersedes', direction: 'from', documentId: next!.document.id }]);
    expect(await store.content.relations(next!.document.id, citizen)).toMatchObject([
      { kind: 'supersedes', direction: 'to', documentId: old!.document.id },
    ]);
    expect(validityOn(old!.document, '2025-01-01')).toBe('repealed');
    expect(validityOn(next!.document, '2025-01-01')).not.toBe('repealed');
  });
});
