import { readFileSync } from 'node:fs';
import zlib, { constants, deflateRawSync, deflateSync } from 'node:zlib';

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const concat = (...parts: (Uint8Array | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
export const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
export const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

export function u16(...values: number[]): Uint8Array {
  const out = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) out.writeUInt16LE(value & 0xffff, i * 2);
  return out;
}
export function u32(...values: number[]): Uint8Array {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value >>> 0, i * 4);
  return out;
}
export function be32(...values: number[]): Uint8Array {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value >>> 0, i * 4);
  return out;
}

const tables = new Map<string, Map<string, number>>();
/** Encodes with a two-byte table of the platform's decoder (`gbk`, `big5`); what the table lacks becomes `?`. */
export function encode(label: 'gbk' | 'big5', text: string): Uint8Array {
  let table = tables.get(label);
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder(label);
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        const char = decoder.decode(Uint8Array.of(high, low));
        if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, (high << 8) | low);
      }
    }
    tables.set(label, table);
  }
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const pair = table.get(char);
    if (code < 0x80) out.push(code);
    else if (pair === undefined) out.push(0x3f);
    else out.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(out);
}

const crcOf = (zlib as { crc32?: (data: Uint8Array, before?: number) => number }).crc32;
const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
export function crc32(data: Uint8Array, before = 0): number {
  if (crcOf) return crcOf(data, before) >>> 0;
  let c = ~before;
  for (const byte of data) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}

/** The text again and again, whole characters only. */
export const again = (text: string, times: number): Uint8Array => Buffer.alloc(Buffer.byteLength(text) * times, text);

/** A repeatable stream of pseudo-random bytes. */
export function noise(length: number, seed = 1): Uint8Array {
  const out = new Uint8Array(length);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    out[i] = state & 0xff;
  }
  return out;
}

/** Raw deflate of head + unit x times + tail, made without holding the whole: the unit's blocks are simply repeated. */
export function bombDeflateRaw(head: Uint8Array, unit: Uint8Array, times: number, tail: Uint8Array): Uint8Array {
  const flush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const body = deflateRawSync(unit, flush);
  const parts: Uint8Array[] = [deflateRawSync(head, flush)];
  for (let i = 0; i < times; i++) parts.push(body);
  parts.push(deflateRawSync(tail, { level: 9 }));
  return Buffer.concat(parts);
}
function adler(data: Uint8Array, start: [number, number]): [number, number] {
  let [a, b] = start;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [a, b];
}
/** The same as a zlib stream with a right checksum. `unit` is one repeated byte. */
export function bombDeflate(byte: number, megabytes: number, tail: Uint8Array = new Uint8Array()): Uint8Array {
  const unit = Buffer.alloc(1 << 20, byte);
  const raw = bombDeflateRaw(new Uint8Array(), unit, megabytes, tail);
  let sum: [number, number] = [1, 0];
  for (let i = 0; i < megabytes; i++) {
    const n = unit.length;
    const a = sum[0];
    // Sum over k = 1..n of (a + k * byte), kept exact by BigInt.
    const rise = Number((BigInt(n) * BigInt(a) + (BigInt(byte) * BigInt(n) * BigInt(n + 1)) / 2n) % 65521n);
    sum = [(a + n * byte) % 65521, (sum[1] + rise) % 65521];
  }
  sum = adler(tail, sum);
  return concat(Uint8Array.of(0x78, 0xda), raw, be32(sum[1] * 65536 + sum[0]));
}
export const deflate = (data: Uint8Array | string): Uint8Array => deflateSync(typeof data === 'string' ? utf8(data) : data);

/** A small sound file of invented text kept beside this module. */
export const base = (name: string): Uint8Array => readFileSync(new URL(`./bases/${name}`, import.meta.url));

export const cut = (data: Uint8Array, share: number): Uint8Array => data.subarray(0, Math.floor(data.length * share));

/** Copy of the data with some bytes written over. */
export function patch(data: Uint8Array, offset: number, bytes: Uint8Array): Uint8Array {
  const out = Buffer.from(data);
  out.set(bytes, offset);
  return out;
}
