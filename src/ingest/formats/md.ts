import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { isFurnitureLine } from './html/furniture.ts';
import { finishTable } from './html/table.ts';
import { nameTables } from './html/table-names.ts';
import { looksBinary } from './magic.ts';
import { splitFrontMatter } from './md/front-matter.ts';
import { withoutMarkup } from './md/inline.ts';
import { startsUnit } from './paragraphs.ts';

const heading = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const listItem = /^\s*(?:([-*+])|(\d{1,3}[.)]))[ \t]+(.*)$/;
/** "::: details 目录" opens, ":::" closes a container of a site generator; the words behind the mark are its heading. */
const container = /^\s*:{3,}[ \t]*(?:[\w-]+(?:[ \t]+|$))?(.*)$/;
const pipeRow = /^\s*\|.*\|\s*$/;
const pipeRule = /^(?=.*(?:\||--))\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*(?:\|\s*)?$/;

/** Markdown: front matter, headings, lists, pipe tables, links; emphasis marks are dropped. */
export const mdParser: FormatParser = {
  name: 'md',
  mediaType: 'text/markdown',

  detect(bytes: Uint8Array, path: string): boolean {
    if (looksBinary(bytes)) return false;
    const lines = decodeText(bytes.subarray(0, 16_384)).text.split(/\r?\n/);
    const marks = lines.filter((line) => heading.test(line) || pipeRule.test(line)).length;
    return marks >= 2 || (/\.(md|markdown)$/i.test(path) && lines.some((line) => line.trim() !== ''));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { text, warnings } = decodeText(file.bytes);
    const reader = new MarkdownReader();
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    const { fields, body } = splitFrontMatter(lines) ?? { fields: [], body: lines };
    for (const line of body) reader.line(line);
    const { blocks, links } = reader.finish();
    while (isFurniture(blocks.at(-1))) blocks.pop();
    nameTables(blocks);
    const first = blocks.find((block) => block.type === 'heading');
    const stated = fields.find((field) => field.name === '标题')?.value ?? null;
    const title = first?.type === 'heading' && first.level === 1 ? first.text : stated;
    return { blocks, fields, title, attachments: [], links, pageCount: null, warnings, ocrShare: 0 };
  },
};

/** What a page leaves at its end when it is turned into Markdown: 返回首页 | 版权所有. */
function isFurniture(block: Block | undefined): boolean {
  return block !== undefined && block.type !== 'table' && isFurnitureLine(block.text);
}

class MarkdownReader {
  private readonly blocks: Block[] = [];
  private readonly links: { label: string; url: string }[] = [];
  private paragraph: string[] = [];
  private item: { marker: string | null; lines: string[] } | null = null;
  private rows: string[] = [];
  private fenced = false;

