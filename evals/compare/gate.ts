import { kindName, percent } from '../report/words.ts';
import type { Baseline } from './baseline.ts';
import { alpha, type Comparison, compareRuns, type Difference } from './compare.ts';
import { comparabilityNotes, shownDifference } from './html.ts';
import type { Run } from './results.ts';

export interface GateResult {
  passed: boolean;
  /** Why it did not pass, a sentence each. */
  problems: string[];
  /** What to know although it passed. */
  notes: string[];
  comparison: Comparison;
}

/**
 * Compares a run with the baseline. It fails on a significant loss of a guarded figure (one-sided: only losses are asked for), on any
 * loss among the strict kinds, and when cases of the baseline are missing or were changed, unless that is allowed: a set that
 * shrank or became easier would hide a loss.
 */
export function gate(baseline: Baseline, run: Run, allowChanged: boolean): GateResult {
  const comparison = compareRuns(baseline.run, run);
  const guarded = comparison.differences.filter(({ name }) => baseline.guarded.includes(name));
  const significant = guarded.filter(isLoss);
  const set = setProblems(comparison);
  const problems = [
    ...(allowChanged ? [] : set),
    ...(comparison.compared === 0 ? ['没有一题可以和基线比较。'] : []),
    ...significant.map(lossInWords),
    ...guarded.filter(({ before, after }) => before !== null && after === null).map(({ title }) => `“${title}”这次算不出来了。`),
    ...strictLosses(comparison, baseline.strictKinds),
  ];
  const slipped = guarded.filter((one) => !significant.includes(one) && worsened(one));
  const notes = [
    ...slipped.map((one) => `“${one.title}”${shownDifference(one, one.difference)}，碰巧也会有这样的差别，不算变差。`),
    ...comparabilityNotes(comparison).filter((note) => problems.length === 0 || !set.includes(note)),
  ];
  return { passed: problems.length === 0, problems, notes, comparison };
}

const worsened = ({ difference, better }: Difference) =>
  difference !== null && (better === 'higher' ? difference < 0 : difference > 0);
const isLoss = (one: Difference) => one.lossByChance < alpha && (one.gained === null ? worsened(one) : one.lost! > one.gained);

function lossInWords(one: Difference): string {
  const chance = `这么大的损失碰巧出现的可能性只有 ${percent(one.lossByChance)}（小于 ${percent(alpha, 0)}）`;
  const shown = (value: number | null) => (value === null ? '—' : one.type === 'share' ? percent(value) : `${value}${one.unit}`);
  const cases = one.gained === null ? '' : `变差 ${one.lost} 题，变好 ${one.gained} 题，`;
  return `“${one.title}”变差了：从 ${shown(one.before)} 到 ${shown(one.after)}，${cases}${chance}。`;
}

function setProblems({ pairing }: Comparison): string[] {
  const { onlyBefore, changed } = pairing;
  const names = (ids: { id: string }[]) =>
    ids
      .slice(0, 10)
      .map(({ id }) => id)
      .join('、') + (ids.length > 10 ? '等' : '');
  return [
    onlyBefore.length ? `基线里的 ${onlyBefore.length} 题这次没有：${names(onlyBefore)}。` : '',
    changed.length ? `${changed.length} 题的内容和基线里的不同：${names(changed)}。题目改了要重新保存基线。` : '',
  ].filter(Boolean);
}

function strictLosses({ lost }: Comparison, kinds: string[]): string[] {
  return kinds.flatMap((kind) => {
    const own = lost.filter((flip) => flip.after.kind === kind);
    const ids = own.map(({ after }) => after.id).join('、');
    return own.length === 0 ? [] : [`“${kindName(kind)}”类一题也不许变错，这次变错 ${own.length} 题：${ids}。`];
  });
}
