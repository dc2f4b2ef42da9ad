import { describe, expect, it } from 'vitest';
import { UnsupportedFormatError } from '../../domain/errors.ts';
import { parserFor } from '../load.ts';
import { decodePicture } from './image/decode.ts';

const file = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(600, 1)]);

describe('pictures and archives that are not read', () => {
  it.each([
    ['GIF', 'GIF89a'],
    ['BMP', 'BM\u0036\u0000'],
    ['TIFF, little end first', 'II*\u0000'],
    ['TIFF, big end first', 'MM\u0000*'],
    ['WebP', 'RIFF\u0010\u0000\u0000\u0000WEBP'],
    ['HEIC', '\u0000\u0000\u0000\u0018ftypheic'],
    ['JPEG 2000', '\u0000\u0000\u0000\u000cjP  '],
  ])('%s is refused by name', (_, start) => {
    expect(() => parserFor(file(start), 'page')).toThrow(/图片/);
    expect(() => decodePicture(file(start))).toThrow(UnsupportedFormatError);
  });

  it.each([
    ['RAR', 'Rar!\u001a\u0007'],
    ['7z', '7z\u00bc\u00af'],
    ['gzip', '\u001f\u008b\u0008'],
  ])('%s asks to be unpacked', (_, start) => {
    expect(() => parserFor(file(start), 'files')).toThrow(/解压/);
  });
});
