import type { Box } from '../../blocks.ts';
import { type OcrLine, type Picture, readPicture, readUpright } from '../../ocr/reader.ts';
import { drawPicture } from './draw.ts';
import type { TextItem } from './items.ts';
import { itemsOfOcr } from './ocr-items.ts';
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from './open.ts';
import { rulingsOfPicture } from './raster.ts';
import type { Rulings } from './strokes.ts';

/** Pixels per point: 144 dpi, at which official type (16 point) is 32 pixels high. */
const usualScale = 2;
/** Limits of the machine reading of one document; pages beyond them are named and not read. */
export const recognitionLimits = { pages: 1000, milliseconds: 4 * 3600 * 1000, failuresInARow: 3 };
/** Share of a picture that has the colour of its ground where it is a table or a text. */
const evenGround = 0.45;
/** Room around a picture that is cut out of its page, in points. */
const margin = 3;

export interface RecognisedPage {
  items: TextItem[];
  rulings: Rulings;
  /** Of the page as it was read: turned where it lay on its side. */
  width: number;
  height: number;
}

/** Reads the pages of one document from their pictures, within the limits of a document. */
export class Recognition {
  /** Pages that were left unread because of a limit. */
  readonly skipped = new Set<number>();
  private readonly document: () => PDFDocumentProxy;
  private readonly started = Date.now();
  private pages = 0;
  private failures = 0;
  /** What pictures at one place showed: a banner on every page is read twice and no more. */
  private readonly places = new Map<string, string[]>();

  constructor(document: () => PDFDocumentProxy) {
    this.document = document;
  }

  /** The whole page; null beyond the limits. Throws ParseError when it cannot be drawn or read. */
  async page(page: PDFPageProxy, view: PageViewport): Promise<RecognisedPage | null> {
    if (!this.allows(page.pageNumber)) return null;
    return this.counted(async () => {
      const { picture, scale } = await drawPicture(this.document(), page, usualScale, view.rotation - page.rotate);
      const upright = await readUpright(picture);
      const rulings = rulingsOfPicture(upright.picture, scale);
      return {
        items: itemsOfOcr(upright.lines, scale, rulings),
        rulings,
        width: upright.picture.width / scale,
        height: upright.picture.height / scale,
      };
    });
  }

  /** Parts of a page. Throws ParseError when it cannot be drawn or read. */
  async regions(page: PDFPageProxy, view: PageViewport, boxes: Box[]): Promise<{ items: TextItem[]; rulings: Rulings }> {
    const found = { items: [] as TextItem[], rulings: { horizontal: [], vertical: [] } as Rulings };
    const wanted = boxes.filter((box) => !this.isRepeated(box));
    if (wanted.length === 0 || !this.allows(page.pageNumber)) return found;
    return this.counted(async () => {
      const { picture, scale } = await drawPicture(this.document(), page, usualScale, view.rotation - page.rotate);
      for (const box of wanted) {
        const part = cut(picture, box, scale);
        if (!isPaper(part.picture)) continue;
        const lines = (await readPicture(part.picture)).map((line) => moved(line, part.x, part.y));
        this.remember(box, lines.map((line) => line.text).join(''));
        const rulings = rulingsOfPicture(picture, scale, part);
        found.items.push(...itemsOfOcr(lines, scale, rulings));
        found.rulings.horizontal.push(...rulings.horizontal);
        found.rulings.vertical.push(...rulings.vertical);
      }
      return found;
    });
  }

  private allows(page: number): boolean {
    const { pages, milliseconds, failuresInARow } = recognitionLimits;
    const within = this.pages < pages && Date.now() - this.started < milliseconds && this.failures < failuresInARow;
    if (!within) this.skipped.add(page);
    return within;
  }

  private async counted<T>(work: () => Promise<T>): Promise<T> {
    this.pages++;
    try {
      const result = await work();
      this.failures = 0;
      return result;
    } catch (error) {
      this.failures++;
      throw error;
    }
  }

  private isRepeated(box: Box): boolean {
    const [first, second] = this.places.get(keyOf(box)) ?? [];
    return first !== undefined && first === second;
  }

  private remember(box: Box, text: string): void {
    this.places.set(keyOf(box), [text, ...(this.places.get(keyOf(box)) ?? [])].slice(0, 2));
  }
}

/** Text and tables stand on an even ground; photographs have none. */
function isPaper({ width, height, data }: Picture): boolean {
  const channels = data.length / (width * height);
  const levels = new Uint32Array(256);
  // Every third pixel will do.
  for (let at = 0; at < data.length; at += channels * 3) levels[(data[at]! + data[at + 1]! * 2 + data[at + 2]!) >> 2]!++;
  const counted = levels.reduce((sum, count) => sum + count, 0);
  let most = 0;
  for (let level = 0; level < 256; level++) {
    let near = 0;
    for (let other = Math.max(0, level - 12); other <= Math.min(255, level + 12); other++) near += levels[other]!;
    most = Math.max(most, near);
  }
  return most >= counted * evenGround;
}

const keyOf = (box: Box) => [box.x, box.y, box.width, box.height].map(Math.round).join(' ');

const moved = (line: OcrLine, x: number, y: number): OcrLine => ({ ...line, x: line.x + x, y: line.y + y });

/** A part of a picture, its place in pixels. */
function cut(
  picture: Picture,
  box: Box,
  scale: number,
): { picture: Picture; x: number; y: number; width: number; height: number } {
  const x = Math.max(0, Math.floor((box.x - margin) * scale));
  const y = Math.max(0, Math.floor((box.y - margin) * scale));
  const width = Math.min(picture.width, Math.ceil((box.x + box.width + margin) * scale)) - x;
  const height = Math.min(picture.height, Math.ceil((box.y + box.height + margin) * scale)) - y;
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * 4;
    data.set(picture.data.subarray(from, from + width * 4), row * width * 4);
  }
  return { picture: { width, height, data }, x, y, width, height };
}
