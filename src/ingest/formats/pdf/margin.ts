import type { TextItem } from './items.ts';
import { toRows } from './lines.ts';
import { commonSize } from './measure.ts';

/** A watermark is this much larger than the type of the page and lies across so many of its lines. */
const watermarkSize = 1.8;
const watermarkLines = 2;
/** So many line numbers stand in a margin before they are taken for that. */
const minimumNumbers = 5;

/** Leaves out what is printed beside or under the text and is none of it: large words across other lines, numbers of lines. */
export function dropMarginal(items: TextItem[]): TextItem[] {
  return dropLineNumbers(dropWatermarks(items));
}

function dropWatermarks(items: TextItem[]): TextItem[] {
  const size = commonSize(items);
  const large = items.filter((item) => item.size > size * watermarkSize);
  if (large.length === 0 || large.length > 20) return items;
  const crossed = large.filter((mark) => {
    const lines = new Set<number>();
    for (const item of items) {
      if (item.size > size * 1.3 || item.text.trim() === '') continue;
      const across = Math.min(item.right, mark.right) - Math.max(item.left, mark.left) > item.size;
      const middle = item.y - item.size * 0.35;
      if (across && middle > mark.y - mark.size * 0.85 && middle < mark.y + mark.size * 0.1)
        lines.add(Math.round(item.y / item.size));
    }
    return lines.size >= watermarkLines || (lines.size === 1 && mark.size > size * 3);
  });
  return crossed.length === 0 ? items : items.filter((item) => !crossed.includes(item));
}

/** Figures left or right of all text that count the lines. */
function dropLineNumbers(items: TextItem[]): TextItem[] {
  const numbers = items.filter((item) => /^\d{1,4}$/.test(item.text.trim()));
  if (numbers.length < minimumNumbers) return items;
  for (const side of ['left', 'right'] as const) {
    const column = countingColumn(numbers, side, items);
    if (column) return items.filter((item) => !column.has(item));
  }
  return items;
}

function countingColumn(numbers: TextItem[], side: 'left' | 'right', items: TextItem[]): Set<TextItem> | null {
  const outermost = side === 'left' ? Math.min(...items.map((item) => item.left)) : Math.max(...items.map((item) => item.right));
  const column = numbers
    .filter((item) => (side === 'left' ? item.left - outermost : outermost - item.right) < item.size * 2)
    .sort((a, b) => a.y - b.y);
  if (column.length < minimumNumbers) return null;
  const steps = column.slice(1).map((item, i) => Number(item.text) - Number(column[i]!.text));
  const step = steps[0]!;
  if ((step !== 1 && step !== 5 && step !== 10) || steps.some((other) => other !== step)) return null;
  const set = new Set(column);
  const others = items.filter((item) => !set.has(item) && item.y >= column[0]!.y - 1 && item.y <= column.at(-1)!.y + 1);
  const edge = side === 'left' ? Math.max(...column.map((item) => item.right)) : Math.min(...column.map((item) => item.left));
  const apart = others.every((item) => (side === 'left' ? item.left > edge + 3 : item.right < edge - 3));
  // Numbers of a list or of the rows of a table begin some lines; numbers of lines begin them all.
  const rows = toRows(others).length;
  return apart && column.length * step >= rows * 0.8 && column.length * step <= rows * 1.2 && lacksIndent(others) ? set : null;
}

/** Running text: most rows are one piece that begins at the common edge. A numbered table has short cells. */
function lacksIndent(others: TextItem[]): boolean {
  const rows = toRows(others);
  const widest = Math.max(...others.map((item) => item.right)) - Math.min(...others.map((item) => item.left));
  const full = rows.filter((row) => row.reduce((sum, item) => sum + item.right - item.left, 0) > widest * 0.6).length;
  return full >= rows.length * 0.4;
}
