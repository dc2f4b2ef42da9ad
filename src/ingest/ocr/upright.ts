import type { OcrLine, Picture } from './recognise.ts';

/** A picture as it was read, turned upright. */
export interface UprightReading {
  lines: OcrLine[];
  picture: Picture;
}

/** Below this mean confidence a page may stand on its head. */
const doubtful = 0.6;

/**
 * Reads a page; one that lies on its side (its lines are higher than wide) or on its head (hardly anything is recognised) is turned and
 * read again, and the surest reading counts.
 */
export async function readTurned(picture: Picture, read: (picture: Picture) => Promise<OcrLine[]>): Promise<UprightReading> {
  const first = await read(picture);
  const length = weight(first, () => true);
  const tall = weight(first, (line) => line.height > line.width * 1.5);
  const turns = tall > length / 2 ? [1, 3] : length >= 4 && confidence(first) < doubtful ? [2] : [];
  let best: UprightReading = { lines: first, picture };
  // Lines on their side are read by chance only, however sure.
  let score = tall > length / 2 ? 0 : confidence(first);
  for (const turn of turns) {
    const turned = turnPicture(picture, turn);
    const lines = await read(turned);
    if (confidence(lines) <= score) continue;
    score = confidence(lines);
    best = { lines, picture: turned };
  }
  return best;
}

function weight(lines: OcrLine[], test: (line: OcrLine) => boolean): number {
  return lines.reduce((sum, line) => sum + (test(line) ? line.text.length : 0), 0);
}

function confidence(lines: OcrLine[]): number {
  const length = weight(lines, () => true);
  return length === 0 ? 0 : lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0) / length;
}

/** Turned clockwise by so many quarters. */
export function turnPicture({ width, height, data }: Picture, quarters: number): Picture {
  const channels = data.length / (width * height);
  const sideways = quarters % 2 === 1;
  const turned = { width: sideways ? height : width, height: sideways ? width : height, data: new Uint8Array(data.length) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [toX, toY] =
        quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      const from = (y * width + x) * channels;
      const to = (toY * turned.width + toX) * channels;
      for (let channel = 0; channel < channels; channel++) turned.data[to + channel] = data[from + channel]!;
    }
  }
  return turned;
}
