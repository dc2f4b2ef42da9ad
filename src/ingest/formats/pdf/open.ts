import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EncryptedFileError, FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import { refuseBombs } from './bombs.ts';
import { withLimit } from './limit.ts';
import { PDFParse } from './pdfjs.ts';

export type PageViewport = ReturnType<PDFPageProxy['getViewport']>;
export type { PDFDocumentProxy, PDFPageProxy };

/** A file with more pages is refused; official books have a few hundred. */
export const maximumPages = 5000;
/** Pictures of more pixels than this are left out of the page: A3 at 600 dpi has 70 million. */
const maximumPicturePixels = 80_000_000;
const openMilliseconds = 60_000;

// The pdf.js that pdf-parse itself uses; another copy would bring other maps and fonts.
const parserRequire = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
const resources = dirname(parserRequire.resolve('pdfjs-dist/package.json'));
const folder = (name: string) => join(resources, name) + sep;

export interface OpenPdf {
  /** For what pdf-parse does not give out: places of the text, ruled lines, bookmarks, pictures of pages. */
  document: PDFDocumentProxy;
  close(): Promise<void>;
}

/**
 * Opens a PDF with the character maps, fonts and image decoders that lie beside pdf.js, so that nothing is fetched. Without the maps
 * whole Chinese files come out empty. A file that only its owner's password protects is read. Throws EncryptedFileError where a
 * password is needed to open it, FileTooLargeError beyond `maximumPages` and on streams that unpack to far more than they are,
 * ReadTimeoutError, and ParseError on damaged files.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  refuseBombs(bytes);
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
    maxImageSize: maximumPicturePixels,
  });
  const close = () => parser.destroy();
  try {
    const document = await withLimit(load(parser), openMilliseconds, '打开 PDF');
    if (document.numPages > maximumPages)
      throw new FileTooLargeError(`PDF 超过${maximumPages}页，无法读取，请拆分后再试`, `pdf: ${document.numPages} pages`);
    return { document, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
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
