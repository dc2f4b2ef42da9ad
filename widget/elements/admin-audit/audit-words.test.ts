import { expect, it } from 'vitest';
import { things } from '../../../src/desk/audit-words.ts';
import { actionGroups, differences, pageOf } from './audit-words.ts';

it('offers every group of actions but those of one name twice', () => {
  const known = actionGroups.map(([name]) => name).filter(Boolean);
  expect(new Set(known).size).toBe(known.length);
  expect([...known].sort()).toEqual(Object.keys(things).sort());
});

it('leads to the page of the subject, where it has one', () => {
  expect(pageOf('entry.save', 'f1')).toEqual(['entries', 'f1']);
  expect(pageOf('review.approve', `d${'0'.repeat(20)}`)).toEqual(['documents', `d${'0'.repeat(20)}`]);
  expect([pageOf('setting.change', 'staleDays'), pageOf('key.create', 'key_1')]).toEqual([null, null]);
});

it('shows only the parts that differ', () => {
  expect(differences({ a: 1, b: ['x'] }, { a: 2, b: ['x'] })).toEqual([{ name: 'a', before: '1', after: '2' }]);
  expect(differences(null, { a: '新' })).toEqual([{ name: 'a', before: '（空）', after: '新' }]);
  expect(differences(365, 180)).toEqual([{ name: '', before: '365', after: '180' }]);
  expect(differences(null, null)).toEqual([]);
  expect(differences(null, { state: 'draft', tags: [], basis: [{ label: '《办法》第一条' }] })).toEqual([
    { name: '状态', before: '（空）', after: '草稿' },
    { name: '依据条款', before: '（空）', after: '《办法》第一条' },
  ]);
});
