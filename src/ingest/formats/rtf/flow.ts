import type { Block } from '../../blocks.ts';
import { tidy } from '../html/dom.ts';
import { assembleTables, type FlowItem, type RowDefinition } from '../table-flow.ts';

type Align = 'left' | 'center' | 'right';

/** Properties of a paragraph at its end. */
export interface RtfParagraph {
  align: Align | undefined;
  heading: number | null;
  /** An entry of a table of contents: it repeats a heading. */
  contents: boolean;
  /** How many tables it stands in. */
  depth: number;
  /** Belongs to a list whose label must be in the text. */
  inList: boolean;
}

/** A stream of paragraphs and tables: the body, a footnote, a text box. */
export class RtfFlow {
  text = '';
  /** The label of the paragraph, once it was read: "一、", "•". */
  label: string | null = null;
  lostNumbers = 0;
  private readonly items: FlowItem[] = [];
  private notes: Block[] = [];
  private boxes: Block[] = [];

  addNote(note: Block): void {
    this.notes.push(note);
  }

  /** Blocks of a text box stand after the paragraph it is anchored in. */
  addBox(blocks: Block[]): void {
    this.boxes.push(...blocks);
  }

  endParagraph(paragraph: RtfParagraph): void {
    this.items.push({
      depth: paragraph.depth,
      blocks: this.take(paragraph),
      after: this.takeNotes(),
      cellEnd: false,
      rowEnd: null,
    });
  }

  endCell(paragraph: RtfParagraph): void {
    this.items.push({
      depth: paragraph.depth,
      blocks: this.take(paragraph),
      after: this.takeNotes(),
      cellEnd: true,
      rowEnd: null,
    });
  }

  endRow(depth: number, rowEnd: RowDefinition): void {
    this.items.push({ depth, blocks: [], after: this.takeNotes(), cellEnd: false, rowEnd });
  }

  finish(paragraph: RtfParagraph): Block[] {
    if (this.text.trim() !== '' || this.label !== null || this.boxes.length > 0 || this.notes.length > 0)
      this.endParagraph(paragraph);
    return assembleTables(this.items);
  }

  private takeNotes(): Block[] {
    const notes = this.notes;
    this.notes = [];
    return notes;
  }

  private take(paragraph: RtfParagraph): Block[] {
    const lines = this.text
      .replace(/(?!\n)\p{Cc}/gu, '')
      .split('\n')
      .map(tidy)
      .filter((line) => line !== '');
    const label = this.label === null ? null : tidy(this.label);
    const boxes = this.boxes;
    if (paragraph.inList && label === null && lines.length > 0) this.lostNumbers++;
    this.text = '';
    this.label = null;
    this.boxes = [];
    return [...(paragraph.contents ? [] : blocksOf(lines, label ?? '', paragraph)), ...boxes];
  }
}

/** One sign that is neither letter nor number, or a letter that stands for a sign of an unknown font. */
const bullet = /^(?:[^\p{L}\p{N}]|[oØü])$/u;

function blocksOf(lines: string[], label: string, paragraph: RtfParagraph): Block[] {
  const isBullet = bullet.test(label);
  const first = isBullet || label === '' ? (lines[0] ?? '') : withLabel(label, lines[0] ?? '');
  // A label alone is text in a cell (a column of serial numbers), elsewhere an empty line.
  if (first === '' || (lines.length === 0 && paragraph.depth === 0)) return [];
  const { heading, align } = paragraph;
  if (heading !== null && paragraph.depth === 0)
    return [{ type: 'heading', level: Math.min(heading, 6), text: [first, ...lines.slice(1)].join(' '), page: null }];
  return [first, ...lines.slice(1)].map((text, i): Block => {
    if (i === 0 && isBullet) return { type: 'list_item', text, page: null, marker: null };
    return { type: 'paragraph', text, page: null, ...(align ? { align } : {}) };
  });
}

/** 一、 and （1） stand close to the text, 1 and 第一条 apart from it. */
function withLabel(label: string, text: string): string {
  return /[、）)．]$/.test(label) || text === '' ? label + text : `${label} ${text}`;
}
