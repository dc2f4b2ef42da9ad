import { again, concat, encode, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS } from '../hostile-file.ts';
import { FEE_ROWS, FIRST, LAST, LINES, TITLE } from '../texts.ts';

const notice = LINES.map((line) => `<p>${line}</p>`).join('\n');
const page = (body: string, head = '<meta charset="utf-8">'): string =>
  `<!DOCTYPE html><html><head>${head}<title>${TITLE}</title></head><body>${body}</body></html>`;
const fees = (more: string): string =>
  `<table border="1">${FEE_ROWS.map((row) => `<tr>${row.map((text) => `<td${more}>${text}</td>`).join('')}</tr>`).join('')}</table>`;

export const htmlFiles: HostileFile[] = [
  {
    name: 'html/nested-div.html',
    shows: '100,000 nested blocks after the text',
    make: () => utf8(page(`${notice}${'<div>'.repeat(100_000)}底${'</div>'.repeat(100_000)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/nested-bold.html',
    shows: '20,000 bold marks and paragraphs that are never closed: each paragraph opens all of them again',
    make: () => utf8(page(`${notice}${'<b>'.repeat(20_000)}${'<p>水'.repeat(300)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/nested-tables.html',
    shows: '10,000 tables, each in a cell of the one before',
    make: () => utf8(page(`${notice}${'<table><tr><td>'.repeat(10_000)}底`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'html/200000-attributes.html',
    shows: 'a tag of 200,000 attributes, another with one attribute of 1 MB',
    make: () => {
      const many = Array.from({ length: 200_000 }, (_, i) => `a${i}="${i}"`).join(' ');
      return utf8(page(`<div ${many}>${notice}</div><p title="${'长'.repeat(350_000)}">完</p>`));
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'html/tag-never-ends.html',
    shows: 'the text, then a tag that opens and never ends: 1 MB of it',
    make: () => utf8(page(`${notice}<img alt="${'x=\'y" '.repeat(200_000)}`).replace('</body></html>', '')),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'html/gbk-called-utf-8.html',
    shows: 'GBK under a meta tag that says UTF-8',
    make: () => encode('gbk', page(notice)),
    expect: ingested([FIRST, LAST], ['\ufffd']),
  },
  {
    name: 'html/spans-of-millions.html',
    shows: 'cells that span 100,000,000 columns and 65,534 rows, none and fewer than none',
    make: () => {
      const spans = ' colspan="100000000" rowspan="65534"';
      return utf8(
        page(
          notice + fees(spans) + fees(' rowspan="0" colspan="0"') + fees(' rowspan="-3" colspan="-1"') + fees(' colspan="1e9"'),
        ),
      );
    },
    expect: ingested([FIRST, LAST, '河道采砂管理费', '临江市停车费']),
  },
  {
    name: 'html/script-flood.html',
    shows: '5 MB of scripts and styles around the text, with text inside them that looks like a document',
    make: () => {
      const script = '<script>document.write("<p>第一条 假的规定</p>")</script><style>p:after{content:"第二条 假的规定"}</style>';
      return utf8(page(script.repeat(20_000) + notice + script.repeat(20_000)));
    },
    expect: ingested([FIRST, LAST], ['假的规定']),
  },
  {
    name: 'html/leads-elsewhere.html',
    shows: 'a refresh, a base address, frames, data: and javascript: links, all leading out of the file',
    make: () =>
      utf8(
        page(
          `${notice}<iframe src="file:///etc/passwd"></iframe><object data="../../../../etc/passwd"></object><a href="javascript:while(1){}">附件1</a><a href="data:text/html;base64,PHA+5YGH55qE5YaF5a65PC9wPg==">附件2</a><img src="http://169.254.169.254/latest/" alt=""><link rel="import" href="/etc/passwd">`,
          '<meta charset="utf-8"><meta http-equiv="refresh" content="0;url=file:///etc/passwd"><base href="file:///etc/">',
        ),
      ),
    expect: ingested([FIRST, LAST], ['root:', '假的内容']),
  },
  {
    name: 'html/comment-never-closed.html',
    shows: 'sound text, then a comment that is never closed and runs on for 5 MB',
    make: () => concat(page(notice).replace('</body></html>', ''), '<!--', again('-- >不是正文<p>', 280_000)),
    expect: ingested([FIRST, LAST]),
  },
];
