import { inflateSync } from 'node:zlib';
import { base, be32, concat, crc32, deflate, latin1, u16, u32 } from './bytes.ts';

export function chunk(type: string, data: Uint8Array, crc?: number): Uint8Array {
  const named = concat(latin1(type), data);
  return concat(be32(data.length), named, be32(crc ?? crc32(named)));
}
export const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
export const header = (width: number, height: number, depth = 8, color = 0, interlace = 0): Uint8Array =>
  chunk('IHDR', concat(be32(width, height), Uint8Array.of(depth, color, 0, 0, interlace)));
export const png = (...chunks: Uint8Array[]): Uint8Array => concat(PNG, ...chunks, chunk('IEND', new Uint8Array()));
export const data = (pixels: Uint8Array): Uint8Array => chunk('IDAT', deflate(pixels));
/** A white picture of the given size, one bit a pixel. */
export const white = (width: number, height: number): Uint8Array => {
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff);
  row[0] = 0;
  return png(header(width, height, 1), data(Buffer.concat(Array.from({ length: height }, () => row))));
};

export interface Grey {
  width: number;
  height: number;
  /** One byte a pixel. */
  pixels: Buffer;
}
/** The picture of a page of text that is kept beside this module (4 bits grey, no row filters). */
export function pagePicture(): Grey {
  const file = Buffer.from(base('notice.png'));
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = 1 + width / 2;
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = raw[y * stride + 1 + (x >> 1)]!;
      pixels[y * width + x] = (x & 1 ? byte & 15 : byte >> 4) * 17;
    }
  }
  return { width, height, pixels };
}

const palette = Buffer.from(Array.from({ length: 256 }, (_, i) => [i, i, i, 0]).flat());
/** A BMP with a grey palette; the sizes written may differ from those of the pixels. */
export function bmp(
  { width, height, pixels }: Grey,
  said: { width?: number; height?: number; offset?: number } = {},
): Uint8Array {
  const stride = Math.ceil(width / 4) * 4;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), (height - 1 - y) * stride);
  const at = 14 + 40 + 1024;
  return concat(
    latin1('BM'),
    u32(at + rows.length, 0, said.offset ?? at, 40, said.width ?? width, said.height ?? height),
    u16(1, 8),
    u32(0, rows.length, 2835, 2835, 256, 0),
    palette,
    rows,
  );
}

/** A baseline TIFF of one strip; `next` is the offset of the following directory, 8 being the first one again. */
export function tiff({ width, height, pixels }: Grey, next = 0, said: { width?: number; strip?: number } = {}): Uint8Array {
  const tags: [number, number, number][] = [
    [256, 4, said.width ?? width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, said.strip ?? 8 + 2 + 9 * 12 + 4],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, pixels.length],
  ];
  const rows = tags.map(([tag, type, value]) => concat(u16(tag, type), u32(1, value)));
  return concat(latin1('II'), u16(42), u32(8), u16(tags.length), ...rows, u32(next), pixels);
}

/** One frame of a GIF in uncompressed LZW (a clear code before the table can grow). */
export function gifFrame({ width, height, pixels }: Grey, delay = 10): Uint8Array {
  const bits: number[] = [];
  let held = 0;
  let count = 0;
  const put = (code: number): void => {
    held |= code << count;
    count += 8;
    while (count >= 8) {
      bits.push(held & 255);
      held >>= 8;
      count -= 8;
    }
  };
  for (let i = 0; i < pixels.length; i++) {
    if (i % 120 === 0) put(0x80);
    put(pixels[i]! >> 1);
  }
  put(0x81);
  const blocks: Uint8Array[] = [];
  for (let i = 0; i < bits.length; i += 255) {
    const part = bits.slice(i, i + 255);
    blocks.push(Uint8Array.of(part.length, ...part));
  }
  const control = concat(Uint8Array.of(0x21, 0xf9, 4, 0), u16(delay), Uint8Array.of(0, 0));
  return concat(control, Uint8Array.of(0x2c), u16(0, 0, width, height), Uint8Array.of(0, 7), ...blocks, Uint8Array.of(0));
}
export function gif(width: number, height: number, frames: Uint8Array[]): Uint8Array {
  const grey = Buffer.from(Array.from({ length: 128 }, (_, i) => [i * 2, i * 2, i * 2]).flat());
  return concat(latin1('GIF89a'), u16(width, height), Uint8Array.of(0xf6, 0, 0), grey, ...frames, Uint8Array.of(0x3b));
}
