import { again, concat, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { BOUNDARY, mht, part } from '../mht.ts';
import { FIRST, LAST, LINES } from '../texts.ts';

const html = (more = ''): string => `<html><body>${LINES.map((line) => `<p>${line}</p>`).join('')}${more}</body></html>`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sound = part('text/html; charset="utf-8"', 'base64', base64(html()));

export const mhtFiles: HostileFile[] = [
  {
    name: 'mht/folded-header.mht',
    shows: 'a header field folded over 200,000 lines, another of 1 MB in one line',
    make: () => utf8(mht([sound], { header: `X-Long: a\r\n${' b\r\n'.repeat(200_000)}X-Wide: ${'c'.repeat(1_000_000)}\r\n` })),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'mht/hundred-thousand-parts.mht',
    shows: '100,000 empty parts behind the page',
    make: () => {
      const [head, tail] = mht([sound, '|']).split('|') as [string, string];
      return concat(head, again(`\r\n--${BOUNDARY}\r\nContent-Type: image/gif\r\n\r\n`, 100_000), tail);
    },
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'mht/frames-in-a-ring.mht',
    shows: 'pages whose frames name one another and themselves',
    make: () => {
      const frame = (id: string, to: string, text: string): string =>
        part(
          'text/html; charset="utf-8"',
          'base64',
          base64(`${text}<iframe src="cid:${to}"></iframe><iframe src="cid:${id}"></iframe>`),
          `Content-ID: <${id}>\r\n`,
        );
      return utf8(mht([frame('a', 'b', html()), frame('b', 'a', '<p>框内文字</p>')]));
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'mht/coding-lies.mht',
    shows: 'says quoted-printable over base64; the base64 has rubbish between its letters',
    make: () =>
      utf8(
        mht([
          part('text/html; charset="utf-8"', 'base64', base64(html()).replace(/.{60}/g, '$&\r\n*-!\r\n')),
          part('text/html', 'quoted-printable', '=ZZ=4=\r\n=E5='),
        ]),
      ),
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'mht/charset-lies.mht',
    shows: 'UTF-8 under the charset "unicode-9-9-utf-99"',
    make: () => utf8(mht([part('text/html; charset="unicode-9-9-utf-99"', '8bit', html())])),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'mht/places-outside.mht',
    shows: 'parts whose places are files of the machine, and a page that shows them',
    make: () => {
      const outside = part(
        'text/plain',
        '8bit',
        '出逃的内容',
        'Content-Location: file:///tmp/../../hostile-mht.txt\r\nContent-Disposition: attachment; filename="../../hostile-mht.txt"\r\n',
      );
      return utf8(
        mht([part('text/html; charset="utf-8"', 'base64', base64(html('<iframe src="file:///etc/passwd"></iframe>'))), outside]),
      );
    },
    expect: ingested([FIRST, LAST], ['root:']),
    mustNotAppear: ['hostile-mht.txt'],
  },
  {
    name: 'mht/nothing-but-pictures.mht',
    shows: 'a page without text, two pictures without bytes',
    make: () =>
      utf8(
        mht([
          part('text/html; charset="utf-8"', '8bit', '<html><body><img src="a.png"></body></html>'),
          part('image/png', 'base64', ''),
          part('image/gif', 'base64', ''),
        ]),
      ),
    expect: refused('file_empty', 'file_damaged'),
  },
  {
    name: 'mht/boundary-of-a-megabyte.mht',
    shows: 'a boundary of 1 MB of plus signs and brackets, as a pattern would choke on',
    make: () => utf8(mht([sound]).replaceAll(BOUNDARY, '(a+)+$'.repeat(180_000))),
    expect: either([...LIMITS, 'file_damaged', 'file_empty', 'unsupported_format'], [FIRST]),
  },
];
