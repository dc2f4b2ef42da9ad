import type { Box } from '../../blocks.ts';
import { type Matrix, multiply, place } from './matrix.ts';
import type { PageViewport, PDFPageProxy } from './open.ts';
import { OPS } from './pdfjs.ts';
import { addPath, addThin, mergeStrokes, type Rulings } from './strokes.ts';

/** What a page shows besides its text. */
export interface Graphics extends Rulings {
  /** Places of pictures (a scan, a photograph); parts that touch are one. */
  pictures: Box[];
  /** Filled shapes that are no rulings: many of them on a page without text are letters drawn as outlines. */
  shapes: number;
  /** Fonts whose every letter is invisible: the layer that a scanner's recognition laid over the picture. */
  invisibleFonts: Set<string>;
}

const maximumPictures = 2000;

const pictureOperators = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
]);
/** Text drawn neither filled nor stroked. */
const invisibleModes = new Set([3, 7]);

interface State {
  matrix: Matrix;
  font: string;
  invisible: boolean;
}

/** Walks once over what a page draws: straight lines (stroked segments, sides of rectangles, thin filled boxes), pictures, invisible text. */
export async function readGraphics(page: PDFPageProxy, view: PageViewport): Promise<Graphics> {
  const found: Graphics = { horizontal: [], vertical: [], pictures: [], shapes: 0, invisibleFonts: new Set() };
  const visibleFonts = new Set<string>();
  const operators = await page.getOperatorList();
  let state: State = { matrix: view.transform as Matrix, font: '', invisible: false };
  const stack: State[] = [];
  const { fnArray, argsArray } = operators;
  for (let i = 0; i < fnArray.length; i++) {
    const operator = fnArray[i]!;
    const argument = argsArray[i];
    if (operator === OPS.save) stack.push({ ...state });
    else if (operator === OPS.restore) state = stack.pop() ?? state;
    else if (operator === OPS.transform) state.matrix = multiply(state.matrix, argument as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      stack.push({ ...state });
      if (argument?.[0]) state.matrix = multiply(state.matrix, argument[0] as Matrix);
    } else if (operator === OPS.paintFormXObjectEnd) state = stack.pop() ?? state;
    else if (operator === OPS.setFont) state.font = argument[0] as string;
    else if (operator === OPS.setTextRenderingMode) state.invisible = invisibleModes.has(argument[0] as number);
    else if (operator === OPS.showText) (state.invisible ? found.invisibleFonts : visibleFonts).add(state.font);
    else if (pictureOperators.has(operator)) addPicture(found, operator, argument, state.matrix);
    else if (operator === OPS.constructPath) found.shapes += addPath(found, argument, state.matrix);
  }
  for (const font of visibleFonts) found.invisibleFonts.delete(font);
  return {
    ...found,
    horizontal: mergeStrokes(found.horizontal),
    vertical: mergeStrokes(found.vertical),
    pictures: joinTouching(found.pictures, view),
  };
}

/** A picture fills the unit square of its matrix; a group brings a matrix for each of its parts. */
function addPicture(found: Graphics, operator: number, argument: unknown[], matrix: Matrix): void {
  if (found.pictures.length >= maximumPictures) return;
  if (operator === OPS.paintImageXObjectRepeat || operator === OPS.paintImageMaskXObjectRepeat) {
    const scaleX = argument[1] as number;
    const masked = operator === OPS.paintImageMaskXObjectRepeat;
    const scaleY = argument[masked ? 4 : 2] as number;
    const positions = argument[masked ? 5 : 3] as ArrayLike<number>;
    for (let i = 0; i + 1 < positions.length; i += 2)
      found.pictures.push(unitBox(multiply(matrix, [scaleX, 0, 0, scaleY, positions[i]!, positions[i + 1]!])));
    return;
  }
  const group = argument?.[operator === OPS.paintImageMaskXObjectGroup ? 0 : 1];
  if (operator === OPS.paintImageMaskXObjectGroup || operator === OPS.paintInlineImageXObjectGroup) {
    for (const part of group as { transform: Matrix }[]) found.pictures.push(unitBox(multiply(matrix, part.transform)));
    return;
  }
  const box = unitBox(matrix);
  // A thin picture is a ruling, and a picture of one colour can be nothing else.
  if (addThin(found, box) || operator === OPS.paintSolidColorImageMask) return;
  found.pictures.push(box);
}

function unitBox(matrix: Matrix): Box {
  const corners = [place(matrix, 0, 0), place(matrix, 1, 0), place(matrix, 0, 1), place(matrix, 1, 1)];
  const xs = corners.map((corner) => corner[0]);
  const ys = corners.map((corner) => corner[1]);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Pictures are often cut into strips: parts that touch count as one. What lies outside the page is cut off. */
function joinTouching(parts: Box[], view: PageViewport): Box[] {
  const joined: Box[] = [];
  for (const part of parts) {
    const x = Math.max(0, part.x);
    const y = Math.max(0, part.y);
    let box = {
      x,
      y,
      width: Math.min(view.width, part.x + part.width) - x,
      height: Math.min(view.height, part.y + part.height) - y,
    };
    if (!(box.width > 0 && box.height > 0)) continue;
    for (let i = joined.length - 1; i >= 0; i--) {
      if (touches(joined[i]!, box)) box = hull(joined.splice(i, 1)[0]!, box);
    }
    joined.push(box);
  }
  return joined;
}

const touches = (one: Box, other: Box) =>
  one.x <= other.x + other.width + 2 &&
  other.x <= one.x + one.width + 2 &&
  one.y <= other.y + other.height + 2 &&
  other.y <= one.y + one.height + 2;

/** The smallest box around both. */
export function hull(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
