import { tidy } from '../html/dom.ts';
import { symbolText } from '../symbol-fonts.ts';
import type { Fields } from './fields.ts';
import type { WordFile } from './header.ts';
import { isOn, modifiersOf } from './modifiers.ts';
import type { FormattedRuns } from './pages.ts';
import type { PieceTable } from './pieces.ts';
import { type ParagraphProperties, paragraphProperties, type Style } from './styles.ts';

/** Everything that text is read with. */
export interface WordText {
  file: WordFile;
  pieces: PieceTable;
  styles: (Style | null)[];
  characters: FormattedRuns;
  paragraphs: FormattedRuns;
  fields: Fields;
  fonts: string[];
}

export interface Paragraph {
  /** Lines as typed: a paragraph may hold forced line breaks. */
  lines: string[];
  properties: ParagraphProperties;
  /** Ends with the mark of a cell or row. */
  cellMark: boolean;
  /** Positions of characters that stand for something else: note references, drawings. */
  anchors: number[];
}

/** What was left out on the way, for the warnings. */
export interface Omissions {
  deleted: number;
  hidden: number;
  pictures: number;
}

const cellMark = '\u0007';
const pageBreak = '\u000c';
const paragraphMark = '\r';

/** The paragraphs of a story from `start` to `end`, in character positions. */
export function readParagraphs(text: WordText, start: number, end: number, omissions: Omissions): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let carried: { text: string; anchors: number[] } = { text: '', anchors: [] };
  for (let at = start; at < end; ) {
    const stop = paragraphEnd(text, at, end);
    const mark = text.pieces.text[stop - 1];
    const read = readCharacters(text, at, stop, omissions);
    const whole = { text: carried.text + read.text, anchors: [...carried.anchors, ...read.anchors] };
    // A deleted or hidden mark joins its paragraph to the next.
    if (read.markOmitted && mark === paragraphMark && stop < end) carried = whole;
    else {
      carried = { text: '', anchors: [] };
      const properties = propertiesAt(text, stop - 1);
      const lines = whole.text.split('\n').map(tidy);
      paragraphs.push({
        lines: lines.filter((line) => line !== ''),
        properties,
        cellMark: mark === cellMark || properties.innerCellEnd,
        anchors: whole.anchors,
      });
    }
    at = stop;
  }
  return paragraphs;
}

/** One past the mark that ends the paragraph. A page break ends it only where the formatting ends too: it may stand within. */
function paragraphEnd(text: WordText, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const character = text.pieces.text[at];
    if (character === paragraphMark || character === cellMark) return at + 1;
    if (character === pageBreak) {
      const { offset, width } = text.pieces.locate(at);
      if (text.paragraphs.at(offset)?.end === offset + width) return at + 1;
    }
  }
  return end;
}

function propertiesAt(text: WordText, position: number): ParagraphProperties {
  const { offset, modifiers } = text.pieces.locate(position);
  const run = text.paragraphs.at(offset);
  return paragraphProperties(text.file, text.styles, run?.style ?? 0, [run?.modifiers ?? null, modifiers]);
}

interface Characters {
  text: string;
  anchors: number[];
  markOmitted: boolean;
}

/** Text between two positions run by run, without what is deleted, hidden or code. */
function readCharacters(text: WordText, start: number, end: number, omissions: Omissions): Characters {
  const read: Characters = { text: '', anchors: [], markOmitted: false };
  for (let at = start; at < end; ) {
    const { offset, width, left, modifiers } = text.pieces.locate(at);
    const run = text.characters.at(offset);
    const length = Math.max(1, Math.min(left, end - at, run ? Math.ceil((run.end - offset) / width) : 1));
    const format = runFormat([run?.modifiers ?? null, modifiers]);
    const omitted = format.deleted || format.hidden;
    if (omitted) {
      const lost = shownText(text, at, at + length, format, [], { ...omissions }).trim().length;
      if (format.deleted) omissions.deleted += lost;
      else omissions.hidden += lost;
    } else read.text += shownText(text, at, at + length, format, read.anchors, omissions);
    read.markOmitted = omitted;
    at += length;
  }
  return read;
}

interface RunFormat {
  deleted: boolean;
  hidden: boolean;
  /** Number of the font; a sign inserted from a font of signs has its own, with its code. */
  font: number | null;
  symbol: { font: number; code: number } | null;
}

function runFormat(lists: (Buffer | null)[]): RunFormat {
  const format: RunFormat = { deleted: false, hidden: false, font: null, symbol: null };
  for (const list of lists) {
    if (!list) continue;
    for (const modifier of modifiersOf(list)) {
      const { code, operand } = modifier;
      if (code === 0x0800) format.deleted = isOn(modifier);
      else if (code === 0x083c) format.hidden = isOn(modifier);
      else if (code === 0x4a4f || code === 0x4a51) format.font = operand.readUInt16LE(0);
      else if (code === 0x6a09) format.symbol = { font: operand.readUInt16LE(0), code: operand.readUInt16LE(2) };
    }
  }
  return format;
}

const substitutes: Record<string, string> = { '\t': ' ', '\u000b': '\n', '\u000c': '\n', '\u000e': '\n', '\u001e': '-' };

function shownText(
  text: WordText,
  start: number,
  end: number,
  format: RunFormat,
  anchors: number[],
  omissions: Omissions,
): string {
  let shown = '';
  for (let at = start; at < end; at++) {
    const fieldText = text.fields.shown.get(at);
    if (fieldText !== undefined) shown += fieldText;
    if (text.fields.hidden[at]) continue;
    const character = text.pieces.text[at]!;
    const code = character.charCodeAt(0);
    if (code === 0x28 && format.symbol) shown += signText(text.fonts[format.symbol.font] ?? null, format.symbol.code);
    else if (code >= 0xf020 && code <= 0xf0ff)
      shown += signText(format.font === null ? null : (text.fonts[format.font] ?? null), code);
    else if (code >= 0x20) shown += character;
    else if (substitutes[character] !== undefined) shown += substitutes[character];
    else if (code === 2 || code === 8) anchors.push(at);
    else if (code === 1) omissions.pictures++;
  }
  return shown;
}

/** In a font of letters the private area repeats the Western letters. */
function signText(font: string | null, code: number): string {
  return symbolText(font, code) ?? String.fromCharCode(code >= 0xf020 && code <= 0xf0ff ? code & 0xff : code);
}
