import { unifyRadicals } from '../paragraphs.ts';
import type { PDFPageProxy } from './open.ts';

/** A piece of text with its place, in points from the top left corner of the page as it is read. */
export interface TextItem {
  text: string;
  left: number;
  right: number;
  /** Baseline, from the top. */
  y: number;
  size: number;
}

type Matrix = [number, number, number, number, number, number];

/** Text pieces of a page in the order of the file; pieces at an angle (stamps, watermarks) are left out. */
export async function textItems(page: PDFPageProxy): Promise<TextItem[]> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent();
  const items: TextItem[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, , d, x, y] = multiply(viewport.transform as Matrix, item.transform as Matrix);
    if (Math.abs(b) > Math.abs(a) * 0.2 || a <= 0) continue;
    const size = Math.abs(d) || Math.abs(a);
    items.push({ text: unifyRadicals(item.str), left: x, right: x + item.width, y, size });
  }
  return dropDoubles(items);
}

/** Bold is sometimes made by printing the same piece twice with a tiny shift. */
function dropDoubles(items: TextItem[]): TextItem[] {
  const seen = new Map<string, TextItem[]>();
  return items.filter((item) => {
    const same = seen.get(item.text) ?? [];
    const double = same.some((other) => Math.abs(other.left - item.left) < 1.5 && Math.abs(other.y - item.y) < 1.5);
    if (!double) seen.set(item.text, [...same, item]);
    return !double;
  });
}

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export type { Matrix };
