const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

export interface Stretch {
  text: string;
  /** Only this text has it. */
  own: boolean;
}

/** Beyond so many pairs of words only what begins and ends alike is told apart: the work grows with the square. */
const mostPairs = 1_000_000;

/** Both texts in stretches: what they share, and what only one of them has. */
export function wordDiff(left: string, right: string): [Stretch[], Stretch[]] {
  const [before, after] = [wordsOf(left), wordsOf(right)];
  const shared = sharedWords(before, after);
  const own = (words: string[], at: Set<number>) => joined(words.map((text, index) => ({ text, own: !at.has(index) })));
  return [own(before, new Set(shared.map(([i]) => i))), own(after, new Set(shared.map(([, j]) => j)))];
}

/** Places of the longest common row of words. */
function sharedWords(before: string[], after: string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const head = Array.from({ length: start }, (_, at): [number, number] => [at, at]);
  const tail = Array.from({ length: end }, (_, at): [number, number] => [before.length - end + at, after.length - end + at]);
  const [n, m] = [before.length - start - end, after.length - start - end];
  if (n * m > mostPairs) return [...head, ...tail];
  const lengths = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      lengths[i]![j] =
        before[start + i] === after[start + j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const middle: [number, number][] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (before[start + i] === after[start + j]) middle.push([start + i++, start + j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return [...head, ...middle, ...tail];
}

function joined(stretches: Stretch[]): Stretch[] {
  const rows: Stretch[] = [];
  for (const { text, own } of stretches) {
    const last = rows.at(-1);
    if (last?.own === own) last.text += text;
    else rows.push({ text, own });
  }
  return rows;
}
