import { base, concat, u16, u32, utf16le } from './bytes.ts';

export const END_OF_CHAIN = 0xfffffffe;
export const FREE = 0xffffffff;
const FAT_SECTOR = 0xfffffffd;
const SECTOR = 512;

export interface OleStream {
  name: string;
  data: Uint8Array;
  /** Size in the directory entry, where it differs. */
  size?: number;
}
export interface OleParts {
  header: Buffer;
  fat: number[];
  miniFat: number[];
  directory: Buffer;
  /** First sector of each stream that is no mini stream. */
  starts: Record<string, number>;
}

function sectors(data: Uint8Array, size = SECTOR): Uint8Array {
  const rest = data.length % size;
  return rest ? concat(data, Buffer.alloc(size - rest)) : data;
}
function entry(name: string, type: number, start: number, size: number, links = [FREE, FREE, FREE]): Uint8Array {
  const out = Buffer.alloc(128);
  out.set(utf16le(name).subarray(0, 62));
  out.writeUInt16LE(Math.min(64, name.length * 2 + 2), 64);
  out[66] = type;
  out[67] = 1;
  for (const [i, link] of links.entries()) out.writeUInt32LE(link >>> 0, 68 + i * 4);
  out.writeUInt32LE(start >>> 0, 116);
  out.writeUInt32LE(size >>> 0, 120);
  return out;
}

/** Writes an OLE compound file; `tamper` may spoil its tables before they are laid down. */
export function ole(streams: OleStream[], tamper?: (parts: OleParts) => void): Uint8Array {
  const sorted = [...streams].sort(
    (a, b) => a.name.length - b.name.length || (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1),
  );
  const fat: number[] = [];
  const miniFat: number[] = [];
  const body: Uint8Array[] = [];
  const mini: Uint8Array[] = [];
  const starts: Record<string, number> = {};
  const place = (data: Uint8Array, mark?: number): number => {
    const start = fat.length;
    const count = Math.ceil(data.length / SECTOR);
    for (let i = 0; i < count; i++) fat.push(mark ?? (i + 1 < count ? start + i + 1 : END_OF_CHAIN));
    body.push(sectors(data));
    return count ? start : END_OF_CHAIN;
  };
  const entries = sorted.map(({ name, data, size }, i) => {
    let start: number;
    if (data.length < 4096) {
      const count = Math.ceil(data.length / 64);
      start = count ? miniFat.length : END_OF_CHAIN;
      for (let k = 0; k < count; k++) miniFat.push(k + 1 < count ? miniFat.length + 1 : END_OF_CHAIN);
      mini.push(sectors(data, 64));
    } else {
      start = place(data);
      starts[name] = start;
    }
    const right = i + 1 < sorted.length ? i + 2 : FREE;
    return entry(name, 2, start, size ?? data.length, [FREE, right, FREE]);
  });
  const miniStream = concat(...mini);
  const miniStart = place(miniStream);
  const root = entry('Root Entry', 5, miniStart, miniStream.length, [FREE, FREE, entries.length ? 1 : FREE]);
  const directory = Buffer.from(sectors(concat(root, ...entries)));
  const header = Buffer.alloc(SECTOR, 0xff);
  const parts = { header, fat, miniFat, directory, starts };
  const miniFatStart = place(u32(...miniFat, ...Array.from({ length: (128 - (miniFat.length % 128)) % 128 }, () => FREE)));
  const directoryStart = place(directory);
  let fatCount = 1;
  while (fatCount * 128 < fat.length + fatCount) fatCount++;
  const fatStart = fat.length;
  for (let i = 0; i < fatCount; i++) fat.push(FAT_SECTOR);
  header.set(
    concat(
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(16),
      u16(0x3e, 3, 0xfffe, 9, 6, 0, 0, 0),
      u32(0, fatCount, directoryStart, 0, 4096, miniFatStart, Math.ceil(miniFat.length / 128), END_OF_CHAIN, 0),
      u32(...Array.from({ length: Math.min(109, fatCount) }, (_, i) => fatStart + i)),
    ),
  );
  tamper?.(parts);
  const table = u32(...fat, ...Array.from({ length: fatCount * 128 - fat.length }, () => FREE));
  const index = body.length - 1;
  body[index] = directory;
  if (miniFat.length)
    body[index - 1] = sectors(u32(...miniFat, ...Array.from({ length: (128 - (miniFat.length % 128)) % 128 }, () => FREE)));
  return Buffer.concat([header, ...body, table]);
}

