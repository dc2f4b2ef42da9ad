import { chineseToNumber } from '../../../text/numbers.ts';

/**
 * Recognition works on a view of the same length as the reading text, so that offsets found in it hold in the text that
 * is quoted: full-width ASCII to ASCII, every kind of space to a plain one.
 */
export function halfWidth(text: string): string {
  let view = '';
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const plain = plainCode(text.charCodeAt(index));
    if (plain === 0) continue;
    view += text.slice(from, index) + String.fromCharCode(plain);
    from = index + 1;
  }
  return from === 0 ? text : view + text.slice(from);
}

/** The plain sign for a wide one; 0 where there is none. */
function plainCode(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  const isSpace = code === 9 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f;
  return isSpace ? 32 : 0;
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
