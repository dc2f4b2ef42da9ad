import { ReadTimeoutError, WenceError } from '../../../domain/errors.ts';
import type { SourceFile } from '../../blocks.ts';
import { withLimit } from './limit.ts';
import { type OpenPdf, openPdf, type PDFDocumentProxy } from './open.ts';
import { type Bookmark, readBookmarks } from './outline.ts';
import { type PageResult, readPage } from './page.ts';
import { Recognition } from './recognition.ts';

/** A page of text takes a twentieth of a second, one read by machine ten seconds. */
export const pageMilliseconds = 110_000;
/** After so many pages that took too long the rest is left. */
const maximumLatePages = 5;

export interface FailedPage {
  page: number;
  reason: string;
  late: boolean;
}

export interface ReadDocument {
  pages: PageResult[];
  failed: FailedPage[];
  /** Pages that were left unread after too many failures, and those beyond the limits of machine reading. */
  left: number[];
  unrecognised: number[];
  bookmarks: Bookmark[];
  /** Page labels of the file, by page; null where it has none. */
  labels: (string | null)[];
  total: number;
}

/** Reads a file page by page; each page is released before the next. One that fails or takes too long costs only itself. */
export async function readPages(file: SourceFile): Promise<ReadDocument> {
  let pdf = await openPdf(file.bytes);
  try {
    const recognition = new Recognition(() => pdf.document);
    const total = pdf.document.numPages;
    const read: ReadDocument = { pages: [], failed: [], left: [], unrecognised: [], bookmarks: [], labels: [], total };
    for (let number = 1; number <= total; number++) {
      if (read.failed.filter((page) => page.late).length >= maximumLatePages) {
        read.left.push(number);
        continue;
      }
      try {
        read.pages.push(await readOne(pdf, number, recognition));
      } catch (error) {
        const late = error instanceof ReadTimeoutError;
        read.failed.push({ page: number, reason: error instanceof WenceError ? error.message : '页面数据已损坏', late });
        // What still works on the page cannot be stopped otherwise.
        if (late) pdf = await reopen(pdf, file.bytes);
      }
      file.onPage?.(number, total);
    }
    read.unrecognised = [...recognition.skipped];
    read.bookmarks = await readBookmarks(pdf.document);
    read.labels = await labelsOf(pdf.document);
    return read;
  } finally {
    await pdf.close();
  }
}

async function readOne(pdf: OpenPdf, number: number, recognition: Recognition): Promise<PageResult> {
  const page = await pdf.document.getPage(number);
  try {
    return await withLimit(readPage(page, recognition), pageMilliseconds, '读取此页');
  } finally {
    page.cleanup();
  }
}

async function reopen(pdf: OpenPdf, bytes: Uint8Array): Promise<OpenPdf> {
  await pdf.close().catch(() => undefined);
  return openPdf(bytes);
}

async function labelsOf(document: PDFDocumentProxy): Promise<(string | null)[]> {
  return (await document.getPageLabels().catch(() => null)) ?? [];
}
