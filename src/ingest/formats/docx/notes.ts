import type { Block } from '../../blocks.ts';
import { formatNumber } from './numbering.ts';
import { attribute, child, childrenOf, type Element, value } from './xml.ts';

export type NoteKind = 'footnote' | 'endnote';

/** Footnotes and endnotes, numbered in the order in which the text refers to them (ISO/IEC 29500-1, 17.11). */
export class Notes {
  private readonly elements = new Map<string, Element>();
  private readonly formats: Record<NoteKind, string>;
  private readonly counts: Record<NoteKind, number>;

  /** `settings`: elements that may hold footnotePr and endnotePr, the weightier ones first. */
  constructor(roots: Record<NoteKind, Element | null>, settings: (Element | undefined)[]) {
    for (const kind of ['footnote', 'endnote'] as const) {
      for (const note of childrenOf(roots[kind] ?? undefined, kind)) {
        const type = attribute(note, 'type') ?? 'normal';
        if (type === 'normal') this.elements.set(`${kind} ${attribute(note, 'id')}`, note);
      }
    }
    const setting = (kind: NoteKind, name: string) =>
      settings.map((element) => value(child(element, `${kind}Pr`), name)).find((found) => found !== undefined);
    this.formats = {
      footnote: setting('footnote', 'numFmt') ?? 'decimal',
      endnote: setting('endnote', 'numFmt') ?? 'lowerRoman',
    };
    const first = (kind: NoteKind) => Number(setting(kind, 'numStart') ?? 1) - 1 || 0;
    this.counts = { footnote: first('footnote'), endnote: first('endnote') };
  }

  /** The note that a reference names, as a block; null where there is none. A mark of its own takes no number. */
  take(kind: NoteKind, id: string, ownMark: string | null, read: (element: Element) => Block[]): Block | null {
    const marker = ownMark ?? formatNumber(++this.counts[kind], this.formats[kind]);
    const element = this.elements.get(`${kind} ${id}`);
    if (!element) return null;
    this.elements.delete(`${kind} ${id}`);
    const text = read(element)
      .map((block) => (block.type === 'table' ? block.table.rows.map((row) => row.join(' ')).join(' ') : block.text))
      .join(' ')
      .trim();
    return text === '' ? null : { type: 'footnote', text, page: null, marker };
  }
}
