import type { PageReading, Warning } from '../../../domain/document.ts';
import { WenceError } from '../../../domain/errors.ts';
import { soundShare } from '../../../text/garble.ts';
import type { Box } from '../../blocks.ts';
import { type Picture, readUpright } from '../../ocr/reader.ts';
import { attribute, childrenOf, type Element, textOf } from '../docx/xml.ts';
import { decodePicture } from '../image/decode.ts';
import { isGarbledLine } from '../paragraphs.ts';
import { dropDoubles } from '../pdf/doubles.ts';
import type { TextItem } from '../pdf/items.ts';
import type { Matrix } from '../pdf/matrix.ts';
import { confidenceOf, itemsOfOcr } from '../pdf/ocr-items.ts';
import { layOutPage, type ReadPage } from '../pdf/page.ts';
import { rulingsOfPicture } from '../pdf/raster.ts';
import { isSound, lengthOf } from '../pdf/soundness.ts';
import type { Rulings, Stroke } from '../pdf/strokes.ts';
import { areaOf, type OfdDocument } from './document.ts';
import type { OfdPackage } from './package.ts';
import { type Drawing, type PlacedPicture, readDrawing } from './page.ts';
import { pointsPerMillimetre } from './values.ts';

export interface OfdPage extends ReadPage {
  reading: PageReading;
  /** Characters that were read from pictures. */
  ocrCharacters: number;
  texts: Map<string, string>;
  warnings: Warning[];
}

/** A page with a picture and less text than this is a scan. */
const scanLimit = 30;
/** A picture that covers this share of the page is the page. */
const scanShare = 0.3;
/** Reads the pages of one document, numbered from `first`. */
export class PageReader {
  private readonly source: OfdPackage;
  private readonly document: OfdDocument;
  private readonly uses: Map<string, number>;

  constructor(source: OfdPackage, document: OfdDocument) {
    this.source = source;
    this.document = document;
    this.uses = this.countTemplates();
  }

  /** Throws ParseError when the part is damaged. */
  async read(part: string, number: number): Promise<OfdPage> {
    const root = this.source.xml(part);
    const area = areaOf(root) ?? this.document.area;
    const scale = pointsPerMillimetre;
    const matrix: Matrix = [scale, 0, 0, scale, -area.x * scale, -area.y * scale];
    const size = { width: area.width * scale, height: area.height * scale };
    const locations = childrenOf(root, 'PageRes').map(textOf);
    const resources = this.document.resources.with(this.source, locations, part);
    const own = readDrawing(root, matrix, resources);
    const drawings = [own, ...this.templates(root, matrix)];
    return this.layOut(drawings, number, size);
  }

  /** A template that one page alone uses holds text of that page; one of many pages is furniture. */
  private templates(root: Element, matrix: Matrix): Drawing[] {
    return templatesOf(root, this.document).flatMap((part) => {
      const template = this.uses.get(part) === 1 ? this.source.xmlAt(`/${part}`, '') : null;
      return template ? [readDrawing(template.root, matrix, this.document.resources)] : [];
    });
  }

  private countTemplates(): Map<string, number> {
    const uses = new Map<string, number>();
    if (this.document.templates.size === 0) return uses;
    const pages = new Set(this.document.pages.map((page) => page.part));
    for (const { part } of this.document.pages) {
      const page = this.source.xmlAt(`/${part}`, '');
      // A page that names another page or itself as its template would be read twice.
      for (const template of page ? templatesOf(page.root, this.document) : [])
        if (!pages.has(template)) uses.set(template, (uses.get(template) ?? 0) + 1);
    }
    return uses;
  }

  private async layOut(drawings: Drawing[], number: number, size: Size): Promise<OfdPage> {
    const rulings = {
      horizontal: drawings.flatMap((drawing) => drawing.horizontal),
      vertical: drawings.flatMap((drawing) => drawing.vertical),
    };
    const pictures = drawings.flatMap((drawing) => drawing.pictures);
    const text = chooseText(drawings, size, pictures, number);
    const warnings = text.warnings;
    const isScan = lengthOf(text.items) < scanLimit && coverage(pictures, size) >= scanShare;
    const scan = isScan ? await this.recognise(pictures, size, number, warnings) : null;
    const items = [...text.items, ...(scan?.items ?? [])];
    const laid = layOutPage({
      items,
      rulings: {
        horizontal: [...rulings.horizontal, ...(scan?.rulings.horizontal ?? [])],
        vertical: [...rulings.vertical, ...(scan?.rulings.vertical ?? [])],
      },
      page: number,
      ...(scan?.size ?? size),
    });
    const sound = laid.lines.filter((line) => !isGarbledLine(line.text));
    const characters = lengthOf(items);
    const words = items.map((item) => item.text).join('');
    const isGarbled = sound.length < laid.lines.length || (characters >= scanLimit && !isSound(words));
    if (isGarbled) warnings.push(garbled(number));
    const ocrCharacters = lengthOf(scan?.items ?? []);
    return {
      ...laid,
      lines: sound,
      reading: {
        page: number,
        characters,
        soundShare: soundShare(words),
        readBy: readBy(characters, ocrCharacters),
        ocrConfidence: scan?.confidence ?? null,
      },
      ocrCharacters,
      texts: new Map(drawings.flatMap((drawing) => [...drawing.byObject])),
      warnings,
    };
  }

