import type { PrintedLine } from './lines.ts';

/** The text column of a page, in points. */
export interface Column {
  left: number;
  right: number;
  /** Size of the body text. */
  size: number;
  /** Distance of two baselines within a paragraph. */
  pitch: number;
}

/** So many lines show where a column begins and ends. */
export const enoughLines = 8;

/** Left and right edge are the outermost places at which one line in twelve begins or ends. */
export function measure(lines: PrintedLine[], whole?: Column): Column {
  const size = whole?.size ?? commonSize(lines);
  const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.15);
  const used = body.length >= 5 ? body : lines;
  if (used.length === 0) return whole ?? { left: 0, right: 0, size, pitch: size * 1.5 };
  const enough = Math.max(1, used.length / 12);
  const lefts = used.map((line) => line.left).sort((a, b) => a - b);
  const rights = used.map((line) => line.right).sort((a, b) => a - b);
  return {
    left: firstCommon(lefts, size * 0.6, enough) ?? lefts[0]!,
    right: lastCommon(rights, size * 0.6, enough) ?? rights.at(-1)!,
    size,
    pitch: commonPitch(used, size),
  };
}

/** The least of the sorted values that has `enough` neighbours nearer than `distance`, itself included. */
function firstCommon(sorted: number[], distance: number, enough: number): number | undefined {
  let from = 0;
  let to = 0;
  return sorted.find((value) => {
    while (sorted[from]! <= value - distance) from++;
    while (to < sorted.length && sorted[to]! < value + distance) to++;
    return to - from >= enough;
  });
}

/** The largest such value. */
function lastCommon(sorted: number[], distance: number, enough: number): number | undefined {
  const mirrored = sorted.map((value) => -value).reverse();
  const found = firstCommon(mirrored, distance, enough);
  return found === undefined ? undefined : -found;
}

export function commonSize(pieces: { size: number; text: string }[]): number {
  const weights = new Map<number, number>();
  for (const piece of pieces) {
    const size = Math.round(piece.size * 2) / 2;
    weights.set(size, (weights.get(size) ?? 0) + piece.text.length);
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** The smallest distance of neighbouring lines that is common. */
function commonPitch(lines: PrintedLine[], size: number): number {
  const distances: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const distance = lines[i]!.y - lines[i - 1]!.y;
    if (lines[i]!.page === lines[i - 1]!.page && distance > size * 0.9 && distance < size * 4) distances.push(distance);
  }
  distances.sort((a, b) => a - b);
  return firstCommon(distances, size * 0.2, distances.length / 8) ?? size * 1.6;
}
