import { again, concat, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS } from '../hostile-file.ts';
import { FIRST, LAST, NOTICE } from '../texts.ts';

const notice = NOTICE.replaceAll('\n', '\n\n');

export const mdFiles: HostileFile[] = [
  {
    name: 'md/nested-quotes.md',
    shows: 'a line of 100,000 quotation marks, each a quotation in the one before',
    make: () => utf8(`${notice}${'>'.repeat(100_000)} 底\n`),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'md/open-brackets.md',
    shows: '100,000 brackets that open links and pictures and never close them',
    make: () => utf8(`${notice}${'![['.repeat(50_000)}\n\n${'[a]('.repeat(50_000)}\n`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'md/front-matter-bomb.md',
    shows: 'front matter whose anchors grow to 10^10 copies',
    make: () => {
      let yaml = 'e0: &e0 ["哈哈嘿嘿"]\n';
      for (let i = 1; i <= 10; i++) yaml += `e${i}: &e${i} [${Array.from({ length: 10 }, () => `*e${i - 1}`).join(',')}]\n`;
      return utf8(`---\ntitle: 水\n${yaml}---\n\n${notice}`);
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST], ['哈哈嘿嘿哈哈嘿嘿']),
  },
  {
    name: 'md/wide-table.md',
    shows: 'a table of 20,000 columns with rows of one and of 40,000 cells',
    make: () => {
      const row = (n: number): string => `|${'元|'.repeat(n)}\n`;
      return utf8(`${notice}${row(20_000)}|${'-|'.repeat(20_000)}\n${row(1)}${row(40_000)}`);
    },
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'md/fence-never-closed.md',
    shows: 'a fence that is never closed, with 8 MB of fences of other kinds behind it',
    make: () => concat(notice, '`````\n', again('~~~\n````\n水源\n', 400_000)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'md/headings-each-one-deeper.md',
    shows: '3,000 headings, each one level deeper by its number: 1, 1.1, 1.1.1 …',
    make: () => {
      const lines: string[] = [];
      for (let i = 1, number = '1'; i <= 3000; i++, number += '.1')
        lines.push(`${'#'.repeat(Math.min(6, i))} ${number} 第${i}级`);
      return utf8(`${notice}${lines.join('\n\n')}\n\n深处的条文。\n`);
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST, '深处的条文']),
  },
];
