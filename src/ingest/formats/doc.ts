import type { Warning } from '../../domain/document.ts';
import { EmptyFileError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { type BoxRange, readBoxes } from './doc/boxes.ts';
import { readFields } from './doc/fields.ts';
import { readFonts } from './doc/fonts.ts';
import { openWord, parts } from './doc/header.ts';
import { Lists } from './doc/lists.ts';
import { type Note, readNotes } from './doc/notes.ts';
import { readFormattedPages } from './doc/pages.ts';
import { PieceTable } from './doc/pieces.ts';
import { type Omissions, type Paragraph, readParagraphs, type WordText } from './doc/story.ts';
import { readStyles, rowDefinition } from './doc/styles.ts';
import { isOle } from './magic.ts';
import { readOle, tryOle } from './ole.ts';
import { assembleTables, type FlowItem } from './table-flow.ts';

/** Word 97-2003 documents and those of WPS Writer, which share the format [MS-DOC]. */
export const docParser: FormatParser = {
  name: 'doc',
  mediaType: 'application/msword',

  detect(bytes: Uint8Array): boolean {
    return isOle(bytes) && (tryOle(bytes)?.has('worddocument') ?? false);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const document = new WordDocument(file.bytes);
    const blocks = document.blocks();
    const warnings = document.warnings();
    if (blocks.length === 0)
      throw new EmptyFileError(document.omissions.pictures > 0 ? '文件里只有图片，没有文字' : '文件里没有文字', 'doc: no text');
    const first = blocks[0];
    return {
      blocks,
      fields: [],
      title: first?.type === 'heading' && first.level === 1 ? first.text : null,
      attachments: [],
      links: document.text.fields.links,
      pageCount: null,
      warnings,
      ocrShare: 0,
    };
  },
};

class WordDocument {
  readonly text: WordText;
  readonly omissions: Omissions = { deleted: 0, hidden: 0, pictures: 0 };
  private readonly lists: Lists;
  private notes = new Map<number, Note>();
  private lostNumbers = 0;
  private movedBoxes = 0;
  private notesPerPage = false;
  private cutOff = false;

  constructor(bytes: Uint8Array) {
    const file = openWord(readOle(bytes));
    const pieces = new PieceTable(file.part(parts.pieces).bytes, file.document);
    this.text = {
      file,
      pieces,
      styles: readStyles(file.part(parts.styles).bytes),
      characters: readFormattedPages(file.part(parts.characterPages).bytes, file.document, 'characters'),
      paragraphs: readFormattedPages(file.part(parts.paragraphPages).bytes, file.document, 'paragraphs'),
      fields: readFields(pieces.text),
      fonts: readFonts(file.part(parts.fonts).bytes),
    };
    const lists = file.part(parts.lists);
    this.lists = new Lists(lists.bytes, lists.after, file.part(parts.listOverrides).bytes);
  }

  blocks(): Block[] {
    const { notes, perPage } = readNotes(this.text, this.omissions);
    this.notes = notes;
    this.notesPerPage = perPage && notes.size > 0;
    const boxes = readBoxes(this.text);
    const end = Math.min(this.text.file.lengths.main, this.text.pieces.text.length);
    this.cutOff = end < this.text.file.lengths.main;
    const blocks = this.story(0, end, boxes.anchored);
    for (const { start, end } of boxes.loose) {
      const text = this.story(start, end, new Map());
      this.movedBoxes += text.length > 0 ? 1 : 0;
      blocks.push(...text);
    }
    return blocks;
  }

  warnings(): Warning[] {
    const { deleted, hidden, pictures } = this.omissions;
    const found: [boolean, string, string][] = [
      [this.cutOff, 'truncated', '文件末尾不完整，可能缺少内容'],
      [deleted > 0, 'revisions', `文件带有修订，已标记删除的 ${deleted} 个字没有读取`],
      [hidden > 0, 'hidden_text', `有 ${hidden} 个字被设为隐藏，没有读取`],
      [pictures > 0, 'pictures', `有 ${pictures} 张图片或嵌入对象，其中的文字没有读取`],
      [this.lostNumbers > 0, 'numbering_lost', `有 ${this.lostNumbers} 段的自动编号无法还原`],
      [this.movedBoxes > 0, 'boxes_moved', `有 ${this.movedBoxes} 个文本框的位置不明，放在文末`],
      [this.notesPerPage, 'note_numbers', '脚注按页编号，这里按全文次序编号'],
      [this.text.fields.lost > 0, 'fields_lost', `有 ${this.text.fields.lost} 处公式或域没有保存结果，无法读取`],
    ];
    const named = found.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : []));
    return [...this.text.pieces.warnings, ...named];
  }

  private story(start: number, end: number, boxes: Map<number, BoxRange[]>): Block[] {
    return assembleTables(this.items(readParagraphs(this.text, start, end, this.omissions), boxes));
  }

  private *items(paragraphs: Paragraph[], boxes: Map<number, BoxRange[]>): Generator<FlowItem> {
    for (const paragraph of paragraphs) {
      const { depth, row } = paragraph.properties;
      const rowEnd = paragraph.properties.rowEnd && depth > 0;
      const ownBoxes = paragraph.anchors.flatMap((anchor) => boxes.get(anchor) ?? []);
      yield {
        depth,
        blocks: rowEnd
          ? []
          : [...this.paragraph(paragraph), ...ownBoxes.flatMap((box) => this.story(box.start, box.end, new Map()))],
        after: this.notesAt(paragraph.anchors),
        cellEnd: paragraph.cellMark,
        rowEnd: rowEnd ? rowDefinition(row) : null,
      };
    }
  }

  private notesAt(anchors: number[]): Block[] {
    return anchors.flatMap((anchor): Block[] => {
      const note = this.notes.get(anchor);
      return note && note.text !== '' ? [{ type: 'footnote', text: note.text, page: null, marker: note.marker }] : [];
    });
  }

  private paragraph({ lines, properties }: Paragraph): Block[] {
    const { place, oldNumber, heading, align } = properties;
    if (properties.contents) return [];
    const label = place ? this.lists.next(place) : null;
    if (label === undefined || (oldNumber && !place && lines.length > 0)) this.lostNumbers++;
    const first = `${label?.label ?? ''}${lines[0] ?? ''}`.trim();
    // A number alone is text in a cell (a column of serial numbers), elsewhere an empty line.
    if (lines.length === 0 && (properties.depth === 0 || first === '')) return [];
    if (heading !== null && properties.depth === 0)
      return [{ type: 'heading', level: Math.min(heading, 6), text: [first, ...lines.slice(1)].join(' '), page: null }];
    return [first, ...lines.slice(1)].map((text, i): Block => {
      if (i === 0 && label?.bullet) return { type: 'list_item', text, page: null, marker: null };
      return { type: 'paragraph', text, page: null, ...(align ? { align } : {}) };
    });
  }
}
