import { describe, expect, it } from 'vitest';
import type { Block } from '../blocks.ts';
import { readingLines } from './reading.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text, page: null });
const read = (...texts: string[]) => readingLines(texts.map(paragraph)).map((line) => line.text);

describe('tables of contents', () => {
  const body = ['第一章 总则', '第一条 为了规范夜间照明，制定本办法。', '第二章 登记', '第二条 用户应当登记。'];
  const rest = ['第一节 一般规定', '第三条 登记每年一次。', '第三章 监督', '第四条 市城市管理局负责监督。'];

  it('go where entries were run together on one line', () => {
    const lines = read(
      '云湖市夜间照明办法',
      '目录',
      '第一章 总则',
      '第二章 登记第一节 一般规定',
      '第三章 监督',
      ...body,
      ...rest,
    );
    expect(lines).toEqual(['云湖市夜间照明办法', ...body, ...rest]);
  });

  it('go where entries of the second level are marked', () => {
    const lines = read(
      '云湖市夜间照明办法',
      '目 录',
      '第一章 总则',
      '第二章 登记',
      '*第一节 一般规定',
      '第三章 监督',
      ...body,
      ...rest,
    );
    expect(lines).toEqual(['云湖市夜间照明办法', ...body, ...rest]);
  });

  it('end before a line that does not come back', () => {
    expect(read('目录', '第一章 总则', '第二章 登记第九条 照明时间由用户决定。', ...body)).toEqual([
      '第二章 登记第九条 照明时间由用户决定。',
      ...body,
    ]);
  });
});

describe('lines of data about the document', () => {
  const wrapped = Array.from({ length: 12 }, (_, i) =>
    `${'路灯的开关时间由管理单位按照季节和天气确定并且提前公布'.repeat(2)}第${i}`.slice(0, 40),
  );

  it('do not go on with the title above them, also where lines are broken at the margin', () => {
    const title = '云湖市人民政府办公室转发市城市管理局等三部门关于改进和加强路灯管理若干意见的通知';
    const lines = read(title, '发文机构：云湖市人民政府办公室', '发布时间：2031-03-03', ...wrapped);
    expect(lines.slice(0, 3)).toEqual([title, '发文机构：云湖市人民政府办公室', '发布时间：2031-03-03']);
  });

  it('are left alone where the word before the colon says nothing about a document', () => {
    const lines = read(`${wrapped[0]}`, '路灯：由市城市管理局管理的照明设施', ...wrapped);
    expect(lines[0]).toBe(
      `${wrapped[0]}路灯：由市城市管理局管理的照明设施${wrapped[0]}${wrapped.slice(1).join('')}`.slice(0, lines[0]!.length),
    );
    expect(lines).not.toContain('路灯：由市城市管理局管理的照明设施');
  });
});

describe('lines drawn across the page', () => {
  it('are no text', () => {
    expect(read('云湖府办〔2031〕43号', '━━━━━━━━━━━━━━━━', '关于路灯管理的通知', '--------')).toEqual([
      '云湖府办〔2031〕43号',
      '关于路灯管理的通知',
    ]);
  });
});
