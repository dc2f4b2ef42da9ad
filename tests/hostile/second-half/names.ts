import { base, concat, cut, latin1, noise, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, refused } from '../hostile-file.ts';
import { mht, part } from '../mht.ts';
import { docx, ofd, xlsx } from '../office.ts';
import { pdfOf } from '../pdf.ts';
import { rtf, rtfNotice } from '../rtf.ts';
import { BASE_DOC, BASE_PICTURE, BASE_XLS, FEE_ROWS, FEES, FIRST, LAST, LINES, NOTICE } from '../texts.ts';

const table = `<html><head><meta charset="utf-8"></head><body><table>${FEE_ROWS.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table></body></html>`;
const both = ingested([FIRST, LAST]);

export const nameFiles: HostileFile[] = [
  {
    name: 'names/html-called.xls',
    shows: 'a web page with a table under the name of a workbook',
    make: () => utf8(table),
    expect: ingested(FEES),
  },
  { name: 'names/word-called.txt', shows: 'a Word document under the name of a text', make: () => docx(), expect: both },
  {
    name: 'names/workbook-called.docx',
    shows: 'a workbook under the name of a Word document',
    make: () => xlsx(),
    expect: ingested(FEES),
  },
  {
    name: 'names/rich-text-called.doc',
    shows: 'RTF under the name of a Word document, as many systems write it',
    make: () => latin1(rtf(rtfNotice)),
    expect: both,
  },
  {
    name: 'names/saved-page-called.doc',
    shows: 'a saved web page under the name of a Word document, as many systems export it',
    make: () =>
      utf8(
        mht([
          part(
            'text/html; charset="utf-8"',
            '8bit',
            `<html><body>${LINES.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
          ),
        ]),
      ),
    expect: both,
  },
  { name: 'names/ofd-called.zip', shows: 'an OFD under the name of an archive', make: () => ofd(), expect: both },
  {
    name: 'names/old-word-called.xls',
    shows: 'an old Word document under the name of a workbook',
    make: () => base('notice.doc'),
    expect: ingested(BASE_DOC),
  },
  {
    name: 'names/old-book-called.doc',
    shows: 'an old workbook under the name of a Word document',
    make: () => base('fees.xls'),
    expect: ingested(BASE_XLS),
  },
  {
    name: 'names/jpeg-called.png',
    shows: 'a JPEG under the name of a PNG',
    make: () => base('notice.jpg'),
    expect: ingested(BASE_PICTURE),
  },
  {
    name: 'names/program-called.pdf',
    shows: 'a program of another system under the name of a PDF',
    make: () => concat(latin1('\x7fELF\x02\x01\x01'), Buffer.alloc(9), noise(5000, 73)),
    expect: refused('unsupported_format', 'file_damaged'),
  },
  {
    name: 'names/seven-zip-called.zip',
    shows: 'an archive of another kind under the name of a ZIP',
    make: () => concat(latin1("7z\xbc\xaf'\x1c\0\x04"), noise(3000, 79)),
    expect: refused('unsupported_format', 'file_damaged'),
  },
  {
    name: 'names/rar.rar',
    shows: 'an archive of a kind that was not asked for',
    make: () => concat('Rar!\x1a\x07\x01\0', noise(3000, 83)),
    expect: refused('unsupported_format'),
  },
  {
    name: 'names/film.md',
    shows: 'a film under the name of a text',
    make: () => concat(latin1('\0\0\0\x20ftypisom\0\0\x02\0'), noise(30_000, 89)),
    expect: refused('unsupported_format', 'file_damaged', 'file_empty'),
  },
  {
    name: 'names/data-base.csv',
    shows: 'a database file under the name of a table',
    make: () => concat(latin1('SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20'), noise(8000, 97)),
    expect: refused('unsupported_format', 'file_damaged', 'file_empty'),
  },
  {
    name: 'names/\u3000.pdf',
    shows: 'a sound PDF whose name is a wide blank and an ending',
    make: () => pdfOf().pdf.build(),
    expect: both,
  },
  {
    name: 'names/line\nend\tand \u0007bell.txt',
    shows: 'a line end, a tab and a bell in the name',
    make: () => utf8(NOTICE),
    expect: both,
  },
  {
    name: 'names/$(touch hostile-shell.txt); `id` & | "a\'.doc',
    shows: 'a name that a shell would run',
    make: () => base('notice.doc'),
    expect: ingested(BASE_DOC),
    mustNotAppear: ['hostile-shell.txt'],
  },
  {
    name: 'names/--config=x.xls',
    shows: 'a name that looks like an option of a program',
    make: () => base('fees.xls'),
    expect: ingested(BASE_XLS),
  },
  {
    name: 'names/CON.PDF.',
    shows: 'a name of a device, in capitals, with a dot at its end',
    make: () => pdfOf().pdf.build(),
    expect: both,
  },
  {
    name: 'names/..%2f..%2fetc%2fpasswd #?a=b.txt',
    shows: 'a name that is an address and a path when it is decoded',
    make: () => utf8(NOTICE),
    expect: both,
  },
  {
    name: 'names/tu\u0302\u{1f4c4}\u3164关于\u00a0印发　办法的通知（第二次修订）.TXT',
    shows: 'combining marks, an emoji, a filler and two kinds of blanks in the name',
    make: () => utf8(NOTICE),
    expect: both,
  },
  {
    name: 'names/picture-and-page.html',
    shows: 'begins as a GIF and goes on as a web page',
    make: () => utf8(`GIF89a/*<!DOCTYPE html><html><body>${LINES.map((line) => `<p>${line}</p>`).join('')}</body></html>`),
    expect: either(['file_damaged', 'unsupported_format'], []),
  },
  {
    name: 'names/half-a-word.zip',
    shows: 'a Word document cut in half under the name of an archive',
    make: () => cut(docx(), 0.5),
    expect: refused('file_damaged'),
  },
];
