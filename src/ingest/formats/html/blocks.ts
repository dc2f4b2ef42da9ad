import type { Block } from '../../blocks.ts';
import { displayWidth, isSplitTitle, joinLines, startsUnit } from '../paragraphs.ts';
import { layOut } from '../txt/layout.ts';
import { type AnyNode, type Element, isBlockElement, isElement, isSilent, tidy, visibleText } from './dom.ts';
import { isButton, isFurnitureLine } from './furniture.ts';
import { startsWithLabel } from './labels.ts';
import { isFileLink } from './links.ts';
import { pairRunAt, termPairs } from './pair-rows.ts';
import { isLayoutTable, layoutCells, readTable } from './table.ts';

type Align = 'left' | 'center' | 'right';

/** What the walk knows about the place it is in. */
interface Place {
  heading: number | null;
  align: Align | undefined;
  /** Set while the next line opens a list item. */
  marker: { text: string | null } | null;
}

/** Blocks of an element in reading order. Shared by web pages, MHT and DOCX (by way of HTML). */
export function blocksOf(root: Element): Block[] {
  return writeBlocks(root).blocks;
}

export interface Written {
  blocks: Block[];
  /** Texts of the lines whose words are all links, links to files aside: menus, tools, other pages. */
  linkLines: Set<string>;
}

/** The same, and which of the lines are only links. */
export function writeBlocks(root: Element): Written {
  const writer = new BlockWriter();
  return { blocks: joinLabels(joinTitles(joinWrapped(writer.write(root), writer.lines))), linkLines: writer.linkLines };
}

/** How a line began in the source: after `<br>`, with white space that the reader sees as an indent. */
interface SourceLine {
  broken: boolean;
  indented: boolean;
}

/**
 * Old pages break their lines with `<br>` at a fixed width and indent each paragraph. Where most lines of such a run are indented or
 * end a sentence, one that is neither indented nor begins a unit goes on with the line above, which has not ended.
 */
function joinWrapped(blocks: Block[], lines: Map<Block, SourceLine>): Block[] {
  const indents = blocks.filter((block) => lines.get(block)?.indented).length;
  if (indents < 2) return blocks;
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const line = lines.get(block);
    const goesOn =
      line?.broken === true &&
      !line.indented &&
      last?.type === 'paragraph' &&
      block.type === 'paragraph' &&
      last.align === block.align;
    const isUnfinished =
      goesOn && displayWidth(last.text) >= 20 && !/[。！？；：:.!?]$/.test(last.text) && !startsUnit(block.text);
    if (isUnfinished) joined[joined.length - 1] = { ...last, text: joinLines(last.text, block.text) };
    else joined.push(block);
  }
  return joined;
}

/** 问：or 答：in an element of its own belongs to the text after it. */
function joinLabels(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const label =
      last?.type === 'paragraph' && /^(?:\d{1,3}\s*[.．、]\s*)?(?:问|答|问题|回答|答复|[QA])\s*[:：]$/.test(last.text)
        ? last.text
        : null;
    if (label && block.type !== 'table') joined[joined.length - 1] = { ...block, text: label + block.text };
    else joined.push(block);
  }
  return joined;
}

/** A centred title that was broken over two lines is one. */
function joinTitles(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const centred =
      block.type === 'paragraph' && last?.type === 'paragraph' && block.align === 'center' && last.align === 'center';
    if (centred && isSplitTitle(last.text, block.text)) joined[joined.length - 1] = { ...last, text: last.text + block.text };
    else joined.push(block);
  }
  return joined;
}

class BlockWriter {
  readonly linkLines = new Set<string>();
  readonly lines = new Map<Block, SourceLine>();
  private readonly blocks: Block[] = [];
  private line = '';
  /** The line that is being written begins after `<br>`. */
  private broken = false;
  /** Characters of the line inside links, white space aside, and how many links the walk is in. */
  private linked = 0;
  private linkDepth = 0;

  write(root: Element): Block[] {
    const place: Place = { heading: null, align: undefined, marker: null };
    if (/^(pre|ul|ol|dl)$/.test(root.name)) this.block(root, place);
    else this.children(root, place);
    this.flush(place);
    return this.blocks;
  }

  private children(element: Element, place: Place): void {
    const { children } = element;
    for (let at = 0; at < children.length; at++) {
      const run = isElement(children[at]!) ? pairRunAt(children, at) : null;
      if (!run) {
        this.node(children[at]!, place);
        continue;
      }
      this.flush(place);
      this.blocks.push(tableOfPairs(run.rows));
      at += run.length - 1;
    }
  }

  private node(node: AnyNode, place: Place): void {
    if (node.type === 'text') {
      this.line += node.data;
      if (this.linkDepth > 0) this.linked += node.data.replace(/\s+/g, '').length;
      return;
    }
    if (!isElement(node) || isSilent(node) || isButton(node)) return;
    if (node.name === 'br') this.breakLine(place);
    else if (!isBlockElement(node)) {
      const depth = isLink(node) ? 1 : 0;
      if (opensLabel(node)) this.line += ' ';
      this.linkDepth += depth;
      this.children(node, place);
      this.linkDepth -= depth;
    } else {
      this.flush(place);
      this.block(node, place);
    }
  }

