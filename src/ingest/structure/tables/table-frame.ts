import type { Table } from '../../blocks.ts';
import { circled, markerOf } from '../lines/markers.ts';
import { displayWidth, halfWidth } from '../lines/spelling.ts';
import { tidy } from '../lines/tidy.ts';
import type { RoleLine } from '../types.ts';

/** The lines right above a table that have no numbering, and those below it. */
export interface Surroundings {
  above: string[];
  below: string[];
}

/** The lines around every table of a part. */
export function surroundingsIn(lines: RoleLine[]): Map<RoleLine, Surroundings> {
  const found = new Map<RoleLine, Surroundings>();
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'table') continue;
    const above: string[] = [];
    for (let at = index - 1; above.length < nearLines && isPlain(lines[at]); at--) above.unshift(lines[at]!.text);
    const below: string[] = [];
    for (let at = index + 1; below.length < mostNotes && lines[at]?.kind === 'text'; at++) below.push(lines[at]!.text);
    found.set(line, { above, below });
  }
  return found;
}

const isPlain = (line: RoleLine | undefined) => line?.kind === 'text' && line.role !== 'footnote' && !markerOf(line.text);

/** What stands around the cells of a table and belongs to it. */
export interface TableFrame {
  /** Its name: the caption, or the short line above it. */
  name: string | null;
  /** "万元" of "单位：万元", wherever it is printed. */
  unit: string | null;
  notes: TableNote[];
}

export interface TableNote {
  text: string;
  /** The mark that rows bear which the note is about: "①", "*", "注1"; null for a note on the whole table. */
  mark: string | null;
}

/** Lines looked at above a table, and notes taken below it. */
const nearLines = 3;
const mostNotes = 20;

export function frameOf(table: Table, { above, below }: Surroundings): TableFrame {
  const caption = table.caption ? tidy(table.caption) : '';
  const name = caption || nameAbove(above);
  const printed = [...trailingNotes(table.rows), ...(table.notes ?? []).map(tidy), ...notesBelow(below)];
  const notes = noteEntries([...new Set(printed)]);
  const unit = table.unit ?? unitIn(caption) ?? unitAbove(above) ?? unitInNotes(notes);
  return { name, unit, notes };
}

// ---- name and unit ------------------------------------------------------------------------------

const unitPattern = /(?:计量|金额|面积|数量|长度|货币)?单位\s*(?:[:：]|均?为)\s*([^\s，。；、（）()]{1,16})/;
export const isUnitLine = (text: string) =>
  displayWidth(text) <= 24 && /^[（(]?(?:计量|金额|面积|数量|货币)?单位\s*[:：].{1,20}$/.test(text);
const isCaption = (text: string) =>
  displayWidth(text) <= 50 && !/[。；：:]$/.test(text) && /[\p{Script=Han}A-Za-z]{2}/u.test(text);
/** "填表单位：　填表人：　填表日期：": blanks to be filled in, between the name of a form and its table. */
const isBlankLine = (text: string) => (halfWidth(text).match(/:/g)?.length ?? 0) >= 2;

/** The short line right above; units and blanks to fill in may stand between it and the table. A unit is added to the name. */
function nameAbove(lines: string[]): string | null {
  const last = lines.at(-1);
  if (last === undefined) return null;
  if (isUnitLine(last)) {
    const name = nameAbove(lines.slice(0, -1));
    return name ? `${name}（${last.replace(/^[（(]|[）)]$/g, '')}）` : null;
  }
  if (isBlankLine(last)) return nameAbove(lines.slice(0, -1));
  return isCaption(last) ? last : null;
}

export const unitIn = (text: string) => unitPattern.exec(text)?.[1] ?? null;

function unitAbove(lines: string[]): string | null {
  for (const line of lines.toReversed()) {
    if (isUnitLine(line)) return unitIn(line);
    if (!isBlankLine(line) && !isCaption(line)) return null;
    const inName = /[（(]([^（）()]*单位[^（）()]*)[）)]/.exec(line)?.[1];
    if (inName) return unitIn(inName);
  }
  return null;
}

const unitInNotes = (notes: TableNote[]) => notes.map(({ text }) => unitIn(text)).find((unit) => unit !== null) ?? null;

// ---- notes --------------------------------------------------------------------------------------

const noteStart = /^(?:注|备注|说明|附注|注释|填表说明|数据来源|资料来源)\s*\d{0,2}\s*(?:[:：.、]|$)|^[*＊※§△▲☆★#]/;
export const isNote = (text: string) => noteStart.test(text) || /^单位\s*[:：]/.test(text);

/** Notes printed as the last rows of a table, over its whole width. */
export function trailingNotes(rows: string[][]): string[] {
  let from = rows.length;
  while (from > 1 && isOneCell(rows[from - 1]!)) from--;
  const spans = rows.slice(from).map((row) => tidy(row[0]!));
  const first = spans.findIndex(isNote);
  return first < 0 ? [] : spans.slice(first);
}

const isOneCell = (row: string[]) => row.length > 1 && row[0] !== '' && row.every((cell) => cell === row[0]);

/** Lines that begin with 注： or a mark, and the numbered lines behind 注：. */
function notesBelow(lines: string[]): string[] {
  const notes: string[] = [];
  let numbered = 0;
  for (const line of lines.slice(0, mostNotes)) {
    const marker = markerOf(line);
    const continues =
      notes.length > 0 && marker !== null && marker.number === numbered + 1 && /^(?:num|circled)/.test(marker.style);
    if (!noteStart.test(line) && !continues) break;
    const inside = markerOf(line.replace(/^注\s*[:：]\s*/, ''));
    numbered = (continues ? marker.number : inside?.number) ?? numbered;
    notes.push(line);
  }
  return notes;
}

const circledMark = new RegExp(`^[${circled}]`);

/** "注：①甲。②乙。" holds two; "注：1.甲" is what cells call 注1. */
function noteEntries(lines: string[]): TableNote[] {
  return lines
    .flatMap((line) => line.split(new RegExp(`(?<=[。；;])\\s*(?=[${circled}])`)))
    .flatMap((text): TableNote[] => {
      const bare = text.replace(/^(?:注|备注)\s*[:：]\s*/, '');
      if (bare === '') return [];
      const sign = /^(?:[*＊]{1,3}|[※§△▲☆★#])/.exec(bare)?.[0] ?? circledMark.exec(bare)?.[0];
      const number = /^注\s*(\d{1,2})/.exec(text)?.[1] ?? markerOf(bare)?.number;
      return [{ text, mark: sign ?? (number === undefined ? null : `注${number}`) }];
    });
}

/** The notes whose marks a row bears. */
export function notesOf(row: string[], notes: TableNote[]): string[] {
  const marked = notes.filter(({ mark }) => mark !== null);
  if (marked.length === 0) return [];
  return marked.filter(({ mark }) => row.some((cell) => bears(cell, mark!))).map(({ text }) => text);
}

/** "40*" bears the mark *, and not **; a cell that begins with ① lists something itself. */
function bears(cell: string, mark: string): boolean {
  const place = cell.replaceAll(' ', '').indexOf(mark);
  if (place < 0) return false;
  if (circledMark.test(mark)) return place > 0 && !cell.includes('\n');
  const before = cell[place - 1];
  const after = cell.replaceAll(' ', '')[place + mark.length];
  return before !== mark[0] && after !== mark[0] && !(mark.startsWith('注') && /\d/.test(after ?? ''));
}
