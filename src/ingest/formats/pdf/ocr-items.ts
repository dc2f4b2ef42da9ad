import type { OcrLine } from '../../ocr/reader.ts';
import type { TextItem } from './items.ts';

/** Below this a recognised line is more noise than text. */
const minimumConfidence = 0.5;

/** Recognised lines as text pieces in points; boxes of nearly the same height count as one size of type. */
export function itemsOfOcr(lines: OcrLine[], scale: number): TextItem[] {
  const sure = lines.filter((line) => line.confidence >= minimumConfidence && line.text.trim() !== '');
  const heights = sure.map((line) => line.height).sort((a, b) => a - b);
  const middle = heights[Math.floor(heights.length / 2)] ?? 0;
  return sure.map((line) => {
    const height = Math.abs(line.height - middle) < middle * 0.2 ? middle : line.height;
    const size = (height * 0.95) / scale;
    return {
      // Overlapping boxes read a mark twice.
      text: line.text.replace(/([、，。；：])\1+/g, '$1'),
      left: line.x / scale,
      right: (line.x + line.width) / scale,
      y: (line.y + line.height / 2) / scale + size * 0.35,
      size,
    };
  });
}

/** Mean confidence 0..1, weighted by length. */
export function confidenceOf(lines: OcrLine[]): number {
  const length = lines.reduce((sum, line) => sum + line.text.length, 0);
  return length === 0 ? 0 : lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0) / length;
}
