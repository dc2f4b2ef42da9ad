import type { OcrLine } from '../../ocr/reader.ts';
import { displayWidth } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import type { Rulings } from './strokes.ts';

/** Below this a recognised line is more noise than text. */
const minimumConfidence = 0.5;

/**
 * Recognised lines as text pieces in points; boxes of nearly the same height count as one size of type. A line that was read across
 * the border of two cells is cut there.
 */
export function itemsOfOcr(lines: OcrLine[], scale: number, rulings?: Rulings): TextItem[] {
  const sure = lines.filter((line) => line.confidence >= minimumConfidence && line.text.trim() !== '');
  const heights = sure.map((line) => line.height).sort((a, b) => a - b);
  const middle = heights[Math.floor(heights.length / 2)] ?? 0;
  return sure.flatMap((line) => {
    const height = Math.abs(line.height - middle) < middle * 0.2 ? middle : line.height;
    const size = (height * 0.95) / scale;
    const item = {
      // Overlapping boxes read a mark twice.
      text: officialMarks(line.text.replace(/([、，。；：])\1+/g, '$1')),
      left: line.x / scale,
      right: (line.x + line.width) / scale,
      y: (line.y + line.height / 2) / scale + size * 0.35,
      size,
      confidence: line.confidence,
    };
    return rulings ? cutAtBorders(item, rulings) : [item];
  });
}

const halfMarks = ',:;?!';
const fullMarks = '，：；？！';

/** Marks that the recognition gives in their Latin form, as an official text prints them: 〔2016〕14号, full width after hanzi. */
export function officialMarks(text: string): string {
  return text
    .replace(/[[［【〔]((?:19|20)\d{2})[\]］】〕](?=\s*\d{1,4}\s*号)/g, '〔$1〕')
    .replace(/(?<=[\p{Script=Han}）》”])[,:;?!](?=$|[\p{Script=Han}（《“])/gu, (mark) => fullMarks[halfMarks.indexOf(mark)]!);
}

function cutAtBorders(item: TextItem, rulings: Rulings): TextItem[] {
  const middle = item.y - item.size * 0.35;
  const border = rulings.vertical.find(
    ({ at, start, end }) =>
      at > item.left + item.size * 0.7 && at < item.right - item.size * 0.7 && start < middle && end > middle,
  );
  if (!border) return [item];
  const whole = displayWidth(item.text);
  const share = (border.at - item.left) / (item.right - item.left);
  let cut = 0;
  const signs = [...item.text];
  while (cut < signs.length && displayWidth(signs.slice(0, cut + 1).join('')) <= whole * share + 0.25) cut++;
  const before = { ...item, text: signs.slice(0, cut).join(''), right: border.at - 1 };
  const after = { ...item, text: signs.slice(cut).join(''), left: border.at + 1 };
  return [before, ...cutAtBorders(after, rulings)].filter((part) => part.text.trim() !== '');
}

/** Mean confidence 0..1, weighted by length. */
export function confidenceOf(lines: { text: string; confidence?: number }[]): number {
  const length = lines.reduce((sum, line) => sum + line.text.length, 0);
  return length === 0 ? 0 : lines.reduce((sum, line) => sum + (line.confidence ?? 1) * line.text.length, 0) / length;
}
