import { FileTooLargeError } from '../../../domain/errors.ts';
import type { Box } from '../../blocks.ts';
import { attribute, child, type Element, elementsOf, localName } from '../docx/xml.ts';
import type { TextItem } from '../pdf/items.ts';
import { type Matrix, multiply, place } from '../pdf/matrix.ts';
import { mergeStrokes, type Rulings } from '../pdf/strokes.ts';
import type { Resources } from './resources.ts';
import { addPath } from './strokes.ts';
import { type Showing, textPieces } from './text.ts';
import { boxOf, objectMatrix } from './values.ts';

export interface PlacedPicture {
  part: string;
  box: Box;
}

/** Everything that one part draws on a page, in points from the top left corner of the page. */
export interface Drawing extends Rulings {
  /** Text by how it shows; text of the document is `plain`. */
  text: Record<Showing, TextItem[]>;
  /** The same text by the number of its object, which tags refer to. */
  byObject: Map<string, string>;
  pictures: PlacedPicture[];
}

/** Blocks and drawings in each other beyond this are an attack, and so is what draws more than any page holds. */
const maximumDepth = 40;
const maximumObjects = 200_000;

/** Walks once over the content of a page or template. `page` leads from millimetres of the page to points. */
export function readDrawing(root: Element, page: Matrix, resources: Resources): Drawing {
  const drawing: Drawing = {
    horizontal: [],
    vertical: [],
    text: { plain: [], turned: [], hidden: [], pale: [] },
    byObject: new Map(),
    pictures: [],
  };
  const content = child(root, 'Content');
  if (content) new Walk(drawing, resources).container(content, page, 0);
  return { ...drawing, horizontal: mergeStrokes(drawing.horizontal), vertical: mergeStrokes(drawing.vertical) };
}

class Walk {
  private readonly drawing: Drawing;
  private readonly resources: Resources;
  private objects = 0;
  /** The drawings in which the walk is at this moment. */
  private readonly drawn = new Set<string>();

  constructor(drawing: Drawing, resources: Resources) {
    this.drawing = drawing;
    this.resources = resources;
  }

  container(element: Element, matrix: Matrix, depth: number): void {
    if (depth > maximumDepth) throw new FileTooLargeError('页面内容嵌套过深', `ofd: more than ${maximumDepth} levels`);
    for (const inner of elementsOf(element)) this.object(inner, matrix, depth);
  }

  private object(element: Element, outer: Matrix, depth: number): void {
    const name = localName(element);
    if (++this.objects > maximumObjects) throw new FileTooLargeError('页面内容过多', `ofd: more than ${maximumObjects} objects`);
    if (name === 'Layer' || name === 'PageBlock') this.container(element, outer, depth + 1);
    if (!name.endsWith('Object')) return;
    const matrix = multiply(outer, objectMatrix(element));
    if (name === 'TextObject') this.text(element, matrix);
    else if (name === 'PathObject') addPath(this.drawing, element, matrix);
    else if (name === 'ImageObject') this.picture(element, matrix);
    else if (name === 'CompositeObject' && attribute(element, 'Visible') !== 'false')
      this.composite(attribute(element, 'ResourceID') ?? '', matrix, depth);
  }

  /** A drawing that holds itself is drawn once. */
  private composite(id: string, matrix: Matrix, depth: number): void {
    const content = child(this.resources.composites.get(id), 'Content');
    if (!content || this.drawn.has(id)) return;
    this.drawn.add(id);
    this.container(content, matrix, depth + 1);
    this.drawn.delete(id);
  }

  private text(element: Element, matrix: Matrix): void {
    const { showing, items } = textPieces(element, matrix);
    // Object by object: a page may hold more pieces than a call takes arguments.
    for (const item of items) this.drawing.text[showing].push(item);
    const id = attribute(element, 'ID');
    if (id !== undefined) this.drawing.byObject.set(id, items.map((item) => item.text).join(''));
  }

  /** CTM places the unit square inside the boundary; without it the picture fills the boundary. */
  private picture(element: Element, matrix: Matrix): void {
    const part = this.resources.pictures.get(attribute(element, 'ResourceID') ?? '');
    if (part === undefined || attribute(element, 'Visible') === 'false') return;
    const boundary = attribute(element, 'CTM') === undefined ? boxOf(attribute(element, 'Boundary')) : null;
    const [x0, y0] = place(matrix, 0, 0);
    const [x1, y1] = place(matrix, boundary?.width ?? 1, boundary?.height ?? 1);
    const box = { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
    this.drawing.pictures.push({ part, box });
  }
}