/** The streams of a sound compound file. */
export function oleStreams(file: Uint8Array): OleStream[] {
  const data = Buffer.from(file);
  const sector = (n: number): Buffer => data.subarray((n + 1) * SECTOR, (n + 2) * SECTOR);
  const fatCount = data.readUInt32LE(44);
  const fat: number[] = [];
  for (let i = 0; i < fatCount; i++)
    for (let k = 0; k < 128; k++) fat.push(sector(data.readUInt32LE(76 + i * 4)).readUInt32LE(k * 4));
  const chain = (start: number): Buffer => {
    const out: Buffer[] = [];
    for (let n = start; n < END_OF_CHAIN - 4; n = fat[n]!) out.push(sector(n));
    return Buffer.concat(out);
  };
  const directory = chain(data.readUInt32LE(48));
  const miniFat = chain(data.readUInt32LE(60));
  const miniStream = chain(directory.readUInt32LE(116));
  const found: OleStream[] = [];
  for (let at = 128; at < directory.length; at += 128) {
    if (directory[at + 66] !== 2) continue;
    const name = directory.subarray(at, at + directory.readUInt16LE(at + 64) - 2).toString('utf16le');
    const start = directory.readUInt32LE(at + 116);
    const size = directory.readUInt32LE(at + 120);
    if (size >= 4096) found.push({ name, data: chain(start).subarray(0, size) });
    else {
      const out: Buffer[] = [];
      for (let n = start, left = size; left > 0; n = miniFat.readUInt32LE(n * 4), left -= 64)
        out.push(miniStream.subarray(n * 64, n * 64 + 64));
      found.push({ name, data: Buffer.concat(out).subarray(0, size) });
    }
  }
  return found;
}

/** The sound DOC taken apart, its streams changed, and put together again. */
export function docWith(change: (streams: Record<string, Buffer>) => void, tamper?: (parts: OleParts) => void): Uint8Array {
  const streams: Record<string, Buffer> = {};
  for (const { name, data } of oleStreams(base('notice.doc'))) streams[name] = Buffer.from(data);
  change(streams);
  return ole(
    Object.entries(streams).map(([name, data]) => ({ name, data })),
    tamper,
  );
}

export const record = (type: number, ...data: Uint8Array[]): Uint8Array => {
  const body = concat(...data);
  return concat(u16(type, body.length), body);
};
const wide = (text: string): Uint8Array => concat(u16(text.length), Uint8Array.of(1), utf16le(text));
export const labelSst = (row: number, column: number, index: number): Uint8Array =>
  record(0xfd, u16(row, column, 15), u32(index));
export const number = (row: number, column: number, value: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return record(0x203, u16(row, column, 15), bytes);
};
export const dimensions = (rows: number, columns: number): Uint8Array => record(0x200, u32(0, rows), u16(0, columns, 0));

export interface XlsOptions {
  strings?: string[];
  /** The SST record, where it is not made from the strings. */
  sst?: Uint8Array;
  /** Records of the workbook after its first. */
  early?: Uint8Array[];
  /** Records of the sheet, by default the fees. */
  sheet?: Uint8Array[];
  /** Where the sheet is said to begin. */
  sheetAt?: (real: number) => number;
}
export const XLS_STRINGS = ['项目', '标准（元）', '河道采砂管理费', '临江市停车费'];
export const feeRecords = [
  dimensions(3, 2),
  labelSst(0, 0, 0),
  labelSst(0, 1, 1),
  labelSst(1, 0, 2),
  number(1, 1, 3.2),
  labelSst(2, 0, 3),
  number(2, 1, 4),
];

/** The Workbook stream of a small XLS (BIFF8), written record by record. */
export function workbook(options: XlsOptions = {}): Uint8Array {
  const strings = options.strings ?? XLS_STRINGS;
  const sst = options.sst ?? record(0xfc, u32(strings.length, strings.length), ...strings.map(wide));
  const font = record(0x31, u16(200, 0, 0x7fff, 400, 0), Uint8Array.of(0, 0, 0, 0, 5, 0), Buffer.from('Arial'));
  const xf = (style: boolean): Uint8Array =>
    record(0xe0, u16(0, 0, style ? 0xfff5 : 1), Buffer.from('200000000000000000000000c020', 'hex'));
  const head = [
    record(0x809, u16(0x600, 5, 0x0dbb, 0x07cc), u32(0, 6)),
    ...(options.early ?? []),
    record(0x42, u16(1200)),
    ...Array.from({ length: 4 }, () => font),
    ...Array.from({ length: 15 }, () => xf(true)),
    xf(false),
  ];
  const name = '收费标准';
  const boundLength = 4 + 6 + 2 + name.length * 2;
  const eof = record(0x0a);
  const before = concat(...head);
  const sheetAt = before.length + boundLength + sst.length + eof.length;
  const bound = record(0x85, u32(options.sheetAt?.(sheetAt) ?? sheetAt), u16(0), Uint8Array.of(name.length, 1), utf16le(name));
  const sheet = [record(0x809, u16(0x600, 16, 0x0dbb, 0x07cc), u32(0, 6)), ...(options.sheet ?? feeRecords), eof];
  return Buffer.concat([before, bound, sst, eof, ...sheet]);
}
export const xls = (options: XlsOptions = {}, tamper?: (parts: OleParts) => void): Uint8Array => {
  const data = workbook(options);
  return ole([{ name: 'Workbook', data: data.length < 4096 ? concat(data, Buffer.alloc(4096 - data.length)) : data }], tamper);
};
