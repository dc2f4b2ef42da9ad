import type { Block, Table } from '../../blocks.ts';
import { meaningOf } from '../fields/field-names.ts';
import { isUnitLine, unitIn } from '../tables/table-frame.ts';
import { layoutParagraphs } from '../tables/table-layout.ts';
import type { Line } from '../types.ts';
import { annexMark } from './annex-mark.ts';
import { continuesSentence, markerOf } from './markers.ts';
import { genreEnd, isCornerElement, isSalutation, withoutSigner } from './phrases.ts';
import { displayWidth, halfWidth, tight } from './spelling.ts';
import { tidy } from './tidy.ts';

/**
 * Blocks to reading lines: white space tidied, hard line breaks taken back, tables of contents left out.
 * The words themselves stay as they are, so that every line can be quoted.
 */
export function readingLines(blocks: Block[]): Line[] {
  // A sheet that its author hides is a draft or a calculation, unless there is nothing else.
  const shown = blocks.filter((block) => block.type !== 'table' || !block.table.hidden);
  return dropContents(joinWrapped((shown.length > 0 ? shown : blocks).flatMap(linesOfBlock).filter((line) => !isPageMark(line))));
}

/** "— 12 —", "第3页 共10页": printed between the halves of a sentence. A bare number may be anything. */
function isPageMark({ kind, text }: Line): boolean {
  if (kind === 'table' || text.length > 24) return false;
  return /^[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2}$|^第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?$/.test(text);
}

function linesOfBlock(block: Block): Line[] {
  if (block.type === 'table') return linesOfTable(block.table, block.page, block.ocrConfidence ?? null);
  if (block.type === 'footnote') return [footnoteLine(block)];
  const pieces = block.text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map(tidy)
    .flatMap(withoutContents);
  const first = pieces.findIndex((piece) => piece !== '');
  return pieces.flatMap((text, index) => {
    if (text === '' || isRule(text)) return [];
    const marked = block.type === 'list_item' && index === first ? withMarker(text, block.marker) : text;
    const line: Line = {
      kind: block.type === 'heading' ? 'heading' : 'text',
      text: marked,
      level: block.type === 'heading' ? block.level : null,
      page: block.page,
      align: (block.type === 'paragraph' && block.align) || null,
      ocrConfidence: block.ocrConfidence ?? null,
      table: null,
    };
    return [line];
  });
}

/** A line drawn across the page: signs that say nothing. */
const isRule = (text: string) => /^[━─═—–_＿=﹏﹍~～*＊-]{5,}$/.test(text);

/** A footnote is one line that begins with its mark, as printed. */
function footnoteLine({ marker, text, page, ocrConfidence }: Extract<Block, { type: 'footnote' }>): Line {
  const words = tidy(text.replace(/[\r\n\u2028\u2029]+/g, ' '));
  const space = /^[\p{L}\p{N}]+$/u.test(marker) && !/^[①-⒛]$/.test(marker) ? ' ' : '';
  return {
    kind: 'text',
    text: words.startsWith(marker) ? words : marker + space + words,
    level: null,
    page,
    align: null,
    ocrConfidence: ocrConfidence ?? null,
    table: null,
    footnote: marker,
  };
}

/** "…通过）目录": the word that begins the contents was run together with the line above it. */
function withoutContents(text: string): string[] {
  const match = /目\s*[录次]$/.test(text.slice(-6)) ? /^(.+[）)。])\s*(目\s*[录次])$/.exec(text) : null;
  return match ? [match[1]!, match[2]!] : [text];
}

/**
 * What stands over the whole width above the header of a table - its name, number, unit - are lines above it, and so is a caption that
 * names an annex.
 */
