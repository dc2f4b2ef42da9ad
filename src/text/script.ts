import { Converter } from 'opencc-js/t2cn';

type Convert = (text: string) => string;

let converters: Convert[] | null = null;

/**
 * Traditional Chinese (general, Taiwan or Hong Kong spelling) to mainland simplified; simplified text stays as it is.
 * Characters only: the tables of regional words would turn 行政程序 into 行政进程.
 */
export function toSimplified(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  // Built with the first text: it takes some ten milliseconds.
  converters ??= [Converter({ from: 'tw', to: 'cn' }), Converter({ from: 'hk', to: 'cn' })];
  return converters.reduce((current, convert) => convert(current), text);
}

/** True when the words are Latin ones: at least two of them, and hardly a Chinese character. */
export function looksEnglish(text: string): boolean {
  const words = text.match(/[A-Za-z]{2,}/g) ?? [];
  const letters = words.join('').length;
  const hanzi = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return words.length >= 2 && hanzi * 5 <= letters;
}
