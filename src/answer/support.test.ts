import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultOf, isSupported } from './support.ts';

interface Swap {
  id: string;
  kind: string;
  about: string;
  evidence: string;
  /** True, as a model would put it, and the same with one thing exchanged. */
  original: string;
  swapped: string;
}

const swaps: Swap[] = readFileSync(new URL('../../tests/fixtures/support/swaps.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Swap);

describe('support of reworded sentences', () => {
  it.each(swaps)('rejects $id with its $kind exchanged', ({ swapped, evidence, about }) => {
    expect(isSupported(swapped, evidence, about)).toBe(false);
  });

  it('passes at least 95 of 100 true ones', () => {
    const failed = swaps.flatMap(({ id, original, evidence, about }) => {
      const fault = faultOf(original, evidence, about);
      return fault ? [`${id}: ${fault}`] : [];
    });
    expect(failed.length, failed.join('\n')).toBeLessThanOrEqual(swaps.length * 0.05);
  });

  const evidence =
    '符合条件的失业人员，每人每月可领取失业保险金2070元，领取期限最长不超过24个月，应当在60日内向参保地经办机构申请。';

  it.each([
    '失业人员每人每月可领取失业保险金2070元。',
    '领取失业保险金的期限最长不超过24个月。',
    '失业人员应当在60日内向参保地经办机构申请。',
    '您每月能领2070元失业金，最长领2年。',
  ])('accepts %s', (sentence) => {
    expect(faultOf(sentence, evidence)).toBeNull();
  });

  it.each([
    ['another amount', '失业人员每人每月可领取失业保险金2700元。'],
    ['part of an amount', '失业人员每人每月可领取失业保险金207元。'],
    ['another deadline', '失业人员应当在30日内向参保地经办机构申请。'],
    ['a negation', '失业人员不得领取失业保险金。'],
    ['a quoted name', '依据《社会救助暂行办法》，失业人员可领取失业保险金。'],
    ['something else altogether', '购买新能源汽车可以享受置换补贴。'],
    ['an address', '请到 www.example.com 领取失业保险金。'],
    ['nothing', '。'],
  ])('rejects %s', (_what, sentence) => {
    expect(isSupported(sentence, evidence)).toBe(false);
  });

  it('holds what only the title over the evidence says', () => {
    expect(isSupported('高龄津贴为每人每月180元。', '90至99周岁：每人每月180元。', '关于高龄津贴标准的通知')).toBe(true);
    expect(isSupported('高龄津贴为每人每月180元。', '90至99周岁：每人每月180元。')).toBe(false);
  });

  it('is quick with hostile lengths', () => {
    expect(isSupported('不'.repeat(20_000), '一二三'.repeat(20_000))).toBe(false);
  });
});
