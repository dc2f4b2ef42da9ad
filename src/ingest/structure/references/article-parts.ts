import { markerOf } from '../lines/markers.ts';
import { halfWidth } from '../lines/spelling.ts';

/** A paragraph (款) of an article with the items (项) that belong to it. Offsets are in the article's text. */
export interface ArticleParagraph {
  start: number;
  end: number;
  items: { number: number; start: number; end: number }[];
}

/**
 * 款 and 项 of an article's reading text, counted as lawyers do: a line without numbering begins the next 款, the numbered lines below
 * belong to it. A line that only names the article ("第三条 适用范围") is no 款.
 */
export function articleParagraphs(text: string): ArticleParagraph[] {
  const paragraphs: ArticleParagraph[] = [];
  let itemStyle: string | null = null;
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const end = start + line.length;
    const marker = markerOf(line);
    const isFirst = index === 0 && marker?.style === 'article';
    const textStart = start + (isFirst ? marker.textStart : 0);
    if (marker && !isFirst) {
      itemStyle ??= marker.style;
      addItem(paragraphs, { number: marker.number, start, end }, marker.style === itemStyle);
    } else if (!(isFirst && isNameOnly(text.slice(textStart, Math.min(end, textStart + 40)), text.length > end))) {
      paragraphs.push({ start: textStart, end, items: [] });
    }
    start = end + 1;
  }
  return paragraphs;
}

/** A line of a finer numbering belongs to the item above it. */
function addItem(paragraphs: ArticleParagraph[], item: ArticleParagraph['items'][number], isItem: boolean): void {
  const last = paragraphs.at(-1);
  if (!last) return;
  if (isItem) last.items.push(item);
  else if (last.items.length > 0) last.items.at(-1)!.end = item.end;
  last.end = item.end;
}

const isNameOnly = (rest: string, hasMore: boolean) => hasMore && rest.length <= 18 && !/[。；：，,:;]/.test(halfWidth(rest));
