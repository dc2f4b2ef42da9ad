import { toIndexViewWithMap } from '../text/normalise.ts';

export type Marks = [number, number][];

/** [start, end) pairs where runs of at least two characters of the query stand in the text, in UTF-16 offsets of the text. */
export function findMarks(query: string, text: string): Marks {
  const pairs = pairsOf(toIndexViewWithMap(query).text);
  const { text: view, map } = toIndexViewWithMap(text);
  const marks: Marks = [];
  for (let i = 0; i + 1 < view.length; i++) {
    if (!pairs.has(view.slice(i, i + 2))) continue;
    const start = map[i] as number;
    const end = map[i + 2] ?? text.length;
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

function pairsOf(view: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of view.match(/[\p{L}\p{N}]{2,}/gu) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) pairs.add(run.slice(i, i + 2));
  }
  return pairs;
}

/** At most `size` characters of the text, placed where most of it is marked, with the marks moved along. */
export function cutSnippet(text: string, marks: Marks, size: number): { snippet: string; marks: Marks } {
  if (text.length <= size) return { snippet: text, marks };
  const starts = marks.length > 0 ? marks.map(([start]) => Math.max(0, Math.min(start - 20, text.length - size))) : [0];
  const weightFrom = (from: number) =>
    marks.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, from + size) - Math.max(start, from)), 0);
  const from = starts.reduce(
    (best, candidate) => (weightFrom(candidate) > weightFrom(best) ? candidate : best),
    starts[0] as number,
  );
  const lead = from > 0 ? '…' : '';
  const tail = from + size < text.length ? '…' : '';
  const moved = marks
    .filter(([start, end]) => start >= from && end <= from + size)
    .map(([start, end]): [number, number] => [start - from + lead.length, end - from + lead.length]);
  return { snippet: lead + text.slice(from, from + size) + tail, marks: moved };
}
