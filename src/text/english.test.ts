import { describe, expect, it } from 'vitest';
import { chineseKeywords } from './english.ts';

describe('Chinese words for an English question', () => {
  it('takes the longest wording and plurals', () => {
    const words = chineseKeywords('Which electronic residence permits need a review?');
    expect(words).toContain('电子居住证');
    expect(words.match(/居住证/g)).toHaveLength(1);
    expect(words).toContain('审核');
  });

  it('keeps the Chinese words and numbers of the question, in order', () => {
    expect(chineseKeywords('How long may a company stay in 歇业 in 2026?')).toBe('多长时间 期限 公司 企业 歇业 2026');
  });

  it.each([
    ['How do I apply for unemployment benefits after being laid off?', ['怎么申请', '失业保险金', '解除劳动合同']],
    ['Can my landlord refuse rental registration?', ['出租人', '房屋租赁登记备案']],
    ['Which materials are needed for renewing a residence permit?', ['材料', '续期', '居住证']],
    ["How do I replace a lost driver's license?", ['补办', '遗失', '机动车驾驶证']],
    ['retired people, pensions and long-term care insurance', ['退休', '养老金', '长期护理保险']],
    ['What is the Social Insurance Law?', ['社会保险法']],
    ['unemploymnet insurence for my familly', ['失业保险']],
    ['residance permit applicaton', ['居住证', '申请']],
  ])('%s', (question, words) => {
    for (const word of words) expect(chineseKeywords(question)).toContain(word);
  });

  it('finds nothing inside other words', () => {
    expect(chineseKeywords('confined current')).toBe('');
  });
});
