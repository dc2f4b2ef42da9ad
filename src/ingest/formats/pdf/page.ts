import { soundShare } from '../../../text/garble.ts';
import { looksEnglish } from '../../../text/script.ts';
import { readPicture } from '../../ocr/reader.ts';
import { isGarbledLine } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import { textItems } from './items.ts';
import { type PrintedLine, toLines } from './lines.ts';
import { confidenceOf, itemsOfOcr } from './ocr-items.ts';
import type { OpenPdf, PDFPageProxy } from './open.ts';
import { renderPage } from './render.ts';
import { readRulings } from './rulings.ts';
import { findTables, type PageTable } from './tables.ts';

export interface ReadPage {
  page: number;
  width: number;
  height: number;
  lines: PrintedLine[];
  tables: PageTable[];
  /** Characters that were read by OCR, and mean confidence of them. */
  ocrCharacters: number;
  ocrConfidence: number | null;
}

/** A page whose share of common hanzi is below this has a broken character map (measured: sound pages .70 and more, broken ones 0). */
const soundLimit = 0.3;
/** A page with a picture and less text than this is a scan with a stamp or a page number on it. */
const scanLimit = 30;

/** Reads one page: its text layer where that is sound, else by OCR; single broken lines are replaced from OCR. */
export async function readPage(pdf: OpenPdf, page: PDFPageProxy): Promise<ReadPage> {
  const viewport = page.getViewport({ scale: 1 });
  const number = page.pageNumber;
  const items = await textItems(page);
  const rulings = await readRulings(page);
  const base = { page: number, width: viewport.width, height: viewport.height };
  const text = items.map((item) => item.text).join('');
  const characters = text.replace(/\s/g, '').length;
  if (needsOcr(text, characters, rulings.pictures)) {
    const recognised = await recognisePage(pdf, page);
    const length = lengthOf(recognised.items);
    if (length > characters || (characters >= scanLimit && length > 0)) {
      const { tables, rest } = findTables(rulings, recognised.items, number);
      return { ...base, lines: toLines(rest, number), tables, ocrCharacters: length, ocrConfidence: recognised.confidence };
    }
  }
  const mended = await mendItems(pdf, page, items);
  const { tables, rest } = findTables(rulings, mended.items, number);
  return { ...base, lines: toLines(rest, number), tables, ocrCharacters: mended.characters, ocrConfidence: mended.confidence };
}

function needsOcr(text: string, characters: number, pictures: boolean): boolean {
  if (characters < scanLimit) return pictures;
  return soundShare(text) < soundLimit && !isLatin(text);
}

/** Tables of figures and English pages have few hanzi and are sound all the same. */
function isLatin(text: string): boolean {
  const figures = text.match(/[\d.,%()（）\s-]/g)?.length ?? 0;
  return looksEnglish(text) || figures > text.length * 0.6;
}

async function recognisePage(pdf: OpenPdf, page: PDFPageProxy): Promise<{ items: TextItem[]; confidence: number }> {
  const { picture, scale } = await renderPage(pdf, page);
  const lines = await readPicture(picture);
  return { items: itemsOfOcr(lines, scale), confidence: confidenceOf(lines) };
}

/** Replaces lines from a font without a character map by what OCR sees at their place. */
async function mendItems(
  pdf: OpenPdf,
  page: PDFPageProxy,
  items: TextItem[],
): Promise<{ items: TextItem[]; characters: number; confidence: number | null }> {
  const broken = toLines(items, page.pageNumber).filter((line) => isGarbledLine(line.text));
  if (broken.length === 0) return { items, characters: 0, confidence: null };
  const inside = (item: TextItem) =>
    broken.some(
      (line) =>
        Math.abs(item.y - line.y) < line.size * 0.6 &&
        item.left > line.left - line.size &&
        item.right < line.right + line.size * 2,
    );
  const recognised = await recognisePage(pdf, page);
  const found = recognised.items.filter(inside);
  return {
    items: [...items.filter((item) => !inside(item)), ...found],
    characters: lengthOf(found),
    confidence: recognised.confidence,
  };
}

function lengthOf(items: TextItem[]): number {
  return items.reduce((sum, item) => sum + item.text.replace(/\s/g, '').length, 0);
}
