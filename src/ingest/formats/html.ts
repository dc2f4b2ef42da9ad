import { load } from 'cheerio';
import type { Block, FormatParser, ParsedSource, SourceField, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { writeBlocks } from './html/blocks.ts';
import { contentWarnings, findContent } from './html/content.ts';
import { labelQuestions, matterFields, readLetters, takePairs } from './html/content-fields.ts';
import { withoutCopies } from './html/copies.ts';
import { type CheerioAPI, tidy } from './html/dom.ts';
import { metaFields, pageFields, scriptFields, statusNotices } from './html/fields.ts';
import { removeFurniture } from './html/furniture.ts';
import { splitLabels } from './html/label-blocks.ts';
import { addressOf, linksOf } from './html/links.ts';
import { parsePage } from './html/parse.ts';
import { articleOfScripts, linkedDataFields, type ScriptArticle } from './html/script-data.ts';
import { nameTables } from './html/table-names.ts';
import { titleOf } from './html/title.ts';
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
    const page = readPage(text);
    return { ...page, warnings: [...warnings, ...page.warnings] };
  },
};

/** The label in a meta tag or XML declaration, from the first bytes. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    start.match(/<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i)?.[1] ?? start.match(/<\?xml[^>]+encoding=["']([\w-]+)/i)?.[1] ?? null
  );
}

/** Reads decoded HTML. Also used for the HTML parts of MHT files. Throws FileTooLargeError when it is nested too deep. */
export function readPage(html: string): ParsedSource {
  const page = readArticle(parsePage(html), html);
  const length = hanziIn(page.blocks);
  if (length >= articleLength) return page;
  // Such a page shows nothing by itself: its text stands in the data of a script, or is kept for readers without scripts.
  const $ = parsePage(html);
  const scripted = articleOfScripts($);
  const withoutScript = $('noscript').text();
  if (scripted && hanziOf(scripted.content) > length * 2) return ofScript(scripted, page);
  if (hanziOf(withoutScript) > Math.max(articleLength, length * 2)) {
    const inner = readArticle(parsePage(`<body>${withoutScript}</body>`), html);
    return { ...inner, title: page.title ?? inner.title, fields: [...page.fields, ...inner.fields] };
  }
  return page;
}

/** A page with fewer hanzi has no article of its own. */
const articleLength = 60;

const hanziOf = (text: string) => text.replace(/<[^>]*>/g, '').match(/[\u4e00-\u9fff]/g)?.length ?? 0;

function hanziIn(blocks: Block[]): number {
  return hanziOf(blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join('') : block.text)).join(''));
}

/** A page without text that shows its title alone. */
function onlyLine(blocks: Block[]): string | null {
  const [first, ...rest] = blocks;
  return first && first.type !== 'table' && rest.length === 0 && first.text.length <= 80 ? first.text : null;
}

function ofScript({ content, fields }: ScriptArticle, shell: ParsedSource): ParsedSource {
  const isMarkup = /<(?:p|div|br|table|span|h\d)\b/i.test(content);
  const holder = load('<body></body>');
  if (!isMarkup) holder('body').append(holder('<pre></pre>').text(content));
  const page = readArticle(parsePage(isMarkup ? `<body>${content}</body>` : holder.html()), '');
  const title = fields.find((field) => field.name === 'ArticleTitle')?.value;
  return {
    ...page,
    title: title ? tidy(title) : (page.title ?? shell.title ?? onlyLine(shell.blocks)),
    fields: [...fields, ...page.fields, ...shell.fields],
    warnings: [{ code: 'text_from_script', message: '网页本身没有正文，正文取自页面脚本里的数据，请核对' }],
  };
}

function readArticle($: CheerioAPI, html: string): ParsedSource {
  const address = addressOf($, html);
  const metas = [...metaFields($), ...linkedDataFields($), ...scriptFields($)];
  removeFurniture($);
  const content = findContent($);
  const empty: ParsedSource = {
    blocks: [],
    fields: metas,
    title: titleOf($, null, metas).title,
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
  if (!content) return empty;
  const printed = pageFields($, content);
  const { title, rival } = titleOf($, content, [...metas, ...printed]);
  const page = [...printed, ...statusNotices(content)];
  const doubts = contentWarnings($, content);
  const pairs = takePairs($, content);
  labelQuestions($, content);
  const written = writeBlocks(content);
  const { blocks, copies } = withoutCopies(written.blocks);
  const cleaned = splitLabels({ ...written, blocks }, title);
  const letters = readLetters(cleaned.blocks);
  nameTables(letters.blocks);
  const own: SourceField[] = address ? [{ name: 'url', value: address, basis: 'meta_tag' }] : [];
  return {
    ...empty,
    ...linksOf($, content, address),
    title,
    blocks: letters.blocks,
    fields: [...own, ...page, ...pairs, ...cleaned.fields, ...letters.fields, ...matterFields(letters.blocks, title), ...metas],
    warnings: [
      ...doubts,
      ...(copies > 0 ? [{ code: 'body_twice', message: `网页里正文出现了${copies + 1}次，只取一次` }] : []),
      ...(rival ? [{ code: 'title_uncertain', message: `网页上有两个标题，取“${title}”，另一个是“${rival}”` }] : []),
    ],
  };
}
