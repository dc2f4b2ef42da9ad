import { closeSpacing } from '../paragraphs.ts';
import type { TextItem } from './items.ts';

/** One printed line, in points from the top left corner of its page. */
export interface PrintedLine {
  text: string;
  page: number;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Groups text pieces into printed lines, top to bottom; wide gaps inside a line become a space. */
export function toLines(items: TextItem[], page: number): PrintedLine[] {
  const rows: TextItem[][] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && onSameLine(row, item)) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => joinRow(row, page)).filter((line) => line.text !== '');
}

/** Same baseline; small signs (footnote marks, indices) may stand a little higher or lower than the text beside them. */
function onSameLine(row: TextItem[], item: TextItem): boolean {
  return row.some((other) => {
    const distance = Math.abs(other.y - item.y);
    const small = Math.min(other.size, item.size) < 0.75 * Math.max(other.size, item.size);
    return distance < Math.max(other.size, item.size) * (small ? 0.7 : 0.35);
  });
}

function joinRow(row: TextItem[], page: number): PrintedLine {
  row.sort((a, b) => a.left - b.left);
  let text = '';
  let end: number | null = null;
  for (const item of row) {
    const piece = item.text.replace(/[\s\u00a0\u3000]+/g, ' ');
    if (end !== null && needsSpace(text, piece, item.left - end, item.size)) text += ' ';
    text += piece;
    end = Math.max(end ?? item.right, item.right);
  }
  const largest = row.reduce((best, item) =>
    item.text.trim().length * item.size > best.text.trim().length * best.size ? item : best,
  );
  return {
    text: closeSpacing(text.replace(/ {2,}/g, ' ').trim()),
    page,
    left: Math.min(...row.map((item) => item.left)),
    right: Math.max(...row.map((item) => item.right)),
    y: largest.y,
    size: largest.size,
  };
}

function needsSpace(before: string, after: string, gap: number, size: number): boolean {
  if (before.endsWith(' ') || after.startsWith(' ')) return false;
  const words = /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after);
  return gap > size * (words ? 0.2 : 0.9);
}
