import type { Clause } from '../domain/document.ts';

/** Characters of the title and of the heading that the ranker reads before a sentence; it was trained on such pairs. */
const nameLength = 30;

/** What a ranker reads of a sentence: the ends of the document's title and of the nearest heading, so that "每月500元" says of what, and the words. */
export function rankedSentence({ headings }: Pick<Clause, 'headings'>, title: string, text: string): string {
  const heading = headings.at(-1) ?? '';
  const names = [title, heading === title ? '' : heading].map((name) => name.slice(-nameLength)).filter(Boolean);
  return names.length > 0 ? `${names.join(' ')}：${text}` : text;
}
