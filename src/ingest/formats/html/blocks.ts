import type { Block } from '../../blocks.ts';
import { isSplitTitle } from '../paragraphs.ts';
import { layOut } from '../txt/layout.ts';
import { type AnyNode, type CheerioAPI, type Element, isBlockElement, isElement, isSilent, tidy, visibleText } from './dom.ts';
import { isButton, isFurnitureLine } from './furniture.ts';
import { startsWithLabel } from './labels.ts';
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
export function blocksOf($: CheerioAPI, root: Element): Block[] {
  return joinLabels(joinTitles(new BlockWriter($).write(root)));
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
  private readonly blocks: Block[] = [];
  private line = '';
  private readonly $: CheerioAPI;

  constructor($: CheerioAPI) {
    this.$ = $;
  }

  write(root: Element): Block[] {
    const place: Place = { heading: null, align: undefined, marker: null };
    if (root.name === 'pre') this.preformatted(root);
    else this.children(root, place);
    this.flush(place);
    return this.blocks;
  }

  private children(element: Element, place: Place): void {
    for (const child of element.children) this.node(child, place);
  }

  private node(node: AnyNode, place: Place): void {
    if (node.type === 'text') {
      this.line += node.data;
      return;
    }
    if (!isElement(node) || isSilent(node) || isButton(node)) return;
    if (node.name === 'br') this.breakLine(place);
    else if (!isBlockElement(node)) {
      if (opensLabel(node)) this.line += ' ';
      this.children(node, place);
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
    if (place.heading === null) this.flush(place);
    else this.line += ' ';
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
      this.blocks.push({ type: 'table', table: { caption: null, headerRows: 0, headerColumns: 1, rows: pairs }, page: null });
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
    if (isLayoutTable(this.$, table)) {
      for (const cell of layoutCells(this.$, table)) {
        const inner: Place = { ...place, align: alignOf(cell), marker: null };
        this.children(cell, inner);
        this.flush(inner);
      }
      return;
    }
    const read = readTable(this.$, table);
    if (read) this.blocks.push({ type: 'table', table: read, page: null });
  }

  private flush(place: Place): void {
    const text = tidy(this.line);
    this.line = '';
    if (text === '' || isFurnitureLine(text)) return;
    if (place.heading !== null) this.blocks.push({ type: 'heading', level: place.heading, text, page: null });
    else if (place.marker) this.blocks.push({ type: 'list_item', text, page: null, marker: place.marker.text });
    else this.blocks.push({ type: 'paragraph', text, page: null, ...(place.align ? { align: place.align } : {}) });
    place.marker = null;
  }
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

/** Rows of a list in which every term is a short name and has one short description; null for any other list. */
function termPairs(list: Element): string[][] | null {
  const entries = list.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'div' ? child.children.filter(isElement) : [child]));
  const rows: string[][] = [];
  for (let i = 0; i < entries.length; i += 2) {
    const [term, description] = [entries[i]!, entries[i + 1]];
    if (term.name !== 'dt' || description?.name !== 'dd') return null;
    const name = visibleText(term).replace(/[:：]$/, '');
    const value = visibleText(description);
    if (name === '' || name.length > 16 || /[？?。，]/.test(name) || value.length > 120) return null;
    rows.push([name, value]);
  }
  return rows.length >= 2 ? rows : null;
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
