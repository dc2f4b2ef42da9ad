import { ParseError, ReadTimeoutError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isPdf } from './magic.ts';
import { nameTables } from './pdf/captions.ts';
import { toBlocks } from './pdf/flow.ts';
import { dropRunningLines } from './pdf/furniture.ts';
import { applyBookmarks } from './pdf/outline.ts';
import { readPages } from './pdf/pages.ts';
import { titleOf } from './pdf/title.ts';
import { bookmarkWarnings, ocrShare, readingWarnings, tableWarnings } from './pdf/warnings.ts';

/** PDF files: text with page numbers, tables, footnotes, bookmarks as headings; pages without sound text are read by OCR. */
export const pdfParser: FormatParser = {
  name: 'pdf',
  mediaType: 'application/pdf',

  detect(bytes: Uint8Array): boolean {
    return isPdf(bytes);
  },

  /** Throws what openPdf throws, ReadTimeoutError when no page could be read in time, and ParseError when none could be read at all. */
  async parse(file: SourceFile): Promise<ParsedSource> {
    const read = await readPages(file);
    const { pages, failed, total } = read;
    if (pages.length === 0) {
      if (failed.some((page) => page.late)) throw new ReadTimeoutError('PDF 的页面读取时间过长，已放弃', `pdf: ${total} pages`);
      throw new ParseError('PDF 里没有可读的页面', `pdf: ${total} pages`);
    }
    const flow = toBlocks(dropRunningLines(pages, read.labels));
    const { blocks, unmatched } = applyBookmarks(flow, read.bookmarks);
    nameTables(blocks);
    return {
      blocks,
      fields: [],
      title: titleOf(flow),
      attachments: [],
      links: [],
      pageCount: total,
      warnings: [...readingWarnings(read), ...tableWarnings(blocks), ...bookmarkWarnings(unmatched)],
      ocrShare: ocrShare(read),
      pages: pages.map((page) => page.reading),
    };
  },
};
