import type { ReadingQuality } from '../../domain/document.ts';
import type { SourceFile } from '../blocks.ts';
import { drawPages } from '../formats/pdf/draw.ts';

/** A page of the original as a picture, for comparing it with what was read. */
export interface PagePicture {
  /** From 1. */
  page: number;
  mediaType: 'image/png' | 'image/jpeg';
  bytes: Uint8Array;
}

/** Pages of an original that somebody wants to look at. */
export interface DrawTask {
  draw: number[];
  path: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** Pictures of these pages; pages that do not exist or cannot be drawn are left out. Never throws. */
export async function drawn({ draw, bytes, mediaType }: DrawTask): Promise<PagePicture[]> {
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return [{ page: 1, mediaType, bytes }];
  if (mediaType !== 'application/pdf') return [];
  const pictures = await drawPages(bytes, draw, scale).catch(() => new Map<number, Uint8Array>());
  return [...pictures].map(([page, png]) => ({ page, mediaType: 'image/png', bytes: png }));
}

/** At most so many pages of one document are drawn: the doubtful ones, else the first. */
const drawnPages = 10;
/** Pixels per point: enough to read 16-point type. */
const scale = 1.1;

/** Pictures of the pages that a person should look at; none for formats without pages. Throws what the PDF library throws. */
export async function pagePictures(file: SourceFile, mediaType: string, quality: ReadingQuality): Promise<PagePicture[]> {
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return [{ page: 1, mediaType, bytes: file.bytes }];
  if (mediaType !== 'application/pdf') return [];
  const doubtful = quality.doubtfulPages.map(({ page }) => page).slice(0, drawnPages);
  const wanted = doubtful.length > 0 ? doubtful : [1];
  const drawn = await drawPages(
    file.bytes,
    wanted.sort((a, b) => a - b),
    scale,
  );
  return [...drawn].map(([page, bytes]) => ({ page, mediaType: 'image/png', bytes }));
}
