import type { Block } from '../../blocks.ts';
import { tidy } from '../html/dom.ts';
import type { Numbering } from './numbering.ts';
import { type ParagraphStyle, plainStyle, readParagraphProperties } from './styles.ts';
import { readTable } from './table.ts';
import { attribute, child, childrenOf, type Element, elementsOf, localName, textOf, value } from './xml.ts';

/** Everything a body needs from the other parts of the file. */
export interface BodyParts {
  styles: Map<string, ParagraphStyle>;
  defaultStyle: ParagraphStyle;
  numbering: Numbering;
  /** Blocks of an embedded document (altChunk). */
  chunk(relation: string): Block[];
}

/** Wrappers that only group what is inside them; deleted text (w:del, w:moveFrom) is not among them. */
const transparent = new Set([
  'sdt',
  'sdtContent',
  'smartTag',
  'customXml',
  'ins',
  'moveTo',
  'hyperlink',
  'fldSimple',
  'bdo',
  'dir',
  'ruby',
  'rubyBase',
]);

/** Blocks of a w:body, a cell or a text box. */
export function readBody(container: Element, parts: BodyParts): Block[] {
  const blocks: Block[] = [];
  for (const element of elementsOf(container)) {
    const name = localName(element);
    if (name === 'p') blocks.push(...readParagraph(element, parts));
    else if (name === 'tbl') blocks.push(...readTable(element, parts));
    else if (name === 'altChunk') blocks.push(...parts.chunk(attribute(element, 'id') ?? ''));
    else if (name === 'AlternateContent') blocks.push(...readBody(chosen(element), parts));
    else if (transparent.has(name)) blocks.push(...readBody(element, parts));
  }
  return blocks;
}

/** A paragraph, split at its line breaks, followed by the text boxes anchored in it. */
function readParagraph(element: Element, parts: BodyParts): Block[] {
  const properties = child(element, 'pPr');
  const own = readParagraphProperties(properties);
  const styleId = value(properties, 'pStyle');
  const style = (styleId !== undefined ? parts.styles.get(styleId) : parts.defaultStyle) ?? plainStyle;
  const reader = new RunReader();
  reader.read(element);
  const lines = reader.text
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '');
  const number = own.number ?? style.number;
  // Word counts a numbered paragraph only when it holds something.
  const label = number && number.numberId !== '0' && lines.length > 0 ? parts.numbering.next(number) : null;
  const heading = own.heading ?? style.heading;
  const align = own.align ?? style.align;
  const boxes = reader.boxes.flatMap((box) => readBody(box, parts));
  if (heading !== null) {
    const text = tidy(`${label?.label ?? ''}${lines.join(' ')}`);
    return text === '' ? boxes : [{ type: 'heading', level: Math.min(heading, 6), text, page: null }, ...boxes];
  }
  const blocks = lines.map((line, i): Block => {
    if (i === 0 && label?.bullet) return { type: 'list_item', text: line, page: null, marker: null };
    return { type: 'paragraph', text: i === 0 ? `${label?.label ?? ''}${line}` : line, page: null, ...(align ? { align } : {}) };
  });
  return [...blocks, ...boxes];
}

class RunReader {
  text = '';
  readonly boxes: Element[] = [];

  read(element: Element): void {
    for (const inner of elementsOf(element)) this.node(inner);
  }

  private node(element: Element): void {
    const name = localName(element);
    if (name === 't') this.text += textOf(element);
    else if (name === 'tab' || name === 'ptab') this.text += ' ';
    else if (name === 'br' || name === 'cr') this.text += attribute(element, 'type') === 'page' ? '' : '\n';
    else if (name === 'noBreakHyphen') this.text += '-';
    else if (name === 'sym') this.text += symbol(element);
    else if (name === 'txbxContent') this.boxes.push(element);
    else if (name === 'AlternateContent') this.read(chosen(element));
    else if (!silent.has(name)) this.read(element);
  }
}

/** Elements without text of the document: properties, deleted text, field codes, phonetic guides. */
const silent = new Set([
  'pPr',
  'rPr',
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'rt',
  'footnoteReference',
  'endnoteReference',
  'tblPr',
  'sdtPr',
]);

/** Of the alternatives for new and old readers, one is read: the first that holds text. */
function chosen(element: Element): Element {
  const choices = [...childrenOf(element, 'Choice'), ...childrenOf(element, 'Fallback')];
  return choices.find((choice) => hasText(choice)) ?? choices[0] ?? element;
}

function hasText(element: Element): boolean {
  return elementsOf(element).some((inner) => localName(inner) === 't' || hasText(inner));
}

/** Characters of symbol fonts; the ticks and boxes of forms are the ones that occur. */
function symbol(element: Element): string {
  const code = Number.parseInt(attribute(element, 'char') ?? '', 16) & 0xff;
  return ({ 168: '□', 111: '□', 254: '☑', 82: '☑', 252: '✓', 80: '✓', 183: '·' } as Record<number, string>)[code] ?? '';
}
