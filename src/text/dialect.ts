import { dialectWords } from './data/dialect-words.ts';

export interface Rewording {
  from: string;
  to: string;
}

/** Every word on its own, the longest first, so that 几多钱 is not read as 几多 and 钱. */
const ordered = dialectWords
  .flatMap(([said, standard, , before = '', after = '']) =>
    said.split('|').map((word) => ({ word, standard, pattern: `${before}(${word})${after}` })),
  )
  .sort((left, right) => right.word.length - left.word.length);
const anyOf = new RegExp(ordered.map(({ pattern }) => pattern).join('|'), 'gu');

/**
 * Standard words for dialect and everyday ones in a question (几多 -> 多少, 炒鱿鱼 -> 辞退), in simplified characters; what stands in
 * 《》, “” or 「」 is a name and stays. Expects simplified characters.
 */
export function toStandardWords(text: string): { text: string; changes: Rewording[] } {
  const changes: Rewording[] = [];
  const rewritten = text
    .split(/(《[^》]*》|“[^”]*”|「[^」]*」)/u)
    .map((part, index) => (index % 2 === 1 ? part : replaceWords(part, changes)))
    .join('');
  return { text: rewritten, changes };
}

function replaceWords(text: string, changes: Rewording[]): string {
  return text.replace(anyOf, (from, ...groups: unknown[]) => {
    const at = groups.slice(0, ordered.length).findIndex((group) => group !== undefined);
    const to = ordered[at]?.standard ?? from;
    if (to !== from) changes.push({ from, to });
    return to;
  });
}
