import { base, concat, latin1, noise, utf8 } from '../bytes.ts';
import { type HostileFile, ingested, refused } from '../hostile-file.ts';
import { docx } from '../office.ts';
import { pdfOf } from '../pdf.ts';
import { BASE_PICTURE, FEE_ROWS, FEES, FIRST, LAST, LINES, NOTICE } from '../texts.ts';
import { zip } from '../zip.ts';

const html = `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${LINES.map((line) => `<p>${line}</p>`).join('')}</body></html>`;

export const nameFiles: HostileFile[] = [
  {
    name: 'names/pdf-called.docx',
    shows: 'a PDF under the name of a Word document',
    make: () => pdfOf().pdf.build(),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'names/html-called.pdf',
    shows: 'a web page under the name of a PDF',
    make: () => utf8(html),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'names/program-called.doc',
    shows: 'a Windows program under the name of a Word document',
    make: () => concat(latin1('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0'), Buffer.alloc(44), 'PE\0\0', noise(4000, 21)),
    expect: refused('unsupported_format'),
  },
  {
    name: 'names/text-called.xls',
    shows: 'lines with tabs under the name of a workbook, as many systems export them',
    make: () => utf8(FEE_ROWS.map((row) => row.join('\t')).join('\r\n')),
    expect: ingested(FEES),
  },
  {
    name: 'names/picture-called.txt',
    shows: 'a picture of a page under the name of a text',
    make: () => base('notice.png'),
    expect: ingested(BASE_PICTURE),
  },
  {
    name: 'names/no-ending',
    shows: 'a Word document without an ending to its name',
    make: () => docx(),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'names/\u202etxt.exe\u202c关于饮水\u200b的通知.txt',
    shows: 'a name with an override of the writing direction and a zero-width space',
    make: () => utf8(NOTICE),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: `names/${'关于印发云州市农村饮用水管理办法的通知'.repeat(5).slice(0, 83)}.txt`,
    shows: 'a name of 253 bytes, nearly the most that a folder takes',
    make: () => utf8(NOTICE),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'names/pdf-and-archive.pdf',
    shows: 'a sound PDF that is a sound archive too',
    make: () => concat(pdfOf().pdf.build(), zip([{ name: 'x.txt', data: '另一份文件。' }])),
    expect: ingested([FIRST, LAST], ['另一份文件']),
  },
];
