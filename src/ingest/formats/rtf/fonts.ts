import { decodeWestern, symbolText } from '../symbol-fonts.ts';

/** Encodings by the character set of a font; the others take the code page of the document. */
const charsetPages: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  204: 'windows-1251',
  238: 'windows-1250',
};
const codePages: Record<number, string> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'western',
  1253: 'windows-1253',
  10000: 'western',
  10008: 'gb18030',
  54936: 'gb18030',
  65001: 'utf-8',
};
const symbolCharset = 2;

/** The fonts of a document and the bytes that are written in them. */
export class RtfFonts {
  private readonly charsets = new Map<number, number>();
  private readonly names = new Map<number, string>();
  private codePage = 'gb18030';

  /** \ansicpgN. Documents without one, and unknown pages, are taken for Chinese. */
  setCodePage(number: number): void {
    this.codePage = codePages[number] ?? 'gb18030';
  }

  setCharset(font: number, charset: number): void {
    this.charsets.set(font, charset);
  }

  addName(font: number, text: string): void {
    this.names.set(font, (this.names.get(font) ?? '') + text);
  }

  /** Without a font, as names of fonts and styles are written. */
  decode(bytes: number[], font: number | null): string {
    const charset = font === null ? undefined : this.charsets.get(font);
    if (font !== null && charset === symbolCharset)
      return bytes.map((byte) => symbolText(this.nameOf(font), byte) ?? String.fromCharCode(byte)).join('');
    const page = charsetPages[charset ?? 0] ?? this.codePage;
    return page === 'western' ? decodeWestern(Uint8Array.from(bytes)) : new TextDecoder(page).decode(Uint8Array.from(bytes));
  }

  /** A character given by its Unicode number; fonts of signs use their own codes or the private area. */
  character(code: number, font: number): string {
    const isPrivate = code >= 0xf020 && code <= 0xf0ff;
    const isSign = this.charsets.get(font) === symbolCharset && code >= 0x20 && code <= 0xff;
    if (!isPrivate && !isSign) return String.fromCharCode(code);
    const name = this.charsets.get(font) === symbolCharset ? this.nameOf(font) : null;
    return symbolText(name, code) ?? String.fromCharCode(code & 0xff);
  }

  private nameOf(font: number): string | null {
    return this.names.get(font)?.replace(/;.*$/s, '').trim() || null;
  }
}
