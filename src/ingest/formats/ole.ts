import { FileTooLargeError, ParseError } from '../../domain/errors.ts';

/**
 * Compound files ([MS-CFB]), the container of DOC, XLS and WPS. Chains of sectors are followed with the count of sectors as their
 * limit, so that a cyclic, crossed or lying one is refused and never followed twice.
 */

/** Contents by path from the root in lower case, "worddocument" or "objectpool/_1/workbook" (case does not count); read when asked for. */
export type OleStreams = Map<string, () => Buffer>;

const endOfChain = 0xfffffffe;
const lastSector = 0xfffffffa;
const miniSector = 64;
const maximumEntries = 100_000;

interface Entry {
  name: string;
  kind: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

/** Throws ParseError where header, allocation table or directory cannot be read; a stream throws it when its own chain is broken. */
export function readOle(bytes: Uint8Array): OleStreams {
  const file = new CompoundFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return file.streams();
}

/** The streams, or null where the container is none or is broken. */
export function tryOle(bytes: Uint8Array): OleStreams | null {
  try {
    return readOle(bytes);
  } catch {
    return null;
  }
}

class CompoundFile {
  private readonly file: Buffer;
  private readonly sectorSize: number;
  private readonly sectorCount: number;
  private readonly table: Uint32Array;
  private readonly entries: Entry[];
  private readonly cutoff: number;
  private mini: { table: Uint32Array; content: Buffer } | null = null;

  constructor(file: Buffer) {
    if (file.length < 512) throw damaged(`${file.length} bytes`);
    this.file = file;
    const shift = file.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw damaged(`sector shift ${shift}`);
    this.sectorSize = 1 << shift;
    this.sectorCount = Math.ceil(file.length / this.sectorSize) - 1;
    this.cutoff = file.readUInt32LE(56);
    this.table = this.readTable();
    this.entries = this.readEntries(this.chain(file.readUInt32LE(48), null));
    if (this.entries.length > maximumEntries)
      throw new FileTooLargeError('文件内部条目过多', `ole: ${this.entries.length} entries`);
    if (this.entries[0]?.kind !== 5) throw damaged('no root entry');
  }

  streams(): OleStreams {
    const streams: OleStreams = new Map();
    const seen = new Set<number>([0]);
    const open: [index: number, path: string][] = [[this.entries[0]!.child, '']];
    for (let next = open.pop(); next; next = open.pop()) {
      const [index, path] = next;
      const entry = this.entries[index];
      if (!entry || seen.has(index)) continue;
      seen.add(index);
      open.push([entry.left, path], [entry.right, path]);
      if (entry.kind === 1) open.push([entry.child, `${path}${entry.name}/`]);
      else if (entry.kind === 2 && !streams.has(path + entry.name)) streams.set(path + entry.name, () => this.content(entry));
    }
    return streams;
  }

  private content(entry: Entry): Buffer {
    if (entry.size === 0) return Buffer.alloc(0);
    if (entry.size > this.file.length) throw damaged(`${entry.name} claims ${entry.size} bytes`);
    const content =
      entry.size < this.cutoff ? this.miniChain(entry) : this.chain(entry.start, Math.ceil(entry.size / this.sectorSize));
    if (content.length < entry.size) throw damaged(`${entry.name} ends after ${content.length} of ${entry.size} bytes`);
    return content.subarray(0, entry.size);
  }

  /** Sectors from `start`, as many as `wanted` or to the end of the chain. */
  private chain(start: number, wanted: number | null): Buffer {
    const numbers = followChain(this.table, start, Math.min(wanted ?? this.sectorCount, this.sectorCount), wanted === null);
    return Buffer.concat(numbers.map((number) => this.sector(number)));
  }

  private miniChain(entry: Entry): Buffer {
    this.mini ??= this.readMini();
    const { table, content } = this.mini;
    const numbers = followChain(table, entry.start, Math.ceil(entry.size / miniSector), false);
    return Buffer.concat(numbers.map((number) => content.subarray(number * miniSector, (number + 1) * miniSector)));
  }

  private readMini(): { table: Uint32Array; content: Buffer } {
    const root = this.entries[0]!;
    const table = numbersOf(this.chain(this.file.readUInt32LE(60), null));
    return { table, content: this.chain(root.start, null) };
  }

  /** The allocation table: its sectors are listed in the header and in a chain of lists (2.5). */
  private readTable(): Uint32Array {
    const listed: number[] = [];
    for (let i = 0; i < 109; i++) listed.push(this.file.readUInt32LE(76 + 4 * i));
    const perList = this.sectorSize / 4 - 1;
    let next = this.file.readUInt32LE(68);
    for (let lists = 0; next < lastSector; lists++) {
      if (lists > this.sectorCount / perList) throw damaged('cyclic list of table sectors');
      const list = numbersOf(this.sector(next));
      listed.push(...list.subarray(0, perList));
      next = list[perList] ?? endOfChain;
    }
    const sectors = listed.filter((number) => number < lastSector);
    if (sectors.length === 0 || sectors.length > this.sectorCount) throw damaged(`${sectors.length} table sectors`);
    return numbersOf(Buffer.concat(sectors.map((number) => this.sector(number))));
  }

  private readEntries(directory: Buffer): Entry[] {
    const entries: Entry[] = [];
    for (let at = 0; at + 128 <= directory.length; at += 128) {
      const nameBytes = Math.min(Math.max(directory.readUInt16LE(at + 64) - 2, 0), 62);
      entries.push({
        name: directory.toString('utf16le', at, at + nameBytes).toLowerCase(),
        kind: directory[at + 66]!,
        left: directory.readUInt32LE(at + 68),
        right: directory.readUInt32LE(at + 72),
        child: directory.readUInt32LE(at + 76),
        start: directory.readUInt32LE(at + 116),
        // The upper half is only meant where sectors are large; old writers leave garbage there.
        size: directory.readUInt32LE(at + 120),
      });
    }
    return entries;
  }

  /** The last sector of a file may be short. */
  private sector(number: number): Buffer {
    const start = (number + 1) * this.sectorSize;
    if (number >= this.sectorCount) throw damaged(`sector ${number} of ${this.sectorCount}`);
    return this.file.subarray(start, start + this.sectorSize);
  }
}

/** Numbers of a chain in order, at most `limit`. `toEnd` asks that the chain ends by itself. */
function followChain(table: Uint32Array, start: number, limit: number, toEnd: boolean): number[] {
  const numbers = new Set<number>();
  let next = start;
  while (next < lastSector && numbers.size < limit) {
    if (next >= table.length) throw damaged(`chain leaves the table at ${next}`);
    if (numbers.has(next)) throw damaged(`cyclic chain at ${next}`);
    numbers.add(next);
    next = table[next]!;
  }
  if (toEnd && next < lastSector) throw damaged(`cyclic chain at ${next}`);
  return [...numbers];
}

function numbersOf(bytes: Buffer): Uint32Array {
  const numbers = new Uint32Array(bytes.length >> 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes.readUInt32LE(4 * i);
  return numbers;
}

function damaged(detail: string): ParseError {
  return new ParseError('文件已损坏或不完整，无法读取', `ole: ${detail}`);
}
