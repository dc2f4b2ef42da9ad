import type { Block } from '../../blocks.ts';
import { isSplitTitle } from '../paragraphs.ts';
import { type AnyNode, type CheerioAPI, type Element, isBlockElement, isElement, isSilent, tidy, visibleText } from './dom.ts';
import { isFurnitureLine } from './furniture.ts';
import { startsWithLabel } from './labels.ts';
import { isLayoutTable, layoutCells, readTable } from './table.ts';

type Align = 'left' | 'center' | 'right';

/** What the walk knows about the place it is in. */
interface Place {
  heading: number | null;
  align: Align | undefined;
  /** Set while the next line opens a list item. */
  marker: { text: string | null } | null;
  preformatted: boolean;
}

/** Blocks of an element in reading order. Shared by web pages, MHT and DOCX (by way of HTML). */
export function blocksOf($: CheerioAPI, root: Element): Block[] {
  return joinTitles(new BlockWriter($).write(root));
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
    const place: Place = { heading: null, align: undefined, marker: null, preformatted: false };
    this.children(root, place);
    this.flush(place);
    return this.blocks;
  }

  private children(element: Element, place: Place): void {
    for (const child of element.children) this.node(child, place);
  }

  private node(node: AnyNode, place: Place): void {
    if (node.type === 'text') {
      if (place.preformatted) this.preformatted(node.data, place);
      else this.line += node.data;
      return;
    }
    if (!isElement(node) || isSilent(node)) return;
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
    else this.container(element, place);
  }

  private container(element: Element, place: Place): void {
    const inner: Place = {
      heading: /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : place.heading,
      align: alignOf(element) ?? place.align,
      marker: place.marker,
      preformatted: place.preformatted || element.name === 'pre',
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

  private preformatted(text: string, place: Place): void {
    const lines = text.split(/\r?\n/);
    lines.forEach((line, i) => {
      this.line += line;
      if (i < lines.length - 1) this.flush(place);
    });
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
