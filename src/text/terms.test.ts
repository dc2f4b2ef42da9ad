import { describe, expect, it } from 'vitest';
import { documentTerms, questionTerms } from './terms.ts';

const terms = (text: string) => documentTerms(text).split(' ');

describe('documentTerms', () => {
  it('gives the bigrams of Chinese runs, and a lone character as it is', () => {
    expect(documentTerms('医疗保险，卡')).toBe('医疗 疗保 保险 卡');
  });

  it('keeps repetitions, which count for the ranking', () => {
    expect(documentTerms('医保，医保')).toBe('医保 医保');
  });

  it.each([
    ['T恤', ['t', '恤']],
    ['COVID-19', ['covid', '19']],
    ['A类人才', ['a', '类人', '人才']],
    ['拨打12345', ['拨打', '12345']],
    ['2.5倍', ['2d5', '2d5倍']],
    ['第十二条', ['第十', '十二', '二条', '12', 'art12']],
    ['穗府办规〔2022〕13号', ['dn穗府办规2022n13', 'dn2022n13']],
    ['国务院令第746号', ['dn国务院令n746', 'dn令n746']],
  ])('of %s hold %j', (text, expected) => {
    expect(terms(text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['第十二条', '第12条'],
    ['补贴两万元', '补贴20,000元'],
    ['百分之五', '５％'],
    ['二○二三年', '2023年'],
    ['根据穗府办规〔2022〕13号', '穗府办规【２０２２】第 13 号'],
    ['⺠政部门', '民政部门'],
  ])('of %s and %s have the telling term in common', (left, right) => {
    const shared = terms(left).filter((term) => terms(right).includes(term));
    expect(shared.some((term) => /^(?:dn.*|art\d+|\d+(?:pct|元|年)|民政)$/u.test(term))).toBe(true);
  });

  it('does not mix working days with days', () => {
    expect(terms('15个工作日')).toContain('15工作日');
    expect(terms('15个工作日')).not.toContain('15日');
  });

  it('are all made of letters and digits, which a tokenizer keeps whole', () => {
    const text = '第一条　为（规范）Ａ-1管理，«办法»12.5%、é〇𠮷字 ①㎡ 3,000元/月 _x_ 国发〔2015〕52-53号 🙂 ⺠\u200b';
    for (const term of terms(text)) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
  });

  it('never split a character outside the basic plane', () => {
    expect(terms('𠮷野家')).toEqual(['𠮷野', '野家']);
  });

  it.each(['', ' \n', '，。！'])('of %j are none', (text) => {
    expect(documentTerms(text)).toBe('');
    expect(questionTerms(text)).toEqual([]);
  });
});

describe('questionTerms', () => {
  it('are terms of the document, each once', () => {
    const question = '公租房申请，公租房';
    expect(questionTerms(question)).toEqual(['公租', '租房', '房申', '申请']);
  });

  it.each([
    ['请问公租房怎么申请', ['请问', '怎么'], ['公租', '租房', '申请']],
    ['失业金是多少呢', ['多少', '少呢'], ['失业', '业金']],
    ['您好，我想咨询一下落户', ['您好', '咨询', '一下'], ['落户']],
    ['低保的条件是什么', ['什么'], ['低保', '条件']],
  ])('of %s leave out question wording', (question, dropped, kept) => {
    const found = questionTerms(question);
    for (const term of dropped) expect(found).not.toContain(term);
    for (const term of kept) expect(found).toContain(term);
  });

  it.each(['怎么办', '为什么', '请问', '吗', '多少'])('of %s alone keep something', (question) => {
    expect(questionTerms(question).length).toBeGreaterThan(0);
  });

  it('keep words that only look like question wording', () => {
    expect(questionTerms('其他就业人员')).toEqual(expect.arrayContaining(['其他', '就业', '人员']));
  });

  it.each([
    ['穗府办规2022-13号第12条', ['dn穗府办规2022n13', 'art12']],
    ['（2022）13号', ['dn2022n13']],
    ['第179号令', ['dn令n179']],
  ])('of %s name the document', (question, expected) => {
    expect(questionTerms(question)).toEqual(expect.arrayContaining(expected));
  });

  it('with a 代字 do not ask for every document of that year and number', () => {
    expect(questionTerms('穗府办规〔2022〕13号')).not.toContain('dn2022n13');
  });
});
