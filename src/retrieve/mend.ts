import type { Viewer } from '../domain/access.ts';
import type { Store } from '../store/contract.ts';
import { englishTerms } from '../text/data/english-terms.ts';
import { misspellings } from '../text/data/misspellings.ts';
import { toStandardWords } from '../text/dialect.ts';
import { stripInvisible } from '../text/normalise.ts';
import { looksEnglish, toSimplified } from '../text/script.ts';
import { expand, loadSynonyms } from '../text/synonyms.ts';
import { neighbours, type TypoCandidate, typoCandidates } from '../text/typos.ts';
import { cutWords } from '../text/words.ts';
import type { Mend } from './contract.ts';
import { mendWeights } from './mend-weights.ts';

const synonyms = loadSynonyms();

/** Names of matters that questions misspell: citizens' words, official words, and the Chinese side of the glossary. */
const terms = [
  ...new Set([
    ...synonyms.flatMap(({ citizen, official }) => [citizen, ...official]),
    ...englishTerms.flatMap(([, chinese]) => chinese.split(' ')),
  ]),
].filter((term) => /^\p{Script=Han}{2,12}$/u.test(term));

/**
 * Mends misspelt words by what the base knows: a pair of characters that no text holds is replaced where a word of the same sound or
 * shape stands in texts that the viewer may see. What the base knows, what is a word of the language, names and English are left alone.
 * The text is given in simplified characters and standard words.
 */
export async function mendTypos(store: Store, viewer: Viewer, question: string): Promise<{ text: string; mended: Mend[] }> {
  const text = toStandardWords(toSimplified(stripInvisible(question))).text;
  if (looksEnglish(text)) return { text, mended: [] };
  const pairs = neighbours(text);
  const known = await frequencies(
    store,
    pairs.map(({ pair }) => pair),
  );
  const unknown = new Set(pairs.filter(({ pair }) => !known.get(pair)).map(({ start }) => start));
  if (unknown.size === 0) return { text, mended: [] };
  const candidates = typoCandidates(text, unknown, terms);
  if (candidates.length === 0) return { text, mended: [] };
  const mends = await chooseHeld(store, viewer, await inOrder(store, candidates));
  return { text: rewrite(text, mends), mended: mends.map(({ from, to }) => ({ from, to })) };
}

const frequencies = async (store: Store, pairs: string[]) =>
  pairs.length === 0 ? new Map<string, number>() : (await store.search.termStatistics([...new Set(pairs)])).frequency;

const pairsOf = (word: string) => neighbours(word).map(({ pair }) => pair);

/** Candidates that the base may hold, the likeliest first: by how alike, how long and how common they are. */
async function inOrder(store: Store, candidates: TypoCandidate[]): Promise<TypoCandidate[]> {
  const known = await frequencies(
    store,
    candidates.flatMap(({ to, beside }) => [...pairsOf(to), ...(beside ? [beside] : [])]),
  );
  return candidates
    .map((candidate) => {
      const pairs = [...pairsOf(candidate.to), ...(candidate.beside ? [candidate.beside] : [])];
      const frequency = Math.min(...pairs.map((pair) => known.get(pair) ?? 0));
      const needed = candidate.to.length === 2 ? mendWeights.chunksOfPair : mendWeights.chunksOfLonger;
      const length = candidate.to.length * mendWeights.perCharacter;
      const score = mendWeights.likeness[candidate.likeness] + length + Math.log(frequency + 1);
      return { candidate, enough: frequency >= needed, score };
    })
    .filter(({ enough }) => enough)
    .sort((left, right) => right.score - left.score)
    .map(({ candidate }) => candidate)
    .slice(0, mendWeights.candidatesRead);
}

/** The likeliest candidate of each place that stands in a text, in the order of the question. */
async function chooseHeld(store: Store, viewer: Viewer, ordered: TypoCandidate[]): Promise<TypoCandidate[]> {
  const chosen: TypoCandidate[] = [];
  for (const candidate of ordered) {
    if (chosen.some((other) => candidate.start < other.end && other.start < candidate.end)) continue;
    if (await isHeld(store, viewer, candidate.to)) chosen.push(candidate);
  }
  return chosen.sort((left, right) => left.start - right.start);
}

/**
 * Statistics count pairs of characters in everything indexed. Here the word itself, or the official one for it, must stand in a text that the
 * viewer may see: what only hidden texts hold is never spelt out to a reader, and 支付产假 holds no word 付产.
 */
async function isHeld(store: Store, viewer: Viewer, word: string): Promise<boolean> {
  const words = [word, ...expand(word, synonyms).flatMap(({ term, weight }) => (weight === 1 ? term : []))];
  for (const each of words) {
    const hits = await store.search.lexical(
      { bodyTerms: pairsOf(each), headingTerms: [], limit: mendWeights.chunksRead },
      viewer,
    );
    const chunks = await store.search.readChunks(
      hits.map(({ chunkId }) => chunkId),
      viewer,
    );
    if (chunks.some(({ clause }) => clause !== null && holdsWord(clause.text, each))) return true;
  }
  return false;
}

function holdsWord(text: string, word: string): boolean {
  if (!text.includes(word)) return false;
  return word.length > 2 || isUsual(word) || cutWords(text).includes(word);
}

const usual = new Set(misspellings.map(([, meant]) => meant));
const isUsual = (word: string) => usual.has(word);

function rewrite(text: string, mends: TypoCandidate[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, to } of mends) {
    result += text.slice(position, start) + to;
    position = end;
  }
  return result + text.slice(position);
}
