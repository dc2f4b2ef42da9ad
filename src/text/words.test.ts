import { describe, expect, it } from 'vitest';
import { documentWords, questionWords } from './words.ts';

describe('words', () => {
  it('are dictionary words of two and more characters, marked', () => {
    expect(documentWords('参加基本医疗保险').split(' ')).toContain('w医疗保险');
    for (const word of documentWords('第一条 参加基本医疗保险的A类人员，共12人').split(' ')) {
      expect(word).toMatch(/^w[\p{Script=Han}〇]{2,}$/u);
    }
  });

  it('of a question come once and without question wording', () => {
    const words = questionWords('请问医疗保险怎么办，医疗保险');
    expect(words.filter((word) => word === 'w医疗保险')).toHaveLength(1);
    expect(words).not.toContain('w请问');
  });

  it('of nothing are none', () => {
    expect(documentWords('')).toBe('');
    expect(questionWords('')).toEqual([]);
  });
});