  line(line: string): void {
    if (/^\s*(```|~~~)/.test(line)) {
      this.flush();
      this.fenced = !this.fenced;
    } else if (this.fenced) this.paragraph.push(line);
    else if (line.trim() === '') this.flush();
    else if (container.test(line)) this.boundary(line.match(container)![1]!);
    else if (pipeRow.test(line) || (this.rows.length > 0 && line.includes('|'))) this.row(line);
    else this.text(line);
  }

  finish(): { blocks: Block[]; links: { label: string; url: string }[] } {
    this.flush();
    return { blocks: this.blocks, links: this.links };
  }

  private row(line: string): void {
    if (this.rows.length === 0) this.flush();
    this.rows.push(line);
  }

  private boundary(name: string): void {
    this.flush();
    if (name.trim() === '') return;
    this.paragraph.push(name);
    this.flush();
  }

  private text(line: string): void {
    const title = line.match(heading);
    const item = line.match(listItem);
    if (title) {
      this.flush();
      const text = this.plain(withoutClosing(title[2]!));
      if (text !== '') this.blocks.push({ type: 'heading', level: title[1]!.length, text, page: null });
    } else if (/^(=+|-+)\s*$/.test(line) && this.paragraph.length > 0) this.underlined(line.startsWith('=') ? 1 : 2);
    else if (/^\s*([-*_]\s*){3,}$/.test(line)) this.flush();
    else if (item) {
      this.flush();
      this.item = { marker: item[2] ?? null, lines: [item[3]!] };
    } else if (this.item && this.paragraph.length === 0 && !opensParagraph(line, this.item.lines.at(-1)!))
      this.item.lines.push(line.trim());
    else {
      if (this.rows.length > 0 || this.item) this.flush();
      this.paragraph.push(line.replace(/^\s*>\s?/, ''));
    }
  }

  private underlined(level: number): void {
    const text = this.plain(this.paragraph.map((line) => line.trim()).join(' '));
    this.paragraph = [];
    if (text !== '') this.blocks.push({ type: 'heading', level, text, page: null });
  }

  private flush(): void {
    this.flushTable();
    if (this.item) {
      const text = this.plain(joinSource(this.item.lines));
      if (text !== '') this.blocks.push({ type: 'list_item', text, page: null, marker: this.item.marker });
      this.item = null;
    }
    for (const part of hardBreaks(this.paragraph)) {
      const text = this.plain(joinSource(part));
      if (text !== '') this.blocks.push({ type: 'paragraph', text, page: null });
    }
    this.paragraph = [];
  }

  private flushTable(): void {
    if (this.rows.length === 0) return;
    const marked = this.rows.findIndex((row) => pipeRule.test(row));
    const cells = this.rows.filter((_, y) => y !== marked).map((row) => splitRow(row).map((cell) => this.plain(cell)));
    const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
    const grid = cells.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    if (grid.length > 0) this.blocks.push({ type: 'table', table: finishTable(grid, null, Math.max(0, marked)), page: null });
    this.rows = [];
  }

  /** Text without markup; link targets are collected. */
  private plain(text: string): string {
    return withoutMarkup(text, (label, url) => this.links.push({ label, url }));
  }
}

/**
 * Chinese texts are often saved as Markdown line by line, without empty lines between their paragraphs: an indent of two characters, a tag
 * of HTML, or a number below a whole sentence begins a new one.
 */
function opensParagraph(line: string, above: string): boolean {
  if (/^(?:(?:\u3000|&emsp;){2}|\s{0,3}<(?:p|div|h\d)\b)/i.test(line)) return true;
  return /[。；;：:！？!?]\s*$/.test(above) && startsUnit(line);
}

/** Two spaces or a backslash at the end of a line force a break. */
function hardBreaks(lines: string[]): string[][] {
  const parts: string[][] = [[]];
  for (const [index, line] of lines.entries()) {
    if (index > 0 && parts.at(-1)!.length > 0 && opensParagraph(line, lines[index - 1]!)) parts.push([]);
    parts.at(-1)!.push(line.replace(/\\$/, '').trim());
    if (line.endsWith('  ') || line.endsWith('\\')) parts.push([]);
  }
  return parts;
}

/** Lines of one paragraph of the source: no space beside Chinese. */
function joinSource(lines: string[]): string {
  const isLatin = (sign: string | undefined) => sign !== undefined && sign >= '!' && sign <= '~';
  let last: string | undefined;
  const parts: string[] = [];
  for (const line of lines) {
    if (isLatin(last) && isLatin(line[0])) parts.push(' ');
    parts.push(line);
    last = line.at(-1) ?? last;
  }
  return parts.join('');
}

/** A heading may be closed by the signs that open it, or carry attributes: {#name .class align=center}. */
function withoutClosing(title: string): string {
  let end = title.length;
  while (title[end - 1] === '#') end--;
  return title.slice(0, end).replace(/\s?\{(?:[#.:][^{}]{1,80}|[\w-]{1,20}=[^{}]{1,80})\}\s*$/, '');
}

function splitRow(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/);
}
