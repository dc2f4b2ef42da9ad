import { describe, expect, it } from 'vitest';
import { toIndexView } from './normalise.ts';
import { meansPage, namedPlaces, placeForReaders, standsAt } from './places.ts';

describe('places of a document that a question names', () => {
  it.each([
    ['第12条说什么', ['第十二条']],
    ['第十二条第二款怎么理解', ['第十二条']],
    ['第四条第（三）项', ['第四条', '第四条/（三）']],
    ['第４条第二款第3项', ['第四条', '第四条/（三）']],
    ['第一百二十条之一', ['第一百二十条之一']],
    ['第三条和第5条', ['第三条', '第五条']],
    ['附件2里有哪些病种', ['附件2']],
    ['附件二', ['附件2']],
    ['附表的补贴目录', ['附表']],
    ['这一条规定', []],
  ])('%s', (question, places) => {
    expect(namedPlaces(toIndexView(question))).toEqual(places);
  });

  it.each([
    ['第二章/第四条/（三）', '第四条', true],
    ['第二章/第四条/（三）', '第四条/（三）', true],
    ['第二章/第四条/（四）', '第四条/（三）', false],
    ['第二章/第四十条', '第四条', false],
    ['附表 补贴目录/表1/行2', '附表', true],
    ['附件2/第二部分', '附件2', true],
    ['附件21', '附件2', false],
  ])('%s stands at %s: %s', (path, place, stands) => {
    expect(standsAt(path, place)).toBe(stands);
  });
});

describe('questions about the page being read', () => {
  it.each([
    ['这个政策什么时候开始执行？', true],
    ['该办法的适用对象是谁', true],
    ['本通知有效期几年', true],
    ['要准备哪些材料？', true],
    ['在哪里办，要多久？', true],
    ['文号是多少', true],
    ['适用对象是谁', true],
    ['第三条是什么内容', false],
    ['养狗要什么材料？', false],
    ['孩子上学怎么报名', false],
    ['公租房申请条件', false],
  ])('%s: %s', (question, page) => {
    expect(meansPage(question)).toBe(page);
  });
});

describe('where a clause stands, for readers', () => {
  const guide = '居住证申领、签注办事指南';
  it.each([
    ['五、', [guide, '五、签注'], '五、签注\n居住证每年签注一次。', ['五、签注']],
    ['二、/1.', [guide, '二、需要的材料'], '1.身份证；', ['二、需要的材料', '1.']],
    ['二、', ['关于补助的通知'], '二、补助标准。每台补助12万元。', ['二、补助标准']],
    [
      '六、',
      ['关于补助的通知'],
      `六、${'本通知自发布之日起执行并由主管部门负责解释'.repeat(2)}`,
      ['六、本通知自发布之日起执行并由主管部门负责解释本…'],
    ],
    ['第一章/第三条', ['办法', '第一章 总则'], '第三条 本办法所称…', ['第一章 总则', '第三条']],
    ['第十二条', ['办法'], '第十二条 补贴按月发放。', ['第十二条']],
    ['一、/段1', ['通知', '一、养老机构'], '公办机构优先。', ['一、养老机构', '段1']],
  ])('%s under %j', (path, headings, text, place) => {
    expect(placeForReaders({ path, headings, text })).toEqual(place);
  });
});
