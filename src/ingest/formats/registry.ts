import type { FormatParser } from '../blocks.ts';
import { csvParser } from './csv.ts';
import { docParser } from './doc.ts';
import { docxParser } from './docx.ts';
import { htmlParser } from './html.ts';
import { imageParser } from './image.ts';
import { mdParser } from './md.ts';
import { mhtParser } from './mht.ts';
import { ofdParser } from './ofd.ts';
import { pdfParser } from './pdf.ts';
import { rtfParser } from './rtf.ts';
import { txtParser } from './txt.ts';
import { wordXmlParser } from './word-xml.ts';
import { xlsParser } from './xls.ts';
import { xlsxParser } from './xlsx.ts';

/** The formats that can be read, asked in this order: containers and signatures first, then kinds of text from strict to lax. */
export const formatParsers: readonly FormatParser[] = [
  pdfParser,
  imageParser,
  docxParser,
  xlsxParser,
  docParser,
  xlsParser,
  wordXmlParser,
  ofdParser,
  rtfParser,
  mhtParser,
  htmlParser,
  mdParser,
  csvParser,
  txtParser,
];
