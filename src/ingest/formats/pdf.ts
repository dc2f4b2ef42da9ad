import type { Warning } from '../../domain/document.ts';
import { ParseError, WenceError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isPdf } from './magic.ts';
import { toBlocks } from './pdf/flow.ts';
import { dropRunningLines } from './pdf/furniture.ts';
import { type OpenPdf, openPdf } from './pdf/open.ts';
import { applyBookmarks, readBookmarks } from './pdf/outline.ts';
import { type ReadPage, readPage } from './pdf/page.ts';
import { titleOf } from './pdf/title.ts';

/** PDF files: text with page numbers, ruled tables, bookmarks as headings; pages without sound text are read by OCR. */
export const pdfParser: FormatParser = {
  name: 'pdf',
  mediaType: 'application/pdf',

  detect(bytes: Uint8Array): boolean {
    return isPdf(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const pdf = await openPdf(file.bytes);
    try {
      return await readDocument(pdf);
    } finally {
      await pdf.close();
    }
  },
};

async function readDocument(pdf: OpenPdf): Promise<ParsedSource> {
  const { document } = pdf;
  const pages: ReadPage[] = [];
  const warnings: Warning[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    try {
      const page = await document.getPage(number);
      pages.push(await readPage(pdf, page));
      page.cleanup();
    } catch (error) {
      warnings.push({
        code: 'page_failed',
        message: `第${number}页无法读取：${error instanceof WenceError ? error.message : '页面数据已损坏'}`,
      });
    }
  }
  if (pages.length === 0) throw new ParseError('PDF 里没有可读的页面', `pdf: ${document.numPages} pages`);
  const clean = dropRunningLines(pages).map((page, i) => ({ ...pages[i]!, lines: page.lines }));
  const blocks = toBlocks(clean);
  return {
    blocks: applyBookmarks(blocks, await readBookmarks(document)),
    fields: [],
    title: titleOf(blocks),
    attachments: [],
    links: [],
    pageCount: document.numPages,
    warnings: [...warnings, ...ocrWarnings(pages)],
    ocrShare: ocrShare(pages),
  };
}

function ocrShare(pages: ReadPage[]): number {
  const machine = pages.reduce((sum, page) => sum + page.ocrCharacters, 0);
  const lines = pages.flatMap((page) => page.lines.map((line) => line.text));
  const cells = pages.flatMap((page) => page.tables.flatMap((table) => table.table.rows.flat()));
  const all = [...lines, ...cells].join('').replace(/\s/g, '').length;
  return all === 0 ? 0 : Math.min(1, machine / all);
}

function ocrWarnings(pages: ReadPage[]): Warning[] {
  const read = pages.filter((page) => page.ocrCharacters > 0);
  if (read.length === 0) return [];
  const warnings: Warning[] = [{ code: 'ocr', message: `第${ranges(read.map((page) => page.page))}页由机器识别` }];
  const doubtful = read.filter((page) => (page.ocrConfidence ?? 1) < 0.85);
  if (doubtful.length > 0)
    warnings.push({ code: 'ocr_doubtful', message: `第${ranges(doubtful.map((page) => page.page))}页识别把握不大，请核对` });
  return warnings;
}

/** 1, 2, 3, 7 -> 1-3、7 */
function ranges(numbers: number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const start = numbers[i]!;
    while (numbers[i + 1] === numbers[i]! + 1) i++;
    parts.push(numbers[i] === start ? `${start}` : `${start}-${numbers[i]}`);
  }
  return parts.join('、');
}
