import type { ParsedSource } from '../../blocks.ts';
import { type Picture, readUpright } from '../../ocr/reader.ts';
import { nameTables } from './captions.ts';
import { toBlocks } from './flow.ts';
import { dropRunningLines } from './furniture.ts';
import { confidenceOf, itemsOfOcr } from './ocr-items.ts';
import { applyBookmarks } from './outline.ts';
import { layOutPage, type ReadPage, rounded } from './page.ts';
import { rulingsOfPicture } from './raster.ts';
import { lengthOf } from './soundness.ts';
import { titleOf } from './title.ts';
import { tableWarnings } from './warnings.ts';

/** The longer side of a sheet of A4, in points: pictures do not reliably say how large the paper was. */
const sheetHeight = 842;
/** A page read by machine below this confidence is compared with the original by a person. */
const doubtfulConfidence = 0.85;

/** Reads pictures of pages by OCR, in their order. Throws ParseError when recognition fails; no text gives no blocks. */
export async function readPictures(pictures: Iterable<Picture>): Promise<ParsedSource> {
  const source: ParsedSource = {
    blocks: [],
    fields: [],
    title: null,
    attachments: [],
    links: [],
    pageCount: 0,
    warnings: [],
    ocrShare: 1,
    pages: [],
  };
  const pages: ReadPage[] = [];
  for (const picture of pictures) {
    const page = ++source.pageCount!;
    const upright = await readUpright(picture);
    const scale = Math.max(picture.width, picture.height) / sheetHeight;
    const rulings = rulingsOfPicture(upright.picture, scale);
    const items = itemsOfOcr(upright.lines, scale, rulings);
    pages.push(
      layOutPage({ items, rulings, page, width: upright.picture.width / scale, height: upright.picture.height / scale }),
    );
    const confidence = items.length > 0 ? rounded(confidenceOf(items)) : null;
    source.pages!.push({
      page,
      characters: lengthOf(items),
      soundShare: 0,
      readBy: items.length > 0 ? 'ocr' : 'nothing',
      ocrConfidence: confidence,
    });
    source.warnings.push({ code: 'ocr', message: `第${page}页由机器识别` });
    if ((confidence ?? 1) < doubtfulConfidence)
      source.warnings.push({ code: 'ocr_doubtful', message: `第${page}页识别把握不大，请核对` });
  }
  const flow = toBlocks(dropRunningLines(pages));
  source.blocks = applyBookmarks(flow, []).blocks;
  nameTables(source.blocks);
  source.title = titleOf(flow);
  source.warnings.push(...tableWarnings(source.blocks));
  return source;
}
