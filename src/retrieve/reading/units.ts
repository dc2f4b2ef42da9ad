import type { Clause } from '../../domain/document.ts';
import { machineTalkIn } from '../../text/machine-talk.ts';
import { splitSentences, type TextRange } from '../../text/sentences.ts';
import type { Candidate } from '../contract.ts';

/** A sentence that may become part of the answer. */
export interface Unit {
  candidate: Candidate;
  clause: Clause;
  start: number;
  end: number;
  text: string;
  /** Whether the chunk that was found holds the sentence, and not only its clause. */
  found: boolean;
}

/** What a text is about: the document's title, an entry's question. */
export const titleOf = ({ document, faq }: Candidate): string => document?.document.title ?? faq?.entry.question ?? '';

/** All sentences of the clauses behind the candidates, each with the best candidate whose chunk holds it. */
export function unitsOf(candidates: Candidate[]): Unit[] {
  const byPlace = new Map<string, Unit>();
  for (const candidate of candidates) {
    const { clause, start: from, end: to } = candidate.view;
    if (!clause || clause.kind === 'heading') continue;
    const sentences = candidate.faq ? [{ start: 0, end: clause.text.length }] : sentencesOf(clause, titleOf(candidate));
    for (const { start, end } of sentences) {
      const key = `${clause.id}/${start}`;
      const found = start < to && end > from;
      const known = byPlace.get(key);
      if (!known || (found && !known.found))
        byPlace.set(key, { candidate, clause, start, end, text: clause.text.slice(start, end), found });
    }
  }
  return [...byPlace.values()];
}

/** All sentences of clauses of the candidate's document, found or not. */
export const unitsWithin = (candidate: Candidate, clauses: Clause[]): Unit[] =>
  clauses
    .filter(({ kind }) => kind !== 'heading')
    .flatMap((clause) =>
      sentencesOf(clause, titleOf(candidate)).map(({ start, end }) => ({
        candidate,
        clause,
        start,
        end,
        text: clause.text.slice(start, end),
        found: false,
      })),
    );

/**
 * A table row is one unit; other text is cut into sentences, without the white space around them. What speaks to the machine and not to
 * people (an order hidden in a document) is never one.
 */
function sentencesOf(clause: Clause, title: string): { start: number; end: number }[] {
  const ranges =
    clause.kind === 'table_row'
      ? [{ start: 0, end: clause.text.length }]
      : splitSentences(clause.text).flatMap((range) => withoutFrame(clause.text, range, title));
  const orders = machineTalkIn(clause.text);
  return ranges
    .map(({ start, end }) => trimmed(clause.text, start, end))
    .filter(({ start, end }) => end > start && !orders.some((order) => start < order.end && end > order.start));
}

/** Dateline of a news agency or newspaper: 新华社南宁2月4日电（记者某某）, 本报讯. */
const dateline =
  /^\s*(?:[^，。；\s]{2,8}社[^，。；\s]{0,10}?\d{1,2}月\d{1,2}日(?:专?电|讯)|(?:本报|本网|本台)(?:讯|[^，。；\s]{0,8}\d{1,2}月\d{1,2}日[电讯]))\s*(?:[（(](?:记者|通讯员)[^）)]{1,40}[）)])?\s*/;
/** White space between two signs of running text is a line break that was lost: a heading, a title, the next item. */
const lostBreak = /(?<=[\p{Script=Han}。；：？！”）)])[ \t\u3000]+(?=[\p{Script=Han}“（(《\d])/gu;
/** Shortest part that stands on its own, so that spaced names (记者 某某) stay whole. */
const shortestPart = 10;

/** The sentence without the document's title and the dateline before it, parted where line breaks were lost. */
function withoutFrame(text: string, { start, end }: TextRange, title: string): TextRange[] {
  const begin = behindTitle(text, start, end, title);
  return partsOf(text, begin + (dateline.exec(text.slice(begin, end))?.[0].length ?? 0), end);
}

function partsOf(text: string, start: number, end: number): TextRange[] {
  const parts: TextRange[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(lostBreak)) {
    const at = start + match.index;
    const isShort = at - from < shortestPart || end - at - match[0].length < shortestPart;
    if (isShort || isOpen(text.slice(from, at))) continue;
    parts.push({ start: from, end: at });
    from = at + match[0].length;
  }
  return from < end ? [...parts, { start: from, end }] : parts;
}

/** Whether a bracket or a quotation is open at the end. */
const isOpen = (text: string) =>
  ['（）', '()', '《》', '“”'].some(([open, close]) => text.lastIndexOf(open!) > text.lastIndexOf(close!));

/** Where the words begin behind the title that stands at the head of the sentence; spaces do not count. */
function behindTitle(text: string, start: number, end: number, title: string): number {
  const wanted = title.replace(/\s+/g, '');
  let at = start;
  for (let i = 0; i < wanted.length; at++) {
    if (at >= end) return start;
    if (/\s/.test(text[at] as string)) continue;
    if (text[at] !== wanted[i]) return start;
    i++;
  }
  return wanted.length > 0 ? at : start;
}

export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}