function linesOfTable(table: Table, page: number | null, ocrConfidence: number | null): Line[] {
  const caption = table.caption === null ? '' : tidy(table.caption);
  const isAnnex = caption !== '' && annexMark(caption) !== null;
  const spanning = leadingSpans(table.rows);
  const above = [...(isAnnex ? [caption] : []), ...spanning];
  const rows = table.rows.slice(spanning.length);
  const headerRows = Math.max(0, table.headerRows - spanning.length);
  const plainLine = (text: string, align: Line['align']): Line => ({
    kind: 'text',
    text,
    level: null,
    page,
    align,
    ocrConfidence,
    table: null,
  });
  const paragraphs = layoutParagraphs({ rows, headerRows });
  if (paragraphs) return [...above.map((text) => plainLine(text, 'center')), ...paragraphs.map((text) => plainLine(text, null))];
  const line: Line = {
    kind: 'table',
    text: '',
    level: null,
    page,
    align: null,
    ocrConfidence,
    table: { ...table, ...unitOf(spanning), caption: isAnnex ? null : table.caption, headerRows, rows },
  };
  return [...above.map((text) => plainLine(text, 'center')), line];
}

/** The unit that stands over the whole width above the header. */
function unitOf(spanning: string[]): { unit?: string } {
  const unit = spanning
    .filter(isUnitLine)
    .map(unitIn)
    .find((found) => found !== null);
  return unit ? { unit } : {};
}

function leadingSpans(rows: string[][]): string[] {
  const spans: string[] = [];
  for (const row of rows.slice(0, Math.max(0, rows.length - 2))) {
    const text = tidy(row[0] ?? '');
    if (row.length < 2 || text === '' || text.length > 80 || !row.every((cell) => cell === row[0])) break;
    spans.push(text);
  }
  return spans;
}

/** A number that only the list shows belongs to the text; a bullet does not. */
function withMarker(text: string, marker: string | null): string {
  const shown = marker?.trim() ?? '';
  if (!/[\p{L}\p{N}]/u.test(shown) || text.startsWith(shown)) return text;
  return shown + text;
}

// ---- hard line breaks ---------------------------------------------------------------------------

const sentenceEnd = /[。！？；：.!?;:…”）)】」]$/;
const openEnd = /[，、（《“〈(,「]$/;

/** Width of a full line where most lines are broken at the margin; null where paragraphs are whole. */
export function wrapWidth(lines: Line[]): number | null {
  const widths = lines
    .filter((line) => line.kind === 'text' && line.footnote === undefined)
    .map((line) => displayWidth(line.text))
    .filter((width) => width >= 10)
    .sort((a, b) => a - b);
  if (widths.length < 8) return null;
  const full = widths[Math.floor(widths.length * 0.9)]!;
  if (full > 75) return null;
  const atMargin = widths.filter((width) => width >= full * 0.88 && width <= full * 1.08).length;
  return atMargin >= widths.length * 0.4 ? full : null;
}

/** A footnote at the foot of a page stands behind the sentence that goes on over it. */
function joinWrapped(lines: Line[]): Line[] {
  const width = wrapWidth(lines);
  const joined: Line[] = [];
  let previous: Line | null = null;
  let footnotes: Line[] = [];
  let lastPiece = '';
  for (const line of lines) {
    if (line.footnote !== undefined) {
      footnotes.push(line);
      continue;
    }
    if (previous && isContinuation(previous, lastPiece, line, width)) {
      previous.text += glueBetween(previous.text, line.text) + line.text;
      previous.ocrConfidence = lowestConfidence([previous, line]);
    } else {
      previous = { ...line };
      for (const footnote of footnotes) joined.push(footnote);
      joined.push(previous);
      footnotes = [];
    }
    lastPiece = line.text;
  }
  return [...joined, ...footnotes];
}

/** The lowest confidence of what was read from a picture; null where nothing was. */
export function lowestConfidence(lines: Pick<Line, 'ocrConfidence'>[]): number | null {
  return lines.reduce<number | null>(
    (lowest, { ocrConfidence }) => (ocrConfidence === null ? lowest : Math.min(lowest ?? 1, ocrConfidence)),
    null,
  );
}

/** Latin words of two lines stay apart. */
const glueBetween = (above: string, below: string) =>
  /[A-Za-z0-9,.]$/.test(above.slice(-1)) && /^[A-Za-z0-9]/.test(below) && /[A-Za-z]/.test(above.slice(-1) + below[0]) ? ' ' : '';

function isContinuation(previous: Line, lastPiece: string, next: Line, width: number | null): boolean {
  if (previous.kind !== 'text' || next.kind !== 'text') return false;
  if (previous.align === 'center' || next.align === 'center' || next.align === 'right') return false;
  if (isCornerElement(previous.text) || isCornerElement(next.text) || withoutSigner(previous.text) !== previous.text)
    return false;
  // A whole title above the addressees.
  if (genreEnd.test(previous.text) && isSalutation(next.text)) return false;
  if (isLabelled(next.text)) return false;
  if (continuesSentence(previous.text, next.text)) return true;
  if (markerOf(next.text) || /^(附件|附表|注|备注|问|答)\s*[\d一二三四五六七八九十]*\s*[:：]/.test(next.text)) return false;
  if (closesBracket(previous.text, next.text)) return true;
  const tail = previous.text.slice(-2);
  if (openEnd.test(tail)) return previous.text.length > 24 || displayWidth(previous.text) > 12;
  if (width === null || sentenceEnd.test(tail)) return false;
  return displayWidth(lastPiece) >= width * 0.8;
}

/** "发文机构：…": a line of data about the document. */
function isLabelled(text: string): boolean {
  const label = /^(\p{Script=Han}{2,6})\s?[:：]/u.exec(text.slice(0, 12))?.[1];
  return label !== undefined && meaningOf(label) !== null;
}

/** A bracket that stays open in a short line and is closed in the next one. */
function closesBracket(previous: string, next: string): boolean {
  if (previous.length > 120) return false;
  const open = Math.max(previous.lastIndexOf('（'), previous.lastIndexOf('('));
  if (open < 0 || /[）)]/.test(previous.slice(open))) return false;
  const close = next.slice(0, 80).search(/[（()）]/);
  return close >= 0 && close < 80 && /[)）]/.test(next[close]!);
}

