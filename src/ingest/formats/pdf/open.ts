import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ParseError } from '../../../domain/errors.ts';

export type { PDFDocumentProxy, PDFPageProxy };

const resources = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string) => join(resources, name) + sep;

/**
 * Opens a PDF with the character maps, fonts and image decoders that lie beside pdf.js, so that nothing is fetched. Without the maps
 * whole Chinese files come out empty. Throws ParseError on encrypted and damaged files.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const task = getDocument({
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
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy().catch(() => undefined);
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new ParseError('文件设有打开密码，请先去除密码', 'pdf: password', { cause: error });
    throw new ParseError('PDF 文件已损坏或不完整', `pdf: ${String(error)}`, { cause: error });
  }
}
