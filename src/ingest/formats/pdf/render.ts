import type { Picture } from '../../ocr/reader.ts';
import { decodePng } from '../image/png.ts';
import type { OpenPdf, PDFPageProxy } from './open.ts';

/** Pixels per point: 144 dpi, at which official type (16 point) is 32 pixels high. */
const usualScale = 2;
const maximumSide = 3000;

/** Draws a page on white. Returns the picture and its pixels per point. */
export async function renderPage(pdf: OpenPdf, page: PDFPageProxy): Promise<{ picture: Picture; scale: number }> {
  const size = page.getViewport({ scale: 1 });
  const scale = Math.min(usualScale, maximumSide / Math.max(size.width, size.height));
  const png = await pdf.drawPage(page.pageNumber, scale);
  return { picture: decodePng(png, maximumSide * maximumSide), scale };
}
