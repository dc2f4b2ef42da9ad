import { describe, expect, it } from 'vitest';
import type { ParsedSource } from '../blocks.ts';
import { structureDocument } from './structure.ts';

function lost(lines: string[]): string[] {
  const parsed: ParsedSource = {
    blocks: ['云湖市夜间照明工作方案', ...lines].map((text) => ({ type: 'paragraph', text, page: null })),
    fields: [],
    title: null,
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
  const { warnings } = structureDocument(parsed, '无名');
  return warnings.filter(({ code }) => code === 'headings_lost').map(({ message }) => message);
}

const sentence = '各区按照职责分工落实夜间照明的各项任务。';

describe('lost headings', () => {
  it.each([
    ['（一） … （三）', ['一、总体要求', `（一）目标。${sentence}`, `（三）原则。${sentence}`, '二、任务', sentence], '（二）'],
    ['一、 … 三、', ['一、总体要求', sentence, '三、任务', sentence, '四、保障', sentence], '二、'],
    ['第三条', ['第一条　甲。', '第二条　乙。', '第四条　丙。', '第五条　丁。'], '第三条'],
    ['the first', ['二、任务', sentence, '三、保障', sentence], '一、'],
    ['第二章', ['第一章　总则', '第一条　甲。', '第三章　附则', '第二条　乙。'], '第二章'],
  ])('are told where %s are printed', (_, lines, missing) => {
    expect(lost(lines)).toHaveLength(1);
    expect(lost(lines)[0]).toContain(`缺“${missing}”`);
  });

  it.each([
    [
      'a numbering that runs on below the next heading',
      ['一、甲', '（一）目标', sentence, '（二）原则', sentence, '二、乙', '（三）任务', sentence],
    ],
    ['a numbering that begins anew', ['一、甲', '（一）目标', '（二）原则', '二、乙', '（一）任务', '（二）步骤', sentence]],
    ['numbers inside a line', ['一、甲', '1.姓名： 2.性别：', '3.住址：', '4.电话：']],
    ['an article that was put in', ['第一条　甲。', '第二条　乙。', '第二条之一　丙。', '第三条　丁。']],
    ['single articles that are quoted', ['一、甲', sentence, '第九条　乙。', '第二十条　丙。']],
    [
      'an annex with its own numbers',
      ['一、甲', sentence, '二、乙', sentence, '附件1', '申请表', '一、丙', sentence, '二、丁', sentence],
    ],
  ])('are not told of %s', (_, lines) => {
    expect(lost(lines)).toEqual([]);
  });
});
