import { attribute, child, type Element, textOf } from '../docx/xml.ts';
import { type Matrix, place } from '../pdf/matrix.ts';
import { addOutline, type Point, type Rulings } from '../pdf/strokes.ts';

/** Operands of the path operators (GB/T 33190, 8.6): start, move, line, curves, arc, close. */
const operands: Record<string, number> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/** Adds the straight lines that a PathObject draws. */
export function addPath(found: Rulings, element: Element, matrix: Matrix): void {
  if (attribute(element, 'Visible') === 'false') return;
  const stroked = attribute(element, 'Stroke') !== 'false';
  if (!stroked && attribute(element, 'Fill') !== 'true') return;
  const data = child(element, 'AbbreviatedData');
  if (!data) return;
  for (const outline of outlines(textOf(data))) {
    const points = outline.map(([x, y]) => place(matrix, x, y));
    addOutline(found, points, stroked);
  }
}

/** Runs of straight segments; curves and arcs part them. */
function outlines(data: string): Point[][] {
  const words = data.trim().split(/[\s,]+/);
  const found: Point[][] = [];
  let current: Point[] = [];
  const end = () => {
    if (current.length > 1) found.push(current);
  };
  for (let i = 0; i < words.length; ) {
    const operator = words[i]!;
    const count = operands[operator];
    if (count === undefined) return found;
    const values = words.slice(i + 1, i + 1 + count).map(Number);
    if (values.length < count || !values.every(Number.isFinite)) return found;
    const last: Point = [values.at(-2) ?? 0, values.at(-1) ?? 0];
    if (operator === 'L') current.push(last);
    else if (operator === 'C') {
      if (current.length > 0) current.push(current[0]!);
      end();
      current = [];
    } else {
      end();
      current = [last];
    }
    i += 1 + count;
  }
  end();
  return found;
}
