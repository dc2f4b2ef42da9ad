import { englishCity } from './data/english-city.ts';
import { englishServices } from './data/english-services.ts';
import { englishTerms } from './data/english-terms.ts';

interface Term {
  chinese: string;
  /** The wording in any case and number, and with the endings of verbs. */
  pattern: RegExp;
}

let terms: Term[] | null = null;

/** Longest wording first. Built with the first English question. */
const loadTerms = () =>
  [...englishTerms, ...englishServices, ...englishCity]
    .sort((left, right) => right[0].length - left[0].length)
    .map(([english, chinese]): Term => ({ chinese, pattern: new RegExp(`(?<![a-z])${formsOf(english)}(?![a-z])`, 'g') }));

/** apply, applies, applied, applying; reimburse, reimbursed, reimbursing; permit, permits; stop, stopped, stopping. */
function formsOf(english: string): string {
  const spaced = english.replace(/[-\s]+/g, '[-\\s]+').replaceAll("'", "['’]");
  if (/[^aeiou]y$/.test(english)) return `${spaced.slice(0, -1)}(?:y|ies|ied|ying)`;
  if (english.endsWith('e')) return `${spaced.slice(0, -1)}(?:e|es|ed|ing)`;
  const doubled = /[aeiou][bdgmnprt]$/.test(english) ? `${english.at(-1)}?` : '';
  return `${spaced}(?:e?s|${doubled}(?:ed|ing))?`;
}

/**
 * The official Chinese words for an English question, beside the Chinese words and numbers it already holds; enough to find the clause,
 * no translation. An empty string when nothing is known.
 */
export function chineseKeywords(question: string): string {
  terms ??= loadTerms();
  let rest = mendEnglish(question.toLowerCase());
  const found: { at: number; chinese: string }[] = [];
  for (const { chinese, pattern } of terms) {
    rest = rest.replace(pattern, (match, at: number) => {
      found.push({ at, chinese });
      return ' '.repeat(match.length);
    });
  }
  const kept = [...question.matchAll(/[\p{Script=Han}〇]+|\d+/gu)].map((match) => ({ at: match.index, chinese: match[0] }));
  const words = [...found, ...kept].sort((left, right) => left.at - right.at).flatMap(({ chinese }) => chinese.split(' '));
  return [...new Set(words)].join(' ');
}

/** Shorter words are right too often when they differ in one letter. */
const longWord = 7;

let longWords: Set<string> | null = null;

/** Long words that differ from one of the glossary in one letter, one more or one less, or two exchanged, are taken for it. */
function mendEnglish(text: string): string {
  longWords ??= new Set(
    [...englishTerms, ...englishServices, ...englishCity]
      .flatMap(([english]) => english.split(/[^a-z]+/))
      .filter((word) => word.length >= longWord),
  );
  const known = [...longWords];
  const isForm = (word: string) =>
    known.some((each) => word.startsWith(each.replace(/[ey]$/, '')) && word.length - each.length <= 3);
  return text.replace(/[a-z]{6,}/g, (word) => {
    if (isForm(word)) return word;
    const meant = known.find((each) => each[0] === word[0] && isOneSlip(word, each));
    return meant ?? word;
  });
}

function isOneSlip(written: string, meant: string): boolean {
  let from = 0;
  while (from < written.length && written[from] === meant[from]) from++;
  const ends = (a: number, b: number) => written.slice(from + a) === meant.slice(from + b);
  const exchanged = written[from] === meant[from + 1] && written[from + 1] === meant[from] && ends(2, 2);
  return ends(1, 1) || ends(1, 0) || ends(0, 1) || exchanged;
}
