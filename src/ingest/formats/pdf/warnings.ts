import type { Warning } from '../../../domain/document.ts';
import type { Block } from '../../blocks.ts';
import type { Bookmark } from './outline.ts';
import type { ReadDocument } from './pages.ts';

/** A page read by machine below this confidence is compared with the original by a person. */
const doubtfulConfidence = 0.85;
/** More bookmarks than this are counted and not named. */
const namedBookmarks = 10;

/** What the reading of the pages leaves for a person to look at. */
export function readingWarnings(read: ReadDocument): Warning[] {
  const warnings: Warning[] = read.failed.map(({ page, reason }) => ({
    code: 'page_failed',
    message: `第${page}页无法读取：${reason}`,
  }));
  const lost = read.failed.length + read.left.length;
  if (read.left.length > 0) warnings.push({ code: 'pages_left', message: `多页读取时间过长，第${ranges(read.left)}页未再读取` });
  if (lost > read.total / 2)
    warnings.push({ code: 'pages_mostly_failed', message: `${read.total}页中有${lost}页无法读取，内容很不完整` });
  const readings = read.pages.map((page) => page.reading);
  const machine = readings.filter((page) => page.ocrConfidence !== null);
  const named = (code: string, pages: { page: number }[], message: (pages: string) => string) => {
    if (pages.length > 0) warnings.push({ code, message: message(ranges(pages.map((page) => page.page))) });
  };
  named('ocr', machine, (pages) => `第${pages}页由机器识别`);
  named(
    'ocr_doubtful',
    machine.filter((page) => page.ocrConfidence! < doubtfulConfidence),
    (pages) => `第${pages}页识别把握不大，请核对`,
  );
  if (read.unrecognised.length > 0)
    warnings.push({ code: 'ocr_limit', message: `第${ranges(read.unrecognised)}页需要机器识别，超过单个文件的识别限度，未识别` });
  named(
    'ocr_layer',
    read.pages.filter((page) => page.foreignLayer),
    (pages) => `第${pages}页是扫描件，文字取自文件自带的识别文字层，请核对`,
  );
  return warnings;
}

/** Tables that a person should look at. */
export function tableWarnings(blocks: Block[]): Warning[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'table' || !block.table.doubts?.length) return [];
    const name = block.table.caption ? `“${block.table.caption}”` : '表格';
    return [{ code: 'table_doubtful', message: `第${block.page}页${name}需要核对：${block.table.doubts.join('；')}` }];
  });
}

/** Bookmarks that name no line of the text. */
export function bookmarkWarnings(unmatched: Bookmark[]): Warning[] {
  if (unmatched.length === 0) return [];
  const names = unmatched.slice(0, namedBookmarks).map((bookmark) => `“${bookmark.title.trim()}”`);
  const more = unmatched.length > namedBookmarks ? `等${unmatched.length}个` : '';
  return [{ code: 'bookmark_unmatched', message: `书签在正文中没有对应的标题：${names.join('、')}${more}` }];
}

/** Share 0..1 of the characters that were read by machine. */
export function ocrShare({ pages }: ReadDocument): number {
  const all = pages.reduce((sum, page) => sum + page.reading.characters, 0);
  return all === 0 ? 0 : pages.reduce((sum, page) => sum + page.machineCharacters, 0) / all;
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
