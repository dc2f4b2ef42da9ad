import type { RowDefinition } from '../table-flow.ts';
import type { WordFile } from './header.ts';
import { type Modifier, modifiersOf } from './modifiers.ts';

export interface Style {
  name: string;
  /** Level that the style itself stands for: heading 1-9, 标题 1, title; null for the others. */
  heading: number | null;
  /** An entry of a table of contents: it repeats a heading. */
  contents: boolean;
  base: number;
  modifiers: Buffer;
}

const paragraphKind = 1;

/** Paragraph styles by number ([MS-DOC] 2.9.271); other kinds and empty places are null. */
export function readStyles(bytes: Buffer): (Style | null)[] {
  if (bytes.length < 6) return [];
  let at = 2 + bytes.readUInt16LE(0);
  const count = bytes.readUInt16LE(2);
  const baseSize = bytes.readUInt16LE(4);
  const styles: (Style | null)[] = [];
  while (styles.length < count && at + 2 <= bytes.length) {
    const size = bytes.readUInt16LE(at);
    styles.push(size === 0 ? null : readStyle(bytes.subarray(at + 2, at + 2 + size), baseSize));
    at += 2 + size + (size & 1);
  }
  return styles;
}

function readStyle(style: Buffer, baseSize: number): Style | null {
  if (style.length < baseSize + 2 || (style.readUInt16LE(2) & 0xf) !== paragraphKind) return null;
  const identifier = style.readUInt16LE(0) & 0xfff;
  const nameLength = style.readUInt16LE(baseSize);
  const nameEnd = baseSize + 2 + 2 * nameLength;
  const name = style.toString('utf16le', baseSize + 2, nameEnd);
  const list = nameEnd + 2 + (baseSize & 1);
  const size = list + 2 <= style.length ? style.readUInt16LE(list) : 0;
  return {
    name,
    heading: identifier >= 1 && identifier <= 9 ? identifier : headingOfName(name),
    contents: (identifier >= 19 && identifier <= 27) || /^(?:toc|目录)\s*[1-9]$/i.test(name.split(',')[0]!.trim()),
    base: style.readUInt16LE(2) >> 4,
    modifiers: size > 2 ? style.subarray(list + 4, list + 2 + size) : Buffer.alloc(0),
  };
}

/** A name may carry aliases after a comma. */
function headingOfName(name: string): number | null {
  const first = name.split(',')[0]!.trim();
  const level = first.match(/^(?:heading|标题)\s*([1-9])$/i)?.[1];
  if (level) return Number(level);
  return /^(title|标题|文档标题)$/i.test(first) ? 1 : null;
}

/** Where a paragraph stands in the automatic numbering: number of the list override from 1, and level from 0. */
export interface ListPlace {
  list: number;
  level: number;
}

export interface ParagraphProperties {
  /** 1-9; null for body text. */
  heading: number | null;
  contents: boolean;
  align: 'left' | 'center' | 'right' | undefined;
  place: ListPlace | null;
  /** Numbered as Word 6 did, in a way that is no longer kept with the lists. */
  oldNumber: boolean;
  /** Depth of the table the paragraph stands in; 0 outside of tables. */
  depth: number;
  /** The paragraph is the end of a row and holds no text. */
  rowEnd: boolean;
  /** The paragraph ends a cell of a table inside a table. */
  innerCellEnd: boolean;
  row: RowProperties;
}

export interface RowProperties {
  /** Left edge of the first cell, then the right edge of each, in twips; empty where the row does not say. */
  edges: number[];
  /** One flag a cell: 0 alone, else its part in cells merged sideways or downwards. */
  sideways: number[];
  downwards: number[];
  header: boolean;
}

/** Resolves the properties of a paragraph from its style, its own modifiers and those of its piece, in this order. */
export function paragraphProperties(
  file: WordFile,
  styles: (Style | null)[],
  style: number,
  own: (Buffer | null)[],
): ParagraphProperties {
  const properties = { ...plainProperties(), contents: styles[style]?.contents ?? false };
  const chain = styleChain(styles, style);
  for (const ancestor of chain) {
    if (ancestor.heading !== null) properties.heading = ancestor.heading;
    applyAll(properties, ancestor.modifiers, file);
    // A style called Heading or Title is one even where it is set to count as body text in the outline.
    properties.heading ??= ancestor.heading;
  }
  for (const list of own) if (list) applyAll(properties, list, file);
  return properties;
}

function plainProperties(): ParagraphProperties {
  return {
    heading: null,
    contents: false,
    align: undefined,
    place: null,
    oldNumber: false,
    depth: 0,
    rowEnd: false,
    innerCellEnd: false,
    row: { edges: [], sideways: [], downwards: [], header: false },
  };
}

