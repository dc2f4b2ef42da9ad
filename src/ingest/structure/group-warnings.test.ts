import { expect, it } from 'vitest';
import { groupWarnings } from './group-warnings.ts';

it('says each doubt once and counts those of one kind that it does not list', () => {
  const many = Array.from({ length: 8 }, (_, i) => ({ code: 'a', message: `第${i}处` }));
  const grouped = groupWarnings([...many, { code: 'b', message: '乙' }, { code: 'b', message: '乙' }, many[0]!]);
  expect(grouped.map(({ message }) => message)).toEqual(['第0处', '第1处', '第2处', '第3处', '第4处', '同类疑点另有3处', '乙']);
});
