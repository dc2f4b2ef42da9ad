import { describe, expect, it } from 'vitest';
import { emptyContent } from './content.ts';
import { diffEntries } from './differences.ts';

const before = { ...emptyContent(null), question: '津贴多少', answer: '每月300元。', tags: ['津贴', '老人'] };
const shown = (...given: Parameters<typeof diffEntries>) =>
  diffEntries(...given).map(({ label, pieces }) => [label, pieces.map(({ kind, text }) => `${kind[0]}:${text}`).join('|')]);

describe('what became different', () => {
  it('is nothing where nothing did', () => {
    expect(diffEntries(before, structuredClone(before))).toEqual([]);
  });

  it('marks figures and words, not the whole text', () => {
    expect(shown(before, { ...before, answer: '每月3000元。' })).toEqual([['答案', 's:每月|r:300|a:3000|s:元。']]);
  });

  it('marks lists line by line, and what is new as a whole', () => {
    expect(shown(before, { ...before, tags: ['津贴', '养老'], script: '您好。' })).toEqual([
      ['口径', 'a:您好。'],
      ['标签', 's:津贴|r:老人|a:养老'],
    ]);
  });

  it('shows audiences, links and units in the words of the page', () => {
    const after = {
      ...before,
      audiences: ['hotline' as const],
      unitId: 'u1',
      serviceLink: { label: '办理', url: 'https://ban.example' },
    };
    expect(shown(before, after, () => '民政局')).toEqual([
      ['办事入口', 'a:办理 https://ban.example'],
      ['承办单位', 'a:民政局'],
      ['给谁看', 'r:公众|s:热线|r:窗口'],
    ]);
  });

  it('of a new entry is all that it says', () => {
    expect(diffEntries(null, before).map(({ field }) => field)).toEqual(['question', 'answer', 'tags', 'audiences', 'channels']);
  });
});
