import type { Clause } from '../domain/document.ts';
import { splitSentences } from '../text/sentences.ts';
import { documentTerms } from '../text/terms.ts';
import type { Candidate } from './contract.ts';

/** Characters of text that the ranker reads behind the heading, and of the heading; it was trained on such pairs. */
const windowLength = 130;
const headingLength = 40;

/** What a ranker reads of a sentence: the nearest heading, so that "每月500元" says of what, and the words. */
export function rankedSentence(clause: Pick<Clause, 'headings'>, title: string, text: string): string {
  const heading = clause.headings.at(-1) ?? title;
  return heading ? `${heading.slice(-headingLength)}：${text}` : text;
}

/** What a ranker reads of a candidate: the stretch of its chunk that holds most of the asked terms; an entry's question and answer. */
export function rankedPassage({ view, document, faq }: Candidate, rarity: Map<string, number>): string {
  if (faq) return rankedSentence({ headings: [faq.entry.question] }, '', faq.entry.answer.slice(0, windowLength));
  const title = document?.document.title ?? '';
  if (!view.clause) return title;
  const text = view.clause.text.slice(view.start, view.end);
  return rankedSentence(view.clause, title, densestWindow(text, rarity));
}

/** The run of whole sentences within the length that holds the greatest weight of terms; the earliest of equals. */
function densestWindow(text: string, rarity: Map<string, number>): string {
  if (text.length <= windowLength) return text;
  const sentences = splitSentences(text);
  const terms = sentences.map(({ start, end }) => new Set(documentTerms(text.slice(start, end)).split(' ')));
  let best = { text: text.slice(0, windowLength), weight: -1 };
  for (const [from, first] of sentences.entries()) {
    const held = new Set<string>();
    for (let to = from; to < sentences.length; to++) {
      const last = sentences[to]!;
      if (to > from && last.end - first.start > windowLength) break;
      for (const term of terms[to]!) if (rarity.has(term)) held.add(term);
      const weight = [...held].reduce((sum, term) => sum + (rarity.get(term) ?? 0), 0);
      if (weight > best.weight) best = { text: text.slice(first.start, last.end).slice(0, windowLength), weight };
    }
  }
  return best.text;
}
