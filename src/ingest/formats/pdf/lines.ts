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
  /** Which part of the page it stands in, in reading order. */
  part?: number;
  /** 0..1, mean of what was read from a picture, and how many of its characters were. */
  confidence?: number;
  machineCharacters?: number;
  /** Marks of footnotes that stand in the line. */
  marks?: string[];
}

/** Raised small type: a mark of a footnote, or an exponent. */
const superscript = /^[[(（〔［]?(?:\d{1,3}|[①-⑳]|[*†‡§]{1,3}|[a-z])[\])）〕］]?$/;
/** Units of length, of which squares and cubes are written. */
const measuredIn = /(?<![A-Za-z])[kcdmμ]?m$/;
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Groups text pieces into printed lines, top to bottom; wide gaps inside a line become a space. Raised marks of the footnotes named in
 * `notes` are taken out of the text; other raised figures become superscript signs.
 */
export function toLines(items: TextItem[], page: number, notes?: ReadonlySet<string>): PrintedLine[] {
  return toRows(items)
    .map((row) => joinRow(row, page, notes))
    .filter((line) => line.text !== '');
}

/** Pieces on one baseline, top to bottom, each row from left to right. */
export function toRows(items: TextItem[]): TextItem[][] {
  const rows: TextItem[][] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && onSameLine(row, item)) row.push(item);
    else rows.push([item]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

/** Same baseline; small signs (footnote marks, indices) may stand a little higher or lower than the text beside them. */
function onSameLine(row: TextItem[], item: TextItem): boolean {
  return row.some((other) => {
    const distance = Math.abs(other.y - item.y);
    const small = Math.min(other.size, item.size) < 0.75 * Math.max(other.size, item.size);
    return distance < Math.max(other.size, item.size) * (small ? 0.7 : 0.35);
  });
}

function joinRow(row: TextItem[], page: number, notes?: ReadonlySet<string>): PrintedLine {
  const largest = row.reduce((best, item) =>
    item.text.trim().length * item.size > best.text.trim().length * best.size ? item : best,
  );
  const marks: string[] = [];
  let text = '';
  let end: number | null = null;
  for (const item of row) {
    const piece = isRaised(item, largest)
      ? raisedText(item.text.trim(), text, notes, marks)
      : item.text.replace(/[\s\u00a0\u3000]+/g, ' ');
    if (end !== null && piece !== '' && needsSpace(text, piece, item.left - end, item.size)) text += ' ';
    // Neighbouring boxes of a machine reading overlap and show a mark twice.
    const twice = item.confidence !== undefined && /^[、，。；：]/.test(piece) && text.endsWith(piece[0]!);
    text += twice ? piece.slice(1) : piece;
    end = Math.max(end ?? item.right, item.right);
  }
  const line: PrintedLine = {
    text: closeSpacing(
      text
        .replace(/ {2,}/g, ' ')
        .replace(/\u00ad$/, '-')
        .replaceAll('\u00ad', '')
        .trim(),
    ),
    page,
    left: Math.min(...row.map((item) => item.left)),
    right: Math.max(...row.map((item) => item.right)),
    y: largest.y,
    size: largest.size,
  };
  if (marks.length > 0) line.marks = marks;
  const read = row.filter((item) => item.confidence !== undefined);
  if (read.length > 0) {
    line.machineCharacters = read.reduce((sum, item) => sum + item.text.length, 0);
    line.confidence = read.reduce((sum, item) => sum + item.confidence! * item.text.length, 0) / line.machineCharacters;
  }
  return line;
}

/** Clearly smaller than the type of the line and above its baseline. */
function isRaised(item: TextItem, line: TextItem): boolean {
  return item.size < line.size * 0.8 && item.y < line.y - line.size * 0.12 && superscript.test(item.text.trim());
}

function raisedText(text: string, before: string, notes: ReadonlySet<string> | undefined, marks: string[]): string {
  const mark = plainMark(text);
  if (notes?.has(mark) && !(/^[23]$/.test(mark) && measuredIn.test(before))) {
    marks.push(mark);
    return '';
  }
  return text.replace(/\d/g, (digit) => raisedDigits[Number(digit)]!);
}

/** "[1]" and "1" are one mark. */
export function plainMark(text: string): string {
  return text.replace(/[[\](（）)〔〕［］\s.．、]/g, '');
}

function needsSpace(before: string, after: string, gap: number, size: number): boolean {
  if (before.endsWith(' ') || after.startsWith(' ')) return false;
  const words = /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after);
  return gap > size * (words ? 0.2 : 0.9);
}
