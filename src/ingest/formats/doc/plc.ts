/** A PLC ([MS-DOC] 2.2.2): n + 1 positions, then n items of `size` bytes. A list that is cut off gives fewer items. */
export function readPlc(bytes: Buffer, size: number): { start: number; end: number; item: Buffer }[] {
  const count = Math.max(0, Math.floor((bytes.length - 4) / (4 + size)));
  return Array.from({ length: count }, (_, i) => {
    const at = 4 * (count + 1) + size * i;
    return { start: bytes.readUInt32LE(4 * i), end: bytes.readUInt32LE(4 * i + 4), item: bytes.subarray(at, at + size) };
  });
}

/** The last of the ranges, sorted by start, that begins at or before the position; -1 when there is none. */
export function findRange(ranges: readonly { start: number }[], position: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.start <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
