import { isPageNumber } from '../paragraphs.ts';
import type { PrintedLine } from './lines.ts';

export interface PageLines {
  page: number;
  height: number;
  lines: PrintedLine[];
}

/** Lines at the edge of the page that may be running heads or feet: the first and last three, in the outer sixth. */
const edgeLines = 3;

/** Takes page numbers and the lines that stand at the same place of many pages out of every page. */
export function dropRunningLines(pages: PageLines[]): PageLines[] {
  const places = new Map<string, Set<number>>();
  for (const page of pages) {
    for (const line of edgesOf(page)) {
      const key = keyOf(line, page.height);
      places.set(key, (places.get(key) ?? new Set()).add(page.page));
    }
  }
  const enough = Math.max(3, Math.ceil(pages.length / 10));
  return pages.map((page) => {
    const edges = new Set(edgesOf(page));
    const lines = page.lines.filter((line) => {
      if (!edges.has(line)) return true;
      return !isPageNumber(line.text) && (places.get(keyOf(line, page.height))?.size ?? 0) < enough;
    });
    return { ...page, lines };
  });
}

function edgesOf(page: PageLines): PrintedLine[] {
  const outer = (line: PrintedLine) => line.y < page.height / 6 || line.y > (page.height * 5) / 6;
  return [...page.lines.slice(0, edgeLines), ...page.lines.slice(-edgeLines)].filter(outer);
}

/** The same words, numbers aside, at about the same height. */
function keyOf(line: PrintedLine, height: number): string {
  const words = line.text.replace(/\d+/g, '#').replace(/\s+/g, '');
  return `${Math.round((line.y / height) * 50)}|${words}`;
}
