import { englishTerms } from './data/english-terms.ts';

const ordered = [...englishTerms].sort((left, right) => right[0].length - left[0].length);

/**
 * The official Chinese words for an English question, beside the Chinese words and numbers it already holds; enough to find the clause,
 * no translation. An empty string when nothing is known.
 */
export function chineseKeywords(question: string): string {
  let rest = question.toLowerCase();
  const found: { at: number; chinese: string }[] = [];
  for (const [english, chinese] of ordered) {
    const pattern = new RegExp(`(?<![a-z])${english.replace(/[-\s]+/g, '[-\\s]+')}(?:e?s)?(?![a-z])`, 'g');
    rest = rest.replace(pattern, (match, at: number) => {
      found.push({ at, chinese });
      return ' '.repeat(match.length);
    });
  }
  const kept = [...question.matchAll(/[\p{Script=Han}〇]+|\d+/gu)].map((match) => ({ at: match.index, chinese: match[0] }));
  return [...found, ...kept]
    .sort((left, right) => left.at - right.at)
    .map(({ chinese }) => chinese)
    .join(' ');
}
