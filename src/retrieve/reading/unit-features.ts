import { toIndexView } from '../../text/normalise.ts';
import { documentTerms } from '../../text/terms.ts';
import { answerShapes } from '../answer-shapes.ts';
import type { Candidate } from '../contract.ts';
import { isTitleLine } from '../rank.ts';
import type { Facet } from './facets.ts';
import type { Unit } from './units.ts';

/** What is known of a sentence as an answer to one thing asked. Shares are 0..1 and weigh terms by their rarity. */
export interface UnitFeatures {
  /** Share of the question's terms that the sentence holds; that only its headings and titles hold; that only its clause holds. */
  overlap: number;
  headings: number;
  clause: number;
  /** Share that the sentence before it and the one after it in the clause hold. */
  before: number;
  after: number;
  /** Share, against the question's own terms, of official words for the citizen's words that it holds. */
  official: number;
  /** Rarity of the rarest term it holds against the rarest asked. */
  rarest: number;
  /** Longest run of the question's characters that it holds, against the question. */
  run: number;
  /** Share of the question's terms in the document's title. */
  title: number;
  /** Score of its chunk against the best one, 1 and below; words and nearness in meaning of the chunk. */
  chunk: number;
  lexical: number;
  cosine: number;
  /** Places of its chunk and of its document in the ranking, from 0. */
  rank: number;
  documentRank: number;
  /** Whether the chunk that was found holds it, and not only the clause. */
  found: number;
  /** The kind of thing asked for stands in it; a figure does. */
  shape: number;
  digit: number;
  /** Natural logarithm of its characters, and how many sentences its clause has. */
  length: number;
  siblings: number;
  /** It only names what follows; it ends in a colon; it asks. */
  titleLike: number;
  colon: number;
  asks: number;
}
export const unitFeatureNames = [
  'overlap',
  'headings',
  'clause',
  'before',
  'after',
  'official',
  'rarest',
  'run',
  'title',
  'chunk',
  'lexical',
  'cosine',
  'rank',
  'documentRank',
  'found',
  'shape',
  'digit',
  'length',
  'siblings',
  'titleLike',
  'colon',
  'asks',
] as const satisfies (keyof UnitFeatures)[];

/** Terms of one thing asked with their rarity, and those of official words that it does not use itself. */
export interface AskedTerms {
  own: Map<string, number>;
  official: Map<string, number>;
}

export interface DescribedUnit extends Unit {
  features: UnitFeatures;
  /** The asked terms that this sentence itself holds. */
  covers: Set<string>;
}

/** Describes every sentence; `candidates` is the whole ranking, best first. */
export function describeUnits(facet: Facet, asked: AskedTerms, units: Unit[], candidates: Candidate[]): DescribedUnit[] {
  const described = new Describer(facet, asked, units, candidates);
  return units.map((unit) => described.of(unit));
}

class Describer {
  readonly #facet: Facet;
  readonly #asked: AskedTerms;
  readonly #total: number;
  readonly #rarest: number;
  readonly #question: string;
  readonly #top: number;
  readonly #ranks: Map<Candidate, number>;
  readonly #documentRanks = new Map<string, number>();
  readonly #siblings = new Map<string, Unit[]>();
  readonly #terms = new Map<string, Set<string>>();

  constructor(facet: Facet, asked: AskedTerms, units: Unit[], candidates: Candidate[]) {
    this.#facet = facet;
    this.#asked = asked;
    this.#total = sumOf(asked.own.values()) || 1;
    this.#rarest = Math.max(...asked.own.values(), 1e-9);
    this.#question = bare(facet.text);
    this.#top = Math.max(...candidates.map((candidate) => candidate.score), 1e-4);
    this.#ranks = new Map(candidates.map((candidate, rank) => [candidate, rank]));
    for (const { view } of candidates)
      if (!this.#documentRanks.has(view.itemId)) this.#documentRanks.set(view.itemId, this.#documentRanks.size);
    for (const unit of units) {
      const group = this.#siblings.get(unit.clause.id);
      if (group) group.push(unit);
      else this.#siblings.set(unit.clause.id, [unit]);
    }
    for (const group of this.#siblings.values()) group.sort((a, b) => a.start - b.start);
  }

  of(unit: Unit): DescribedUnit {
    const { candidate, clause, text } = unit;
    const siblings = this.#siblings.get(clause.id) as Unit[];
    const place = siblings.indexOf(unit);
    const own = this.#termsOf(text);
    const title = this.#termsOf(candidate.document?.document.title ?? '');
    const headings = this.#termsOf([candidate.document?.document.title ?? '', ...clause.headings].join('\n'));
    const around = this.#termsOf(siblings.map((sibling) => sibling.text).join('\n'));
    const covers = new Set([...this.#asked.own.keys()].filter((term) => own.has(term)));
    const view = toIndexView(text).trim();
    const neighbour = (at: number) => (siblings[at] ? this.#share((term) => this.#termsOf(siblings[at]!.text).has(term)) : 0);
    return {
      ...unit,
      covers,
      features: {
        overlap: this.#share((term) => own.has(term)),
        headings: this.#share((term) => headings.has(term) && !own.has(term)),
        clause: this.#share((term) => around.has(term) && !own.has(term) && !headings.has(term)),
        before: neighbour(place - 1),
        after: neighbour(place + 1),
        official: sumOf([...this.#asked.official].map(([term, rarity]) => (own.has(term) ? rarity : 0))) / this.#total,
        rarest: Math.max(0, ...[...covers].map((term) => this.#asked.own.get(term) as number)) / this.#rarest,
        run: longestRun(this.#question, bare(text)) / Math.max(1, this.#question.length),
        title: this.#share((term) => title.has(term)),
        chunk: candidate.score / this.#top,
        lexical: candidate.features.lexical ?? 0,
        cosine: candidate.features.cosine ?? 0,
        rank: this.#ranks.get(candidate) ?? this.#ranks.size,
        documentRank: this.#documentRanks.get(candidate.view.itemId) ?? this.#documentRanks.size,
        found: Number(unit.found),
        shape: Number(answerShapes(this.#facet, text)),
        digit: Number(/\d/.test(view)),
        length: Math.log(1 + text.length),
        siblings: siblings.length,
        titleLike: Number(clause.path.endsWith('附件说明') || isTitleLine(text)),
        colon: Number(/[:：]$/.test(view)),
        asks: Number(/[?？]$/.test(view)),
      },
    };
  }

  #share(holds: (term: string) => boolean): number {
    let sum = 0;
    for (const [term, rarity] of this.#asked.own) if (holds(term)) sum += rarity;
    return sum / this.#total;
  }

  #termsOf(text: string): Set<string> {
    let terms = this.#terms.get(text);
    if (!terms) {
      terms = new Set(documentTerms(text).split(' '));
      this.#terms.set(text, terms);
    }
    return terms;
  }
}

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

/** Letters and figures only. */
const bare = (text: string) => toIndexView(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** Length of the longest stretch of `question` that stands in `text`. */
export function longestRun(question: string, text: string): number {
  let best = 0;
  for (let start = 0; start + best < question.length; start++) {
    while (start + best < question.length && text.includes(question.slice(start, start + best + 1))) best++;
  }
  return best;
}
