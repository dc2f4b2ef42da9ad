import type { ReadingQuality } from '../../domain/document.ts';
import type { SourceFile } from '../blocks.ts';
import { openPdf } from '../formats/pdf/open.ts';

/** A page of the original as a picture, for comparing it with what was read. */
export interface PagePicture {
  /** From 1. */
  page: number;
  mediaType: 'image/png' | 'image/jpeg';
  bytes: Uint8Array;
}

/** At most so many pages of one document are drawn: the doubtful ones, else the first. */
const drawnPages = 10;
/** Pixels per point: enough to read 16-point type. */
const scale = 1.1;
/** Pixels: pages larger than this are drawn smaller. */
const longestSide = 1600;

/** Pictures of the pages that a person should look at; none for formats without pages. Throws what the PDF library throws. */
export async function pagePictures(file: SourceFile, mediaType: string, quality: ReadingQuality): Promise<PagePicture[]> {
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return [{ page: 1, mediaType, bytes: file.bytes }];
  if (mediaType !== 'application/pdf') return [];
  const doubtful = quality.doubtfulPages.map(({ page }) => page).slice(0, drawnPages);
  const wanted = doubtful.length > 0 ? doubtful : [1];
  const pdf = await openPdf(file.bytes);
  try {
    const pictures: PagePicture[] = [];
    for (const page of wanted.sort((a, b) => a - b)) {
      const size = (await pdf.document.getPage(page)).getViewport({ scale: 1 });
      const fitting = Math.min(scale, longestSide / Math.max(size.width, size.height, 1));
      pictures.push({ page, mediaType: 'image/png', bytes: await pdf.drawPage(page, fitting) });
    }
    return pictures;
  } finally {
    await pdf.close();
  }
}
