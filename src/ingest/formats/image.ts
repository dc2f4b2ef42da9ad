import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodePicture } from './image/decode.ts';
import { isJpeg, isPng } from './magic.ts';
import { readPictures } from './pdf/picture.ts';

/** Pictures of pages, PNG or JPEG, read by OCR. */
export const imageParser: FormatParser = {
  name: 'image',
  mediaType: 'image/*',

  detect(bytes: Uint8Array): boolean {
    return isPng(bytes) || isJpeg(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const source = await readPictures([decodePicture(file.bytes)]);
    if (source.blocks.length === 0) throw new EmptyFileError('图片里没有识别出文字', file.path);
    return source;
  },
};
