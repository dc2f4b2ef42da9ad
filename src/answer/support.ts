import { toIndexView } from '../text/normalise.ts';
import { numberVariants } from '../text/numbers.ts';
import { documentTerms } from '../text/terms.ts';

/** Share of a sentence's terms that its evidence must hold. */
const neededShare = 0.7;

/**
 * Whether evidence holds what a sentence says, as far as strings can tell: every number and date, every quoted name, the same negations,
 * and most of its words. Strict on purpose: what fails is thrown away and the extract stands.
 */
export function isSupported(sentence: string, evidence: string): boolean {
  const said = toIndexView(sentence);
  const known = toIndexView(evidence);
  return numbersHeld(said, known) && namesHeld(said, known) && negationHeld(said, known) && wordsHeld(said, known);
}

function numbersHeld(said: string, known: string): boolean {
  const numbers =
    said.match(/\d+(?:\.\d+)?%?|[一二三四五六七八九十百千万两〇]+(?=[年月日天个元岁倍人次条款项类级星周时分])/g) ?? [];
  return numbers.every((number) => {
    const standsAlone = (form: string) =>
      new RegExp(`(?<![\\d.])${form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\d.]*\\d)`).test(known);
    return [number, ...numberVariants(number)].some(standsAlone);
  });
}

const namesHeld = (said: string, known: string) =>
  [...said.matchAll(/《([^》]+)》|“([^”]+)”/g)].every((match) => known.includes((match[1] ?? match[2]) as string));

const negations = [
  '不得',
  '不能',
  '不可',
  '不予',
  '不再',
  '无需',
  '无须',
  '不需要',
  '不用',
  '不包括',
  '除外',
  '禁止',
  '未',
  '不超过',
  '不低于',
  '不少于',
  '以上',
  '以下',
  '以内',
  '之前',
  '之后',
];

/** A negation or a limit that only one of the two has turns the meaning round. */
function negationHeld(said: string, known: string): boolean {
  const free = /(无需|无须|不需要|不用|不必)/;
  return negations.every((word) => !said.includes(word) || known.includes(word) || (free.test(word) && free.test(known)));
}

function wordsHeld(said: string, known: string): boolean {
  const terms = documentTerms(said).split(' ').filter(Boolean);
  const present = new Set(documentTerms(known).split(' '));
  return terms.length > 0 && terms.filter((term) => present.has(term)).length / terms.length >= neededShare;
}
