import { base, be32, concat, cut, deflate, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { readsFile } from '../office.ts';
import { chunk, data, gif, gifFrame, header, pagePicture, png, white } from '../pictures.ts';
import { BASE_PICTURE } from '../texts.ts';

export const pictureFiles: HostileFile[] = [
  {
    name: 'pictures/one-pixel.png',
    shows: 'one white pixel',
    make: () => white(1, 1),
    expect: refused('file_empty', 'file_damaged'),
  },
  {
    name: 'pictures/900-megapixels.png',
    shows: '30,000 by 30,000 white pixels in 110 kB',
    make: () => white(30_000, 30_000),
    expect: refused(...LIMITS),
  },
  {
    name: 'pictures/size-lies.png',
    shows: 'said to be 2,147,483,647 pixels wide and high, 16 bits a colour; a hundred bytes of data',
    make: () => png(header(0x7fffffff, 0x7fffffff, 16, 6), data(Buffer.alloc(100))),
    expect: refused('file_damaged', ...LIMITS),
  },
  {
    name: 'pictures/wrong-checksum.png',
    shows: 'a page of text whose checksums are all wrong',
    make: () => {
      const { width, height, pixels } = pagePicture();
      const rows = Array.from({ length: height }, (_, y) =>
        concat(Uint8Array.of(0), pixels.subarray(y * width, (y + 1) * width)),
      );
      return concat(
        Buffer.from('89504e470d0a1a0a', 'hex'),
        header(width, height),
        chunk('IDAT', deflate(concat(...rows)), 0xbad),
        chunk('IEND', be32(), 1),
      );
    },
    expect: either(['file_damaged'], BASE_PICTURE),
  },
  {
    name: 'pictures/cut-off.jpg',
    shows: 'a JPEG cut off in its upper tenth: not one line of text is left',
    make: () => cut(base('notice.jpg'), 0.03),
    expect: refused('file_damaged', 'file_empty'),
  },
  {
    name: 'pictures/400-frames.gif',
    shows: 'a page of text as the first of 400 frames',
    make: () => {
      const picture = pagePicture();
      const dot = gifFrame({ width: 8, height: 8, pixels: Buffer.alloc(64, 200) });
      return gif(picture.width, picture.height, [gifFrame(picture), ...Array.from({ length: 399 }, () => dot)]);
    },
    expect: either(['unsupported_format', ...LIMITS], BASE_PICTURE),
  },
  {
    name: 'pictures/entity.svg',
    shows: 'a drawing that reads /etc/passwd, runs a script and draws itself',
    make: () =>
      utf8(
        `<?xml version="1.0"?>${readsFile()}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9e9" height="9e9"><script>while(1){}</script><g id="a"><use xlink:href="#a"/><use xlink:href="#a"/></g><text x="9" y="20">&outside;</text><image href="file:///etc/passwd"/></svg>`,
      ),
    expect: either(['unsupported_format', 'file_damaged', 'file_empty', ...LIMITS], [], ['root:']),
  },
  {
    name: 'pictures/page-in-two-formats.png',
    shows: 'a sound page of text with a script and an archive’s head behind its end',
    make: () => concat(base('notice.png'), '<script>alert(1)</script>PK\u0003\u0004'),
    expect: ingested(BASE_PICTURE),
  },
];
