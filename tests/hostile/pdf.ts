import { createHash } from 'node:crypto';
import { concat, deflate, latin1 } from './bytes.ts';
import { LINES } from './texts.ts';

export interface PdfOptions {
  /** Added to the trailer dictionary. */
  trailer?: string;
  /** Instead of the cross-reference table and trailer. */
  tail?: (xrefAt: number, offsets: Map<number, number>) => Uint8Array | string;
  header?: Uint8Array | string;
}

/** Writes a PDF object by object, as told. Object 1 is the catalogue, 2 the page tree, 3 to 6 the font. */
export class Pdf {
  readonly objects = new Map<number, Uint8Array>();
  private next = 1;

  /** Keeps a number for an object that is written later. */
  reserve(): number {
    return this.next++;
  }
  set(object: number, body: Uint8Array | string): number {
    this.objects.set(object, typeof body === 'string' ? latin1(body) : body);
    this.next = Math.max(this.next, object + 1);
    return object;
  }
  add(body: Uint8Array | string): number {
    return this.set(this.reserve(), body);
  }
  stream(dictionary: string, data: Uint8Array | string, object = this.reserve(), length?: number): number {
    const bytes = typeof data === 'string' ? latin1(data) : data;
    return this.set(object, concat(`<< ${dictionary} /Length ${length ?? bytes.length} >>\nstream\n`, bytes, '\nendstream'));
  }
  build(options: PdfOptions = {}): Uint8Array {
    const parts: Uint8Array[] = [];
    const offsets = new Map<number, number>();
    let at = 0;
    const put = (part: Uint8Array | string): void => {
      const bytes = typeof part === 'string' ? latin1(part) : part;
      parts.push(bytes);
      at += bytes.length;
    };
    put(options.header ?? '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n');
    for (const [object, body] of this.objects) {
      offsets.set(object, at);
      put(`${object} 0 obj\n`);
      put(body);
      put('\nendobj\n');
    }
    if (options.tail) {
      put(options.tail(at, offsets));
      return Buffer.concat(parts);
    }
    const xrefAt = at;
    put(xrefTable(offsets));
    put(`trailer\n<< /Size ${this.next} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${xrefAt}\n%%EOF\n`);
    return Buffer.concat(parts);
  }
}

export function xrefTable(offsets: Map<number, number>): string {
  const top = Math.max(...offsets.keys());
  let table = `xref\n0 ${top + 1}\n0000000000 65535 f \n`;
  for (let n = 1; n <= top; n++) {
    const offset = offsets.get(n);
    table += offset === undefined ? '0000000000 00000 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  }
  return table;
}

const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** The drawing operators of a page with one line of text below the other. */
export function pageText(lines: string[]): string {
  return `BT /F1 14 Tf 24 TL 72 760 Td\n${lines.map((line) => `<${hex(line)}> Tj T*`).join('\n')}\nET\n`;
}
export function toUnicode(chars: string): string {
  const used = [...new Set(chars)].map((char) => `<${hex(char)}> <${hex(char)}>`);
  let map = '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n';
  map += '1 begincodespacerange <0000> <FFFF> endcodespacerange\n';
  for (let i = 0; i < used.length; i += 100) {
    const part = used.slice(i, i + 100);
    map += `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar\n`;
  }
  return `${map}endcmap CMapName currentdict /CMap defineresource pop end end`;
}
export const RESOURCES = '/Resources << /Font << /F1 3 0 R >> >>';
export const A4 = '/MediaBox [0 0 595 842]';

export interface PdfParts {
  pdf: Pdf;
  pages: number[];
  contents: number[];
}
/** A sound document; each inner list is one page. The catalogue and page tree may be set again afterwards. */
export function pdfOf(pages: string[][] = [LINES], catalog = ''): PdfParts {
  const pdf = new Pdf();
  for (let i = 0; i < 6; i++) pdf.reserve();
  pdf.set(1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`);
  pdf.set(2, '');
  pdf.set(
    3,
    '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>',
  );
  const info = '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>';
  pdf.set(4, `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun ${info} /DW 1000 /FontDescriptor 5 0 R >>`);
  const metrics = '/Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 700 /StemV 80';
  pdf.set(5, `<< /Type /FontDescriptor /FontName /SimSun ${metrics} >>`);
  pdf.stream('', toUnicode(pages.flat().join('')), 6);
  const numbers: number[] = [];
  const contents: number[] = [];
  for (const lines of pages) {
    const content = pdf.stream('/Filter /FlateDecode', deflate(pageText(lines)));
    contents.push(content);
    numbers.push(pdf.add(`<< /Type /Page /Parent 2 0 R ${A4} ${RESOURCES} /Contents ${content} 0 R >>`));
  }
  pdf.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((n) => `${n} 0 R`).join(' ')}] >>`);
  return { pdf, pages: numbers, contents };
}
/** The sound document with one page written again. */
export function pageOf(page: string, contents = ''): Pdf {
  const { pdf, pages } = pdfOf();
  pdf.set(pages[0]!, `<< /Type /Page /Parent 2 0 R ${page} ${contents || `/Contents ${pages[0]! - 1} 0 R`} >>`);
  return pdf;
}

export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + key[i % key.length]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
  }
  const out = new Uint8Array(data.length);
  for (let n = 0, i = 0, j = 0; n < data.length; n++) {
    i = (i + 1) & 255;
    j = (j + s[i]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
    out[n] = data[n]! ^ s[(s[i]! + s[j]!) & 255]!;
  }
  return out;
}
const md5 = (...parts: Uint8Array[]): Uint8Array =>
  createHash('md5')
    .update(concat(...parts))
    .digest();
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const padded = (password: string): Uint8Array => concat(latin1(password), PADDING).subarray(0, 32);

/** A document under the standard handler, 40-bit RC4. With an empty user password any reader opens it. */
export function encryptedPdf(user: string, owner: string): Uint8Array {
  const { pdf, contents } = pdfOf();
  const id = md5(latin1('hostile'));
  const o = rc4(md5(padded(owner)).subarray(0, 5), padded(user));
  const permissions = Buffer.from([0xc0, 0xff, 0xff, 0xff]);
  const key = md5(padded(user), o, permissions, id).subarray(0, 5);
  const u = rc4(key, PADDING);
  const hexOf = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`;
  const encrypt = pdf.add(`<< /Filter /Standard /V 1 /R 2 /O ${hexOf(o)} /U ${hexOf(u)} /P -64 >>`);
  const keyOf = (n: number): Uint8Array => md5(key, Uint8Array.of(n & 255, n >> 8, 0, 0, 0)).subarray(0, 10);
  const streams: [number, string, Uint8Array][] = [
    [6, '', latin1(toUnicode(LINES.join('')))],
    [contents[0]!, '/Filter /FlateDecode', deflate(pageText(LINES))],
  ];
  for (const [n, dictionary, data] of streams) pdf.stream(dictionary, rc4(keyOf(n), data), n);
  pdf.set(
    4,
    Buffer.from(pdf.objects.get(4)!)
      .toString('latin1')
      .replace('(Adobe)', hexOf(rc4(keyOf(4), latin1('Adobe'))))
      .replace('(Identity)', hexOf(rc4(keyOf(4), latin1('Identity')))),
  );
  return pdf.build({ trailer: `/Encrypt ${encrypt} 0 R /ID [${hexOf(id)} ${hexOf(id)}]` });
}
