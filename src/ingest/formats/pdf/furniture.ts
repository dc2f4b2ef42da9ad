import { isPageNumber } from '../paragraphs.ts';
import type { PrintedLine } from './lines.ts';
import { commonSize } from './measure.ts';

export interface PageLines {
  page: number;
  height: number;
  lines: PrintedLine[];
}

/** Lines at the edge of the page that may be running heads or feet: the first and last three, in the outer sixth. */
const edgeLines = 3;
const outerShare = 1 / 6;
/** A head that changes (the name of the chapter) stands higher than this share of the page, and off the text. */
const headShare = 1 / 9;
/** Pages on which a changing head must stand at one height. */
const steadyShare = 0.5;

/**
 * Takes out of every page its number and the lines that stand at the same place of many pages: with the same words, figures aside, or,
 * at the height of the running heads, with words that stand in the text as well.
 */
export function dropRunningLines<P extends PageLines>(pages: P[], labels: (string | null)[] = []): P[] {
  const places = countPlaces(pages);
  const heads = new ChangingHeads(pages);
  const enough = pages.length <= 3 ? Math.max(2, pages.length) : Math.max(3, Math.ceil(pages.length / 10));
  const body = commonSize(pages.flatMap((page) => page.lines));
  return pages.map((page) => {
    const edges = new Set(edgesOf(page));
    const isRepeated = (line: PrintedLine) => timesAt(places, line, page.height) >= enough;
    // The name of a gazette at the left and its number at the right are one head, though not every page has both.
    const farHeads = [...edges].filter((line) => isFarOut(line, page.height) && line.size < body * 1.15 && isRepeated(line));
    const lines = page.lines.filter((line) => {
      if (isPrintedMark(line.text)) return false;
      if (!edges.has(line)) return true;
      if (isNumber(line.text, labels[page.page - 1] ?? null, places.get(keyOf(line, page.height)) ?? 0)) return false;
      // Few pages prove little: there a line must stand where only heads and feet stand.
      const proven = pages.length > 2 || isFarOut(line, page.height);
      const beside = farHeads.some((head) => Math.abs(head.y - line.y) < head.size * 0.3);
      const running = proven && line.size < body * 1.15 && (isRepeated(line) || beside);
      return !running && !heads.has(line, page.height);
    });
    return { ...page, lines };
  });
}

/** A page number between dashes or 第…页: such a line is no text wherever it stands. */
function isPrintedMark(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return /^(?:[-–—―─~·•]+\d{1,4}[-–—―─~·•]+|第\d{1,4}页[,，/／|]?(?:共\d{1,4}页)?|共\d{1,4}页[,，/／|]?第\d{1,4}页)$/.test(plain);
}

/** Also Roman figures, letters with a figure, and the label that the file itself gives the page. */
function isNumber(text: string, label: string | null, times: number): boolean {
  if (isPageNumber(text)) return true;
  const plain = text.normalize('NFKC').replace(/[-–—―─~·•\s]/g, '');
  if (label !== null && plain === label.normalize('NFKC').replace(/[-–—\s]/g, '')) return true;
  return times >= 2 && /^(?:[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Z]\d{1,3})$/.test(plain);
}

function countPlaces(pages: PageLines[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edgesOf(page).map((line) => keyOf(line, page.height)))) places.set(key, (places.get(key) ?? 0) + 1);
  }
  return places;
}

function edgesOf(page: PageLines): PrintedLine[] {
  const outer = (line: PrintedLine) => line.y < page.height * outerShare || line.y > page.height * (1 - outerShare);
  const byHeight = [...page.lines].sort((a, b) => a.y - b.y);
  return [...new Set([...byHeight.slice(0, edgeLines), ...byHeight.slice(-edgeLines)])].filter(outer);
}

const isFarOut = (line: PrintedLine, height: number) => line.y < height * 0.08 || line.y > height * 0.92;

const roman = /^[-–—·•]*(?:[ivxlc]{1,6}|[IVXLC]{1,6})[-–—·•]*$/;

/** The same words, numbers aside, at about the same height. */
function keyOf(line: PrintedLine, height: number, shift = 0): string {
  const plain = line.text.replace(/\s+/g, '');
  const words = roman.test(plain) ? '#' : plain.replace(/\d+/g, '#');
  return `${Math.round((line.y / height) * 50) + shift}|${words}`;
}

/** A line may stand at the border of two heights. */
function timesAt(places: Map<string, number>, line: PrintedLine, height: number): number {
  const beside = Math.max(places.get(keyOf(line, height, -1)) ?? 0, places.get(keyOf(line, height, 1)) ?? 0);
  return (places.get(keyOf(line, height)) ?? 0) + beside;
}

/** Heads that name the chapter: at one height on most pages (or most odd or even ones), off the text, in words that the text has as well. */
class ChangingHeads {
  private readonly heights = new Set<number>();
  private readonly words = new Map<string, number>();

  constructor(pages: PageLines[]) {
    if (pages.length < 4) return;
    const counts = new Map<number, number>();
    for (const page of pages) {
      for (const line of page.lines) this.words.set(wordsOf(line), (this.words.get(wordsOf(line)) ?? 0) + 1);
      const head = headOf(page);
      if (head !== null) counts.set(Math.round(head.y), (counts.get(Math.round(head.y)) ?? 0) + 1);
    }
    for (const [height, count] of counts) {
      const near = count + (counts.get(height - 1) ?? 0) + (counts.get(height + 1) ?? 0);
      if (near >= pages.length * steadyShare) for (const y of [height - 1, height, height + 1]) this.heights.add(y);
    }
  }

  has(line: PrintedLine, height: number): boolean {
    return line.y < height * headShare && this.heights.has(Math.round(line.y)) && (this.words.get(wordsOf(line)) ?? 0) >= 2;
  }
}

/** The first line, when clear space parts it from the second. */
function headOf(page: PageLines): PrintedLine | null {
  const [first, second] = [...page.lines].sort((a, b) => a.y - b.y);
  if (!first || !second || first.y > page.height * headShare) return null;
  return second.y - first.y > Math.max(first.size, second.size) * 1.8 ? first : null;
}

const wordsOf = (line: PrintedLine) => line.text.replace(/[\d\s]+/g, '');
