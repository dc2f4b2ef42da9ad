import { type Marker, markerOf } from '../lines/markers.ts';
import { displayWidth } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';

/** The lines of a scope with their numbering, which is looked up more than once. */
export interface MarkedLines {
  lines: RoleLine[];
  markers: (Marker | null)[];
}

/** 问：…, Q3. …, 问题一：… at the start of a line. */
export const asked =
  /^(?:(?:\d{1,3}\s*[.、]\s*)?问\s*(?:题)?\s*([一二三四五六七八九十\d]{0,3})\s*[:：.、]|Q\s*(\d{0,3})\s*[:：.、])\s*/i;
export const answered = /^(?:答(?:复|案)?|A\s*\d{0,3}|回复)\s*[:：.、]\s*/i;

export const endsAsQuestion = (text: string) =>
  text.length <= 260 && /[？?]["”』」]?$/.test(text.trim()) && displayWidth(text) <= 120;

/** An unnumbered question with a longer text below it; a page with several of them is a page of questions. */
export function isLooseQuestion({ lines, markers }: MarkedLines, index: number): boolean {
  const line = lines[index]!;
  const next = lines[index + 1];
  if (line.kind === 'table' || line.role !== 'body' || markers[index] || !endsAsQuestion(line.text)) return false;
  return next?.kind === 'text' && next.role === 'body' && next.text.length > line.text.length && !endsAsQuestion(next.text);
}

/** A question has something under it that is not the next question of the same kind. */
export function hasAnswer({ lines, markers }: MarkedLines, index: number): boolean {
  const next = lines[index + 1];
  if (next?.role !== 'body') return false;
  if (next.kind === 'table' || answered.test(next.text)) return true;
  const marker = markers[index + 1];
  return marker?.style !== markers[index]?.style || marker?.number === 1;
}

/** The numbering behind 答：, where an answer begins with its own list. */
export const markerInAnswer = (text: string) => markerOf(text.replace(answered, ''));
