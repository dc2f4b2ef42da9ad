import { FileTooLargeError, ParseError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { docxParser } from './docx.ts';
import { decodeText } from './encoding.ts';
import { indexOfAscii, looksBinary } from './magic.ts';
import { partsOfWord2003 } from './word-xml/dialect.ts';
import { storeZip } from './word-xml/package.ts';

const marks = ['http://schemas.microsoft.com/office/word/2003/wordml', 'http://schemas.microsoft.com/office/2006/xmlPackage'];
const maximumBytes = 64 * 1024 * 1024;

/**
 * Word documents saved as one XML file, mostly called .doc: Word 2003 XML and the flat form of a DOCX package. Programs that fill in
 * templates write them. Read as the DOCX they stand for.
 */
export const wordXmlParser: FormatParser = {
  name: 'word-xml',
  mediaType: 'application/xml',

  detect(bytes: Uint8Array): boolean {
    if (looksBinary(bytes) || indexOfAscii(bytes, '<html', 1024) >= 0) return false;
    return indexOfAscii(bytes, '<', 64) >= 0 && marks.some((mark) => indexOfAscii(bytes, mark, 4096) >= 0);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    if (file.bytes.length > maximumBytes)
      throw new FileTooLargeError('文件太大，无法读取', `word xml: ${file.bytes.length} bytes`);
    const xml = decodeText(file.bytes).text;
    const parts = xml.includes('<pkg:package') ? partsOfPackage(xml) : partsOfText(partsOfWord2003(xml));
    if (!parts.has('word/document.xml')) throw new ParseError('文件已损坏，缺少正文', 'word xml: no body');
    return docxParser.parse({ path: file.path, bytes: storeZip(parts) });
  },
};

/** Parts of a flat package: XML as it is, other content in Base64. */
function partsOfPackage(xml: string): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (const [, attributes, content] of xml.matchAll(/<pkg:part\b([^>]*)>([\s\S]*?)<\/pkg:part>/g)) {
    const name = attributes!.match(/pkg:name="\/?([^"]+)"/)?.[1];
    const text = content!.match(/<pkg:xmlData\b[^>]*>([\s\S]*)<\/pkg:xmlData>/)?.[1];
    const binary = content!.match(/<pkg:binaryData\b[^>]*>([\s\S]*)<\/pkg:binaryData>/)?.[1];
    if (name && text !== undefined) parts.set(name, Buffer.from(text, 'utf8'));
    else if (name && binary !== undefined) parts.set(name, Buffer.from(binary, 'base64'));
  }
  return parts;
}

function partsOfText(parts: Map<string, string>): Map<string, Buffer> {
  return new Map([...parts].map(([name, text]) => [name, Buffer.from(text, 'utf8')]));
}
