import { describe, expect, it } from 'vitest';
import { cutSnippet, findMarks } from './highlight.ts';

describe('highlight', () => {
  it('marks runs of the query in the text', () => {
    const text = '申请生育津贴的，应当提交材料。';
    expect(findMarks('生育津贴', text).map(([start, end]) => text.slice(start, end))).toEqual(['生育津贴']);
  });

  it('marks nothing for one shared character', () => {
    expect(findMarks('生病', '申请生育津贴')).toEqual([]);
  });

  it('cuts where the marks are and moves them along', () => {
    const text = `${'甲'.repeat(300)}生育津贴${'乙'.repeat(300)}`;
    const { snippet, marks } = cutSnippet(text, findMarks('生育津贴', text), 100);
    expect(snippet.length).toBeLessThanOrEqual(102);
    expect(marks.map(([start, end]) => snippet.slice(start, end))).toEqual(['生育津贴']);
  });

  it('leaves a short text whole', () => {
    expect(cutSnippet('短文', [], 100)).toEqual({ snippet: '短文', marks: [] });
  });
});
