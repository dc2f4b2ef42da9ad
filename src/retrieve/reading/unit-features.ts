import { changeable } from '../../text/data/follow-up-words.ts';
import { toIndexView } from '../../text/normalise.ts';
import { documentTerms } from '../../text/terms.ts';
import { answerShapes } from '../answer-shapes.ts';
import type { Candidate } from '../contract.ts';
import { isTitleLine } from '../rank.ts';
import type { Facet } from './facets.ts';
import { titleOf, type Unit } from './units.ts';

/** What is known of a sentence as an answer to one thing asked. Shares are 0..1 and weigh terms by their rarity. */
export interface UnitFeatures {
  /** Share of the question's terms that the sentence holds, and that only its headings and title hold. */
  overlap: number;
  headings: number;
  /** Share, against the question's own terms, of official words for the citizen's words that it holds. */
  official: number;
  /** Rarity of the rarest term it holds against the rarest asked. */
  rarest: number;
  /** Score of its chunk against the best one, 1 and below; nearness in meaning of chunk and question. */
  chunk: number;
  cosine: number;
  /** Whether the chunk that was found holds it, and not only the clause. */
  found: number;
  /** The kind of thing asked for stands in it; a figure does. */
  shape: number;
  digit: number;
  /** Natural logarithm of its characters. */
  length: number;
  /** It only names what follows; it ends in a colon; it asks. */
  titleLike: number;
  colon: number;
  asks: number;
}

/** Terms of one thing asked with their rarity, and those of official words that it does not use itself. */
export interface AskedTerms {
  own: Map<string, number>;
  official: Map<string, number>;
}

export interface DescribedUnit extends Unit {
  features: UnitFeatures;
}

/** Describes every sentence; `candidates` is the whole ranking. */
export function describeUnits(facet: Facet, asked: AskedTerms, units: Unit[], candidates: Candidate[]): DescribedUnit[] {
  const top = Math.max(...candidates.map((candidate) => candidate.score), 1e-4);
  const total = sumOf(asked.own.values()) || 1;
  const rarest = Math.max(...asked.own.values(), 1e-9);
  const termsOf = rememberingTerms();
  const places = new Set(placesIn(facet.text).flatMap((place) => documentTerms(place).split(' ')));
  return units.map((unit) => {
    const { candidate, clause, text } = unit;
    const own = termsOf(text);
    const around = termsOf([titleOf(candidate), ...clause.headings].join('\n'));
    const title = places.size === 0 ? null : termsOf(titleOf(candidate));
    // The place that the document's title names is the place of every sentence of it.
    const holds = (term: string) => own.has(term) || (places.has(term) && title?.has(term) === true);
    const held = [...asked.own].filter(([term]) => holds(term)).map(([, rarity]) => rarity);
    const telling = [...asked.own]
      .filter(([term]) => own.has(term) && !(places.has(term) && title?.has(term)))
      .map(([, rarity]) => rarity);
    const implied = [...asked.own].filter(([term]) => !holds(term) && around.has(term)).map(([, rarity]) => rarity);
    const view = toIndexView(text).trim();
    return {
      ...unit,
      features: {
        overlap: sumOf(held) / total,
        headings: sumOf(implied) / total,
        official: sumOf([...asked.official].filter(([term]) => own.has(term)).map(([, rarity]) => rarity)) / total,
        rarest: Math.max(0, ...telling) / rarest,
        chunk: candidate.score / top,
        cosine: candidate.features.cosine ?? 0,
        found: Number(unit.found),
        shape: Number(answerShapes(facet, clause.table ? withUnit(text, clause.table.unit) : text)),
        digit: Number(/\d/.test(view)),
        length: Math.log(1 + text.length),
        titleLike: Number(clause.path.endsWith('附件说明') || isTitleLine(text)),
        colon: Number(/[:：]$/.test(view)),
        asks: Number(/[?？]$/.test(view)),
      },
    };
  });
}

/** A row whose unit stands over the table or in one of its cells: "居家护理（元/月）；中度失能：600" tells 600元. */
export function withUnit(row: string, printed: string | null): string {
  const unit = printed ?? /[（(](万?元|天|个工作日|个月)/.exec(row)?.[1] ?? '';
  return row.replace(/(?<=[：:]\s*)(\d{1,12}(?:\.\d{1,4})?)(?=；|$)/g, `$1${unit}`);
}

/** Districts and counties that the question names. */
const placesIn = (text: string) => text.match(placePattern) ?? [];
const placePattern = new RegExp(changeable.find(([kind]) => kind === 'place')![1], 'gu');

/** Headings are the same for many sentences. */
function rememberingTerms(): (text: string) => Set<string> {
  const known = new Map<string, Set<string>>();
  return (text) => {
    let terms = known.get(text);
    if (!terms) {
      terms = new Set(documentTerms(text).split(' '));
      known.set(text, terms);
    }
    return terms;
  };
}

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
