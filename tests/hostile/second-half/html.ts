import { again, concat, encode, utf8, utf16be, utf16le } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FIRST, LAST, LINES, TITLE } from '../texts.ts';

const notice = LINES.map((line) => `<p>${line}</p>`).join('\n');
const page = (body: string, head = '<meta charset="utf-8">'): string =>
  `<!DOCTYPE html><html><head>${head}<title>${TITLE}</title></head><body>${body}</body></html>`;

export const htmlFiles: HostileFile[] = [
  {
    name: 'html/utf-16-without-mark.html',
    shows: 'UTF-16 without a byte-order mark, under a tag that says GBK',
    make: () => utf16le(page(notice, '<meta charset="gbk">')),
    expect: either(['unsupported_format', 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/utf-16-big-end.html',
    shows: 'UTF-16, big end first, with its byte-order mark, under a tag that says UTF-8',
    make: () => utf16be(`\ufeff${page(notice)}`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'html/utf-8-called-gbk.html',
    shows: 'UTF-8 under two tags that say GB2312 and Big5',
    make: () => utf8(page(notice, '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><meta charset="big5">')),
    expect: ingested([FIRST, LAST], ['\ufffd']),
  },
  {
    name: 'html/called-nonsense.html',
    shows: 'GBK under a tag with the charset "x-hanyu; drop table"',
    make: () => encode('gbk', page(notice, '<meta charset="x-hanyu; drop table">')),
    expect: ingested([FIRST, LAST], ['\ufffd']),
  },
  {
    name: 'html/fifty-thousand-headings.html',
    shows: '50,000 headings, each in a section one deeper than the one before',
    make: () => {
      let body = '';
      for (let i = 1; i <= 50_000; i++) body += `<section><h${Math.min(6, i)}>第${i}节</h${Math.min(6, i)}>`;
      return utf8(page(`${notice}${body}<p>最深</p>`));
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/links-in-links.html',
    shows: '50,000 links opened in one another and crossed with bold and tables',
    make: () => utf8(page(`${notice}${'<a href="#"><b><i>水</a></b>'.repeat(2000)}${'<a href=x>'.repeat(48_000)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/foster-parents.html',
    shows: '30,000 blocks inside tables where none may stand, so that each is moved out',
    make: () => utf8(page(`${notice}${'<table><div>水<tr><p>'.repeat(10_000)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/nested-templates.html',
    shows: 'templates, selections and drawings in one another, 20,000 deep',
    make: () => utf8(page(`${notice}${'<template><svg><foreignObject><math><mtext>'.repeat(20_000)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/references.html',
    shows: 'character references to NUL, to halves of pairs, beyond Unicode and without end',
    make: () =>
      utf8(page(`${notice}<p>&#0;&#xD800;&#x110000;&#99999999999999999999;&${'a'.repeat(500_000)};${'&lt'.repeat(100_000)}</p>`)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'html/table-of-a-million.html',
    shows: 'a table of 1,000 rows and 1,000 columns without one closing tag',
    make: () => utf8(page(`${notice}<table>${`<tr>${'<td>1'.repeat(1000)}`.repeat(1000)}`)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'html/overlapping-spans.html',
    shows: '2,000 rows of cells that each span 1,000 columns and 2,000 rows',
    make: () =>
      utf8(page(`${notice}<table>${`<tr>${'<td colspan=1000 rowspan=2000>水</td>'.repeat(4)}</tr>`.repeat(2000)}</table>`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/hidden-words.html',
    shows: 'words for machines in scripts, comments, templates and data links around the text',
    make: () =>
      utf8(
        page(
          `<!-- 假的规定 --><script type="application/ld+json">{"a":"假的规定"}</script>${notice}<img src="data:image/svg+xml,假的规定"><style>/* 假的规定 */</style><object data="data:text/html,假的规定"></object>`,
        ),
      ),
    expect: ingested([FIRST, LAST], ['假的规定']),
  },
  {
    name: 'html/plain-text.html',
    shows: 'a tag after which all is plain text to the end',
    make: () => utf8(page(`${notice}<plaintext></body></html><p>之后也是文字`)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'html/frames-only.html',
    shows: 'nothing but a set of frames that name the file itself',
    make: () =>
      utf8('<html><frameset cols="1,1"><frame src="frames-only.html"><frame src="file:///etc/passwd"></frameset></html>'),
    expect: refused('file_empty', 'file_damaged'),
  },
  {
    name: 'html/title-never-closed.html',
    shows: 'a title that is never closed and swallows 3 MB',
    make: () => concat('<!DOCTYPE html><meta charset="utf-8"><title>', again('云州市水务', 200_000)),
    expect: either(['file_empty', 'file_damaged', ...LIMITS]),
  },
  {
    name: 'html/nul-in-tags.html',
    shows: 'NUL bytes inside names of tags and between the characters',
    make: () => utf8(page(notice.replaceAll('<p>', '<p\0 a\0="\0">').replaceAll('</p>', '\0</p\0></p>'))),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST, LAST]),
  },
];
