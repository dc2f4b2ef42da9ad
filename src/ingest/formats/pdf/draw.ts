import { ParseError } from '../../../domain/errors.ts';
import type { Picture } from '../../ocr/reader.ts';
import { withLimit } from './limit.ts';
import { openPdf, type PDFDocumentProxy, type PDFPageProxy } from './open.ts';

/** A drawn page has at most this many pixels on a side; larger pages are drawn smaller. */
const maximumSide = 3000;
const drawMilliseconds = 60_000;

interface Canvas {
  width: number;
  height: number;
  toBuffer(type: 'image/png'): Buffer;
  /** Its pixels, RGBA. (getImageData copies them to where the collector of garbage does not see them: gigabytes pile up.) */
  data(): Buffer;
}

interface Drawing {
  canvas: Canvas;
  context: object;
}

interface DrawingFactory {
  create(width: number, height: number): Drawing;
  destroy(drawing: Drawing): void;
}

/**
 * Pictures (PNG) of some pages of a PDF, by page number from 1. `scale` is pixels per point, less for pages that would become larger
 * than 3,000 pixels. Pages that do not exist or cannot be drawn are left out. Throws what openPdf throws.
 */
export async function drawPages(bytes: Uint8Array, pageNumbers: number[], scale: number): Promise<Map<number, Uint8Array>> {
  const pdf = await openPdf(bytes);
  const pictures = new Map<number, Uint8Array>();
  try {
    for (const number of new Set(pageNumbers)) {
      if (number < 1 || number > pdf.document.numPages) continue;
      const png = await drawOne(pdf.document, number, scale).catch(() => null);
      if (png) pictures.set(number, png);
    }
  } finally {
    await pdf.close();
  }
  return pictures;
}

async function drawOne(document: PDFDocumentProxy, number: number, scale: number): Promise<Uint8Array> {
  const page = await document.getPage(number);
  try {
    return await draw(
      document,
      page,
      fittingScale(page, scale),
      0,
      (drawing) => new Uint8Array(drawing.canvas.toBuffer('image/png')),
    );
  } finally {
    page.cleanup();
  }
}

/** Draws a page on white as raw pixels, turned by `turn` degrees. Returns the picture and its pixels per point. */
export async function drawPicture(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  wishedScale: number,
  turn = 0,
): Promise<{ picture: Picture; scale: number }> {
  const scale = fittingScale(page, wishedScale);
  const picture = await draw(document, page, scale, turn, ({ canvas }) => ({
    width: canvas.width,
    height: canvas.height,
    data: Uint8Array.from(canvas.data()),
  }));
  return { picture, scale };
}

function fittingScale(page: PDFPageProxy, wished: number): number {
  const { width, height } = page.getViewport({ scale: 1 });
  return Math.min(wished, maximumSide / Math.max(width, height));
}

async function draw<T>(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
  scale: number,
  turn: number,
  use: (drawing: Drawing) => T,
): Promise<T> {
  const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
  const width = Math.floor(viewport.width);
  const height = Math.floor(viewport.height);
  if (!(width >= 1 && height >= 1)) throw new ParseError('页面没有大小，无法绘制', `${viewport.width} x ${viewport.height}`);
  const drawing = canvasOf(document, width, height);
  const task = page.render({ canvas: drawing.canvas as never, canvasContext: drawing.context as never, viewport });
  try {
    await withLimit(task.promise, drawMilliseconds, '绘制页面');
    return use(drawing);
  } finally {
    task.cancel();
  }
}

/** One canvas for the pages of a document that are alike: the memory of each new one comes back late or not at all. */
const canvases = new WeakMap<PDFDocumentProxy, Drawing>();

function canvasOf(document: PDFDocumentProxy, width: number, height: number): Drawing {
  const last = canvases.get(document);
  if (last && last.canvas.width === width && last.canvas.height === height) return last;
  // The canvas that pdf.js itself brings along for Node; its types do not say so.
  const factory = document.canvasFactory as DrawingFactory;
  if (last) factory.destroy(last);
  const drawing = factory.create(width, height);
  canvases.set(document, drawing);
  return drawing;
}
