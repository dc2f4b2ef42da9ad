import { expect, it } from 'vitest';
import { titleWithNumber } from './wording.ts';

it.each([
  ['示例市财政局关于印发《示例市补贴办法》的通知', '示财规〔2026〕1号', '《示例市补贴办法》（示财规〔2026〕1号）'],
  ['关于调整示例市城乡居民基本养老保险基础养老金最低标准的通知', '示人社规〔2026〕2号', '示人社规〔2026〕2号'],
  [
    '关于调整示例市城乡居民基本养老保险基础养老金最低标准的通知',
    null,
    '《关于调整示例市城乡居民基本养老保险基础养老金最低标准的通知》',
  ],
  ['示例市老年人优待规定', null, '《示例市老年人优待规定》'],
])('names %s (%s) as %s', (title, documentNumber, name) => {
  expect(titleWithNumber({ title, documentNumber })).toBe(name);
});
