import type { Block } from '../../blocks.ts';
import type { ClauseDraft } from '../types.ts';

/** Characters on either side of a page break by which its place is found again in the clauses. */
const context = 12;
/** A clause runs over at most so many pages; further breaks are not looked for in it. */
const longestClause = 30;

interface PageBreak {
  /** The page that begins. */
  page: number;
  before: string;
  after: string;
}

/** Tells each clause where its text goes on over another page, so that a quote can name its own page. */
export function withPageStarts(clauses: ClauseDraft[], blocks: Block[]): ClauseDraft[] {
  const breaks = pageBreaks(blocks);
  if (breaks.length === 0) return clauses;
  const found = new Map<ClauseDraft, NonNullable<ClauseDraft['pageStarts']>>();
  const index = clausesByPage(clauses);
  const squeezed = new Map<ClauseDraft, Squeezed>();
  for (const { page, before, after } of breaks) {
    for (let first = Math.max(1, page - longestClause); first < page; first++) {
      for (const clause of index.get(first) ?? []) {
        const view = squeezed.get(clause) ?? squeeze(clause.text);
        squeezed.set(clause, view);
        const place = view.text.indexOf(before + after);
        if (place < 0) continue;
        found.set(clause, [...(found.get(clause) ?? []), { at: view.offsets[place + before.length]!, page }]);
      }
    }
  }
  return clauses.map((clause) => {
    const pageStarts = found.get(clause);
    return pageStarts ? { ...clause, pageStarts } : clause;
  });
}

function clausesByPage(clauses: ClauseDraft[]): Map<number, ClauseDraft[]> {
  const index = new Map<number, ClauseDraft[]>();
  for (const clause of clauses) {
    if (clause.page === null) continue;
    const same = index.get(clause.page);
    if (same) same.push(clause);
    else index.set(clause.page, [clause]);
  }
  return index;
}

/** Inside blocks as the format says, and between blocks of different pages. */
function pageBreaks(blocks: Block[]): PageBreak[] {
  const breaks: PageBreak[] = [];
  let tail = '';
  let last: number | null = null;
  for (const block of blocks) {
    if (block.type === 'table' || block.page === null) continue;
    const { text } = squeeze(block.text);
    if (last !== null && block.page > last) add(breaks, block.page, tail, text);
    for (const { at, page } of block.pageStarts ?? []) {
      const place = squeeze(block.text.slice(0, at)).text.length;
      add(breaks, page, tail + text.slice(0, place), text.slice(place));
    }
    last = block.pageStarts?.at(-1)?.page ?? block.page;
    tail = (tail + text).slice(-context);
  }
  return breaks;
}

function add(breaks: PageBreak[], page: number, before: string, after: string): void {
  if (before === '' || after === '') return;
  breaks.push({ page, before: before.slice(-context), after: after.slice(0, context) });
}

interface Squeezed {
  text: string;
  /** Offset in the text for every character that is left. */
  offsets: number[];
}

/** The text without white space and invisible characters: where lines were joined does not matter. */
function squeeze(text: string): Squeezed {
  const offsets: number[] = [];
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (/[\s\p{Cf}]/u.test(character)) continue;
    offsets.push(at);
    kept += character;
  }
  return { text: kept, offsets };
}
