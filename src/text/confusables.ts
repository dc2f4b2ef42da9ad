/**
 * Letters of other scripts that look like Latin ones (Unicode confusables, UTS 39: the Cyrillic and Greek small letters whose skeleton is
 * a Latin letter). Pairs: what is written, what is read.
 */
const lookAlikes = 'аaеeоoрpсcуyхxіiѕsԁdјjһhԛqԝwвbнhкkмmтtѵvгrпnиuєeӏlοoαaεeρpτtυuνvιiκkϲcϳj';

const latinOf = new Map<string, string>();
for (let index = 0; index + 1 < lookAlikes.length; index += 2) latinOf.set(lookAlikes[index]!, lookAlikes[index + 1]!);

/** Text in which letters that only look Latin are Latin. Expects lower case; never shown to people. */
export function toLookedAlike(text: string): string {
  return /[\u0370-\u052f]/.test(text) ? [...text].map((letter) => latinOf.get(letter) ?? letter).join('') : text;
}
