import { encode, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { mht, part, quoted } from '../mht.ts';
import { FIRST, LAST, NOTICE } from '../texts.ts';

const html = `<html><body>${NOTICE.split('\n')
  .map((line) => `<p>${line}</p>`)
  .join('\n')}</body></html>`;
const sound = part('text/html; charset="utf-8"', 'base64', Buffer.from(html).toString('base64'));

export const mhtFiles: HostileFile[] = [
  {
    name: 'mht/wrong-boundary.mht',
    shows: 'the boundary in the header stands nowhere in the body',
    make: () => utf8(mht([sound], { said: '----=_NextPart_ganz_anders' })),
    expect: either(['file_damaged', 'file_empty'], [FIRST, LAST]),
  },
  {
    name: 'mht/recursive-parts.mht',
    shows: 'parts in parts, 3,000 deep, the page itself being the innermost',
    make: () => {
      let inner = sound;
      for (let i = 0; i < 3000; i++) inner = `Content-Type: multipart/related; boundary="b${i}"\r\n\r\n--b${i}\r\n${inner}\r\n`;
      return utf8(mht([inner]));
    },
    expect: either([...LIMITS, 'file_damaged', 'file_empty'], [FIRST]),
  },
  {
    name: 'mht/base64-cut-off.mht',
    shows: 'the base64 of the page breaks off in the middle of a character',
    make: () => utf8(mht([sound]).slice(0, mht([sound]).length - 200)),
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'mht/no-boundary.mht',
    shows: 'a multipart header without a boundary',
    make: () => utf8(mht([sound]).replace(/;\s+boundary="[^"]*"/, '')),
    expect: either(['file_damaged', 'file_empty', 'unsupported_format'], [FIRST, LAST]),
  },
  {
    name: 'mht/huge-picture.mht',
    shows: 'a sound page followed by a picture of 40 MB in base64',
    make: () => utf8(mht([sound, part('image/png', 'base64', 'iVBORw0KGgoA'.repeat(3_500_000))])),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'mht/gbk-quoted.mht',
    shows: 'GBK as quoted-printable, with soft breaks inside the characters',
    make: () => utf8(mht([part('text/html; charset="gb2312"', 'quoted-printable', quoted(encode('gbk', html)))])),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'mht/header-only.mht',
    shows: 'the header of a saved page, without a page',
    make: () => utf8(mht([])),
    expect: refused('file_empty', 'file_damaged'),
  },
];
