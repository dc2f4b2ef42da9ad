export interface TextRange {
  start: number;
  end: number;
}

const enders = new Set('。！？；!?;…');
const closers = new Set('”’」』》〉）)】〕]"\'');
const pairs: Record<string, string> = { '《': '》', '（': '）', '(': ')', '“': '”', '「': '」' };
/** A bracket that stays open longer than this is taken for a slip, and sentences inside it end as usual. */
const longestBracket = 200;

/**
 * Sentences of a reading text, without gaps: joined they are the text. A sentence ends after 。！？；… (and ! ? ;) with the closing
 * quotes and brackets behind it, or after a line break; not inside 《》 or （） of up to 200 characters. Full stops of numbers and
 * list markers end nothing, since "." is no ender.
 */
export function splitSentences(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let start = 0;
  let position = 0;
  while (position < text.length) {
    const character = text[position]!;
    const close = pairs[character];
    if (close) {
      const end = text.indexOf(close, position + 1);
      const inside = end < 0 ? '' : text.slice(position, end);
      const quoted = character === '“' || character === '「';
      if (end >= 0 && end - position <= longestBracket && !inside.includes('\n') && !(quoted && /[。！？]./u.test(inside))) {
        position = quoted ? Math.max(position + 1, end) : end + 1;
        if (quoted && enders.has(text[end - 1]!)) position = closeSentence(text, end);
        else if (quoted) position = end + 1;
        if (quoted && enders.has(text[end - 1]!)) {
          ranges.push({ start, end: position });
          start = position;
        }
        continue;
      }
    }
    position++;
    if (character !== '\n' && !enders.has(character)) continue;
    position = closeSentence(text, position);
    ranges.push({ start, end: position });
    start = position;
  }
  if (start < text.length) ranges.push({ start, end: text.length });
  return mergeBlank(text, ranges);
}

/** Moves past further enders, closing signs and white space. */
function closeSentence(text: string, from: number): number {
  let position = from;
  while (position < text.length && (enders.has(text[position]!) || closers.has(text[position]!))) position++;
  while (position < text.length && /\s/.test(text[position]!)) position++;
  return position;
}

/** White space alone is no sentence; it goes to the one before. */
function mergeBlank(text: string, ranges: TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && text.slice(range.start, range.end).trim() === '') last.end = range.end;
    else merged.push({ ...range });
  }
  return merged;
}
