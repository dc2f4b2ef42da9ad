import { expect, it } from 'vitest';
import { dayInWords, foundFrom, today } from './format.ts';

it('says from when something approved is found', () => {
  expect(foundFrom(null, '已发布第 1 版')).toBe('已发布第 1 版，现在就能查到。');
  expect(foundFrom(today(), '已发布')).toBe('已发布，现在就能查到。');
  expect(foundFrom('2999-12-01', '已发布')).toBe('已通过，2999年12月1日起生效。');
});

it('begins a day in Shanghai', () => {
  expect(today(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  expect(dayInWords('2026-12-01')).toBe('2026年12月1日');
});
