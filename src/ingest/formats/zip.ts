import { constants, crc32, inflateRawSync } from 'node:zlib';
import {
  EncryptedFileError,
  FileTooLargeError,
  ParseError,
  UnsupportedFormatError,
  type WenceError,
} from '../../domain/errors.ts';
import { type DirectoryRecord, decodeName, readDirectory } from './zip/directory.ts';

/** Limits against containers that unpack to more than any honest document. */
const maximumEntries = 20_000;
const maximumEntryBytes = 200 * 1024 * 1024;
const maximumTotalBytes = 500 * 1024 * 1024;
/** More than this many bytes from one, over a size that matters, is a bomb: XML of real documents shrinks ten- to fifty-fold. */
const maximumRatio = 500;
const ratioMattersFrom = 32 * 1024 * 1024;
const headBytes = 512;

export interface ZipEntry {
  /** As stored, with forward slashes; may be anything at all, so never a path to write to. */
  name: string;
  /** Unpacked size in bytes as the directory says; `read` holds it to that. */
  size: number;
  /** Bytes in the container. */
  packed: number;
  isFolder: boolean;
  /** A link, a device: it points elsewhere and holds no document. */
  isSpecial: boolean;
  /** The first bytes, enough to know a format by; empty where they cannot be had. */
  head(): Buffer;
  /** Throws EncryptedFileError, FileTooLargeError, UnsupportedFormatError, or ParseError where header, size or checksum are wrong. */
  read(): Buffer;
}

/**
 * Parts of a document in a ZIP container (OOXML, OFD) by name. Throws ParseError when it is cut off, or holds two different parts of one
 * name, and FileTooLargeError when it is a bomb.
 */
export function readZip(bytes: Uint8Array): Map<string, ZipEntry> {
  const parts = new Map<string, ZipEntry>();
  const records = new Map<string, DirectoryRecord>();
  let total = 0;
  for (const { entry, record } of readEntries(bytes, maximumEntries)) {
    total += entry.size;
    if (entry.size > maximumEntryBytes || total > maximumTotalBytes)
      throw new FileTooLargeError('文件解压后过大', `zip: ${entry.name}`);
    const twin = records.get(entry.name);
    if (twin && (twin.crc !== record.crc || twin.size !== record.size))
      throw new ParseError('文件已损坏，内部有两个同名部件', `zip: ${entry.name} twice`);
    const name = entry.name.replace(/^(?:\.?\/)+/, '');
    parts.set(name, entry);
    records.set(entry.name, record);
  }
  return parts;
}

/** All entries in the order of the directory, duplicates and folders included, for archives. Throws as `readZip`, but for its limits of size. */
export function listZip(bytes: Uint8Array, most: number): ZipEntry[] {
  return readEntries(bytes, most).map(({ entry }) => entry);
}

/** Names of the entries, also of a container whose end is missing: then as far as the local headers can be followed. */
export function zipNames(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    return readDirectory(buffer, 65_536).records.map((record) => record.name.replace(/^(?:\.?\/)+/, ''));
  } catch {
    return localNames(buffer);
  }
}

function localNames(buffer: Buffer): string[] {
  const names: string[] = [];
  const signature = Buffer.from('PK\u0003\u0004', 'latin1');
  for (let at = 0; at >= 0 && at + 30 < buffer.length && names.length < maximumEntries; ) {
    if (buffer.readUInt32LE(at) !== 0x04034b50) break;
    const data = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
    const flags = buffer.readUInt16LE(at + 6);
    names.push(
      decodeName(buffer.subarray(at + 30, at + 30 + buffer.readUInt16LE(at + 26)), (flags & 0x800) !== 0).replaceAll('\\', '/'),
    );
    // Where the sizes follow the data only a search finds the next header; it must not stop inside an archive that lies in this one.
    const packed = flags & 8 ? 0 : buffer.readUInt32LE(at + 18);
    at = buffer.indexOf(signature, data + packed);
  }
  return names;
}

interface Located {
  entry: ZipEntry;
  record: DirectoryRecord;
}

