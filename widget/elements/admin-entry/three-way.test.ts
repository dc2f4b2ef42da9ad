import { describe, expect, it } from 'vitest';
import type { EntryContent } from '../admin-entries/entry-types.ts';
import { bothOf, mergeEntries } from './three-way.ts';

const entry = (parts: Partial<EntryContent> = {}) =>
  ({
    question: '几号发？',
    answer: '五日内发。',
    script: '您好。',
    tags: ['社保'],
    similarQuestions: [],
    basis: [],
    ...parts,
  }) as EntryContent;

describe('two editors on one entry', () => {
  it('takes over by itself what only one side changed', () => {
    const merged = mergeEntries(entry(), entry({ answer: '我的。' }), entry({ script: '对方的口径。' }));
    expect(merged.asked).toEqual([]);
    expect(merged.content).toMatchObject({ answer: '我的。', script: '对方的口径。' });
    expect(merged.theirs).toEqual(['script']);
  });

  it('asks only for what both changed, and not where both wrote the same', () => {
    const mine = entry({ answer: '我的。', script: '一样。' });
    const merged = mergeEntries(entry(), mine, entry({ answer: '对方的。', script: '一样。', question: '哪天发？' }));
    expect(merged.asked).toEqual(['answer']);
    expect(merged.content).toMatchObject({ question: '哪天发？', script: '一样。', answer: '我的。' });
    expect(merged.theirs).toEqual(['question']);
  });

  it('without a common text every difference is asked', () => {
    expect(mergeEntries(null, entry({ answer: '我的。' }), entry({ script: '对方' })).asked).toEqual(['answer', 'script']);
  });

  it('keeps both: texts one below the other, lists together, and nothing for what can only be one', () => {
    expect(bothOf('answer', entry({ answer: '甲。' }), entry({ answer: '乙。' }))).toBe('甲。\n乙。');
    expect(bothOf('tags', entry({ tags: ['甲', '乙'] }), entry({ tags: ['乙', '丙'] }))).toEqual(['甲', '乙', '丙']);
    expect(bothOf('unitId', entry(), entry())).toBeUndefined();
    expect(bothOf('question', entry(), entry())).toBeUndefined();
  });
});
