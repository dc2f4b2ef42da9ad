import type { PageReading } from '../../../domain/document.ts';
import { FileTooLargeError } from '../../../domain/errors.ts';
import { soundShare } from '../../../text/garble.ts';
import { type Part, readingParts } from './columns.ts';
import { dropDoubles } from './doubles.ts';
import { type PageNote, takeFootnotes } from './footnotes.ts';
import { type Graphics, readGraphics } from './graphics.ts';
import { type TextItem, textItems, uprightView } from './items.ts';
import { type PrintedLine, toLines } from './lines.ts';
import { dropMarginal } from './margin.ts';
import { commonSize } from './measure.ts';
import { confidenceOf } from './ocr-items.ts';
import type { PageViewport, PDFPageProxy } from './open.ts';
import { findRuledOpenTables, findUnruledTables } from './open-tables.ts';
import type { Recognition } from './recognition.ts';
import { isSound, lengthOf, planReading, type ReadingPlan } from './soundness.ts';
import type { Rulings } from './strokes.ts';
import { findTables, type PageTable } from './tables.ts';
import { takeVertical } from './vertical.ts';

/** A page as it was read: its lines and tables in parts that are read one after the other. */
export interface ReadPage {
  page: number;
  width: number;
  height: number;
  lines: PrintedLine[];
  tables: PageTable[];
  notes: PageNote[];
  /** Lines beside the text that belong to no paragraph. */
  asides?: PrintedLine[];
}

/** A page and how it was read. */
export interface PageResult extends ReadPage {
  reading: PageReading;
  /** How many of its characters were read from a picture. */
  machineCharacters: number;
  /** The text is the invisible layer that a scanner's recognition left. */
  foreignLayer: boolean;
}

/** A page full of single letters has a third of this. */
const maximumPieces = 30_000;
/** Below this share of common signs, two readings of a page do not say the same. */
const agreement = 0.6;

