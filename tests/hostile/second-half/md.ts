import { again, concat, encode, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FIRST, LAST, NOTICE } from '../texts.ts';

const notice = NOTICE.replaceAll('\n', '\n\n');

export const mdFiles: HostileFile[] = [
  {
    name: 'md/emphasis.md',
    shows: '200,000 opening marks of emphasis of four kinds in one paragraph',
    make: () => utf8(`${notice}${'*a **b _c __d '.repeat(50_000)}\n`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'md/nested-lists.md',
    shows: 'a list nested 3,000 deep by its indents',
    make: () => utf8(notice + Array.from({ length: 3000 }, (_, i) => `${'  '.repeat(i)}- 项`).join('\n')),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'md/list-in-one-line.md',
    shows: 'a list in a list in a list, 100,000 times in one line',
    make: () => utf8(`${notice}${'- '.repeat(100_000)}项\n\n${'1. '.repeat(50_000)}项\n`),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'md/back-ticks.md',
    shows: 'runs of back-ticks, each one longer than the one before, none of them closed',
    make: () => utf8(`${notice}${Array.from({ length: 2000 }, (_, i) => `${'`'.repeat(i + 1)}水`).join(' ')}\n`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'md/picture-in-the-text.md',
    shows: 'a picture of 12 MB as a data link, and links to files of the machine',
    make: () =>
      concat(
        notice,
        '![图](data:image/png;base64,',
        again('iVBORw0KGgoA', 1_000_000),
        ')\n\n![](file:///etc/passwd) [x](../../../etc/passwd)\n',
      ),
    expect: either(LIMITS, [FIRST, LAST], ['root:']),
  },
  {
    name: 'md/html-in-it.md',
    shows: 'HTML blocks, scripts and comments that are never closed, in the middle of the text',
    make: () => utf8(`${notice}<div><script>var a="假的规定"</script><table><tr><td>\n\n表后文字照常。\n\n<!-- 到此为止\n`),
    expect: ingested([FIRST, LAST, '表后文字照常']),
  },
  {
    name: 'md/links-in-a-ring.md',
    shows: '30,000 definitions of links, each naming the next, the last one the first',
    make: () =>
      utf8(
        notice +
          Array.from({ length: 30_000 }, (_, i) => `[a${i}]: <#a${(i + 1) % 30_000}>\n`).join('') +
          '[a0][a1]'.repeat(5000),
      ),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'md/front-matter-never-ends.md',
    shows: 'front matter that is opened and never closed, with tabs and unknown tags in it',
    make: () => utf8(`---\ntitle: !!js/function "while(1){}"\n\tkey: [1, {a: \n${notice}`),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'md/underlines.md',
    shows: '2 MB of the signs that underline headings and tables, with nothing over them',
    make: () => utf8(`${notice}${'|-'.repeat(400_000)}\n\n${'='.repeat(600_000)}\n\n${'#'.repeat(600_000)}\n`),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'md/gbk.md',
    shows: 'GBK without any label',
    make: () => encode('gbk', `# 通知\n\n${notice}`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'md/one-hash.md',
    shows: 'one sign of a heading and nothing else',
    make: () => utf8('#\n'),
    expect: either(['file_empty']),
  },
  {
    name: 'md/two-marks.md',
    shows: 'two byte-order marks and blank lines',
    make: () => utf8('\ufeff\ufeff\n\n \n'),
    expect: refused('file_empty'),
  },
];
