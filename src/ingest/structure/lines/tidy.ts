import { stripInvisible } from '../../../text/normalise.ts';

/** One line of text without invisible characters, runs of white space and letter-spacing ("总　则" -> "总则"). */
export function tidy(text: string): string {
  const flat = stripInvisible(text)
    .replace(/[\s\u00a0\u3000]+/gu, ' ')
    .trim();
  return flat.replace(/(?<![^\s])\p{Script=Han}(?: \p{Script=Han})+(?![^\s])/gu, (run) => run.replaceAll(' ', ''));
}
