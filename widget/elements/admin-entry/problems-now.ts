import type { EntryContent, Problem } from '../admin-entries/entry-types.ts';

/** What keeps a draft from being submitted, as far as it is known: what is written wrongly, and what is not written yet. */
export interface ProblemsNow {
  wrong: Problem[];
  missing: Problem[];
}

/** Ticked boxes are never merely empty: somebody has taken all of them away. */
const neverMissing = ['audiences', 'channels'];

const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

export function problemsNow(problems: Problem[], content: EntryContent): ProblemsNow {
  const isMissing = ({ field }: Problem) => isEmpty(content[field]) && !neverMissing.includes(field);
  return { wrong: problems.filter((problem) => !isMissing(problem)), missing: problems.filter(isMissing) };
}

/** 有 3 处要改，2 处没填; empty when nothing is in the way. */
export function problemWords({ wrong, missing }: ProblemsNow): string {
  return [wrong.length > 0 ? `还有 ${wrong.length} 处要改` : '', missing.length > 0 ? `${missing.length} 处没填` : '']
    .filter(Boolean)
    .join('，');
}
