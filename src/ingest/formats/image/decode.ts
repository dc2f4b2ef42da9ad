import { UnsupportedFormatError } from '../../../domain/errors.ts';
import type { Picture } from '../../ocr/reader.ts';
import { isJpeg, isPng } from '../magic.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodePng } from './png.ts';

/** A picture of more pixels is refused: 100 megapixels are a bomb, not a page. */
const maximumPixels = 100_000_000;

/** Decodes PNG or JPEG to RGB. Throws ParseError, FileTooLargeError, and UnsupportedFormatError for any other kind of picture. */
export function decodePicture(bytes: Uint8Array): Picture {
  if (isPng(bytes)) return decodePng(bytes, maximumPixels);
  if (isJpeg(bytes)) return decodeJpeg(bytes, maximumPixels);
  throw new UnsupportedFormatError('暂不支持这种图片，请转为 PNG、JPEG 或 PDF', 'image: neither PNG nor JPEG');
}
