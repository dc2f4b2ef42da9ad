import { describe, expect, it } from 'vitest';
import type { EntryContent, Problem } from '../admin-entries/entry-types.ts';
import { emptyDraft } from './empty-draft.ts';
import { problemsNow, problemWords } from './problems-now.ts';

const problem = (field: Problem['field']): Problem => ({ field, message: `“${field}”不对` });
const content = (part: Partial<EntryContent>): EntryContent => ({ ...emptyDraft(null, '').content, ...part });

describe('what keeps a draft from being submitted', () => {
  it('tells what is wrong from what is not written yet', () => {
    const written = content({ answer: '身份证11010519491231002X', visibleFrom: '2026-12-31', visibleUntil: '2026-12-01' });
    const now = problemsNow([problem('question'), problem('answer'), problem('basis'), problem('visibleUntil')], written);
    expect(now.wrong.map(({ field }) => field)).toEqual(['answer', 'visibleUntil']);
    expect(now.missing.map(({ field }) => field)).toEqual(['question', 'basis']);
    expect(problemWords(now)).toBe('还有 2 处要改，2 处没填');
  });

  it('takes boxes of which none is ticked for wrong', () => {
    expect(problemsNow([problem('audiences')], content({ audiences: [] })).wrong).toHaveLength(1);
  });

  it('has no words where nothing is in the way', () => {
    expect(problemWords(problemsNow([], content({})))).toBe('');
  });
});
