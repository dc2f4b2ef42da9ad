import type { Block, FormatParser, ParsedSource, SourceField, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { blocksOf } from './html/blocks.ts';
import { findContent } from './html/content.ts';

import { metaFields, pageFields, statusNotices } from './html/fields.ts';
import { removeFurniture } from './html/furniture.ts';
import { isLabelLine, isLabelOnly, labelledValues } from './html/labels.ts';
import { addressOf, linksOf } from './html/links.ts';
import { parsePage } from './html/parse.ts';
import { sameTitle, titleOf } from './html/title.ts';
import { looksBinary } from './magic.ts';

const markup = /<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s[^>]*charset|<title>/i;
const anyTag = /<(div|p|table|span|h[1-6]|ul|ol|section|article|center|font)(\s[^>]*)?>/gi;

/** Web pages in any encoding, also fragments. */
export const htmlParser: FormatParser = {
  name: 'html',
  mediaType: 'text/html',

  detect(bytes: Uint8Array): boolean {
    if (looksBinary(bytes)) return false;
    const start = decodeText(bytes.subarray(0, 8192))
      .text.replace(/<!--[\s\S]*?-->/g, '')
      .trimStart();
    if (/^(<\?xml[^>]*>\s*)?<(!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i.test(start)) return true;
    if (!start.startsWith('<')) return false;
    return markup.test(start) || (start.match(anyTag)?.length ?? 0) >= 2;
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { text, warnings } = decodeText(file.bytes, declaredEncoding(file.bytes));
    return { ...readPage(text), warnings: [...warnings] };
  },
};

/** The label in a meta tag or XML declaration, from the first bytes. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    start.match(/<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i)?.[1] ?? start.match(/<\?xml[^>]+encoding=["']([\w-]+)/i)?.[1] ?? null
  );
}

/** Reads decoded HTML. Also used for the HTML parts of MHT files. Throws ParseError when it is nested too deep. */
export function readPage(html: string): ParsedSource {
  const $ = parsePage(html);
  const address = addressOf($, html);
  const metas = metaFields($);
  removeFurniture($);
  const content = findContent($);
  const empty: ParsedSource = {
    blocks: [],
    fields: metas,
    title: titleOf($, null, metas),
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
  if (!content) return empty;
  const printed = pageFields($, content);
  const title = titleOf($, content, [...metas, ...printed]);
  const page = [...printed, ...statusNotices($, content)];
  const cleaned = splitLabels(blocksOf($, content), title);
  const own: SourceField[] = address ? [{ name: 'url', value: address, basis: 'meta_tag' }] : [];
  return {
    ...empty,
    ...linksOf($, content, address),
    title,
    blocks: cleaned.blocks,
    fields: [...own, ...page, ...cleaned.fields, ...metas],
  };
}

/** Takes labelled lines and data tables at the edges of the content out of the text and into the fields, and the title above them. */
function splitLabels(blocks: Block[], title: string | null): { blocks: Block[]; fields: SourceField[] } {
  const fields: SourceField[] = [];
  const add = (pairs: { name: string; value: string }[]) => {
    for (const { name, value } of pairs) if (value !== '') fields.push({ name, value, basis: 'page_table' });
  };
  let start = 0;
  for (let i = 0; i < Math.min(6, blocks.length); i++) {
    const block = blocks[i]!;
    if (block.type === 'table') {
      const pairs = tablePairs(block.table.rows);
      if (!pairs) break;
      add(pairs);
      start = i + 1;
    } else if (isLabelLine(block.text)) {
      add([...leadingDate(block.text), ...labelledValues(block.text)]);
      start = i + 1;
    } else if (!(title && sameTitle(block.text, title)) && block.text.length > 40) break;
  }
  const end = trailingLabels(blocks);
  for (const block of blocks.slice(end)) if (block.type !== 'table') add(labelledValues(block.text));
  const isTitle = (block: Block) => title !== null && block.type !== 'table' && sameTitle(block.text, title);
  const head = blocks.slice(0, start).filter((block) => !isData(block) && !isTitle(block));
  return { blocks: [...head, ...blocks.slice(start, Math.max(start, end))], fields };
}

/** `2025年3月1日 来源：…`: the date before the first label. */
function leadingDate(line: string): { name: string; value: string }[] {
  const date = line.match(/^\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?/)?.[0];
  return date ? [{ name: '日期', value: date }] : [];
}

/** Where the lines 责任编辑：…, 来源：… at the end of the text begin. */
function trailingLabels(blocks: Block[]): number {
  let end = blocks.length;
  while (end > 0) {
    const block = blocks[end - 1]!;
    const editorial =
      block.type !== 'table' && /^[(（[【]?\s*(责任编辑|责编|编辑|审核|供稿|来源|信息来源|作者|浏览|点击|阅读)/.test(block.text);
    if (!editorial || block.text.length > 60 || !isLabelLine(block.text.replace(/^[(（[【]|[)）\]】]$/g, ''))) break;
    end--;
  }
  return end;
}

function isData(block: Block): boolean {
  return block.type === 'table' ? tablePairs(block.table.rows) !== null : isLabelLine(block.text);
}

/** Pairs of a table whose cells are mostly labels of page data; null for any other table. */
function tablePairs(rows: string[][]): { name: string; value: string }[] | null {
  const pairs: { name: string; value: string }[] = [];
  let labels = 0;
  let filled = 0;
  for (const row of rows) {
    const cells = row.filter((cell, x) => cell !== row[x - 1]);
    cells.forEach((cell, x) => {
      if (cell !== '') filled++;
      const next = cells[x + 1];
      if (isLabelOnly(cell)) {
        labels++;
        if (next && !isLabelOnly(next)) pairs.push({ name: cell.replace(/[\s:：]+/g, ''), value: next });
      } else if (!isLabelOnly(cells[x - 1] ?? '')) {
        const inner = labelledValues(cell);
        labels += inner.length;
        pairs.push(...inner);
      }
    });
  }
  return labels >= 3 && labels * 2 >= filled - 1 ? pairs : null;
}
