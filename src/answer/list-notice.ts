import type { Clause } from '../domain/document.ts';
import type { DraftSentence } from './draft.ts';
import type { AnswerParts, Judged } from './values.ts';
import { partialList } from './wording.ts';

const item = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s?[.、．]|[①-⑳]|[一二三四五六七八九十]{1,3}、)/;
/** Items from which on a row of numbered lines is a list. */
const listFrom = 3;

/**
 * Says that a list is not whole when two or more of its items are quoted and others are left out; rests on the clause that holds the
 * list. One item alone is an answer and no list.
 */
export async function listNotice(sentences: DraftSentence[], { viewer }: Judged, parts: AnswerParts): Promise<DraftSentence[]> {
  const quotes = sentences.filter(({ kind }) => kind === 'quote');
  for (const quote of quotes) {
    const [place] = quote.evidence;
    if (!place?.document) continue;
    const inside = itemsOf(place.clause);
    const shown = quotes.filter(({ evidence }) => evidence[0]?.clause.id === place.clause.id);
    if (inside.length >= listFrom && isPart(inside, shown)) return [{ kind: 'notice', text: partialList, evidence: [place] }];
    if (!item.test(place.clause.text) || place.clause.parentPath === null) continue;
    const siblings = (await parts.store.content.clauses(place.document.document.id, viewer)).filter(
      (other) => other.parentPath === place.clause.parentPath && item.test(other.text),
    );
    const used = siblings.filter(({ id }) => quotes.some(({ evidence }) => evidence[0]?.clause.id === id));
    if (siblings.length >= listFrom && used.length >= 2 && used.length < siblings.length)
      return [{ kind: 'notice', text: partialList, evidence: [place] }];
  }
  return [];
}

/** Start of each numbered line in a clause. */
function itemsOf({ text }: Clause): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (item.test(line)) starts.push(at + line.search(/\S/));
    at += line.length + 1;
  }
  return starts;
}

function isPart(items: number[], shown: DraftSentence[]): boolean {
  const isShown = (start: number) =>
    shown.some(({ evidence }) => evidence[0]!.span.start <= start && start < evidence[0]!.span.end);
  const count = items.filter(isShown).length;
  return count >= 2 && count < items.length;
}