// ---- tables of contents -------------------------------------------------------------------------

const leader = /(?:\.{4,}|…{2,}|·{4,}|-{4,}|_{4,})\s*\d{0,4}$/;

function dropContents(lines: Line[]): Line[] {
  const start = lines.findIndex((line) => line.kind !== 'table' && /^目[录次]$/.test(tight(line.text)));
  if (start < 0) return lines.filter((line) => !isLeaderLine(line));
  const later = new Map<string, number>();
  for (const [index, line] of lines.entries()) if (index > start) later.set(entryKey(line.text), index);
  let end = start + 1;
  while (end < lines.length && isContentsEntry(lines[end]!, end, later)) end++;
  return [...lines.slice(0, start), ...lines.slice(end)].filter((line) => !isLeaderLine(line));
}

/** Without the mark before an entry and the page behind it. */
const entryKey = (text: string) =>
  tight(text.slice(0, 200))
    .replace(/^[*＊·•]+/, '')
    .replace(/[.…·\-_]*\d{0,4}$/, '');

/** Entries that were run together on one line: "第二章 登记第三章 监督". */
const entriesOf = (text: string) => text.split(/(?<=[^\s*＊·•])(?=第[一二三四五六七八九十百零\d]{1,4}[编章节])/);

function isLeaderLine(line: Line): boolean {
  return line.kind !== 'table' && line.text.length < 180 && leader.test(halfWidth(line.text)) && displayWidth(line.text) < 90;
}

/** An entry is a short line that comes back further down as a heading, or that ends in dots and a page number. */
function isContentsEntry(line: Line, index: number, later: Map<string, number>): boolean {
  if (line.kind === 'table') return false;
  if (isLeaderLine(line)) return true;
  if (displayWidth(line.text) > 90) return false;
  const isEntry = (key: string) => key !== '' && displayWidth(key) <= 60 && (later.get(key) ?? 0) > index;
  return entriesOf(line.text).map(entryKey).every(isEntry);
}
