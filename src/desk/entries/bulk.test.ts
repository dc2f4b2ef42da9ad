import { afterEach, beforeEach, expect, it } from 'vitest';
import { source, today } from '../../../tests/contracts/items.ts';
import { fixedClock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import { createBulk } from './bulk.ts';
import { entriesOf, memberIn } from './test-desk.ts';

const clock = fixedClock(today);
let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:', { clock });
  await store.apply(source);
});
afterEach(() => store.close());

it('leaves drafts of documents alone and says so, whatever the step', async () => {
  const entries = entriesOf(store, clock);
  const zhang = await memberIn(store, { id: 'zhang', name: '张三' });
  const entry = await entries.begin({}, zhang);
  const document = { ...entry, id: 'v1', kind: 'document' as const, itemId: 'd1', content: { fields: {} }, revision: 1 };
  await store.apply([{ type: 'put_draft', draft: document, expected: 0 }]);
  const bulk = createBulk(store, entries);
  for (const step of [
    { step: 'add_tag', tag: '社保' },
    { step: 'remove_tag', tag: '社保' },
    { step: 'set_end', until: null },
    { step: 'set_unit', unitId: null },
    { step: 'submit', note: null },
  ] as const) {
    const [outcome] = await bulk(['d1'], step, zhang);
    expect(outcome).toMatchObject({ itemId: 'd1', message: expect.stringMatching(/没有/) });
  }
  expect((await store.drafts.draft('v1'))?.revision).toBe(1);
});