/** The style and what it is based on, the root first. */
function styleChain(styles: (Style | null)[], style: number): Style[] {
  const chain: Style[] = [];
  for (let next = styles[style]; next && chain.length < 32; next = styles[next.base]) chain.unshift(next);
  return chain;
}

function applyAll(properties: ParagraphProperties, list: Buffer, file: WordFile, nested = false): void {
  for (const modifier of modifiersOf(list)) {
    if ((modifier.code === 0x6646 || modifier.code === 0x6645) && !nested) {
      // Long lists lie in the data stream.
      const at = modifier.operand.readUInt32LE(0);
      if (at + 2 <= file.data.length)
        applyAll(properties, file.data.subarray(at + 2, at + 2 + file.data.readUInt16LE(at)), file, true);
    } else apply(properties, modifier);
  }
}

function apply(properties: ParagraphProperties, { code, operand }: Modifier): void {
  const byte = operand[0]!;
  switch (code) {
    case 0x2403: // alignment
    case 0x2461:
      properties.align = byte === 1 ? 'center' : byte === 2 ? 'right' : undefined;
      break;
    case 0x2640: // outline level, 9 is body text
      properties.heading = byte < 9 ? byte + 1 : null;
      break;
    case 0x460b: // list; 0 and numbers from 0xF801 on mean none
      properties.place = listPlace(operand.readUInt16LE(0), properties.place?.level ?? 0);
      break;
    case 0x260a: // level in the list
      properties.place = { list: properties.place?.list ?? 0, level: byte };
      break;
    case 0xc63e: // numbering as in Word 6
      properties.oldNumber = byte !== 0xff;
      break;
    case 0x2416: // in a table
      properties.depth = byte === 0 ? 0 : Math.max(1, properties.depth);
      break;
    case 0x6649: // depth in tables
      properties.depth = operand.readUInt32LE(0);
      break;
    case 0x2417: // end of a row
    case 0x244c: // end of a row of an inner table
      properties.rowEnd = byte !== 0;
      break;
    case 0x244b:
      properties.innerCellEnd = byte !== 0;
      break;
    default:
      applyRow(properties.row, code, operand);
  }
}

function listPlace(list: number, level: number): ListPlace {
  return { list: list > 0xf800 ? 0 : list, level };
}

function applyRow(row: RowProperties, code: number, operand: Buffer): void {
  if (code === 0x3404) row.header = operand[0] === 1;
  else if (code === 0xd608) readTableDefinition(row, operand);
  else if (code === 0xd62b && operand.length >= 2) row.downwards[operand[0]!] = operand[1]!;
  else if (code === 0x5624) {
    for (let cell = operand[0]!; cell < operand[1]!; cell++) row.sideways[cell] = cell === operand[0] ? 1 : 2;
  }
}

/** 2.9.328: the count of cells, their edges, then 20 bytes about each cell, of which the last may be missing. */
function readTableDefinition(row: RowProperties, operand: Buffer): void {
  const count = operand[0] ?? 0;
  const cells = 1 + 2 * (count + 1);
  if (count === 0 || operand.length < cells) return;
  row.edges = Array.from({ length: count + 1 }, (_, i) => operand.readInt16LE(1 + 2 * i));
  row.sideways = [];
  row.downwards = [];
  for (let i = 0; i < count && cells + 20 * i + 2 <= operand.length; i++) {
    const flags = operand.readUInt16LE(cells + 20 * i);
    row.sideways[i] = flags & 3;
    row.downwards[i] = (flags >> 5) & 3;
  }
}

/** The row as tables are put together from. Downwards, 1 goes on and 3 begins (2.9.342). */
export function rowDefinition(row: RowProperties): RowDefinition {
  const count = Math.max(row.edges.length - 1, row.sideways.length, row.downwards.length, 0);
  return {
    edges: row.edges,
    header: row.header,
    sideways: mergedSideways(row.sideways, count),
    downwards: Array.from({ length: count }, (_, x) => row.downwards[x] === 1),
  };
}

/** Programs differ in which flag opens a run of merged cells; the first flagged cell opens one, and another with its flag the next. */
function mergedSideways(flags: number[], count: number): boolean[] {
  let opening = 0;
  return Array.from({ length: count }, (_, x) => {
    const flag = flags[x] ?? 0;
    const goesOn = flag !== 0 && opening !== 0 && flag !== opening;
    if (flag === 0) opening = 0;
    else if (!goesOn) opening = flag;
    return goesOn;
  });
}
