import type { Marks } from './types.ts';

/** A piece of text, marked or not; pieces in order give the text back. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a text at [start, end) pairs; overlapping or wrong pairs are mended, so that no character is lost or doubled. */
export function cutAtMarks(text: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of [...marks].sort((a, b) => a[0] - b[0])) {
    const start = Math.min(Math.max(from, at), text.length);
    const end = Math.min(Math.max(to, start), text.length);
    if (end === start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}

/** Where a quote stands in a text, white space aside; null when it does not. */
export function findQuote(text: string, quote: string): [number, number] | null {
  const exact = text.indexOf(quote);
  if (quote && exact >= 0) return [exact, exact + quote.length];
  const places: number[] = [];
  let bare = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (/\s/.test(character)) continue;
    places.push(at);
    bare += character;
  }
  const wanted = quote.replace(/\s+/g, '').replace(/…$/, '');
  const found = wanted ? bare.indexOf(wanted) : -1;
  if (found < 0) return null;
  return [places[found] as number, (places[found + wanted.length - 1] as number) + 1];
}

/** Latin letters and digits take about half the room of a character. */
const widthOf = (text: string) => [...text].reduce((sum, character) => sum + (character < '\u2e80' ? 0.5 : 1), 0);

/** Characters shown before the first mark of a text that is cut at its beginning. */
const before = 10;

/**
 * As much of a text around its first mark as takes the room of `size` characters, with the marks moved along. Where something was cut stands
 * an ellipsis that belongs to no mark.
 */
export function shorten(text: string, marks: Marks, size: number): { text: string; marks: Marks } {
  if (widthOf(text) <= size) return { text, marks };
  const first = marks[0]?.[0] ?? 0;
  const from = widthOf(text.slice(0, marks[0]?.[1] ?? 0)) < size - 2 ? 0 : Math.max(0, first - before);
  let to = from;
  for (let width = from > 0 ? 1 : 0; to < text.length && width < size - 1; to++) width += widthOf(text[to] as string);
  const lead = from > 0 ? '…' : '';
  const moved = marks
    .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)])
    .filter(([start, end]) => start < end)
    .map(([start, end]): [number, number] => [start - from + lead.length, end - from + lead.length]);
  return {
    text: lead + text.slice(from, to).replace(/…$/, '') + (to < text.length || text.endsWith('…') ? '…' : ''),
    marks: moved,
  };
}
