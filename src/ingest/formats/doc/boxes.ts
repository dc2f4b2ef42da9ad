import { parts } from './header.ts';
import { readPlc } from './plc.ts';
import type { WordText } from './story.ts';

/** Range of a text box in characters of the document. */
export interface BoxRange {
  start: number;
  end: number;
}

/** Text boxes by the position of the character they are anchored at; those whose anchor is unknown apart. */
export function readBoxes(text: WordText): { anchored: Map<number, BoxRange[]>; loose: BoxRange[] } {
  const { lengths } = text.file;
  const story = lengths.main + lengths.footnotes + lengths.headers + lengths.macros + lengths.comments + lengths.endnotes;
  const anchors = new Map(
    readPlc(text.file.part(parts.shapeAnchors).bytes, 26).map(({ start, item }) => [item.readUInt32LE(0), start]),
  );
  const groups = readGroups(text.file.part(parts.drawings).bytes);
  const anchored = new Map<number, BoxRange[]>();
  const loose: BoxRange[] = [];
  for (const { start, end, item } of readPlc(text.file.part(parts.boxTexts).bytes, 22)) {
    const range = { start: story + start, end: story + end };
    const reusable = item.readUInt16LE(8) !== 0;
    if (reusable || end <= start || range.end > text.pieces.text.length) continue;
    const shape = item.readUInt32LE(14);
    const anchor = anchors.get(shape) ?? anchors.get(groups.get(shape) ?? -1);
    if (anchor === undefined) loose.push(range);
    else anchored.set(anchor, [...(anchored.get(anchor) ?? []), range]);
  }
  return { anchored, loose };
}

const shapeGroup = 0xf003;
const shape = 0xf00a;
const isContainer = (version: number) => (version & 0xf) === 0xf;

/** Shapes inside groups, each with the outermost group that has an anchor ([MS-ODRAW] 2.2.16). */
function readGroups(drawings: Buffer): Map<number, number> {
  const groups = new Map<number, number>();
  for (let at = 0; at + 8 <= drawings.length; ) {
    const type = drawings.readUInt16LE(at + 2);
    // Between the drawings stands one byte that says which part of the document they belong to.
    if (type < 0xf000 || type > 0xf122) {
      at += 1;
      continue;
    }
    const size = drawings.readUInt32LE(at + 4);
    if (isContainer(drawings.readUInt16LE(at))) readContainer(drawings.subarray(at + 8, at + 8 + size), groups, null, 0, type);
    at += 8 + size;
  }
  return groups;
}

function readContainer(bytes: Buffer, groups: Map<number, number>, outer: number | null, depth: number, type: number): void {
  if (depth > 32) return;
  let group = outer;
  let first = true;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const kind = bytes.readUInt16LE(at + 2);
    const body = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4));
    if (kind === shape && body.length >= 4) {
      if (outer !== null) groups.set(body.readUInt32LE(0), outer);
    } else if (isContainer(bytes.readUInt16LE(at))) {
      // The first shape of a group is the group itself; the outermost group is the page and has no anchor.
      if (type === shapeGroup && first && depth > 1 && outer === null) group = firstShape(body);
      readContainer(body, groups, group, depth + 1, kind);
      first = false;
    }
    at += 8 + body.length;
  }
}

function firstShape(container: Buffer): number | null {
  for (let at = 0; at + 12 <= container.length; at += 8 + container.readUInt32LE(at + 4))
    if (container.readUInt16LE(at + 2) === shape) return container.readUInt32LE(at + 8);
  return null;
}
