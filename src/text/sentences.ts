/** [start, end) in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/** Brackets whose inside stays whole; longer than this they are taken for a slip, and sentences inside end as usual. */
const closingOf: Record<string, string> = { '《': '》', '（': '）', '(': ')' };
const longestBracket = 200;

/** An ASCII sign ends a sentence only where no address or code goes on: /page?id=1 stays whole. */
const ender = /[。！？；\n]|[!?;](?![\w/&=%#-])/y;
/** What belongs to the sentence before: further enders, closing quotes and brackets, white space. */
const afterEnder = /[。！？；!?;”’」』》〉）)】〕\s]*/y;

/**
 * Sentences of a reading text, without gaps: joined they are the text. A sentence ends after 。！？； with the closing quotes and
 * brackets behind it, or at a line break, but not inside 《》 or （）. A dot ends nothing: 2.5万元 and 1. stay whole.
 */
export function splitSentences(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  const nextClosing: Record<string, number> = {};
  let start = 0;
  let position = 0;
  while (position < text.length) {
    position = bracketEnd(text, position, nextClosing) ?? position;
    if (!matchAt(ender, text, position)) {
      position++;
      continue;
    }
    position += matchAt(afterEnder, text, position)!.length;
    // Blank lines before the first word belong to the first sentence.
    if (text.slice(start, position).trim() === '') continue;
    ranges.push({ start, end: position });
    start = position;
  }
  const rest = text.slice(start);
  if (rest.trim() !== '') ranges.push({ start, end: text.length });
  else if (ranges.length > 0) ranges.at(-1)!.end = text.length;
  return ranges;
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

/**
 * The place behind the bracket that opens here, inner ones of its kind included; null when none opens, or it is too long.
 * `nextClosing` remembers where the next closing bracket of a kind stands, so that brackets which nothing closes cost no search.
 */
function bracketEnd(text: string, position: number, nextClosing: Record<string, number>): number | null {
  const open = text[position]!;
  const close = closingOf[open];
  if (!close) return null;
  if ((nextClosing[close] ?? -1) < position) {
    const next = text.indexOf(close, position);
    nextClosing[close] = next < 0 ? text.length : next;
  }
  if (nextClosing[close]! >= position + longestBracket) return null;
  let depth = 0;
  for (let index = position; index < Math.min(text.length, position + longestBracket); index++) {
    if (text[index] === open) depth++;
    else if (text[index] === close && --depth === 0) return index + 1;
    else if (text[index] === '\n') return null;
  }
  return null;
}
