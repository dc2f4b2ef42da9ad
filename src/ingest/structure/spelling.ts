import { chineseToNumber } from '../../text/numbers.ts';

/**
 * Recognition works on a view of the same length as the reading text, so that offsets found in it hold in the text that
 * is quoted: full-width ASCII to ASCII, every kind of space to a plain one.
 */
export function halfWidth(text: string): string {
  return text.replace(/[！-～\u00a0\u3000\u2000-\u200a\u202f\t]/g, (sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0xff01 ? String.fromCharCode(code - 0xfee0) : ' ';
  });
}

/** For comparing titles: half-width, brackets of titles and all white space out. */
export function tight(text: string): string {
  return halfWidth(text)
    .replace(/[《》〈〉«»<>"“”'‘’「」]/g, '')
    .replace(/\s+/g, '');
}

/** Number of a heading: Arabic or Chinese; null when it is none. */
export function ordinalOf(text: string): number | null {
  return chineseToNumber(halfWidth(text).trim().replaceAll('○', '〇'));
}

/** Chinese characters count one, Latin letters and digits a half: the width of a printed line. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! > 0x2e7f ? 1 : 0.5;
  return width;
}
