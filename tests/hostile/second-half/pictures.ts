import { base, bombDeflate, concat, cut, deflate, latin1, noise, patch, u16, u32, utf8 } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { laughs } from '../office.ts';
import { bmp, chunk, data, gif, gifFrame, header, pagePicture, png, tiff, white } from '../pictures.ts';
import { BASE_PICTURE } from '../texts.ts';

/** The page picture with chunks of one's own before its data. */
function pngWith(...more: Uint8Array[]): Uint8Array {
  const file = base('notice.png');
  return concat(file.subarray(0, 33), ...more, file.subarray(33));
}

export const pictureFiles: HostileFile[] = [
  {
    name: 'pictures/blank-page.png',
    shows: 'an empty white page of A4 at 150 dots an inch',
    make: () => white(1240, 1754),
    expect: refused('file_empty'),
  },
  {
    name: 'pictures/thread.png',
    shows: 'one pixel wide and 60,000 high',
    make: () => white(1, 60_000),
    expect: refused(...BROKEN, ...LIMITS),
  },
  {
    name: 'pictures/comment-bomb.png',
    shows: 'a sound page with a comment and a colour profile that unpack to 1 GB each',
    make: () =>
      pngWith(
        chunk('zTXt', concat(latin1('Comment\0\0'), bombDeflate(0x41, 1024))),
        chunk('iCCP', concat(latin1('p\0\0'), bombDeflate(0, 1024))),
      ),
    expect: either(['file_damaged', ...LIMITS], BASE_PICTURE),
  },
  {
    name: 'pictures/rows-without-end.png',
    shows: 'a hundred pixels by a hundred, whose data unpack to 2 GB',
    make: () => png(header(100, 100, 8, 0), chunk('IDAT', bombDeflate(0, 2048))),
    expect: refused(...BROKEN, ...LIMITS),
  },
  {
    name: 'pictures/no-data.png',
    shows: 'a header and an end, no picture between them; the size is zero',
    make: () => png(header(0, 0)),
    expect: refused('file_damaged', 'file_empty'),
  },
  {
    name: 'pictures/odd-kind.png',
    shows: 'a colour kind, a depth and an interlace that do not exist',
    make: () => png(header(64, 64, 7, 5, 9), data(noise(5000, 61))),
    expect: refused('file_damaged', 'unsupported_format', 'file_empty'),
  },
  {
    name: 'pictures/noise.png',
    shows: 'noise in 600 by 600 points, in which eager eyes read letters',
    make: () =>
      png(
        header(600, 600),
        data(Buffer.concat(Array.from({ length: 600 }, (_, i) => concat(Uint8Array.of(0), noise(600, i + 1))))),
      ),
    expect: either(['file_empty', 'file_damaged'], []),
  },
  {
    name: 'pictures/cut-in-half.png',
    shows: 'a page of text cut off at 40 of 100',
    make: () => cut(base('notice.png'), 0.4),
    expect: either(['file_damaged'], []),
  },
  {
    name: 'pictures/size-lies.jpg',
    shows: 'a sound JPEG that says it is 65,500 by 65,500 points',
    make: () => {
      const file = Buffer.from(base('notice.jpg'));
      const at = file.indexOf(Buffer.from([0xff, 0xc0]));
      return patch(file, at + 5, Uint8Array.of(0xff, 0xdc, 0xff, 0xdc));
    },
    expect: refused('file_damaged', ...LIMITS),
  },
  {
    name: 'pictures/segments-lie.jpg',
    shows: 'a hundred thousand empty comments, and a segment said to have no length at all',
    make: () => {
      const file = base('notice.jpg');
      const comments = Buffer.alloc(400_000, Uint8Array.of(0xff, 0xfe, 0, 2));
      return concat(file.subarray(0, 2), comments, Uint8Array.of(0xff, 0xe5, 0, 0), file.subarray(2));
    },
    expect: either(['file_damaged'], BASE_PICTURE),
  },
  {
    name: 'pictures/size-lies.bmp',
    shows: 'a page of text whose header says 2,147,483,647 by -2,147,483,648 points',
    make: () => bmp(pagePicture(), { width: 0x7fffffff, height: -0x80000000 }),
    expect: refused('file_damaged', 'unsupported_format', ...LIMITS),
  },
  {
    name: 'pictures/upside-down.bmp',
    shows: 'a sound picture with a negative height, as the format allows: its rows stand from the top',
    make: () => {
      const { width, height, pixels } = pagePicture();
      const flipped = Buffer.alloc(pixels.length);
      for (let y = 0; y < height; y++) flipped.set(pixels.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
      return bmp({ width, height, pixels: flipped }, { height: -height });
    },
    expect: either(['unsupported_format'], BASE_PICTURE),
  },
  {
    name: 'pictures/ring.tif',
    shows: 'a page of text whose next page is the same page again, for ever',
    make: () => tiff(pagePicture(), 8),
    expect: either(['unsupported_format', 'file_damaged', ...LIMITS], BASE_PICTURE),
  },
  {
    name: 'pictures/strip-nowhere.tif',
    shows: '4,294,967,295 points wide, with its only strip behind the end of the file',
    make: () => tiff(pagePicture(), 0, { width: 0xffffffff, strip: 0xfffffff0 }),
    expect: refused('file_damaged', 'unsupported_format', ...LIMITS),
  },
  {
    name: 'pictures/code-too-long.gif',
    shows: 'a frame bigger than its screen, then codes that were never defined',
    make: () => {
      const frame = Buffer.from(gifFrame({ width: 500, height: 500, pixels: Buffer.alloc(250_000, 255) }));
      frame.fill(0xff, 200, 4000);
      return gif(4, 4, [frame]);
    },
    expect: either(['unsupported_format', 'file_damaged', 'file_empty'], []),
  },
  {
    name: 'pictures/cut-off.webp',
    shows: 'a WebP header that promises 16,383 by 16,383 points, and ten bytes',
    make: () =>
      concat(
        'RIFF',
        u32(0x7fffffff),
        'WEBPVP8 ',
        u32(0x7ffffff0),
        Uint8Array.of(0x10, 0, 0, 0x9d, 1, 0x2a),
        u16(0x3fff, 0x3fff),
        Buffer.alloc(10),
      ),
    expect: refused('file_damaged', 'unsupported_format', 'file_empty', ...LIMITS),
  },
  {
    name: 'pictures/laughs.svg',
    shows: 'a drawing whose entities grow to 10^10 copies',
    make: () =>
      utf8(
        `<?xml version="1.0"?>${laughs(10).replace('x [', 'svg [')}<svg xmlns="http://www.w3.org/2000/svg"><text>&e10;</text></svg>`,
      ),
    expect: either(['unsupported_format', 'file_damaged', 'file_empty', ...LIMITS], [], ['哈哈嘿嘿哈哈嘿嘿']),
  },
  {
    name: 'pictures/chunks.png',
    shows: 'a sound page behind 100,000 unknown chunks',
    make: () => pngWith(Buffer.alloc(1_200_000, Buffer.from(chunk('ruBb', new Uint8Array())))),
    expect: ingested(BASE_PICTURE),
  },
  {
    name: 'pictures/two-in-one.jpg',
    shows: 'a sound JPEG with a second one, compressed data and a PDF’s head behind it',
    make: () => concat(base('notice.jpg'), base('notice.jpg').subarray(0, 9000), deflate('x'.repeat(1000)), '%PDF-1.4'),
    expect: ingested(BASE_PICTURE),
  },
];
