import { describe, expect, it } from 'vitest';
import { fusedScore, isOtherDistrict, isTitleLine } from './rank.ts';
import { rankingWeights } from './weights.ts';

const inDistrict = { jurisdiction: { level: 'district' as const, path: ['示例省', '示例市', '滨江区'] } };
const inCity = { jurisdiction: { level: 'city' as const, path: ['示例省', '示例市'] } };

describe('rules of another district', () => {
  it.each([
    ['高新区装电梯补多少钱？', true],
    ['我住老城区，装电梯补多少钱？', true],
    ['滨江区装电梯补多少钱？', false],
    ['小区装电梯补多少钱？', false],
    ['社区老人装电梯，区政府补多少？', false],
    ['装电梯补多少钱？', false],
  ])('%s', (question, other) => {
    expect(isOtherDistrict(question, inDistrict)).toBe(other);
  });

  it('never holds for a rule of the whole city', () => {
    expect(isOtherDistrict('高新区装电梯补多少钱？', inCity)).toBe(false);
  });
});

describe('lines that only name what follows', () => {
  it.each([
    ['续期到哪里办理？', true],
    ['申请人应当符合下列条件：', true],
    ['发放标准', true],
    ['每人每月80元', false],
    ['免费乘坐市内公交车。', false],
  ])('%s', (text, title) => {
    expect(isTitleLine(text)).toBe(title);
  });
});

describe('words and meaning in one score', () => {
  const byWords = { lexical: 1, cosine: 0.4 };
  const byMeaning = { lexical: 0.1, cosine: 0.6 };
  const leads = (coverage: number) =>
    fusedScore({ ...byWords, coverage }, 0.6, rankingWeights) > fusedScore({ ...byMeaning, coverage }, 0.6, rankingWeights);

  it('follows the words where they cover most of the question', () => {
    expect(leads(0.7)).toBe(true);
  });
  it('follows the meaning where they cover little of it', () => {
    expect(leads(0.2)).toBe(false);
  });
  it('goes by words alone where nothing was found by meaning', () => {
    expect(fusedScore({ lexical: 1, cosine: 0, coverage: 0.1 }, 0, rankingWeights)).toBe(rankingWeights.lexicalMost);
  });
  it('keeps both within bounds', () => {
    const most = fusedScore({ lexical: 1, cosine: 0, coverage: 9 }, 0.6, rankingWeights);
    const least = fusedScore({ lexical: 1, cosine: 0, coverage: 0 }, 0.6, rankingWeights);
    expect([most, least]).toEqual([rankingWeights.lexicalMost, rankingWeights.lexicalLeast]);
  });
});
