import { endianness } from 'node:os';

/** Vectors lie in the base as float32, little-endian, whatever machine wrote them. */

const bigEndian = endianness() === 'BE';

export function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return bigEndian ? Buffer.from(bytes).swap32() : bytes;
}

/** A copy: SQLite's buffer need not be aligned for floats. */
export function vectorOf(bytes: Buffer): Float32Array {
  const copy = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(copy);
  return new Float32Array(bigEndian ? copy.swap32().buffer : copy.buffer);
}
