import { createCanvas } from '@napi-rs/canvas';
import type { Picture } from '../../ocr/reader.ts';
import type { PDFPageProxy } from './open.ts';

/** Pixels per point: 144 dpi, at which official type (16 point) is 32 pixels high. */
const usualScale = 2;
const maximumSide = 3000;

/** Draws a page on white. Returns the picture and its pixels per point. */
export async function renderPage(page: PDFPageProxy): Promise<{ picture: Picture; scale: number }> {
  const size = page.getViewport({ scale: 1 });
  const scale = Math.min(usualScale, maximumSide / Math.max(size.width, size.height));
  const viewport = page.getViewport({ scale });
  const width = Math.ceil(viewport.width);
  const height = Math.ceil(viewport.height);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  const pixels = context.getImageData(0, 0, width, height).data;
  return { picture: { width, height, data: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength) }, scale };
}