function readEntries(bytes: Uint8Array, most: number): Located[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { records, start } = readDirectory(buffer, most);
  const places = records.map((record) => locate(buffer, record));
  markOverlaps(places, start);
  return records.map((record, i) => {
    const place = places[i]!;
    const entry = {
      name: record.name,
      size: record.size,
      packed: record.packed,
      isFolder: record.name.endsWith('/') || (record.mode & 0xf000) === 0x4000,
      isSpecial: ![0, 0x4000, 0x8000].includes(record.mode & 0xf000),
      head: () => firstBytes(buffer, record, place),
      read: () => unpack(buffer, record, place),
    };
    return { record, entry };
  });
}

/** Where the packed bytes of an entry lie, or what is wrong with its header. */
interface Place {
  header: number;
  start: number;
  end: number;
  failure: WenceError | null;
}

/** Checks the local header against the directory: readers that trust the one must not see another file than those that trust the other. */
function locate(buffer: Buffer, record: DirectoryRecord): Place {
  const header = record.local;
  const broken = (detail: string): Place => ({
    header,
    start: header,
    end: header,
    failure: new ParseError('文件已损坏，无法解压', `zip: ${record.name}: ${detail}`),
  });
  if (header + 30 > buffer.length || buffer.readUInt32LE(header) !== 0x04034b50) return broken('no local header');
  const nameLength = buffer.readUInt16LE(header + 26);
  const start = header + 30 + nameLength + buffer.readUInt16LE(header + 28);
  if (start + record.packed > buffer.length) return broken('data is cut off');
  if (!buffer.subarray(header + 30, header + 30 + nameLength).equals(record.rawName)) return broken('another name in its header');
  if (buffer.readUInt16LE(header + 8) !== record.method) return broken('another method in its header');
  const flags = buffer.readUInt16LE(header + 6);
  const packed = buffer.readUInt32LE(header + 18);
  if (!(flags & 8) && packed !== 0xffffffff && packed !== record.packed) return broken('another size in its header');
  return { header, start, end: start + record.packed, failure: null };
}

/** Entries that share bytes are a bomb that one stream of data makes of many files; none of them is read. */
function markOverlaps(places: Place[], directory: number): void {
  const sound = places.filter((place) => place.failure === null).sort((a, b) => a.header - b.header);
  let last: Place | null = null;
  for (const place of sound) {
    const failure = new ParseError('文件已损坏，内部数据互相重叠', `zip: overlap at ${place.header}`);
    if (last && place.header < last.end) {
      last.failure ??= failure;
      place.failure = failure;
    }
    if (place.end > directory) place.failure = failure;
    if (!last || place.end > last.end) last = place;
  }
}

function unpack(buffer: Buffer, record: DirectoryRecord, place: Place): Buffer {
  const { name, method, size, packed } = record;
  // Bit 0: encrypted; bit 13: the directory itself is; method 99: AES.
  if (record.flags & 0x2001 || method === 99) throw new EncryptedFileError('文件设有密码', `zip: ${name} is encrypted`);
  if (place.failure) throw place.failure;
  if (size > maximumEntryBytes || (size > ratioMattersFrom && size > packed * maximumRatio))
    throw new FileTooLargeError('文件解压后过大', `zip: ${name}: ${size} bytes from ${packed}`);
  if (method !== 0 && method !== 8)
    throw new UnsupportedFormatError('文件使用了不支持的压缩方式', `zip: ${name}: method ${method}`);
  const data = buffer.subarray(place.start, place.end);
  const content = method === 0 ? data : inflate(data, record);
  if (content.length !== size) throw damaged(record, `${content.length} bytes instead of ${size}`);
  if (crc32(content) !== record.crc) throw damaged(record, 'wrong checksum');
  return content;
}

/** Node grows its output as data comes, so that a size that lies costs nothing. */
function inflate(data: Buffer, record: DirectoryRecord): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(record.size, 1) });
  } catch (error) {
    throw damaged(record, String(error), error);
  }
}

function firstBytes(buffer: Buffer, record: DirectoryRecord, place: Place): Buffer {
  if (record.flags & 0x2001 || place.failure || (record.method !== 0 && record.method !== 8)) return Buffer.alloc(0);
  const data = buffer.subarray(place.start, Math.min(place.end, place.start + headBytes));
  if (record.method === 0) return data;
  try {
    return inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, headBytes);
  } catch {
    return Buffer.alloc(0);
  }
}

function damaged(record: DirectoryRecord, detail: string, cause?: unknown): ParseError {
  return new ParseError('文件已损坏，无法解压', `zip: ${record.name}: ${detail}`, { cause });
}
