import { EncryptedFileError, ParseError, UnsupportedFormatError } from '../../../domain/errors.ts';
import type { OleStreams } from '../ole.ts';

/** Parts of the table stream by their place in the header ([MS-DOC] 2.5.6, FibRgFcLcb97). */
export const parts = {
  styles: 1,
  footnoteReferences: 2,
  footnoteTexts: 3,
  sections: 6,
  characterPages: 12,
  paragraphPages: 13,
  fonts: 15,
  pieces: 33,
  shapeAnchors: 40,
  endnoteReferences: 46,
  endnoteTexts: 47,
  drawings: 50,
  boxTexts: 56,
  lists: 73,
  listOverrides: 74,
} as const;

/** Lengths of the stories in characters; they follow each other in this order. */
export interface StoryLengths {
  main: number;
  footnotes: number;
  headers: number;
  macros: number;
  comments: number;
  endnotes: number;
  boxes: number;
}

/** A Word 97-2003 file, opened: its streams and its header (FIB). */
export interface WordFile {
  /** Text and formatted pages. */
  document: Buffer;
  data: Buffer;
  lengths: StoryLengths;
  /** A part of the table stream, with what follows it; empty when the file has none. Throws ParseError when it lies outside. */
  part(index: number): { bytes: Buffer; after: Buffer };
}

/** Throws EncryptedFileError for a file with a password, UnsupportedFormatError for Word 95 and older, ParseError for damage. */
export function openWord(streams: OleStreams): WordFile {
  const document = streams.get('worddocument')!();
  if (document.length < 32) throw new ParseError('文件已损坏，文档头不完整', `doc: ${document.length} bytes`);
  const version = document.readUInt16LE(2);
  const flags = document.readUInt16LE(10);
  if (flags & 0x0100) throw new EncryptedFileError('文件设有打开密码，请先去除密码', 'doc: encrypted');
  if (isBeforeWord97(document.readUInt16LE(0), version))
    throw new UnsupportedFormatError('这是 Word 95 或更早的文件，请用 Word 或 WPS 另存为 DOCX', `doc: version ${version}`);
  if (document.readUInt16LE(0) !== 0xa5ec) throw new ParseError('文件已损坏，文档头不正确', 'doc: no FIB');
  const tableName = flags & 0x0200 ? '1table' : '0table';
  const table = streams.get(tableName)?.();
  if (!table) throw new ParseError('文件已损坏，缺少格式信息', `doc: no ${tableName}`);
  const data = streams.get('data')?.() ?? Buffer.alloc(0);
  return { document, data, lengths: readLengths(document), part: partReader(document, table) };
}

/** Old headers, also those without a container of their own. */
export function isBeforeWord97(signature: number, version: number): boolean {
  return signature === 0xa5dc || signature === 0xa5db || signature === 0xa59b || signature === 0xa59c || version < 0xc0;
}

function readLengths(document: Buffer): StoryLengths {
  const at = (offset: number) => document.readUInt32LE(offset);
  return {
    main: at(0x4c),
    footnotes: at(0x50),
    headers: at(0x54),
    macros: at(0x58),
    comments: at(0x5c),
    endnotes: at(0x60),
    boxes: at(0x64),
  };
}

function partReader(document: Buffer, table: Buffer): WordFile['part'] {
  const count = document.readUInt16LE(0x98);
  return (index) => {
    if (index >= count) return { bytes: Buffer.alloc(0), after: Buffer.alloc(0) };
    const start = document.readUInt32LE(0x9a + 8 * index);
    const length = document.readUInt32LE(0x9a + 8 * index + 4);
    if (length > 0 && start + length > table.length)
      throw new ParseError('文件已损坏或不完整，格式信息缺失', `doc: part ${index} ends at ${start + length} of ${table.length}`);
    return {
      bytes: table.subarray(start, start + length),
      after: length === 0 ? Buffer.alloc(0) : table.subarray(start + length),
    };
  };
}
