import type { Gap } from '../store/contract-reports.ts';

/** Nearness in meaning (cosine of the question's vectors) from which two questions are shown together. */
const nearEnough = 0.8;
/** Vectors kept, by question key; a question is some hundred characters at most. */
const mostKept = 2_000;

/**
 * Groups gaps that ask the same in other words; errors belong together when the same text is said to be wrong. Makes the function that
 * groups; it keeps the vectors it has made. Groups with more reports come first, and in a group the gap with more reports.
 */
export function groupLike(embed: (question: string) => Promise<Float32Array>) {
  const kept = new Map<string, Float32Array>();

  async function vectorOf({ question, questionKey }: Gap): Promise<Float32Array> {
    const name = questionKey || question;
    const known = kept.get(name);
    if (known) return known;
    const vector = await embed(question);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
    kept.set(name, vector);
    return vector;
  }

  return async (gaps: Gap[]): Promise<Gap[][]> => {
    const groups: { lead: Gap; vector: Float32Array; gaps: Gap[] }[] = [];
    for (const gap of [...gaps].sort((a, b) => b.reports - a.reports)) {
      const vector = await vectorOf(gap);
      const group = groups.find(({ lead, vector: leading }) =>
        gap.kind === 'error' || lead.kind === 'error'
          ? gap.kind === lead.kind && gap.itemId === lead.itemId
          : cosine(leading, vector) >= nearEnough,
      );
      if (group) group.gaps.push(gap);
      else groups.push({ lead: gap, vector, gaps: [gap] });
    }
    return groups.sort((a, b) => reportsOf(b.gaps) - reportsOf(a.gaps)).map((group) => group.gaps);
  };
}

const reportsOf = (gaps: Gap[]) => gaps.reduce((sum, { reports }) => sum + reports, 0);

/** The vectors are of length 1. */
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
