import { inflateSync } from 'node:zlib';
import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import type { Picture } from '../../ocr/reader.ts';

/**
 * Decodes PNG (ISO/IEC 15948) to RGB on white. Written out because native decoders end the whole process on a damaged file.
 * Throws ParseError when the file is damaged or has more than `maximumPixels`.
 */
export function decodePng(bytes: Uint8Array, maximumPixels: number): Picture {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks = readChunks(buffer);
  const head = readHeader(chunks.header);
  if (head.width * head.height > maximumPixels) throw new FileTooLargeError('图片过大', `png: ${head.width} x ${head.height}`);
  const expected = passesOf(head).reduce((sum, pass) => sum + pass.height * (1 + rowBytes(head, pass.width)), 0);
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(chunks.data), { maxOutputLength: expected + 1024 });
  } catch (error) {
    throw new ParseError('图片已损坏或不完整', `png: ${String(error)}`, { cause: error });
  }
  if (raw.length < expected) throw damaged('image data too short');
  const picture = { width: head.width, height: head.height, data: new Uint8Array(head.width * head.height * 3) };
  let offset = 0;
  for (const pass of passesOf(head)) offset = drawPass(picture, head, pass, raw, offset, chunks);
  return picture;
}

interface Header {
  width: number;
  height: number;
  depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colour: number;
  interlaced: boolean;
}

interface Chunks {
  header: Buffer;
  palette: Buffer;
  transparency: Buffer;
  data: Buffer[];
}

interface Pass {
  x: number;
  y: number;
  stepX: number;
  stepY: number;
  width: number;
  height: number;
}

const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function damaged(detail: string): ParseError {
  return new ParseError('图片已损坏或不完整', `png: ${detail}`);
}

function readChunks(buffer: Buffer): Chunks {
  const chunks: Chunks = { header: Buffer.alloc(0), palette: Buffer.alloc(0), transparency: Buffer.alloc(0), data: [] };
  let position = 8;
  let ended = false;
  while (!ended) {
    if (position + 12 > buffer.length) throw damaged('no end chunk');
    const length = buffer.readUInt32BE(position);
    const name = buffer.toString('latin1', position + 4, position + 8);
    if (position + 12 + length > buffer.length) throw damaged(`chunk ${name} is cut off`);
    const body = buffer.subarray(position + 8, position + 8 + length);
    if (name === 'IHDR') chunks.header = body;
    else if (name === 'PLTE') chunks.palette = body;
    else if (name === 'tRNS') chunks.transparency = body;
    else if (name === 'IDAT') chunks.data.push(body);
    ended = name === 'IEND';
    position += 12 + length;
  }
  return chunks;
}

function readHeader(header: Buffer): Header {
  if (header.length < 13) throw damaged('no header');
  const [depth, colour, , , interlace] = header.subarray(8, 13);
  const head = {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    depth: depth!,
    colour: colour!,
    interlaced: interlace === 1,
  };
  const known = channels[head.colour] !== undefined && [1, 2, 4, 8, 16].includes(head.depth) && head.width > 0 && head.height > 0;
  if (!known) throw damaged(`header ${header.subarray(0, 13).toString('hex')}`);
  return head;
}

/** Whole image, or the seven passes of Adam7. */
function passesOf(head: Header): Pass[] {
  if (!head.interlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width: head.width, height: head.height }];
  const starts: [number, number, number, number][] = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ];
  return starts
    .map(([x, y, stepX, stepY]) => ({
      x,
      y,
      stepX,
      stepY,
      width: Math.ceil((head.width - x) / stepX),
      height: Math.ceil((head.height - y) / stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

function rowBytes(head: Header, width: number): number {
  return Math.ceil((width * channels[head.colour]! * head.depth) / 8);
}

function drawPass(picture: Picture, head: Header, pass: Pass, raw: Buffer, start: number, chunks: Chunks): number {
  const length = rowBytes(head, pass.width);
  const pixelBytes = Math.max(1, (channels[head.colour]! * head.depth) >> 3);
  let offset = start;
  let above = new Uint8Array(length);
  for (let y = 0; y < pass.height; y++) {
    const row = Uint8Array.from(raw.subarray(offset + 1, offset + 1 + length));
    unfilter(raw[offset]!, row, above, pixelBytes);
    for (let x = 0; x < pass.width; x++) {
      const target = ((pass.y + y * pass.stepY) * picture.width + pass.x + x * pass.stepX) * 3;
      putPixel(picture.data, target, head, row, x, chunks);
    }
    above = row;
    offset += 1 + length;
  }
  return offset;
}

/** Filter types 0-4 of ISO/IEC 15948, 9.2. */
function unfilter(type: number, row: Uint8Array, above: Uint8Array, step: number): void {
  for (let i = 0; i < row.length; i++) {
    const left = i >= step ? row[i - step]! : 0;
    const up = above[i]!;
    const corner = i >= step ? above[i - step]! : 0;
    if (type === 1) row[i]! += left;
    else if (type === 2) row[i]! += up;
    else if (type === 3) row[i]! += (left + up) >> 1;
    else if (type === 4) row[i]! += paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}

function putPixel(data: Uint8Array, target: number, head: Header, row: Uint8Array, x: number, chunks: Chunks): void {
  const count = channels[head.colour]!;
  const sample = (channel: number) => sampleOf(row, head.depth, x * count + channel);
  let colour: number[];
  let alpha = 255;
  if (head.colour === 3) {
    const index = sample(0);
    colour = [0, 1, 2].map((channel) => chunks.palette[index * 3 + channel] ?? 0);
    alpha = chunks.transparency[index] ?? 255;
  } else {
    const scaled = (channel: number) => scale(sample(channel), head.depth);
    colour = count >= 3 ? [scaled(0), scaled(1), scaled(2)] : [scaled(0), scaled(0), scaled(0)];
    if (count === 2 || count === 4) alpha = scaled(count - 1);
  }
  for (let i = 0; i < 3; i++) data[target + i] = Math.round((colour[i]! * alpha + 255 * (255 - alpha)) / 255);
}

function sampleOf(row: Uint8Array, depth: number, index: number): number {
  if (depth === 8) return row[index]!;
  if (depth === 16) return (row[index * 2]! << 8) | row[index * 2 + 1]!;
  const bit = index * depth;
  return (row[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

function scale(value: number, depth: number): number {
  return depth === 8 ? value : depth === 16 ? value >> 8 : Math.round((value * 255) / ((1 << depth) - 1));
}
