import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeJpeg } from './image/jpeg.ts';
import { decodePng } from './image/png.ts';
import { isJpeg, isPng } from './magic.ts';
import { readPictures } from './pdf/picture.ts';

/** A picture of more pixels is refused: 100 megapixels are a bomb, not a page. */
const maximumPixels = 100_000_000;

/** Pictures of pages, PNG or JPEG, read by OCR. */
export const imageParser: FormatParser = {
  name: 'image',
  mediaType: 'image/*',

  detect(bytes: Uint8Array): boolean {
    return isPng(bytes) || isJpeg(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const picture = isPng(file.bytes) ? decodePng(file.bytes, maximumPixels) : decodeJpeg(file.bytes, maximumPixels);
    const source = await readPictures([picture]);
    if (source.blocks.length === 0) throw new EmptyFileError('图片里没有识别出文字', file.path);
    return source;
  },
};
