import { describe, expect, it } from 'vitest';
import { continuesSentence, markerOf } from './markers.ts';

describe('numbering at the start of a line', () => {
  it.each([
    ['第一编 总则', 'part', '第一编', 1],
    ['第十二章 附　则', 'chapter', '第十二章', 12],
    ['第三节 听证', 'section', '第三节', 3],
    ['第一百零一条 本法自公布之日起施行。', 'article', '第一百零一条', 101],
    ['第 12 条 申请人应当提交材料。', 'article', '第12条', 12],
    ['第五十四条本办法自印发之日起施行。', 'article', '第五十四条', 54],
    ['第十七条之一 补充规定。', 'article', '第十七条之一', 17],
    ['第一条目的和依据', 'article', '第一条', 1],
    ['一、总体要求', 'cn', '一、', 1],
    ['一、2022年企业工资指导线', 'cn', '一、', 1],
    ['十二．附则', 'cn', '十二、', 12],
    ['五、一次性创业补贴', 'cn', '五、', 5],
    ['（三）其他情形。', 'cn_paren', '（三）', 3],
    ['(十一)其他情形', 'cn_paren', '（十一）', 11],
    ['㈡ 其他', 'cn_paren', '（二）', 2],
    ['１．身份证', 'num', '1.', 1],
    ['10、户口簿', 'num', '10.', 10],
    ['⒊ 照片', 'num', '3.', 3],
    ['（２）原件', 'num_paren', '（2）', 2],
    ['⑷ 复印件', 'num_paren', '（4）', 4],
    ['3) 复印件', 'num_half', '3)', 3],
    ['2.3 审批时限', 'decimal2', '2.3', 3],
    ['②企业', 'circled', '②', 2],
    ['第二步：提交申请', 'step', '第二步', 2],
  ])('%s', (line, style, label, number) => {
    expect(markerOf(line)).toMatchObject({ style, label, number });
  });

  it.each([
    '2.5倍以内的，按照标准计算',
    '1.2万元',
    '3.5%的比例',
    '第十二条规定的情形',
    '第三条、第四条所列事项',
    '第二章的规定适用于本章',
    '第八条第二款规定的材料',
    '一、二级残疾人享受补贴',
    '2024年1月1日起施行',
    '12345热线',
    '一是加强领导',
    '（2023年修订）',
  ])('is none in "%s"', (line) => {
    expect(markerOf(line)).toBeNull();
  });

  it('is part of the sentence before where that ends in words that a reference follows', () => {
    expect(continuesSentence('由主管部门依照本办法', '第九条的规定处理')).toBe(true);
    expect(continuesSentence('违反', '第九条 有下列行为之一的')).toBe(true);
    expect(continuesSentence('应当在十日内办理。', '第九条 有下列行为之一的')).toBe(false);
  });
});
