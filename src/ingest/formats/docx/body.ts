import type { Block } from '../../blocks.ts';
import { tidy } from '../html/dom.ts';
import { continuesParagraph, displayWidth, isSplitTitle, joinLines } from '../paragraphs.ts';
import type { Notes } from './notes.ts';
import type { Numbering, NumberReference } from './numbering.ts';
import { chosen, isPlaceholder, RunReader } from './runs.ts';
import { type ParagraphStyle, plainStyle, readParagraphProperties } from './styles.ts';
import { readTable } from './table.ts';
import { attribute, child, descendants, type Element, elementsOf, localName, value } from './xml.ts';

/** What was seen and not read, for the warnings. */
export interface Omissions {
  /** Characters of deleted and of hidden text. */
  deleted: number;
  hidden: number;
  pictures: { relation: string; large: boolean }[];
  objects: number;
  chunks: number;
}

/** Everything that a body needs from the other parts of the file. */
export interface BodyParts {
  styles: Map<string, ParagraphStyle>;
  defaultStyle: ParagraphStyle;
  /** Ids of character styles whose text is hidden. */
  hiddenStyles: Set<string>;
  numbering: Numbering;
  notes: Notes;
  omissions: Omissions;
  /** Blocks of an embedded document (altChunk). */
  chunk(relation: string): Block[];
  /** Words of a diagram (SmartArt). */
  diagram(relation: string): Block[];
}

/** Wrappers that only group what is inside them; deleted text (w:del, w:moveFrom) is not among them. */
const transparent = new Set(['smartTag', 'customXml', 'ins', 'moveTo', 'hyperlink', 'fldSimple', 'bdo', 'dir', 'sdtContent']);

/** Blocks of a w:body, a cell or a text box. */
export function readBody(container: Element, parts: BodyParts): Block[] {
  const blocks: Block[] = [];
  // A paragraph whose end was deleted goes on with the next one.
  let carried: Element[] = [];
  for (const element of elementsOf(container)) {
    const name = localName(element);
    if (name === 'p') {
      if (isEndDeleted(element)) carried.push(element);
      else {
        blocks.push(...readParagraph([...carried, element], parts));
        carried = [];
      }
    } else if (name === 'tbl') blocks.push(...readTable(element, parts));
    else if (name === 'altChunk') blocks.push(...parts.chunk(attribute(element, 'id') ?? ''));
    else if (name === 'AlternateContent') blocks.push(...readBody(chosen(element), parts));
    else if (name === 'sdt') blocks.push(...readControl(element, parts));
    else if (transparent.has(name)) blocks.push(...readBody(element, parts));
  }
  if (carried.length > 0) blocks.push(...readParagraph(carried, parts));
  return blocks;
}

/** A content control around paragraphs; a table of contents made by Word repeats the headings. */
function readControl(control: Element, parts: BodyParts): Block[] {
  const content = child(control, 'sdtContent');
  const gallery = value(child(child(control, 'sdtPr'), 'docPartObj'), 'docPartGallery') ?? '';
  if (!content || isPlaceholder(control) || /^table of contents$/i.test(gallery)) return [];
  return readBody(content, parts);
}

function isEndDeleted(paragraph: Element): boolean {
  return child(child(child(paragraph, 'pPr'), 'rPr'), 'del') !== undefined;
}

/** Lines of running text are at least this wide, in Chinese characters; shorter ones are set apart on purpose. */
const shortestMargin = 15;
const label = /^[\u4e00-\u9fff]{2,8}[:：]/;

/**
 * Lines of one paragraph: a break begins a new one, unless it stands inside a title or a sentence, as in text that was copied from a page
 * with the ends of its lines.
 */
function joinBroken(lines: string[]): string[] {
  const widths = lines.map(displayWidth);
  const widest = Math.max(0, ...widths);
  const joined: string[] = [];
  lines.forEach((line, i) => {
    const last = joined.at(-1);
    const full = widest >= shortestMargin && lines.length >= 3 && (widths[i - 1] ?? 0) >= widest * 0.85;
    const goesOn =
      last !== undefined &&
      (isSplitTitle(lines[i - 1]!, line) || continuesParagraph(last, line, { full, indented: null, apart: false }));
    if (goesOn && !label.test(line)) joined[joined.length - 1] = joinLines(last, line);
    else joined.push(line);
  });
  return joined;
}

/** A style names its list; at which level it stands there the list may say. */
function ofStyle(number: NumberReference | null, styleId: string | undefined, numbering: Numbering): NumberReference | null {
  const level = number && styleId !== undefined ? numbering.levelOf(number.numberId, styleId) : null;
  return number && level !== null ? { ...number, level } : number;
}

/** A paragraph, split at its line breaks, followed by what is anchored in it: text boxes, diagrams, notes. */
function readParagraph(elements: Element[], parts: BodyParts): Block[] {
  const properties = child(elements.at(-1)!, 'pPr');
  const own = readParagraphProperties(properties);
  const styleId = value(properties, 'pStyle');
  const style = (styleId !== undefined ? parts.styles.get(styleId) : parts.defaultStyle) ?? plainStyle;
  if (style.contents) return [];
  const reader = new RunReader(parts, (note) => readBody(note, parts));
  for (const element of elements) reader.read(element);
  const lines = joinBroken(
    reader.text
      .split('\n')
      .map(tidy)
      .filter((line) => line !== ''),
  );
  const number = own.number ?? ofStyle(style.number, styleId, parts.numbering);
  // Word counts a numbered paragraph only when it holds something.
  const label = number && number.numberId !== '0' && lines.length > 0 ? parts.numbering.next(number) : null;
  const anchored = [
    ...reader.boxes.flatMap((box) => readBody(box, parts)),
    ...reader.diagrams.flatMap((diagram) => parts.diagram(diagram)),
    ...reader.notes,
  ];
  const heading = own.heading ?? style.heading;
  if (heading !== null) {
    const text = tidy(`${label?.label ?? ''}${lines.join(' ')}`);
    return text === '' ? anchored : [{ type: 'heading', level: Math.min(heading, 6), text, page: null }, ...anchored];
  }
  const align = own.align ?? style.align;
  const blocks = lines.map((line, i): Block => {
    if (i === 0 && label?.bullet) return { type: 'list_item', text: line, page: null, marker: null };
    return { type: 'paragraph', text: i === 0 ? `${label?.label ?? ''}${line}` : line, page: null, ...(align ? { align } : {}) };
  });
  return [...blocks, ...anchored];
}

/** Paragraphs of a text box, a header, a diagram: plain lines. */
export function plainLines(container: Element): string[] {
  return descendants(container, 'p')
    .map((paragraph) =>
      tidy(
        descendants(paragraph, 't')
          .map((text) => text.children.map((node) => ('data' in node ? node.data : '')).join(''))
          .join(''),
      ),
    )
    .filter((line) => line !== '');
}
