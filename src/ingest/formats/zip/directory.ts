import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';

/** One record of the central directory, as it says of itself (APPNOTE 4.3.12); nothing here has been checked against the data. */
export interface DirectoryRecord {
  rawName: Buffer;
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Offset of the local header in the file. */
  local: number;
  /** High word of the external attributes: the Unix mode, 0 where the producer gave none. */
  mode: number;
}

const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const recordSignature = 0x02014b50;
const localSignature = Buffer.from('PK\u0003\u0004', 'latin1');
const none32 = 0xffffffff;
const none16 = 0xffff;

interface End {
  /** Where the end records begin: the directory must be over by then. */
  position: number;
  count: number;
  start: number;
  size: number;
}

/**
 * Records of the central directory. Throws ParseError when it is cut off, split over volumes or says a wrong number of entries, and
 * FileTooLargeError beyond `maximumEntries`.
 */
export function readDirectory(buffer: Buffer, maximumEntries: number): { records: DirectoryRecord[]; start: number } {
  const end = findEnd(buffer);
  if (end.count > maximumEntries) throw new FileTooLargeError('压缩容器里文件过多', `zip: ${end.count} entries`);
  // Offsets count from where the archive begins: behind a program, where one stands before it. What begins as an archive and has its end
  // record elsewhere is cut off, and the record belongs to an archive inside it.
  const shift = end.position - end.size - end.start;
  const moved = shift > 0 && !buffer.subarray(0, 4).equals(localSignature) && isRecord(buffer, end.start + shift) ? shift : 0;
  const records: DirectoryRecord[] = [];
  let position = end.start + moved;
  while (position < end.position && isRecord(buffer, position)) {
    if (records.length === maximumEntries)
      throw new FileTooLargeError('压缩容器里文件过多', `zip: more than ${maximumEntries} entries`);
    const { record, next } = readRecord(buffer, position, moved);
    records.push(record);
    position = next;
  }
  // Writers without Zip64 count modulo 65,536.
  if (records.length !== end.count && records.length % 65_536 !== end.count)
    throw new ParseError('文件已损坏，目录与内容不符', `zip: ${end.count} entries announced, ${records.length} found`);
  return { records, start: end.start + moved };
}

function isRecord(buffer: Buffer, position: number): boolean {
  return position >= 0 && position + 46 <= buffer.length && buffer.readUInt32LE(position) === recordSignature;
}

/** The end record whose comment ends with the file; else, with bytes hung on behind, the last one that fits. */
function findEnd(buffer: Buffer): End {
  const signature = Buffer.from('PK\u0005\u0006', 'latin1');
  let fallback = -1;
  for (let at = buffer.lastIndexOf(signature); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(signature, at - 1)) {
    if (at + 22 > buffer.length) continue;
    const over = at + 22 + buffer.readUInt16LE(at + 20);
    if (over === buffer.length) return readEnd(buffer, at);
    if (fallback < 0) fallback = at;
    // A comment has at most 65,535 bytes; what stands further up is an archive inside this one.
    if (buffer.length - at > 22 + none16) break;
  }
  if (fallback < 0) throw new ParseError('文件不完整，末尾缺失', 'zip: no end of central directory');
  return readEnd(buffer, fallback);
}

function readEnd(buffer: Buffer, at: number): End {
  const disk = buffer.readUInt16LE(at + 4);
  const count = buffer.readUInt16LE(at + 10);
  const size = buffer.readUInt32LE(at + 12);
  const start = buffer.readUInt32LE(at + 16);
  const wide = at >= 20 && buffer.readUInt32LE(at - 20) === locator64Signature;
  if (wide && (count === none16 || size === none32 || start === none32 || disk === none16)) return readEnd64(buffer, at - 20);
  if (disk !== 0) throw new ParseError('这是分卷压缩包的一卷，请合并后再提供', `zip: disk ${disk}`);
  return { position: at, count, start, size };
}

/** Zip64 end of central directory (APPNOTE 4.3.14). */
function readEnd64(buffer: Buffer, locator: number): End {
  const at = exact(buffer, locator + 8);
  if (at + 56 > buffer.length || buffer.readUInt32LE(at) !== end64Signature)
    throw new ParseError('文件已损坏', 'zip: bad zip64 end of central directory');
  return { position: at, count: exact(buffer, at + 32), size: exact(buffer, at + 40), start: exact(buffer, at + 48) };
}

function exact(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ParseError('文件已损坏', `zip: a size of ${value} bytes`);
  return Number(value);
}

function readRecord(buffer: Buffer, at: number, shift: number): { record: DirectoryRecord; next: number } {
  const nameLength = buffer.readUInt16LE(at + 28);
  const extraLength = buffer.readUInt16LE(at + 30);
  const next = at + 46 + nameLength + extraLength + buffer.readUInt16LE(at + 32);
  if (next > buffer.length) throw new ParseError('文件已损坏', 'zip: central directory is cut off');
  const flags = buffer.readUInt16LE(at + 8);
  const rawName = buffer.subarray(at + 46, at + 46 + nameLength);
  const extra = buffer.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const record: DirectoryRecord = {
    rawName,
    name: entryName(rawName, flags, extra),
    flags,
    method: buffer.readUInt16LE(at + 10),
    crc: buffer.readUInt32LE(at + 16),
    packed: buffer.readUInt32LE(at + 20),
    size: buffer.readUInt32LE(at + 24),
    local: buffer.readUInt32LE(at + 42),
    // Made by Unix (3) or macOS (19); other systems keep other things there.
    mode: [3, 19].includes(buffer[at + 5]!) ? buffer.readUInt16LE(at + 40) : 0,
  };
  widen(record, extraField(extra, 0x0001));
  record.local += shift;
  return { record, next };
}

/** Zip64 values stand in the order size, packed, offset, each only where the short field is full of ones (APPNOTE 4.5.3). */
function widen(record: DirectoryRecord, wide: Buffer | null): void {
  let at = 0;
  for (const field of ['size', 'packed', 'local'] as const) {
    if (record[field] !== none32) continue;
    if (!wide || at + 8 > wide.length) throw new ParseError('文件已损坏', `zip: ${record.name} has no zip64 sizes`);
    record[field] = exact(wide, at);
    at += 8;
  }
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}

/**
 * Name with forward slashes. Producers that do not set the UTF-8 flag write the code page of their system: on Chinese systems GBK,
 * unless the bytes are sound UTF-8. Info-ZIP keeps the Unicode name in an extra field of its own.
 */
function entryName(raw: Buffer, flags: number, extra: Buffer): string {
  const unicode = extraField(extra, 0x7075);
  const bytes = unicode && unicode.length > 5 ? unicode.subarray(5) : raw;
  return decodeName(bytes, (flags & 0x800) !== 0).replaceAll('\\', '/');
}

export function decodeName(bytes: Uint8Array, isUnicode: boolean): string {
  if (isUnicode) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
