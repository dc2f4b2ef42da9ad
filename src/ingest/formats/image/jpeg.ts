import { JpegImage } from 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs';
import { FileTooLargeError, ParseError } from '../../../domain/errors.ts';
import type { Picture } from '../../ocr/reader.ts';

/**
 * Decodes JPEG to RGB with the decoder of pdf.js: plain JavaScript, so that a damaged file is an error and not the end of the process.
 * Throws ParseError when the file is damaged or has more than `maximumPixels`.
 */
export function decodeJpeg(bytes: Uint8Array, maximumPixels: number): Picture {
  const size = sizeOf(bytes);
  if (size.width * size.height > maximumPixels) throw new FileTooLargeError('图片过大', `jpeg: ${size.width} x ${size.height}`);
  try {
    const image = new JpegImage();
    image.parse(bytes);
    const data = image.getData({ width: image.width, height: image.height, forceRGB: true, isSourcePDF: false });
    return { width: image.width, height: image.height, data: Uint8Array.from(data) };
  } catch (error) {
    throw new ParseError('图片已损坏或不完整', `jpeg: ${String(error)}`, { cause: error });
  }
}

/** Size from the frame header (SOF0-SOF15 without DHT, JPG and DAC), before anything is decoded. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  let position = 2;
  while (position + 9 < bytes.length) {
    if (bytes[position] !== 0xff) {
      position++;
      continue;
    }
    const marker = bytes[position + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return {
        height: (bytes[position + 5]! << 8) | bytes[position + 6]!,
        width: (bytes[position + 7]! << 8) | bytes[position + 8]!,
      };
    }
    const alone = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    position += alone ? 1 : 2 + ((bytes[position + 2]! << 8) | bytes[position + 3]!);
  }
  throw new ParseError('图片已损坏或不完整', 'jpeg: no frame header');
}
