import { deflateRawSync } from 'node:zlib';
import { bombDeflateRaw, concat, crc32, latin1, u16, u32, utf8 } from './bytes.ts';

export interface ZipEntry {
  /** As bytes, any name at all is possible. */
  name: string | Uint8Array;
  data?: Uint8Array | string;
  store?: boolean;
  /** Ready compressed bytes; `size` then says what they unpack to. */
  raw?: Uint8Array;
  method?: number;
  size?: number;
  packedSize?: number;
  crc?: number;
  flags?: number;
  /** High word of the external attributes: the Unix mode. */
  mode?: number;
  /** Name in the local header, where it differs. */
  localName?: string | Uint8Array;
  /** Take the local header of the entry before instead of writing one. */
  sameAsBefore?: boolean;
}
export interface ZipOptions {
  comment?: Uint8Array;
  /** What the end record says, where it differs. */
  count?: number;
  directoryOffset?: number;
  prefix?: Uint8Array;
  /** Offsets count from the start of the prefix (default) or from its end. */
  offsetsIgnorePrefix?: boolean;
}

const asBytes = (value: string | Uint8Array): Uint8Array => (typeof value === 'string' ? utf8(value) : value);

/** Writes a ZIP exactly as told, lies and all. */
export function zip(entries: ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  const prefix = options.prefix ?? new Uint8Array();
  let at = options.offsetsIgnorePrefix ? 0 : prefix.length;
  let before = at;
  for (const entry of entries) {
    const name = asBytes(entry.name);
    const localName = entry.localName === undefined ? name : asBytes(entry.localName);
    const data = asBytes(entry.data ?? '');
    const method = entry.method ?? (entry.store ? 0 : 8);
    const packed = entry.raw ?? (method === 8 ? deflateRawSync(data, { level: 6 }) : data);
    const isText = typeof entry.name === 'string';
    const flags = entry.flags ?? (isText ? 0x800 : 0);
    const head = [
      u16(flags, method, 0, 0x5821),
      u32(entry.crc ?? (entry.raw ? 0 : crc32(data)), entry.packedSize ?? packed.length, entry.size ?? data.length),
    ];
    if (!entry.sameAsBefore) {
      const local = concat(u32(0x04034b50), u16(20), ...head, u16(localName.length, 0), localName, packed);
      locals.push(local);
      before = at;
      at += local.length;
    }
    const attributes = ((entry.mode ?? 0) << 16) >>> 0;
    const made = u16(0x0314, 20);
    central.push(concat(u32(0x02014b50), made, ...head, u16(name.length, 0, 0, 0, 0), u32(attributes, before), name));
  }
  const directory = Buffer.concat(central);
  const count = options.count ?? entries.length;
  const comment = options.comment ?? new Uint8Array();
  const end = concat(
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(directory.length, options.directoryOffset ?? at),
    u16(comment.length),
    comment,
  );
  return Buffer.concat([prefix, ...locals, directory, end]);
}

/** A member of head + unit x times + tail, small when packed, with its true size and checksum. */
export function bombEntry(name: string, head: string, unit: Uint8Array, times: number, tail = ''): ZipEntry {
  let crc = crc32(utf8(head));
  for (let i = 0; i < times; i++) crc = crc32(unit, crc);
  crc = crc32(utf8(tail), crc);
  const size = Buffer.byteLength(head) + unit.length * times + Buffer.byteLength(tail);
  return { name, raw: bombDeflateRaw(utf8(head), unit, times, utf8(tail)), size, crc };
}

class Bits {
  private readonly bytes: number[] = [];
  private used = 0;
  private put(bit: number): void {
    if (this.used % 8 === 0) this.bytes.push(0);
    this.bytes[this.bytes.length - 1]! |= bit << (this.used % 8);
    this.used++;
  }
  low(value: number, count: number): this {
    for (let i = 0; i < count; i++) this.put((value >> i) & 1);
    return this;
  }
  high(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--) this.put((value >> i) & 1);
    return this;
  }
  get length(): number {
    return this.used;
  }
  done(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769];
