import { inflateRawSync } from 'node:zlib';
import { EncryptedFileError, FileTooLargeError, ParseError } from '../../domain/errors.ts';

/** Limits against archives that unpack to more than any honest document. */
const maximumEntries = 20_000;
const maximumEntryBytes = 200 * 1024 * 1024;
const maximumTotalBytes = 500 * 1024 * 1024;

export interface ZipEntry {
  name: string;
  size: number;
  read(): Buffer;
}

/** Lists a ZIP container by its central directory (APPNOTE 4.3.12). Throws ParseError when it is cut off, encrypted or a bomb. */
export function readZip(bytes: Uint8Array): Map<string, ZipEntry> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = buffer.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > buffer.length) throw new ParseError('文件不完整，末尾缺失', 'zip: no end of central directory');
  const count = buffer.readUInt16LE(end + 10);
  if (count > maximumEntries) throw new FileTooLargeError('压缩容器里文件过多', `zip: ${count} entries`);
  const entries = new Map<string, ZipEntry>();
  let position = buffer.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (position + 46 > buffer.length || buffer.readUInt32LE(position) !== 0x02014b50)
      throw new ParseError('文件已损坏', 'zip: bad central directory');
    const entry = readEntry(buffer, position);
    total += entry.size;
    if (entry.size > maximumEntryBytes || total > maximumTotalBytes)
      throw new FileTooLargeError('文件解压后过大', `zip: ${entry.name}`);
    entries.set(entry.name, entry);
    position += 46 + buffer.readUInt16LE(position + 28) + buffer.readUInt16LE(position + 30) + buffer.readUInt16LE(position + 32);
  }
  return entries;
}

function readEntry(buffer: Buffer, position: number): ZipEntry {
  const flags = buffer.readUInt16LE(position + 8);
  const method = buffer.readUInt16LE(position + 10);
  const packed = buffer.readUInt32LE(position + 20);
  const size = buffer.readUInt32LE(position + 24);
  const nameLength = buffer.readUInt16LE(position + 28);
  const local = buffer.readUInt32LE(position + 42);
  const name = buffer.toString('utf8', position + 46, position + 46 + nameLength);
  return { name, size, read: () => unpack(buffer, { name, flags, method, packed, size, local }) };
}

function unpack(
  buffer: Buffer,
  entry: { name: string; flags: number; method: number; packed: number; size: number; local: number },
): Buffer {
  if (entry.flags & 1) throw new EncryptedFileError('文件设有密码', `zip: ${entry.name} is encrypted`);
  if (entry.local + 30 > buffer.length) throw new ParseError('文件不完整', `zip: ${entry.name}`);
  const start = entry.local + 30 + buffer.readUInt16LE(entry.local + 26) + buffer.readUInt16LE(entry.local + 28);
  const data = buffer.subarray(start, start + entry.packed);
  if (data.length < entry.packed) throw new ParseError('文件不完整', `zip: ${entry.name}`);
  if (entry.method === 0) return data;
  if (entry.method !== 8) throw new ParseError('文件使用了不支持的压缩方式', `zip: method ${entry.method}`);
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    throw new ParseError('文件已损坏，无法解压', `zip: ${entry.name}: ${String(error)}`, { cause: error });
  }
}

/** Names of the entries, also of a container whose end is missing: read from the local headers. */
export function zipNames(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const names: string[] = [];
  for (let at = 0; at >= 0 && at + 30 < buffer.length && names.length < maximumEntries; ) {
    names.push(buffer.toString('utf8', at + 30, at + 30 + buffer.readUInt16LE(at + 26)));
    at = buffer.indexOf(Buffer.from('PK\u0003\u0004', 'latin1'), at + 30);
  }
  return names;
}
