import { isPageNumber, joinLines } from '../paragraphs.ts';
import type { Part } from './columns.ts';
import type { TextItem } from './items.ts';
import { plainMark, toLines } from './lines.ts';
import type { Stroke } from './strokes.ts';

/** A note at the foot of a page. */
export interface PageNote {
  /** As printed, e.g. "1" or "①". */
  marker: string;
  text: string;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  confidence?: number;
}

/** The rule above footnotes is short and begins at the left edge of the text; the notes are set smaller than the text. */
const longestRule = 0.55;
const smallType = 0.93;
/** Without a rule only type that is clearly smaller counts. */
const smallerType = 0.88;

const marked =
  /^(?:[[(（〔［]\s*(\d{1,3}|[a-z*†‡])\s*[\])）〕］]|(\d{1,3})(?=[\s\u3000.．、]|[^\d.．、%％年月日时元万亿个人条款章号])|([①-⑳]|[*†‡]{1,3}))[.．、]?\s*/;

/**
 * Takes the footnotes out of a part of a page: the lines at its foot that are smaller than the text and stand under a short rule, or
 * begin with a mark that is raised in the text above.
 */
export function takeFootnotes(
  part: Part,
  rules: Stroke[],
  page: number,
  bodySize: number,
): { items: TextItem[]; notes: PageNote[] } {
  const top = startOfNotes(part, rules, bodySize);
  if (top === null) return { items: part.items, notes: [] };
  const below = part.items.filter((item) => item.y > top);
  const notes = readNotes(below, page, bodySize);
  const used = new Set(notes.flatMap((note) => note.items));
  return { items: part.items.filter((item) => !used.has(item)), notes: notes.map(({ items: _, ...note }) => note) };
}

/** Height above which the text stands; null when the part has no notes. */
function startOfNotes(part: Part, rules: Stroke[], bodySize: number): number | null {
  const width = part.right - part.left;
  const middle = (Math.min(...part.items.map((item) => item.y)) + Math.max(...part.items.map((item) => item.y))) / 2;
  const under = (y: number) => part.items.filter((item) => item.y > y);
  for (const rule of [...rules].sort((a, b) => b.at - a.at)) {
    const placed = Math.abs(rule.start - part.left) < bodySize * 2.5 && rule.end - rule.start < width * longestRule;
    if (
      !placed ||
      rule.end - rule.start < bodySize * 3 ||
      rule.at < part.items.reduce((least, item) => Math.min(least, item.y), Infinity)
    )
      continue;
    const first = toLines(under(rule.at), 0)[0];
    const near = first && first.y - rule.at < bodySize * 2.5;
    if (near && first.size <= bodySize * smallType && marked.test(normalRaised(first.text))) return rule.at;
  }
  const raised = raisedMarks(part.items, bodySize);
  if (raised.size === 0) return null;
  for (const line of toLines(under(middle), 0)) {
    const match = marked.exec(line.text);
    const smaller = toLines(under(line.y - line.size * 0.4), 0).every((other) => other.size <= bodySize * smallerType);
    if (match && smaller && raised.has(plainMark(match[0]))) return line.y - line.size;
  }
  return null;
}

/** Marks that are set small and high in the text. */
function raisedMarks(items: TextItem[], bodySize: number): Set<string> {
  const marks = new Set<string>();
  for (const item of items) {
    const text = item.text.trim();
    if (item.size < bodySize * 0.8 && text.length <= 4) marks.add(plainMark(text));
  }
  return marks;
}

/** The notes below a height, as far as the small type goes. */
function readNotes(items: TextItem[], page: number, bodySize: number): (PageNote & { items: TextItem[] })[] {
  const notes: (PageNote & { items: TextItem[] })[] = [];
  for (const line of toLines(items, page)) {
    const inside = items.filter(
      (item) => Math.abs(item.y - line.y) < line.size * 0.9 && item.left >= line.left - 1 && item.right <= line.right + 1,
    );
    const match = marked.exec(normalRaised(line.text));
    const last = notes.at(-1);
    if (isPageNumber(line.text)) continue;
    if (line.size > bodySize * smallType || (!match && !last)) break;
    if (!match) {
      last!.text = joinLines(last!.text, line.text);
      last!.bottom = line.y;
      last!.right = Math.max(last!.right, line.right);
      last!.items.push(...inside);
      continue;
    }
    notes.push({
      marker: plainMark(match[0]),
      text: normalRaised(line.text).slice(match[0].length),
      page,
      left: line.left,
      right: line.right,
      top: line.y - line.size,
      bottom: line.y,
      ...(line.confidence === undefined ? {} : { confidence: line.confidence }),
      items: inside,
    });
  }
  return notes;
}

/** The mark of the note itself may be raised, too. */
function normalRaised(text: string): string {
  return text.replace(/^[⁰¹²³⁴⁵⁶⁷⁸⁹]+/, (marks) => [...marks].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)).join(''));
}
