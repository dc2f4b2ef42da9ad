import { documentNumbersOfView, documentNumberTokens } from './document-number.ts';
import { toIndexView } from './normalise.ts';
import { numberTokens } from './numbers.ts';
import { questionWording } from './question-words.ts';

export { documentWords, placesNamed, questionWords } from './words.ts';

/**
 * Lexical terms: bigrams over runs of Chinese characters, Latin and digit words whole, numbers in one spelling with their unit,
 * document numbers (dn…) and articles (art12) as one token. Letters and digits only, so that FTS5 unicode61 keeps every token.
 */
const runs = /(?<han>[\p{Script=Han}〇]+)|(?<word>[\p{L}\p{N}]+)/gu;

interface Bigram {
  term: string;
  /** Offset of its first unit in the index view. */
  start: number;
  end: number;
}

function bigrams(view: string): Bigram[] {
  const found: Bigram[] = [];
  for (const match of view.matchAll(runs)) {
    if (match.groups?.word) {
      splitScripts(match[0], match.index, found);
      continue;
    }
    pushBigrams([...match[0]], match.index, found);
  }
  return found;
}

function pushBigrams(characters: string[], offset: number, found: Bigram[]): void {
  let start = offset;
  if (characters.length === 1) found.push({ term: characters[0]!, start, end: start + characters[0]!.length });
  for (let index = 0; index + 1 < characters.length; index++) {
    const term = characters[index]! + characters[index + 1]!;
    found.push({ term, start, end: start + term.length });
    start += characters[index]!.length;
  }
}

/** A word pattern may run on into Chinese (12条, t恤): each script goes its own way. */
function splitScripts(word: string, offset: number, found: Bigram[]): void {
  for (const part of word.matchAll(/[\p{Script=Han}〇]+|[^\p{Script=Han}〇]+/gu)) {
    const start = offset + part.index;
    if (/^[\p{Script=Han}〇]/u.test(part[0])) pushBigrams([...part[0]], start, found);
    else if (!/^\d+$/.test(part[0])) found.push({ term: part[0], start, end: start + part[0].length });
  }
}

/** Tokens of numbers and document numbers; digits come from here alone, so that a number counts once. */
function namedTokens(view: string, whole: boolean): string[] {
  const documentNumbers = documentNumbersOfView(view).flatMap(({ normalised }) => {
    const tokens = documentNumberTokens(normalised);
    return whole ? tokens.slice(0, 1) : tokens;
  });
  return [...numberTokens(view), ...documentNumbers];
}

/** Space-separated terms of a document text, with repetitions, for the store's lexical index. */
export function documentTerms(text: string): string {
  const view = toIndexView(text);
  return [...bigrams(view).map(({ term }) => term), ...namedTokens(view, false)].join(' ');
}

const wording = new RegExp(
  questionWording
    .map((word) => word)
    .sort((left, right) => right.length - left.length)
    .join('|'),
  'gu',
);

/** The same terms of a question, each once, without those made of question wording alone; never empty unless the text has no words. */
export function questionTerms(text: string): string[] {
  const view = toIndexView(text);
  const all = bigrams(view);
  const spare = new Uint8Array(view.length);
  for (const match of view.matchAll(wording)) spare.fill(1, match.index, match.index + match[0].length);
  const telling = all.filter(({ start, end }) => spare.subarray(start, end).includes(0));
  const named = namedTokens(view, true);
  const kept = telling.length + named.length > 0 ? telling : all;
  return [...new Set([...kept.map(({ term }) => term), ...named])];
}