  /** Text and lines of the pictures at their places. Pictures that cannot be read are a warning. */
  private async recognise(pictures: PlacedPicture[], size: Size, number: number, warnings: Warning[]): Promise<Scan> {
    const scan: Scan = { items: [], rulings: { horizontal: [], vertical: [] }, confidence: null, size };
    for (const { part, box } of pictures) {
      try {
        const picture = decodePicture(this.source.bytes(part));
        addScan(scan, await readUpright(picture), picture, box);
      } catch (error) {
        if (!(error instanceof WenceError)) throw error;
        warnings.push({ code: 'picture_unread', message: `第${number}页的图片没有读出：${error.message}` });
      }
    }
    return scan;
  }
}

interface Size {
  width: number;
  height: number;
}

/** What was read from the pictures of a page, in points; `size` is that of the page as it was read. */
interface Scan {
  items: TextItem[];
  rulings: Rulings;
  confidence: number | null;
  size: Size;
}

/** A picture that lay on its side is the whole page, and the page is turned with it. */
function addScan(scan: Scan, upright: Awaited<ReturnType<typeof readUpright>>, picture: Picture, box: Box): void {
  const scale = picture.width / box.width;
  const isTurned = upright.picture.width !== picture.width;
  const { x, y } = isTurned ? { x: 0, y: 0 } : box;
  if (isTurned) scan.size = { width: upright.picture.width / scale, height: upright.picture.height / scale };
  const drawn = rulingsOfPicture(upright.picture, scale);
  const moved = (strokes: Stroke[], across: number, along: number) =>
    strokes.map(({ at, start, end }) => ({ at: at + across, start: start + along, end: end + along }));
  for (const item of itemsOfOcr(upright.lines, scale, drawn))
    scan.items.push({ ...item, left: item.left + x, right: item.right + x, y: item.y + y });
  scan.rulings.horizontal.push(...moved(drawn.horizontal, y, x));
  scan.rulings.vertical.push(...moved(drawn.vertical, x, y));
  if (upright.lines.length > 0) scan.confidence = Math.min(scan.confidence ?? 1, confidenceOf(upright.lines));
}

function templatesOf(root: Element, document: OfdDocument): string[] {
  return childrenOf(root, 'Template').flatMap(
    (template) => document.templates.get(attribute(template, 'TemplateID') ?? '') ?? [],
  );
}

/** The visible text; over a picture of the page the invisible text that recognition laid there. What is left out is named. */
function chooseText(
  drawings: Drawing[],
  size: Size,
  pictures: PlacedPicture[],
  number: number,
): { items: TextItem[]; warnings: Warning[] } {
  const all = (showing: keyof Drawing['text']) => drawings.flatMap((drawing) => drawing.text[showing]);
  const onPage = (item: TextItem) => item.right > 0 && item.left < size.width && item.y > 0 && item.y - item.size < size.height;
  const plain = all('plain');
  const items = dropDoubles(plain.filter(onPage), new Set());
  const hidden = all('hidden');
  const warnings: Warning[] = [];
  if (lengthOf(items) < scanLimit && lengthOf(hidden) >= scanLimit && coverage(pictures, size) >= scanShare) {
    warnings.push({ code: 'hidden_text_layer', message: `第${number}页是图片，文字取自图片下的隐藏文字层，请核对` });
    return { items: [...items, ...hidden.filter(onPage)], warnings };
  }
  const unseen = lengthOf(hidden) + lengthOf(plain.filter((item) => !onPage(item)));
  if (unseen > 0) warnings.push({ code: 'hidden_text', message: `第${number}页有${unseen}个看不见的字，没有计入正文` });
  const marks = lengthOf(all('turned')) + lengthOf(all('pale'));
  if (marks > 0)
    warnings.push({ code: 'watermark', message: `第${number}页有${marks}个倾斜或浅淡的字（水印、印章），没有计入正文` });
  return { items, warnings };
}

function coverage(pictures: PlacedPicture[], size: Size): number {
  return pictures.reduce((sum, { box }) => sum + box.width * box.height, 0) / (size.width * size.height);
}

const garbled = (number: number): Warning => ({
  code: 'garbled',
  message: `第${number}页有文字无法识别（字体缺少字符映射），请对照原件`,
});

function readBy(characters: number, ocrCharacters: number): PageReading['readBy'] {
  if (characters === 0) return 'nothing';
  if (ocrCharacters === 0) return 'text';
  return ocrCharacters < characters ? 'both' : 'ocr';
}