  private block(element: Element, place: Place): void {
    if (element.name === 'table') this.table(element, place);
    else if (element.name === 'ul' || element.name === 'ol') this.list(element, place);
    else if (element.name === 'dl') this.definitions(element, place);
    else if (element.name === 'pre' && isPlain(element)) this.preformatted(element);
    else this.container(element, place);
  }

  private container(element: Element, place: Place): void {
    const inner: Place = {
      heading: headingLevel(element) ?? place.heading,
      align: alignOf(element) ?? place.align,
      marker: place.marker,
    };
    this.children(element, inner);
    this.flush(inner);
    place.marker = inner.marker;
  }

  /** A break inside a heading is a line of the same title; elsewhere it begins a new paragraph. */
  private breakLine(place: Place): void {
    if (place.heading !== null) {
      this.line += ' ';
      return;
    }
    this.flush(place);
    this.broken = true;
  }

  /** Text with its own line breaks, as in plain text files. */
  private preformatted(element: Element): void {
    for (const block of layOut(rawText(element)).blocks)
      if (block.type === 'table' || !isFurnitureLine(block.text)) this.blocks.push(block);
  }

  /** Terms with short data are a table of two columns; questions and other terms are headings of what explains them. */
  private definitions(list: Element, place: Place): void {
    const pairs = termPairs(list);
    if (pairs) {
      this.blocks.push(tableOfPairs(pairs));
      return;
    }
    const parts = (element: Element): void => {
      for (const child of element.children) {
        const isTerm = isElement(child) && child.name === 'dt';
        if (isElement(child) && child.name === 'div') parts(child);
        else if (isTerm) this.container(child, { ...place, heading: termLevel });
        else this.node(child, place);
      }
    };
    parts(list);
    this.flush(place);
  }

  private list(list: Element, place: Place): void {
    let number = Number.parseInt(list.attribs.start ?? '1', 10) || 1;
    for (const child of list.children) {
      if (!isElement(child)) continue;
      if (child.name !== 'li') {
        this.node(child, place);
        continue;
      }
      const marker = list.name === 'ol' ? `${number}.` : null;
      number++;
      const inner: Place = { ...place, heading: null, align: undefined, marker: { text: marker } };
      this.children(child, inner);
      this.flush(inner);
    }
  }

  private table(table: Element, place: Place): void {
    if (isLayoutTable(table)) {
      for (const cell of layoutCells(table)) {
        const inner: Place = { ...place, align: alignOf(cell), marker: null };
        this.children(cell, inner);
        this.flush(inner);
      }
      return;
    }
    const read = readTable(table);
    if (read) this.blocks.push({ type: 'table', table: read, page: null });
  }

  private flush(place: Place): void {
    const raw = this.line;
    const text = tidy(raw);
    const source = { broken: this.broken, indented: /^[\r\n\t ]*(?:[\u3000\u00a0][ \u3000\u00a0]|[\u3000\u00a0 ]{4})/.test(raw) };
    const onlyLinks = this.linked > 0 && this.linked >= 0.8 * text.replace(/\s+/g, '').length;
    this.line = '';
    this.linked = 0;
    this.broken = false;
    if (text === '' || isFurnitureLine(text)) return;
    const block = blockOf(text, place);
    this.blocks.push(block);
    this.lines.set(block, source);
    if (onlyLinks) this.linkLines.add(text);
    place.marker = null;
  }
}

const tableOfPairs = (rows: string[][]): Block => ({
  type: 'table',
  table: { caption: null, headerRows: 0, headerColumns: 1, rows },
  page: null,
});

function blockOf(text: string, place: Place): Block {
  if (place.heading !== null) return { type: 'heading', level: place.heading, text, page: null };
  if (place.marker) return { type: 'list_item', text, page: null, marker: place.marker.text };
  return { type: 'paragraph', text, page: null, ...(place.align ? { align: place.align } : {}) };
}

/** A link to another place; the target of a link and a link to a file are none. */
function isLink(element: Element): boolean {
  if (element.name !== 'a' || isFileLink(element)) return false;
  return 'href' in element.attribs || !('name' in element.attribs || 'id' in element.attribs);
}

/** Level of a term or of the summary of details, below the headings of a page. */
const termLevel = 5;

function headingLevel(element: Element): number | null {
  if (element.name === 'summary') return termLevel;
  return /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : null;
}

function isPlain(element: Element): boolean {
  return element.children.every(
    (child) => !isElement(child) || child.name === 'br' || (!isBlockElement(child) && isPlain(child)),
  );
}

function rawText(element: Element): string {
  return element.children
    .map((child) =>
      child.type === 'text'
        ? child.data
        : !isElement(child) || isSilent(child)
          ? ''
          : child.name === 'br'
            ? '\n'
            : rawText(child),
    )
    .join('');
}

/** A short inline element that begins with a label (来源：) is set apart by the style sheet. */
function opensLabel(element: Element): boolean {
  if (element.name !== 'span' && element.name !== 'em' && element.name !== 'i') return false;
  const text = visibleText(element);
  return text.length <= 60 && startsWithLabel(text);
}

function alignOf(element: Element): Align | undefined {
  const styled = element.attribs.style?.match(/text-align\s*:\s*(left|center|right)/i)?.[1];
  const value = (styled ?? element.attribs.align ?? (element.name === 'center' ? 'center' : '')).toLowerCase();
  return value === 'left' || value === 'center' || value === 'right' ? value : undefined;
}
