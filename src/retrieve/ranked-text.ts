import type { Clause } from '../domain/document.ts';

/** Characters of the heading that the ranker reads before a sentence; it was trained on such pairs. */
const headingLength = 40;

/** What a ranker reads of a sentence: the nearest heading, so that "每月500元" says of what, and the words. */
export function rankedSentence(clause: Pick<Clause, 'headings'>, title: string, text: string): string {
  const heading = clause.headings.at(-1) ?? title;
  return heading ? `${heading.slice(-headingLength)}：${text}` : text;
}
