import type { Warning } from '../../../domain/document.ts';
import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import { decodeWestern } from '../symbol-fonts.ts';
import { findRange, readPlc } from './plc.ts';

/** A run of characters that lie together in the file. */
interface Piece {
  /** In characters of the document. */
  start: number;
  end: number;
  /** Byte in the document stream. */
  offset: number;
  wide: boolean;
  /** Properties that a quick save put on the whole piece, as a list of modifiers. */
  modifiers: Buffer | null;
}

const maximumCharacters = 50_000_000;

/** The text of all stories, one UTF-16 unit a character position, and where each character lies in the file. */
export class PieceTable {
  readonly text: string;
  readonly warnings: Warning[] = [];
  private readonly pieces: Piece[];

  /** `clx` as in [MS-DOC] 2.9.38. Throws ParseError when a piece lies outside the stream. */
  constructor(clx: Buffer, document: Buffer) {
    this.pieces = readPieces(clx);
    const total = this.pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
    if (total > maximumCharacters) throw new FileTooLargeError('文件里的文字过多，无法读取', `doc: ${total} characters`);
    const narrow = this.pieces.filter((piece) => !piece.wide).map((piece) => bytesOf(piece, document));
    const decode = isDoubleByte(narrow) ? doubleByteText : decodeWestern;
    if (decode === doubleByteText)
      this.warnings.push({ code: 'encoding_guessed', message: '文件没有注明中文编码，按 GBK 读取，请核对' });
    this.text = this.pieces
      .map((piece) => {
        const bytes = bytesOf(piece, document);
        return piece.wide ? bytes.toString('utf16le') : decode(bytes);
      })
      .join('');
  }

  /** Byte of the character in the document stream, its width and the bytes to the end of its piece. */
  locate(position: number): { offset: number; width: 1 | 2; left: number; modifiers: Buffer | null } {
    const piece = this.pieces[findRange(this.pieces, position)]!;
    const width = piece.wide ? 2 : 1;
    const offset = piece.offset + (position - piece.start) * width;
    return { offset, width, left: piece.end - position, modifiers: piece.modifiers };
  }
}

function readPieces(clx: Buffer): Piece[] {
  const lists: Buffer[] = [];
  let at = 0;
  while (clx[at] === 1) {
    const size = clx.readUInt16LE(at + 1);
    lists.push(clx.subarray(at + 3, at + 3 + size));
    at += 3 + size;
  }
  if (clx[at] !== 2) throw new ParseError('文件已损坏，正文无法定位', 'doc: no piece table');
  let expected = 0;
  return readPlc(clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1)), 8).map(({ start, end, item }) => {
    if (start !== expected || end < start) throw new ParseError('文件已损坏，正文次序错乱', `doc: piece ${start}-${end}`);
    expected = end;
    const place = item.readUInt32LE(2);
    const wide = (place & 0x40000000) === 0;
    const byte = place & 0x3fffffff;
    return { start, end, offset: wide ? byte : byte >> 1, wide, modifiers: modifiersOfPiece(item.readUInt16LE(6), lists) };
  });
}

/** Modifiers that the short form names by a number (2.9.214), as far as a reader sees them. */
const shortForms = new Map([
  [0x05, 0x2403],
  [0x0c, 0x260a],
  [0x18, 0x2416],
  [0x19, 0x2417],
  [0x41, 0x0800],
  [0x5c, 0x083c],
]);

function modifiersOfPiece(prm: number, lists: Buffer[]): Buffer | null {
  if (prm & 1) return lists[prm >> 1] ?? null;
  const code = shortForms.get((prm >> 1) & 0x7f);
  return code === undefined ? null : Buffer.from([code & 0xff, code >> 8, prm >> 8]);
}

function bytesOf(piece: Piece, document: Buffer): Buffer {
  const end = piece.offset + (piece.end - piece.start) * (piece.wide ? 2 : 1);
  if (end > document.length) throw new ParseError('文件不完整，正文缺失', `doc: piece ends at ${end} of ${document.length}`);
  return document.subarray(piece.offset, end);
}

const chinese = new TextDecoder('gb18030');

/** A character of two bytes takes two positions: the second stays as a mark that is no text, so that positions still count. */
function doubleByteText(bytes: Buffer): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i]! >= 0x80 && i + 1 < bytes.length;
    text += pair ? `${chinese.decode(bytes.subarray(i, i + 2)).slice(0, 1)}\u0000` : String.fromCharCode(bytes[i]! & 0x7f);
    if (pair) i++;
  }
  return text;
}

/**
 * Narrow text is Western by the format; some old Chinese programs wrote GBK all the same. It is told by bytes above 0xA0 in even
 * runs throughout: Western letters with accents stand alone.
 */
function isDoubleByte(pieces: Buffer[]): boolean {
  let high = 0;
  let paired = 0;
  for (const bytes of pieces) {
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i]! < 0x80) continue;
      const start = i;
      while (i < bytes.length && bytes[i]! >= 0xa1) i++;
      const length = i - start;
      high += Math.max(length, 1);
      if (length % 2 === 0) paired += length;
    }
  }
  return high >= 8 && paired / high > 0.9;
}
