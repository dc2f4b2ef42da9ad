import type { Box } from '../../blocks.ts';
import { type Matrix, place } from './matrix.ts';
import { OPS } from './pdfjs.ts';

/** Drawn lines of a page in points from its top left corner. */
export interface Rulings {
  /** Horizontal lines: `at` is y, from `start` to `end` in x. */
  horizontal: Stroke[];
  /** Vertical lines: `at` is x, from `start` to `end` in y. */
  vertical: Stroke[];
}

export interface Stroke {
  at: number;
  start: number;
  end: number;
}

/** Lines at most this thick, in points, are rulings; thicker ones are areas. */
const maximumThickness = 3;
const minimumLength = 4;
const maximumStrokes = 20_000;
/** A path with more numbers than this is no box. */
const letterNumbers = 40;

const strokes = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const fills = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
/**
 * Adds the straight lines of a path. Path data of pdf.js: 0 moveTo x y, 1 lineTo x y, 2 curveTo (6 numbers), 3 close. Returns how many
 * filled shapes it draws that have the many points of a letter.
 */
export function addPath(found: Rulings, argument: unknown[], matrix: Matrix): number {
  const operator = argument[0] as number;
  const stroked = strokes.has(operator);
  if (!stroked && !fills.has(operator)) return 0;
  let shapes = 0;
  for (const part of argument[1] as (Float32Array | null)[]) {
    if (!part) continue;
    for (const outline of outlines(part)) {
      const points = outline.map(([x, y]) => place(matrix, x, y));
      addOutline(found, points, stroked);
    }
    if (!stroked && part.length > letterNumbers) shapes++;
  }
  return shapes;
}

export type Point = [number, number];

function outlines(data: Float32Array): Point[][] {
  const result: Point[][] = [];
  let current: Point[] = [];
  for (let i = 0; i < data.length; ) {
    const kind = data[i];
    if (kind === 0) {
      if (current.length > 1) result.push(current);
      current = [[data[i + 1]!, data[i + 2]!]];
      i += 3;
    } else if (kind === 1) {
      current.push([data[i + 1]!, data[i + 2]!]);
      i += 3;
    } else if (kind === 2) {
      // Curves are no rulings.
      if (current.length > 1) result.push(current);
      current = [[data[i + 5]!, data[i + 6]!]];
      i += 7;
    } else if (kind === 4) {
      current = [];
      i += 5;
    } else {
      if (current.length > 1) result.push([...current, current[0]!]);
      current = [];
      i += 1;
    }
  }
  if (current.length > 1) result.push(current);
  return result;
}

/** Adds the straight lines of one outline, given in points of the page. */
export function addOutline(found: Rulings, points: Point[], stroked: boolean): void {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const thin = addThin(found, { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top });
  if (!thin && stroked) {
    for (let i = 1; i < points.length; i++) addSegment(found, points[i - 1]!, points[i]!);
  }
}

/** Adds a thin area as a line; false when it is not thin. */
export function addThin(found: Rulings, { x, y, width, height }: Box): boolean {
  if (height <= maximumThickness && width >= minimumLength)
    found.horizontal.push({ at: y + height / 2, start: x, end: x + width });
  else if (width <= maximumThickness && height >= minimumLength)
    found.vertical.push({ at: x + width / 2, start: y, end: y + height });
  else return false;
  return true;
}

function addSegment(found: Rulings, from: Point, to: Point): void {
  const width = Math.abs(from[0] - to[0]);
  const height = Math.abs(from[1] - to[1]);
  if (height < 1 && width >= minimumLength)
    found.horizontal.push({ at: from[1], start: Math.min(from[0], to[0]), end: Math.max(from[0], to[0]) });
  else if (width < 1 && height >= minimumLength)
    found.vertical.push({ at: from[0], start: Math.min(from[1], to[1]), end: Math.max(from[1], to[1]) });
}

/** Pieces on one line that touch are one stroke. Thousands of strokes are a drawing, not a table. */
export function mergeStrokes(list: Stroke[]): Stroke[] {
  if (list.length > maximumStrokes) return [];
  const sorted = [...list].sort((a, b) => a.at - b.at || a.start - b.start);
  const merged: Stroke[] = [];
  for (const stroke of sorted) {
    let same: Stroke | undefined;
    for (let i = merged.length - 1; i >= 0 && stroke.at - merged[i]!.at <= 2 && !same; i--) {
      const other = merged[i]!;
      if (stroke.start <= other.end + 3 && stroke.end >= other.start - 3) same = other;
    }
    if (same) {
      same.start = Math.min(same.start, stroke.start);
      same.end = Math.max(same.end, stroke.end);
    } else merged.push({ ...stroke });
  }
  return merged;
}
