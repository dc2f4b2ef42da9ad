import { describe, expect, it } from 'vitest';
import { citation } from '../../testing/samples.ts';
import { fateOfAnswer, fatesOf, fateWords } from './standing.ts';

const item = (id: string, mark: string, versionId = 'v1') => ({ id, mark, versionId });

describe('what became of the texts on the page', () => {
  it('tells what is gone from what is another text, and leaves the rest', () => {
    const hits = [
      { id: 'gone', mark: 'a' },
      { id: 'other', mark: 'a' },
      { id: 'same', mark: 'a' },
    ];
    const fates = fatesOf(hits, { revision: 2, items: [item('other', 'b'), item('same', 'a')] });
    expect([...fates]).toEqual([
      ['gone', 'withdrawn'],
      ['other', 'changed'],
    ]);
  });

  it('an answer falls with the worst of what it cites', () => {
    const citations = [citation, { ...citation, documentId: 'd2', title: '第二份' }];
    const of = (...items: ReturnType<typeof item>[]) => fateOfAnswer({ citations }, { revision: 2, items });
    expect(of(item('d1', 'm'), item('d2', 'm'))).toBeNull();
    expect(of(item('d1', 'm', 'v2'), item('d2', 'm'))).toEqual({ fate: 'changed', title: citation.title });
    expect(of(item('d1', 'm', 'v2'))).toEqual({ fate: 'withdrawn', title: '第二份' });
  });

  it('names the item and says what to do', () => {
    expect(fateWords('withdrawn', '几号发')).toMatch(/“几号发”已撤下.*请重新查/);
    expect(fateWords('changed', '几号发')).toMatch(/“几号发”已更新.*请重新查/);
  });
});
