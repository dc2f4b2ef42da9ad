import type { Block } from '../../blocks.ts';
import { symbolText } from '../symbol-fonts.ts';
import type { BodyParts } from './body.ts';
import { mathText } from './math.ts';
import type { NoteKind } from './notes.ts';
import { attribute, child, childrenOf, descendants, type Element, elementsOf, isOn, localName, textOf, value } from './xml.ts';

/** Elements without text of the document: properties, field codes, phonetic guides. */
const silent = new Set([
  'pPr',
  'rPr',
  'delText',
  'instrText',
  'rt',
  'tblPr',
  'sdtPr',
  'annotationRef',
  'footnoteRef',
  'endnoteRef',
]);

/** Reads what stands in one paragraph: its text, and what is anchored in it and comes after it. */
export class RunReader {
  text = '';
  readonly boxes: Element[] = [];
  readonly notes: Block[] = [];
  readonly diagrams: string[] = [];
  private readonly parts: BodyParts;
  private readonly readNote: (element: Element) => Block[];

  constructor(parts: BodyParts, readNote: (element: Element) => Block[]) {
    this.parts = parts;
    this.readNote = readNote;
  }

  read(element: Element): void {
    for (const inner of elementsOf(element)) this.node(inner);
  }

  private node(element: Element): void {
    const name = localName(element);
    if (name === 't') this.text += textOf(element);
    else if (name === 'r') this.run(element);
    else if (name === 'tab' || name === 'ptab') this.text += ' ';
    else if (name === 'br' || name === 'cr') this.text += attribute(element, 'type') === 'page' ? '' : '\n';
    else if (name === 'noBreakHyphen') this.text += '-';
    else if (name === 'sym') this.text += symbol(element);
    else if (name === 'oMath' || name === 'oMathPara') this.text += mathText(element);
    else if (name === 'txbxContent') this.boxes.push(element);
    else if (name === 'AlternateContent') this.read(chosen(element));
    else if (name === 'del' || name === 'moveFrom') this.deleted(element);
    else if (name === 'sdt') this.control(element);
    else if (name === 'object') this.object(element);
    else if (name === 'drawing' || name === 'pict') this.drawing(element);
    else if (!silent.has(name)) this.read(element);
  }

  private run(element: Element): void {
    const properties = child(element, 'rPr');
    if (isHidden(properties, this.parts.hiddenStyles)) {
      this.parts.omissions.hidden += lengthOf(element, 't');
      return;
    }
    const reference = elementsOf(element).find((inner) => /^(?:foot|end)noteReference$/.test(localName(inner)));
    if (reference) {
      this.note(reference, element);
      return;
    }
    const before = this.text;
    this.read(element);
    const added = this.text.slice(before.length);
    this.text = before + shown(added, before, properties);
  }

  private note(reference: Element, run: Element): void {
    const kind = localName(reference).replace('Reference', '') as NoteKind;
    const own = isOn(attribute(reference, 'customMarkFollows') ?? '0');
    const mark = own ? childrenOf(run, 't').map(textOf).join('').trim() : '';
    const note = this.parts.notes.take(kind, attribute(reference, 'id') ?? '', mark || null, this.readNote);
    if (note) this.notes.push(note);
  }

  private deleted(element: Element): void {
    // Moved text stands again where it was moved to.
    if (localName(element) === 'del') this.parts.omissions.deleted += lengthOf(element, 'delText');
  }

  private control(element: Element): void {
    const content = child(element, 'sdtContent');
    if (content && !isPlaceholder(element)) this.read(content);
  }

  /** An embedded file shows a picture of itself; what is in it is not read. */
  private object(element: Element): void {
    const before = this.boxes.length;
    this.read(element);
    if (this.boxes.length === before) this.parts.omissions.objects++;
  }

  private drawing(element: Element): void {
    const picture = descendants(element, 'blip')[0] ?? descendants(element, 'imagedata')[0];
    const relation = picture && (attribute(picture, 'embed') ?? attribute(picture, 'id'));
    if (relation) this.parts.omissions.pictures.push({ relation, large: isLarge(element) });
    for (const ids of descendants(element, 'relIds')) this.diagrams.push(attribute(ids, 'dm') ?? '');
    if (descendants(element, 'chart').length > 0) this.parts.omissions.objects++;
    this.read(element);
  }
}

/** Of the alternatives for new and old readers, one is read: the first that holds text. */
export function chosen(element: Element): Element {
  const choices = [...childrenOf(element, 'Choice'), ...childrenOf(element, 'Fallback')];
  return choices.find((choice) => descendants(choice, 't').length > 0) ?? choices[0] ?? element;
}

/** The words of a content control that ask for an entry. */
export function isPlaceholder(control: Element): boolean {
  return child(child(control, 'sdtPr'), 'showingPlcHdr') !== undefined;
}

function isHidden(properties: Element | undefined, hiddenStyles: Set<string>): boolean {
  const vanish = child(properties, 'vanish');
  if (vanish) return isOn(attribute(vanish, 'val'));
  return hiddenStyles.has(value(properties, 'rStyle') ?? '');
}

function lengthOf(element: Element, name: string): number {
  return descendants(element, name).reduce((sum, text) => sum + textOf(text).replace(/\s/g, '').length, 0);
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Signs of symbol fonts as what they show; a raised figure after a letter or figure, as in m², stays raised. */
function shown(text: string, before: string, properties: Element | undefined): string {
  const font = attribute(child(properties, 'rFonts'), 'ascii') ?? null;
  const plain = font === null ? text : text.replace(/[\uf020-\uf0ff]/g, (sign) => symbolText(font, sign.charCodeAt(0)) ?? sign);
  // In half-points above the line; a quarter of a line is no accident of setting.
  const isRaised = value(properties, 'vertAlign') === 'superscript' || Number(value(properties, 'position')) >= 6;
  if (!isRaised || !/^\d+$/.test(plain) || !/[A-Za-z\d)）]$/.test(before)) return plain;
  return plain.replace(/\d/g, (digit) => raised[Number(digit)]!);
}

function symbol(element: Element): string {
  const code = Number.parseInt(attribute(element, 'char') ?? '', 16);
  return Number.isNaN(code) ? '' : (symbolText(attribute(element, 'font') ?? null, code) ?? '');
}

/** English metric units to a point; a picture of 150 points in both directions may hold text. */
const unitsPerPoint = 12_700;
const largeSide = 150;

function isLarge(drawing: Element): boolean {
  const extent = descendants(drawing, 'extent')[0];
  if (extent) return ['cx', 'cy'].every((side) => Number(attribute(extent, side)) >= largeSide * unitsPerPoint);
  const style = attribute(descendants(drawing, 'shape')[0], 'style') ?? '';
  const sides = ['width', 'height'].map((side) =>
    Number(new RegExp(`(?:^|;)\\s*${side}\\s*:\\s*([\\d.]+)pt`).exec(style)?.[1] ?? 0),
  );
  return sides.every((side) => side >= largeSide);
}
