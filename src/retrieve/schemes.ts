/**
 * Schemes that share a name and differ in everything else: what holds for one is never evidence for the other.
 * Pairs as the Social Insurance Law (articles 10, 20, 23, 25) and the Compulsory Education Law and Private Education Law keep them apart.
 */
const schemes: readonly (readonly [RegExp, RegExp])[] = [
  [
    /职工(基本)?(医疗保险|医保|养老保险|社保)|职工医保|企业职工/,
    /(城乡)?居民(基本)?(医疗保险|医保|养老保险|社会医疗保险)|居民医保/,
  ],
  [/公办(幼儿园|小学|初中|学校|中学|园)/, /民办(幼儿园|小学|初中|学校|中学|园)/],
];

/** True when the question names one scheme of a pair and the text speaks of the other alone. */
export function speaksOfOtherScheme(question: string, text: string): boolean {
  return schemes.some(([one, other]) => differs(question, text, one, other) || differs(question, text, other, one));
}

const differs = (question: string, text: string, asked: RegExp, other: RegExp) =>
  asked.test(question) && !other.test(question) && other.test(text) && !asked.test(text);
