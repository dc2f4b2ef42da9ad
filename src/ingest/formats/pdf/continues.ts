import { continuesParagraph, endsSentence, isProse, isSplitTitle, standApart, startsUnit } from '../paragraphs.ts';
import type { PrintedLine } from './lines.ts';
import type { Column } from './measure.ts';

/** True when the line goes on with the open paragraph. */
export function belongsTo(text: string, lines: PrintedLine[], line: PrintedLine, column: Column, before: Column): boolean {
  if (standApart(text, line.text)) return false;
  const previous = lines.at(-1)!;
  // Heights of recognised lines vary with their letters.
  const variation = previous.confidence === undefined || line.confidence === undefined ? 0.12 : 0.3;
  const sameSize = Math.abs(previous.size - line.size) < Math.max(previous.size, line.size) * variation;
  const samePage = previous.page === line.page && previous.part === line.part;
  const pitch = Math.max(column.pitch, line.size * 1.5);
  const distance = line.y - previous.y;
  const apart = samePage && distance > Math.max(pitch * 1.35, pitch + line.size * 0.4);
  if (sameSize && samePage && !apart && distance > line.size && continuesMiddle(text, line.text, previous, line, column))
    return true;
  const centred = isCentred(previous, before) && isCentred(line, column);
  const large = previous.size > column.size * 1.15 && !isProse(text);
  if (centred || large) return sameSize && samePage && !apart && distance > line.size && continuesTitle(text, line.text, large);
  if (!sameSize && !(isProse(text) && !endsSentence(text))) return false;
  const room = before.right - previous.right;
  const full = room < firstWordWidth(line.text) * previous.size + previous.size * 0.6;
  const indent = line.left - column.left;
  const hanging = lines.length === 1 && full && !endsSentence(text) && startsUnit(text);
  const indented = indent > line.size * 1.2 && !hanging && !followsHanging(lines, line);
  if (apart && !(full && isProse(text) && !endsSentence(text) && !indented)) return false;
  if (indented && full && isProse(text) && !endsSentence(text) && !startsUnit(line.text)) return true;
  // At the foot of a page a sentence may break off anywhere.
  if (!samePage && !indented && isProse(text) && !endsSentence(text) && !startsUnit(line.text)) return true;
  return continuesParagraph(text, line.text, { full, indented, apart });
}

/** Lines about one middle: a title cut in two, or brackets under a title (（2003年…通过）) that close in the second line. */
function continuesMiddle(text: string, next: string, previous: PrintedLine, line: PrintedLine, column: Column): boolean {
  const middle = (column.left + column.right) / 2;
  const off = (one: PrintedLine) => Math.abs((one.left + one.right) / 2 - middle);
  if (off(line) > line.size * 1.5 || off(previous) > line.size * 2 || line.left - column.left < line.size * 2.6) return false;
  if (isSplitTitle(text, next)) return true;
  return /^[（(][^）)]*$/.test(text) && /^[^（(]*[）)]$/.test(next);
}

/** The line stands under the second line of a paragraph with a hanging indent. */
function followsHanging(lines: PrintedLine[], line: PrintedLine): boolean {
  const second = lines[1];
  return second !== undefined && Math.abs(second.left - line.left) < line.size * 0.5 && second.left > lines[0]!.left;
}

/** Lines of one centred title: larger than the text, or cut where only a title is cut. */
function continuesTitle(text: string, next: string, large: boolean): boolean {
  if (startsUnit(next) || isProse(text)) return false;
  if (isSplitTitle(text, next)) return true;
  return large && !/^[（(]/.test(next) && !/(通知|通告|公告|意见|办法|规定|细则|方案|决定|文件|报告|函)$/.test(text);
}

/** Large type is a title and centred even when it nearly fills the column; a line of text needs clear space on both sides. */
function isCentred(line: PrintedLine, column: Column): boolean {
  const before = line.left - column.left;
  const after = column.right - line.right;
  const large = line.size > column.size * 1.15;
  if (large) return before > line.size * 0.8 && Math.abs(before - after) < line.size;
  return before > line.size * 2.6 && after > line.size * 1.5 && Math.abs(before - after) < line.size * 2;
}

/** How a paragraph stands in its column; undefined for the usual. */
export function alignment(lines: PrintedLine[], column: Column): 'center' | 'right' | undefined {
  if (lines.every((line) => isCentred(line, column)) && !isListed(lines[0]!.text)) return 'center';
  const only = lines.length === 1 ? lines[0] : undefined;
  if (!only) return undefined;
  const middle = (column.left + column.right) / 2;
  return only.left > middle - only.size * 2 && column.right - only.right < only.size * 6 ? 'right' : undefined;
}

/** An item of a list may end where its line looks centred; headings of chapters are centred in earnest. */
function isListed(text: string): boolean {
  return startsUnit(text) && !/^第.{1,6}[编章节]/.test(text);
}

/** Room that the first word of a line needs, in characters: a hanzi with the marks that cannot begin a line, or a Latin word. */
function firstWordWidth(text: string): number {
  const latin = text.match(/^[A-Za-z0-9.%+/-]+/)?.[0];
  if (latin) return latin.length * 0.55;
  return 1 + (text.slice(1).match(/^[，。、；：！？）》”’】」]+/)?.[0].length ?? 0);
}