/** The same piece drawn at the same place again says nothing new. */
function withoutRepeats(items: TextItem[]): TextItem[] {
  const seen = new Set<string>();
  return items.filter(({ text, left, y }) => {
    const key = `${text}|${left}|${y}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Reads one page: its text layer where that is sound, else by OCR; broken fonts and pictures of text are read where they stand. */
export async function readPage(page: PDFPageProxy, recognition: Recognition): Promise<PageResult> {
  const content = await page.getTextContent();
  const view = uprightView(page, content);
  const graphics = await readGraphics(page, view);
  const { items: all, vertical } = textItems(content, view);
  const raw = withoutRepeats(all);
  if (raw.length > maximumPieces) throw new FileTooLargeError('页面上的文字碎片过多', `${raw.length} pieces`);
  const items = dropDoubles(raw, graphics.invisibleFonts);
  const plan = planReading(items, graphics, view);
  const read = await readItems(page, view, items, graphics, plan, recognition);
  const layer = items.map((item) => item.text).join('');
  const size = { width: read.width ?? view.width, height: read.height ?? view.height };
  const laid = layOutPage({
    items: read.items,
    rulings: read.rulings,
    vertical: read.machine === 'ocr' ? [] : vertical,
    page: page.pageNumber,
    ...size,
  });
  const machine = read.items.filter((item) => item.confidence !== undefined);
  return {
    ...laid,
    reading: {
      page: page.pageNumber,
      characters: lengthOf(read.items) + lengthOf(vertical),
      soundShare: rounded(soundShare(layer)),
      readBy: read.items.length + vertical.length === 0 ? 'nothing' : read.machine,
      ocrConfidence: machine.length > 0 ? rounded(confidenceOf(machine)) : null,
    },
    machineCharacters: lengthOf(machine),
    foreignLayer:
      read.machine === 'text' && items.length > 0 && items.every((item) => graphics.invisibleFonts.has(item.font ?? '')),
  };
}

/** In hundredths: more is noise. */
export const rounded = (share: number) => Math.round(share * 100) / 100;

interface Readout {
  items: TextItem[];
  rulings: Rulings;
  machine: 'text' | 'ocr' | 'both';
  width?: number;
  height?: number;
}

async function readItems(
  page: PDFPageProxy,
  view: PageViewport,
  items: TextItem[],
  graphics: Graphics,
  plan: ReadingPlan,
  recognition: Recognition,
): Promise<Readout> {
  const asText: Readout = { items, rulings: graphics, machine: 'text' };
  if (plan.whole !== 'no') {
    const recognised = await recognition.page(page, view);
    if (!recognised || recognised.items.length === 0) return asText;
    const agrees = similarity(items, recognised.items) >= agreement;
    if (agrees && plan.whole === 'doubtful') return asText;
    if (lengthOf(recognised.items) <= lengthOf(items) && isSound(items.map((item) => item.text).join('')) && plan.whole === 'yes')
      return asText;
    const { width, height } = recognised;
    return { items: recognised.items, rulings: recognised.rulings, machine: 'ocr', width, height };
  }
  if (plan.broken.size > 0) return mendBroken(page, view, items, graphics, plan.broken, recognition);
  if (plan.regions.length === 0) return asText;
  const found = await recognition.regions(page, view, plan.regions);
  // What the text layer says in the picture's place, it says better.
  const added = found.items.filter((item) => !items.some((other) => overlaps(item, other)));
  if (added.length === 0) return asText;
  return { items: [...items, ...added], rulings: joined(graphics, found.rulings), machine: 'both' };
}

/** Replaces the lines in which pieces of a broken font stand by what OCR sees at their place. */
async function mendBroken(
  page: PDFPageProxy,
  view: PageViewport,
  items: TextItem[],
  graphics: Graphics,
  broken: Set<TextItem>,
  recognition: Recognition,
): Promise<Readout> {
  const recognised = await recognition.page(page, view);
  if (!recognised) return { items, rulings: graphics, machine: 'text' };
  const places = [...broken];
  const found = recognised.items.filter((item) => places.some((place) => overlaps(item, place)));
  const kept = items.filter((item) => !broken.has(item) && !found.some((line) => overlaps(item, line)));
  return { items: [...kept, ...found], rulings: graphics, machine: found.length > 0 ? 'both' : 'text' };
}

function overlaps(one: TextItem, other: TextItem): boolean {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const level = Math.abs(one.y - one.size * 0.35 - (other.y - other.size * 0.35));
  return across > Math.min(one.size, other.right - other.left) * 0.5 && level < Math.max(one.size, other.size) * 0.6;
}

function joined(one: Rulings, other: Rulings): Rulings {
  return { horizontal: [...one.horizontal, ...other.horizontal], vertical: [...one.vertical, ...other.vertical] };
}

/** Share 0..1 of the signs of one reading that the other has as well. */
function similarity(one: TextItem[], other: TextItem[]): number {
  const counts = new Map<string, number>();
  for (const sign of one
    .map((item) => item.text)
    .join('')
    .replace(/\s/g, ''))
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let common = 0;
  for (const sign of other
    .map((item) => item.text)
    .join('')
    .replace(/\s/g, '')) {
    const left = counts.get(sign) ?? 0;
    if (left > 0) common++;
    counts.set(sign, left - 1);
  }
  return common / Math.max(1, Math.min(lengthOf(one), lengthOf(other)));
}

export interface PageContent {
  items: TextItem[];
  vertical?: TextItem[];
  rulings: Rulings;
  page: number;
  width: number;
  height: number;
}

/** Finds tables, columns and footnotes of a page and puts its lines in reading order. */
export function layOutPage(content: PageContent): ReadPage {
  const { rulings, page } = content;
  const ruled = findTables(rulings, dropMarginal(content.items), page);
  const open = findRuledOpenTables(rulings, ruled.rest, page, ruled.tables);
  const { columns, rest } = takeVertical(open.rest);
  const bodySize = commonSize(rest);
  const result: ReadPage = { page, width: content.width, height: content.height, lines: [], tables: [], notes: [] };
  for (const [number, part] of readingParts(rest, [...ruled.tables, ...open.tables]).entries())
    addPart(result, part, number, rulings, bodySize);
  addVertical(result, [...(content.vertical ?? []), ...columns]);
  return result;
}

function addPart(result: ReadPage, part: Part, number: number, rulings: Rulings, bodySize: number): void {
  const { items, notes } = takeFootnotes(part, rulings.horizontal, result.page, bodySize);
  const guessed = findUnruledTables(items, result.page, part.left, part.right);
  const marks = new Set(notes.map((note) => note.marker));
  result.notes.push(...notes);
  for (const table of [...part.tables, ...guessed.tables]) result.tables.push({ ...table, part: number });
  for (const line of toLines(guessed.rest, result.page, marks)) result.lines.push({ ...line, part: number });
}

/** Vertical writing beside the text stands apart from it; a page of nothing else is read column by column. */
function addVertical(result: ReadPage, columns: TextItem[]): void {
  const lines = columns.map(
    ({ text, left, right, y, size }, part): PrintedLine => ({ text: text.trim(), page: result.page, left, right, y, size, part }),
  );
  if (result.lines.length + result.tables.length === 0) result.lines = lines;
  else result.asides = lines;
}
