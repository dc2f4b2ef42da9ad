import { describe, expect, it } from 'vitest';
import type { Block } from '../../blocks.ts';
import { readingLines } from './reading.ts';

const read = (lines: string[]) =>
  readingLines(lines.map((text): Block => ({ type: 'paragraph', text, page: null }))).map((line) => line.text);
/** Enough full lines for the margin to be known. */
const full = Array.from(
  { length: 8 },
  (_, index) => `这一行的文字写满了整个版心一共有二十五个字第${'一二三四五六七八'[index]}行`,
);

describe('reading text', () => {
  it.each(['— 12 —', '-3-', '第3页', '第 3 页 共 10 页', '－ 4 －'])('goes on over the page mark %s', (mark) => {
    expect(read([...full, mark, '到此结束。'])).toEqual([`${full.join('')}到此结束。`]);
  });

  it.each(['12', '2031', '第3条', '—', '1/2'])('keeps %s, which may be anything', (text) => {
    expect(read(['说明如下。', text, '到此结束。'])).toContain(text);
  });

  it('joins what a hard line break cuts, and neither numbered lines nor finished sentences', () => {
    expect(read([...full, '到此结束。', '（一）目标；', '（二）原则。'])).toEqual([
      `${full.join('')}到此结束。`,
      '（一）目标；',
      '（二）原则。',
    ]);
  });

  it('keeps wide digits and angle quotes as they are printed', () => {
    expect(read(['«２０３１年照明要点»已于２０３１年１月１日印发。'])).toEqual([
      '«２０３１年照明要点»已于２０３１年１月１日印发。',
    ]);
  });

  it('leaves out a hidden sheet, unless there is nothing else', () => {
    const sheet = (cell: string, hidden: boolean): Block => ({
      type: 'table',
      table: {
        caption: null,
        headerRows: 0,
        rows: [
          [cell, '1'],
          ['乙', '2'],
        ],
        ...(hidden ? { hidden } : {}),
      },
      page: null,
    });
    expect(readingLines([sheet('甲', false), sheet('草案', true)])).toHaveLength(1);
    expect(readingLines([sheet('草案', true)])).toHaveLength(1);
  });
});
