import { describe, expect, it } from 'vitest';
import { understand } from './understand.ts';

const read = (question: string) => understand({ question, asOf: '2026-11-01' });

describe('understand', () => {
  it.each(['示府办规〔2024〕5号', '示府办规[2024]5号', '示府办规（2024）第5号', '示府办规 【2024】 5 号'])(
    'reads the document number %s',
    (number) => {
      expect(read(`${number}什么时候施行？`).documentNumbers).toEqual(['示府办规〔2024〕5号']);
    },
  );

  it('reads article numbers in both spellings and quoted titles', () => {
    const question = read('《示市公共租赁住房保障办法》第12条说了什么？');
    expect(question.articles).toEqual(['第十二条']);
    expect(question.titles).toEqual(['示市公共租赁住房保障办法']);
  });

  it.each([
    ['这份通知还有效吗？', true],
    ['有效期几年？', true],
    ['补贴多少钱？', false],
  ])('knows whether validity is asked: %s', (question, asksValidity) => {
    expect(read(question).asksValidity).toBe(asksValidity);
  });

  it.each([
    ['补贴标准是多少钱？', 'amount'],
    ['要准备哪些材料？', 'materials'],
    ['去哪里办？', 'place'],
    ['创业补贴怎么申请？', 'procedure'],
    ['每月补贴多少？', 'amount'],
    ['缴费标准是什么？', 'amount'],
    ['多少天内要去办？', 'duration'],
    ['哪天截止报名？', 'deadline'],
    ['多少个工作日能办好？', 'duration'],
    ['生育津贴按多少天发？', 'duration'],
    ['最多可以填几个志愿？', 'count'],
    ['怎么办理？', 'procedure'],
    ['个人贷款和小微企业贷款的额度有什么区别？', 'comparison'],
  ])('%s asks for %s', (question, intent) => {
    expect(read(question).intent).toBe(intent);
  });

  it('leaves out who asks', () => {
    expect(read('我叫〔姓名〕，身份证号〔身份证号〕，失业金每个月能领多少？').text).toBe('失业金每个月能领多少？');
  });

  it('strips invisible characters and reads traditional characters', () => {
    expect(read('醫\u200b療保險').text).toBe('医疗保险');
  });

  it('reads dialect and keeps what was asked', () => {
    const question = read('邊度可以報名？');
    expect(question.text).toBe('哪里可以报名？');
    expect(question.original).toBe('邊度可以報名？');
    expect(question.intent).toBe('place');
  });
});
