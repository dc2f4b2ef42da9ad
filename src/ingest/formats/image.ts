import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { readPicture } from '../ocr/reader.ts';
import { decodePicture } from './image/decode.ts';
import { isJpeg, isPng } from './magic.ts';
import { toBlocks } from './pdf/flow.ts';
import { dropRunningLines } from './pdf/furniture.ts';
import { toLines } from './pdf/lines.ts';
import { confidenceOf, itemsOfOcr } from './pdf/ocr-items.ts';
import { applyBookmarks } from './pdf/outline.ts';
import { titleOf } from './pdf/title.ts';

/** Pictures of pages, PNG or JPEG, read by OCR. */
export const imageParser: FormatParser = {
  name: 'image',
  mediaType: 'image/*',

  detect(bytes: Uint8Array): boolean {
    return isPng(bytes) || isJpeg(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const picture = decodePicture(file.bytes);
    const lines = await readPicture(picture);
    if (lines.length === 0) throw new EmptyFileError('图片里没有识别出文字', file.path);
    const page = { page: 1, width: picture.width, height: picture.height, lines: toLines(itemsOfOcr(lines, 1), 1), tables: [] };
    const flow = toBlocks([{ ...page, lines: dropRunningLines([page])[0]!.lines }]);
    const warnings = [{ code: 'ocr', message: '第1页由机器识别' }];
    if (confidenceOf(lines) < 0.85) warnings.push({ code: 'ocr_doubtful', message: '第1页识别把握不大，请核对' });
    return {
      blocks: applyBookmarks(flow, []),
      fields: [],
      title: titleOf(flow),
      attachments: [],
      links: [],
      pageCount: 1,
      warnings,
      ocrShare: 1,
    };
  },
};
