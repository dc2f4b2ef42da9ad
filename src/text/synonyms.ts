import { synonymRows } from './data/synonyms.ts';
import { stripInvisible } from './normalise.ts';

export type SynonymRelation = 'syn' | 'abbr' | 'coll' | 'old' | 'part' | 'narrow' | 'near' | 'NOT';

export interface Synonym {
  citizen: string;
  official: string[];
  relation: SynonymRelation;
  domain: string;
  /** R: seen in a public list; G: general knowledge, to be reviewed by the owner of a deployment. */
  evidence: string;
  note: string;
}

export interface Expansion {
  term: string;
  /** 0..1 */
  weight: number;
  relation: SynonymRelation;
}

/** How far an added term may count. NOT has none: its terms are kept out. */
const weights: Record<SynonymRelation, number> = { syn: 1, abbr: 1, coll: 1, old: 1, part: 0.5, narrow: 0.5, near: 0.3, NOT: 0 };

/** Reads rows of (citizen term, official terms divided by |, relation, domain, evidence, note); by default the list that comes with Wence. */
export function loadSynonyms(rows: readonly (readonly string[])[] = synonymRows): Synonym[] {
  return rows.map(([citizen = '', official = '', relation = '', domain = '', evidence = '', note = '']) => {
    if (!citizen || !official || !(relation in weights))
      throw new RangeError(`synonym row is wrong: ${citizen} ${official} ${relation}`);
    return { citizen, official: official.split('|'), relation: relation as SynonymRelation, domain, evidence, note };
  });
}

/** Official terms of one city would lead astray elsewhere: they need the city in the question or as the region asked about. */
const cityTerms: { term: RegExp; place: RegExp }[] = [{ term: /上海|进沪/u, place: /上海|沪/u }];

const appliesIn = (term: string, context: string) => cityTerms.every((city) => !city.term.test(term) || city.place.test(context));

/**
 * Official terms for the citizen's words in a question, best weight first. The longest citizen term wins its place; a citizen term that
 * stands inside its own official term, or an official term already in the question, adds nothing; blocked terms are never added.
 * `region` is the place asked about, e.g. "示例市高新区".
 */
export function expand(question: string, synonyms: Synonym[], region: string | null = null): Expansion[] {
  const text = stripInvisible(question).normalize('NFKC');
  const matched = matchedRows(text, synonyms);
  const blocked = new Set(matched.filter((row) => row.relation === 'NOT').flatMap((row) => row.official));
  const best = new Map<string, Expansion>();
  for (const { official, relation } of matched) {
    if (relation === 'NOT') continue;
    for (const term of official) {
      const weight = weights[relation];
      if (!appliesIn(term, `${text} ${region ?? ''}`)) continue;
      if (blocked.has(term) || text.includes(term) || (best.get(term)?.weight ?? 0) >= weight) continue;
      best.set(term, { term, weight, relation });
    }
  }
  return [...best.values()].sort((left, right) => right.weight - left.weight);
}

/** Official terms that the question's words are often confused with and that must not be offered for them. */
export function blockedTerms(question: string, synonyms: Synonym[]): string[] {
  const matched = matchedRows(stripInvisible(question).normalize('NFKC'), synonyms);
  return [...new Set(matched.filter((row) => row.relation === 'NOT').flatMap((row) => row.official))];
}

/** Rows whose citizen term holds a place of its own: not inside a longer citizen term, not inside its official term. */
function matchedRows(text: string, synonyms: Synonym[]): Synonym[] {
  const candidates = synonyms
    .filter((row) => text.includes(row.citizen))
    .sort((left, right) => right.citizen.length - left.citizen.length);
  const taken: { start: number; end: number; citizen: string }[] = [];
  return candidates.filter((row) => {
    const places = placesOf(text, row.citizen).filter(
      (place) =>
        !row.official.some((term) =>
          placesOf(text, term).some((outer) => outer.start <= place.start && place.end <= outer.end),
        ) && !taken.some((other) => other.citizen !== row.citizen && place.start < other.end && other.start < place.end),
    );
    taken.push(...places.map((place) => ({ ...place, citizen: row.citizen })));
    return places.length > 0;
  });
}

function placesOf(text: string, word: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
    places.push({ start, end: start + word.length });
  }
  return places;
}
