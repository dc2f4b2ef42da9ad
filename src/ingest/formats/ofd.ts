import type { Warning } from '../../domain/document.ts';
import { ParseError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isZip } from './magic.ts';
import { type OfdDocument, readDocuments } from './ofd/document.ts';
import { attachmentsOf, informationFields, outlineOf, taggedFields } from './ofd/information.ts';
import { OfdPackage } from './ofd/package.ts';
import { type OfdPage, PageReader } from './ofd/reading.ts';
import { nameTables } from './pdf/captions.ts';
import { toBlocks } from './pdf/flow.ts';
import { dropRunningLines } from './pdf/furniture.ts';
import { applyBookmarks } from './pdf/outline.ts';
import { titleOf } from './pdf/title.ts';
import { bookmarkWarnings, tableWarnings } from './pdf/warnings.ts';
import { zipNames } from './zip.ts';

/** OFD, the fixed-layout format of Chinese official documents (GB/T 33190-2016): text with page and place, scans by OCR. */
export const ofdParser: FormatParser = {
  name: 'ofd',
  mediaType: 'application/ofd',

  detect(bytes: Uint8Array): boolean {
    return isZip(bytes) && zipNames(bytes).some((name) => /^OFD\.xml$/i.test(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const source = new OfdPackage(file.bytes);
    const documents = readDocuments(source);
    const parts: ReadDocument[] = [];
    for (const document of documents)
      parts.push(
        await readOne(
          source,
          document,
          parts.reduce((sum, part) => sum + part.count, 0),
        ),
      );
    const pages = parts.flatMap((part) => part.pages);
    if (pages.length === 0) throw new ParseError('文件里没有可读的页面', `ofd: ${documents.length} documents`);
    const machine = pages.reduce((sum, page) => sum + page.ocrCharacters, 0);
    const all = pages.reduce((sum, page) => sum + page.reading.characters, 0);
    return {
      blocks: parts.flatMap((part) => part.blocks),
      fields: parts.flatMap((part) => part.fields),
      title: parts[0]!.title,
      attachments: documents.flatMap((document) => attachmentsOf(source, document)),
      links: [],
      pageCount: parts.reduce((sum, part) => sum + part.count, 0),
      warnings: [...parts.flatMap((part) => part.warnings), ...ocrWarnings(pages)],
      ocrShare: all === 0 ? 0 : Math.min(1, machine / all),
      pages: pages.map((page) => page.reading),
    };
  },
};

interface ReadDocument {
  /** Pages that the document lists, also those that could not be read. */
  count: number;
  pages: OfdPage[];
  blocks: Block[];
  fields: ParsedSource['fields'];
  title: string | null;
  warnings: Warning[];
}

/** One document of the package; its pages are numbered after `before` others. */
async function readOne(source: OfdPackage, document: OfdDocument, before: number): Promise<ReadDocument> {
  const reader = new PageReader(source, document);
  const failed = (number: number, reason: string): Warning => ({
    code: 'page_failed',
    message: `第${number}页无法读取：${reason}`,
  });
  const warnings = document.missing.map((number) => failed(before + number, '页面数据缺失或重复'));
  const pages: OfdPage[] = [];
  const numbers = new Map<string, number>();
  for (const { id, part, place } of document.pages) {
    const number = before + place;
    numbers.set(id, number);
    try {
      pages.push(await reader.read(part, number));
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      warnings.push(failed(number, error.message));
    }
  }
  const flow = toBlocks(dropRunningLines(pages));
  const bookmarks = outlineOf(document).map((entry) => ({ ...entry, page: numbers.get(entry.page ?? '') ?? null }));
  const { blocks, unmatched } = applyBookmarks(flow, bookmarks);
  nameTables(blocks);
  const texts = new Map(pages.flatMap((page) => [...page.texts]));
  const fields = [...taggedFields(source, document, texts), ...informationFields(document.information)];
  return {
    count: document.pages.length + document.missing.length,
    pages,
    blocks,
    fields,
    title: titleOf(flow),
    warnings: [...warnings, ...pages.flatMap((page) => page.warnings), ...tableWarnings(blocks), ...bookmarkWarnings(unmatched)],
  };
}

function ocrWarnings(pages: OfdPage[]): Warning[] {
  return pages.flatMap(({ page, ocrCharacters, reading }) => {
    if (ocrCharacters === 0) return [];
    const warnings: Warning[] = [{ code: 'ocr', message: `第${page}页由机器识别` }];
    if ((reading.ocrConfidence ?? 1) < 0.85) warnings.push({ code: 'ocr_doubtful', message: `第${page}页识别把握不大，请核对` });
    return warnings;
  });
}
