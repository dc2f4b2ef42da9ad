import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { PDFParse } from 'pdf-parse';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EncryptedFileError, ParseError } from '../../../domain/errors.ts';

export type { PDFDocumentProxy, PDFPageProxy };

// The pdf.js that pdf-parse itself uses; another copy would bring other maps and fonts.
const parserRequire = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
const resources = dirname(parserRequire.resolve('pdfjs-dist/package.json'));
const folder = (name: string) => join(resources, name) + sep;

export interface OpenPdf {
  /** For what pdf-parse does not give out: places of the text, ruled lines, bookmarks. */
  document: PDFDocumentProxy;
  /** Draws a page on white, as PNG. `scale` is pixels per point; pages count from 1. */
  drawPage(number: number, scale: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens a PDF with the character maps, fonts and image decoders that lie beside pdf.js, so that nothing is fetched. Without the maps
 * whole Chinese files come out empty. Throws ParseError on encrypted and damaged files.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const parser = new PDFParse({
    // pdf.js takes the buffer over, so it gets a copy.
    data: Uint8Array.from(bytes),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    iccUrl: folder('iccs'),
    verbosity: 0,
    isEvalSupported: false,
    stopAtErrors: false,
  });
  const document = await load(parser);
  return {
    document,
    async drawPage(number, scale) {
      const { pages } = await parser.getScreenshot({ partial: [number], scale, imageBuffer: true, imageDataUrl: false });
      return pages[0]!.data;
    },
    close: () => parser.destroy(),
  };
}

/** The types of pdf-parse hide its document; opening the file a second time beside it would double time and memory. */
async function load(parser: PDFParse): Promise<PDFDocumentProxy> {
  try {
    return await (parser as unknown as { load(): Promise<PDFDocumentProxy> }).load();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException')
      throw new EncryptedFileError('文件设有打开密码，请先去除密码', 'pdf: password', { cause: error });
    throw new ParseError('PDF 文件已损坏或不完整', `pdf: ${String(error)}`, { cause: error });
  }
}
