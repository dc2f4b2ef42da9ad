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

  it('finds nothing inside other words', () => {
    expect(chineseKeywords('confined current')).toBe('');
  });
});