function copy(bits: Bits, length: number, distance: number): void {
  const l = LENGTHS.findLastIndex((start) => start <= length);
  const d = DISTANCES.findLastIndex((start) => start <= distance);
  const code = 257 + l;
  if (code < 280) bits.high(code - 256, 7);
  else bits.high(0xc0 + code - 280, 8);
  bits.low(length - LENGTHS[l]!, l < 8 ? 0 : (l - 4) >> 2);
  bits.high(d, 5).low(distance - DISTANCES[d]!, d < 4 ? 0 : (d - 2) >> 1);
}

/** Copies the last `length` bytes, in five bytes of deflate: the building block of a quine. */
function repeat(length: number, split: boolean, final: boolean): Uint8Array {
  const bits = new Bits().low(final ? 1 : 0, 1).low(1, 2);
  if (split) {
    copy(bits, length / 2, length);
    copy(bits, length / 2, length);
  } else copy(bits, length, length);
  bits.high(0, 7);
  if (!final && bits.length === 30) bits.low(0, 1).low(1, 2).high(0, 7);
  if (final ? bits.length <= 32 : bits.length !== 40) throw new Error(`an instruction of ${bits.length} bits`);
  return bits.done();
}
const literal = (length: number): Uint8Array => concat(Uint8Array.of(0), u16(length, ~length));

/** A ZIP that unpacks to itself, for ever, with a right checksum (after Russ Cox, "Zip Files All The Way Down"). */
export function zipQuine(): Uint8Array {
  const build = (crc: number, pad: number): Uint8Array => {
    const name = latin1('anxin-wenjian/fujian/quine.zip');
    const comment = Buffer.alloc(40 + pad, 0x20);
    const make = (packedSize: number, size: number): Uint8Array => {
      const fields = concat(u16(0, 8, 0, 0x5821), u32(crc, packedSize, size));
      const prefix = concat(u32(0x04034b50), u16(20), fields, u16(name.length, 0), name);
      const entry = concat(u32(0x02014b50), u16(20, 20), fields, u16(name.length, 0, 0, 0, 0), u32(0, 0), name);
      const end = concat(u32(0x06054b50), u16(0, 0, 1, 1), u32(entry.length, prefix.length + packedSize));
      const suffix = concat(entry, end, u16(comment.length), comment);
      const [rp, r4, rs] = [
        repeat(prefix.length + 5, false, false),
        repeat(20, true, false),
        repeat(suffix.length + 5, false, true),
      ];
      const [l0, l1, l4] = [literal(0), literal(5), literal(20)];
      const [lp, ls] = [literal(prefix.length + 5), literal(suffix.length + 5)];
      const body = concat(
        ...[lp, prefix, lp, rp, l1, rp, l1, l1, l4, rp, l1, l1, l4, r4, l4, r4, l4, r4, l4, r4],
        ...[l4, r4, l0, l0, ls, r4, l0, l0, ls, rs, suffix, rs],
      );
      const whole = concat(prefix, body, suffix);
      return whole.length === size && body.length === packedSize ? whole : make(body.length, whole.length);
    };
    return make(0, 0);
  };
  // The checksum is an affine map of the four bytes it is written in: solve (I + A) x = b over GF(2).
  for (let pad = 0; pad < 16; pad++) {
    const zero = crc32(build(0, pad));
    const rows: { left: number; right: number }[] = Array.from({ length: 32 }, (_, bit) => ({
      left: 0,
      right: (zero >>> bit) & 1,
    }));
    for (let column = 0; column < 32; column++) {
      const image = (crc32(build((1 << column) >>> 0, pad)) ^ zero ^ (1 << column)) >>> 0;
      for (let bit = 0; bit < 32; bit++) if ((image >>> bit) & 1) rows[bit]!.left |= 1 << column;
    }
    let rank = 0;
    for (let column = 0; column < 32; column++) {
      const pivot = rows.findIndex((row, i) => i >= rank && (row.left >>> column) & 1);
      if (pivot < 0) break;
      [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
      const row = rows[rank]!;
      for (const [i, other] of rows.entries()) {
        if (i !== rank && (other.left >>> column) & 1) {
          other.left ^= row.left;
          other.right ^= row.right;
        }
      }
      rank++;
    }
    if (rank < 32) continue;
    let crc = 0;
    for (const [i, row] of rows.entries()) if (row.right) crc |= 1 << i;
    const whole = build(crc >>> 0, pad);
    if (crc32(whole) === crc >>> 0) return whole;
  }
  throw new Error('no quine found');
}
