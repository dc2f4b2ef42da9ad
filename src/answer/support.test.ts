import { describe, expect, it } from 'vitest';
import { isSupported } from './support.ts';

const evidence =
  '符合条件的失业人员，每人每月可领取失业保险金2070元，领取期限最长不超过24个月，应当在60日内向参保地经办机构申请。';

describe('support of reworded sentences', () => {
  it.each([
    '失业人员每人每月可领取失业保险金2070元。',
    '领取失业保险金的期限最长不超过24个月。',
    '失业人员应当在60日内向参保地经办机构申请。',
  ])('accepts %s', (sentence) => {
    expect(isSupported(sentence, evidence)).toBe(true);
  });

  it.each([
    ['another amount', '失业人员每人每月可领取失业保险金2700元。'],
    ['part of an amount', '失业人员每人每月可领取失业保险金207元。'],
    ['another deadline', '失业人员应当在30日内向参保地经办机构申请。'],
    ['a negation', '失业人员不得领取失业保险金。'],
    ['a quoted name', '依据《社会救助暂行办法》，失业人员可领取失业保险金。'],
    ['something else altogether', '购买新能源汽车可以享受置换补贴。'],
  ])('rejects %s', (_what, sentence) => {
    expect(isSupported(sentence, evidence)).toBe(false);
  });
});
