import { encode } from './bytes.ts';
import { LINES } from './texts.ts';

/** Text as \u escapes, each with one replacement character. */
export const rtfText = (text: string): string =>
  [...Buffer.from(text, 'utf16le').swap16().toString('hex').matchAll(/.{4}/g)]
    .map(([unit]) => {
      const code = Number.parseInt(unit, 16);
      return code < 0x80 ? String.fromCharCode(code) : `\\u${code > 32767 ? code - 65536 : code}?`;
    })
    .join('');
/** Text as \'xx escapes of code page 936. */
export const rtfGbk = (text: string): string =>
  [...text]
    .map((char) => {
      const bytes = [...encode('gbk', char)];
      return bytes.length === 1 ? char : bytes.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
    })
    .join('');
export const RTF_HEAD = '{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\f0\\fs28\n';
export const rtfParagraphs = (lines: string[], write = rtfText): string => lines.map((line) => `${write(line)}\\par\n`).join('');
export const rtfNotice = rtfParagraphs(LINES);
export const rtf = (body: string, tail = '}'): string => `${RTF_HEAD}${body}${tail}`;
