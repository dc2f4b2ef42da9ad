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

/**
 * Words of one city would lead astray elsewhere: they need the city in the question or as the region asked about. What a row's official
 * term or its note says decides which: rows noted as Shanghai's own scheme, not those noted as a way of speaking there.
 */
const cities = [{ term: /上海|进沪/u, note: /^上海(?!口语|10日|平台名)/u, place: /上海|沪/u }];

const appliesIn = ({ note }: Synonym, term: string, context: string) =>
  cities.every((city) => !(city.term.test(term) || city.note.test(note)) || city.place.test(context));

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
  for (const row of matched) {
    const { official, relation } = row;
    if (relation === 'NOT') continue;
    for (const term of official) {
      const weight = weights[relation];
      if (!appliesIn(row, term, `${text} ${region ?? ''}`)) continue;
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

/**
 * The question with the official term in the place of each citizen's word that means it (syn, abbr, coll, old), so that a search by meaning reads
 * official language; null where there is none. Of several official terms the first stands; one that holds the citizen's word adds nothing to its meaning.
 */
export function inOfficialWords(question: string, synonyms: Synonym[], region: string | null = null): string | null {
  const text = stripInvisible(question).normalize('NFKC');
  const blocked = new Set(blockedTerms(question, synonyms));
  const offered = new Set(expand(question, synonyms, region).flatMap(({ term, weight }) => (weight === 1 ? term : [])));
  const replaced = matchedPlaces(text, synonyms)
    .flatMap(({ row, places }) => {
      const official = row.official.find((term) => offered.has(term) && !blocked.has(term) && !term.includes(row.citizen));
      return official && weights[row.relation] === 1 ? places.map((place) => ({ ...place, official })) : [];
    })
    .sort((left, right) => right.start - left.start);
  if (replaced.length === 0) return null;
  return replaced.reduce((rest, { start, end, official }) => rest.slice(0, start) + official + rest.slice(end), text);
}

const matchedRows = (text: string, synonyms: Synonym[]) => matchedPlaces(text, synonyms).map(({ row }) => row);

interface Place {
  start: number;
  end: number;
}

/** Rows whose citizen term holds a place of its own: not inside a longer citizen term, not inside its official term. */
function matchedPlaces(text: string, synonyms: Synonym[]): { row: Synonym; places: Place[] }[] {
  const candidates = synonyms
    .filter((row) => text.includes(row.citizen))
    .sort((left, right) => right.citizen.length - left.citizen.length);
  const taken: (Place & { citizen: string })[] = [];
  return candidates.flatMap((row) => {
    const places = placesOf(text, row.citizen).filter(
      (place) =>
        !row.official.some((term) =>
          placesOf(text, term).some((outer) => outer.start <= place.start && place.end <= outer.end),
        ) && !taken.some((other) => other.citizen !== row.citizen && place.start < other.end && other.start < place.end),
    );
    taken.push(...places.map((place) => ({ ...place, citizen: row.citizen })));
    return places.length > 0 ? [{ row, places }] : [];
  });
}

function placesOf(text: string, word: string): Place[] {
  const places: Place[] = [];
  for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
    places.push({ start, end: start + word.length });
  }
  return places;
}
