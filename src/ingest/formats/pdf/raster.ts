import type { Picture } from '../../ocr/reader.ts';
import type { Rulings, Stroke } from './strokes.ts';

/** Darker than this (of 255) counts as ink. */
const ink = 150;
/** Rulings are longer than any stroke of a letter, in points, and thinner than an area. */
const horizontalLength = 36;
const verticalLength = 20;
const maximumThickness = 3;
/** A run of ink may have holes of so many pixels. */
const hole = 2;

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The straight lines that stand in a picture of a page, in points. `scale` is pixels per point; `area`, in pixels, bounds the search. */
export function rulingsOfPicture(picture: Picture, scale: number, area?: Area): Rulings {
  const { x, y, width, height } = area ?? { x: 0, y: 0, width: picture.width, height: picture.height };
  const channels = picture.data.length / (picture.width * picture.height);
  const dark = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = ((y + row) * picture.width + x + column) * channels;
      const light =
        channels < 3 ? picture.data[at]! : (picture.data[at]! + picture.data[at + 1]! * 2 + picture.data[at + 2]!) / 4;
      if (light < ink) dark[row * width + column] = 1;
    }
  }
  const inPoints = (strokes: Stroke[], across: number, along: number) =>
    strokes.map(({ at, start, end }) => ({
      at: (at + across) / scale,
      start: (start + along) / scale,
      end: (end + along) / scale,
    }));
  return {
    horizontal: inPoints(findStrokes(dark, width, height, width, 1, horizontalLength * scale, maximumThickness * scale), y, x),
    vertical: inPoints(findStrokes(dark, height, width, 1, width, verticalLength * scale, maximumThickness * scale), x, y),
  };
}

interface Run {
  start: number;
  end: number;
  first: number;
  last: number;
  /** Sum of the places across, weighted by length, and the length in all rows. */
  sum: number;
  pixels: number;
}

/**
 * Runs of ink along one direction, those of neighbouring rows that overlap joined to one stroke: so a line that is a little askew is
 * one. `step` leads to the next pixel along the line, `lineStep` to the next line.
 */
function findStrokes(
  dark: Uint8Array,
  along: number,
  across: number,
  lineStep: number,
  step: number,
  length: number,
  thickness: number,
): Stroke[] {
  const done: Run[] = [];
  let open: Run[] = [];
  for (let line = 0; line < across; line++) {
    const here: Run[] = [];
    for (const [start, end] of runsOf(dark, line * lineStep, along, step, length / 2)) {
      const size = end - start;
      let run: Run = { start, end, first: line, last: line, sum: line * size, pixels: size };
      open = open.filter((other) => {
        if (other.start > run.end || other.end < run.start) return true;
        run = joinRuns(run, other);
        return false;
      });
      here.push(run);
    }
    done.push(...open.filter((run) => run.last < line - 1));
    open = [...open.filter((run) => run.last >= line - 1), ...here];
  }
  return [...done, ...open]
    .filter((run) => run.end - run.start >= length && run.pixels / (run.end - run.start) <= thickness)
    .map((run) => ({ at: run.sum / run.pixels, start: run.start, end: run.end }));
}

function joinRuns(one: Run, other: Run): Run {
  return {
    start: Math.min(one.start, other.start),
    end: Math.max(one.end, other.end),
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    sum: one.sum + other.sum,
    pixels: one.pixels + other.pixels,
  };
}

function* runsOf(dark: Uint8Array, offset: number, along: number, step: number, length: number): Generator<[number, number]> {
  let start = -1;
  let last = -1;
  for (let i = 0; i < along; i++) {
    if (!dark[offset + i * step]) continue;
    if (start < 0 || i - last > hole) {
      if (start >= 0 && last - start >= length) yield [start, last + 1];
      start = i;
    }
    last = i;
  }
  if (start >= 0 && last - start >= length) yield [start, last + 1];
}
