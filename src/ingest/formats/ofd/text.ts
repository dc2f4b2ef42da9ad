import { attribute, child, childrenOf, type Element, textOf } from '../docx/xml.ts';
import { displayWidth, unifyRadicals } from '../paragraphs.ts';
import type { TextItem } from '../pdf/items.ts';
import { type Matrix, place } from '../pdf/matrix.ts';
import { distancesOf, numberOf } from './values.ts';

/** How a piece of text shows on the page: only upright and visible text is text of the document. */
export type Showing = 'plain' | 'turned' | 'hidden' | 'pale';

/** Opacity 0..255 below which text shows through as a watermark does, and below which nobody sees it. */
const paleLimit = 100;
const hiddenLimit = 13;

/** The pieces of a TextObject (GB/T 33190, 8.9) in points; `matrix` leads from its own space to the page. */
export function textPieces(element: Element, matrix: Matrix): { showing: Showing; items: TextItem[] } {
  const size = numberOf(attribute(element, 'Size'), 0);
  const [a, b, , d] = matrix;
  const turned =
    Math.abs(b) > Math.abs(a) * 0.2 || a <= 0 || ['90', '180', '270'].includes(attribute(element, 'CharDirection') ?? '');
  const items: TextItem[] = [];
  let x = 0;
  let y = 0;
  for (const code of childrenOf(element, 'TextCode')) {
    x = numberOf(attribute(code, 'X'), x);
    y = numberOf(attribute(code, 'Y'), y);
    for (const run of runsOf(code, { x, y, size, stretch: numberOf(attribute(element, 'HScale'), 1) })) {
      const [left, baseline] = place(matrix, run.x, run.y);
      const [right] = place(matrix, run.end, run.y);
      items.push({ text: unifyRadicals(run.text), left, right, y: baseline, size: size * (Math.abs(d) || Math.abs(a)) });
    }
  }
  return { showing: showingOf(element, turned), items: items.filter((item) => item.text.trim() !== '') };
}

function showingOf(element: Element, turned: boolean): Showing {
  const fill = child(element, 'FillColor');
  const opacity = Math.min(numberOf(attribute(element, 'Alpha'), 255), numberOf(attribute(fill, 'Alpha'), 255));
  const unpainted = attribute(element, 'Fill') === 'false' && attribute(element, 'Stroke') !== 'true';
  if (attribute(element, 'Visible') === 'false' || unpainted || opacity < hiddenLimit) return 'hidden';
  if (turned) return 'turned';
  return opacity < paleLimit ? 'pale' : 'plain';
}

interface Run {
  text: string;
  x: number;
  y: number;
  /** Right edge of the last character. */
  end: number;
}

interface Start {
  x: number;
  y: number;
  size: number;
  /** Width of a character against its usual one. */
  stretch: number;
}

/** Characters of a TextCode put together while they follow each other on a line; characters set below each other are one run. */
function runsOf(code: Element, start: Start): Run[] {
  const characters = [...textOf(code)];
  const across = distancesOf(attribute(code, 'DeltaX'), characters.length);
  const down = distancesOf(attribute(code, 'DeltaY'), characters.length);
  const widthOf = (character: string) => displayWidth(character) * start.size * start.stretch;
  if (across.every((distance) => distance === 0) && down.some((distance) => distance > 0))
    return [{ text: characters.join(''), x: start.x, y: start.y, end: start.x + start.size }];
  const runs: Run[] = [];
  let { x, y } = start;
  let run: Run | undefined;
  characters.forEach((character, i) => {
    const width = widthOf(character);
    const follows =
      run && Math.abs(run.y - y) < start.size * 0.1 && x > run.end - start.size * 0.7 && x < run.end + start.size * 0.6;
    if (run && follows) {
      run.text += character;
      run.end = x + width;
    } else {
      run = { text: character, x, y, end: x + width };
      runs.push(run);
    }
    x += across[i] ?? (down[i] === undefined || across.length > 0 ? width : 0);
    y += down[i] ?? 0;
  });
  return runs;
}
