import { endsSentence, joinLines, startsUnit } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import { type PrintedLine, toLines } from './lines.ts';

/** Lines of a cell: broken lines joined, entries that stand on lines of their own kept apart by a line feed. */
export function cellText(items: TextItem[], page: number, right: number): string {
  const lines = toLines(items, page);
  let text = '';
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    if (!previous) text = line.text;
    else text = continuesCell(previous, line, right) ? joinLines(text, line.text) : `${text}\n${line.text}`;
  });
  return text;
}

function continuesCell(previous: PrintedLine, line: PrintedLine, right: number): boolean {
  if (startsUnit(line.text)) return false;
  const room = right - previous.right;
  const centred = Math.abs((previous.left + previous.right) / 2 - (line.left + line.right) / 2) < previous.size;
  if (endsSentence(previous.text)) return room < previous.size && !centred;
  // Marks that cannot begin a line draw the letter before them into it.
  const first = 1 + (line.text.slice(1).match(/^[，。、；：！？）》”’】」]+/)?.[0].length ?? 0);
  return room < previous.size * Math.max(2, first + 1.2) || (centred && room < previous.size * 3);
}
