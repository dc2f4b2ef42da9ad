import { attribute, child, type Element, textOf } from '../docx/xml.ts';
import type { Matrix } from '../pdf/matrix.ts';

/** Millimetres to points. */
export const pointsPerMillimetre = 72 / 25.4;

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Numbers separated by white space; null when one is none, or when there are not as many as wanted. */
function numbersOf(text: string | undefined, count: number): number[] | null {
  const values =
    text
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  return values.length >= count && values.every(Number.isFinite) ? values : null;
}

/** ST_Box: `x y width height`, in millimetres. */
export function boxOf(text: string | undefined): Rectangle | null {
  const values = numbersOf(text, 4);
  return values && { x: values[0]!, y: values[1]!, width: values[2]!, height: values[3]! };
}

/** Place and transformation of an object (GB/T 33190, 8.5): CTM inside the boundary, the boundary on the page. */
export function objectMatrix(element: Element): Matrix {
  const box = boxOf(attribute(element, 'Boundary'));
  const [a, b, c, d, e, f] = numbersOf(attribute(element, 'CTM'), 6) ?? [1, 0, 0, 1, 0, 0];
  return [a!, b!, c!, d!, e! + (box?.x ?? 0), f! + (box?.y ?? 0)];
}

export function numberOf(text: string | undefined, otherwise: number): number {
  const value = Number(text);
  return text !== undefined && text.trim() !== '' && Number.isFinite(value) ? value : otherwise;
}

/** Text of a child element, trimmed; empty when there is none. */
export function childText(element: Element | undefined, name: string): string {
  const inner = child(element, name);
  return inner ? textOf(inner).trim() : '';
}

/** Distances of the characters from each other: numbers, of which `g n v` repeats v n times (8.9); no more than `most` are made. */
export function distancesOf(text: string | undefined, most: number): number[] {
  const words = text?.trim().split(/[\s,]+/) ?? [];
  const values: number[] = [];
  for (let i = 0; i < words.length && values.length < most; i++) {
    if (words[i] !== 'g') {
      values.push(numberOf(words[i], 0));
      continue;
    }
    const times = Math.min(numberOf(words[i + 1], 0), most - values.length);
    for (let n = 0; n < times; n++) values.push(numberOf(words[i + 2], 0));
    i += 2;
  }
  return values;
}
