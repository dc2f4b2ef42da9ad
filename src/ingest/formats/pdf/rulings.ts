import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Matrix, multiply } from './items.ts';
import type { PDFPageProxy } from './open.ts';

/** Drawn lines of a page in points from its top left corner. */
export interface Rulings {
  /** Horizontal lines: `at` is y, from `start` to `end` in x. */
  horizontal: Stroke[];
  /** Vertical lines: `at` is x, from `start` to `end` in y. */
  vertical: Stroke[];
  /** The page shows pictures (a scan, a photograph). */
  pictures: boolean;
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
const pictureOperators = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
]);

/** Collects the straight lines that a page draws: stroked segments, sides of rectangles and thin filled boxes. */
export async function readRulings(page: PDFPageProxy): Promise<Rulings> {
  const found: Rulings = { horizontal: [], vertical: [], pictures: false };
  const operators = await page.getOperatorList();
  let matrix = page.getViewport({ scale: 1 }).transform as Matrix;
  const stack: Matrix[] = [];
  operators.fnArray.forEach((operator, i) => {
    const argument = operators.argsArray[i];
    if (operator === OPS.save) stack.push(matrix);
    else if (operator === OPS.restore) matrix = stack.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = multiply(matrix, argument as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      stack.push(matrix);
      if (argument?.[0]) matrix = multiply(matrix, argument[0] as Matrix);
    } else if (operator === OPS.paintFormXObjectEnd) matrix = stack.pop() ?? matrix;
    else if (pictureOperators.has(operator)) found.pictures = true;
    else if (operator === OPS.constructPath) addPath(found, argument, matrix);
  });
  return { ...found, horizontal: mergeStrokes(found.horizontal), vertical: mergeStrokes(found.vertical) };
}

/** Path data of pdf.js: 0 moveTo x y, 1 lineTo x y, 2 curveTo (6 numbers), 3 close. */
function addPath(found: Rulings, argument: unknown[], matrix: Matrix): void {
  const operator = argument[0] as number;
  const stroked = strokes.has(operator);
  if (!stroked && !fills.has(operator)) return;
  for (const part of argument[1] as (Float32Array | null)[]) {
    if (part)
      for (const outline of outlines(part))
        addOutline(
          found,
          outline.map(([x, y]) => place(matrix, x, y)),
          stroked,
        );
  }
}

type Point = [number, number];

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

function addOutline(found: Rulings, points: Point[], stroked: boolean): void {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  if (height <= maximumThickness && width >= minimumLength)
    found.horizontal.push({ at: (box.top + box.bottom) / 2, start: box.left, end: box.right });
  else if (width <= maximumThickness && height >= minimumLength)
    found.vertical.push({ at: (box.left + box.right) / 2, start: box.top, end: box.bottom });
  else if (stroked) {
    for (let i = 1; i < points.length; i++) addSegment(found, points[i - 1]!, points[i]!);
  }
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
function mergeStrokes(list: Stroke[]): Stroke[] {
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

function place(matrix: Matrix, x: number, y: number): Point {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}
