import { describe, expect, it } from 'vitest';
import { documentNumberTokens, findDocumentNumbers, normaliseDocumentNumber } from './document-number.ts';

const all = (text: string) => findDocumentNumbers(text).map(({ normalised }) => normalised);

describe('findDocumentNumbers', () => {
  const brackets: [string, string][] = [
    ['〔', '〕'],
    ['[', ']'],
    ['［', '］'],
    ['【', '】'],
    ['(', ')'],
    ['（', '）'],
  ];
  const tails = ['13号', ' 13 号', '第13号', ' 第 13 号', '１３号', '013号', '13'];

  it('reads every bracket, spacing and width as one number', () => {
    for (const [open, close] of brackets) {
      for (const tail of tails) {
        for (const year of ['2022', '２０２２', ' 2022 ']) {
          expect(normaliseDocumentNumber(`请问穗府办规${open}${year}${close}${tail}还有效吗`)).toBe('穗府办规〔2022〕13号');
        }
      }
    }
  });

  it.each([
    ['根据穗府办规〔2022〕13号，', '穗府办规〔2022〕13号'],
    ['按照国发〔2015〕52号执行', '国发〔2015〕52号'],
    ['《关于印发办法的通知》（穗府〔2010〕3号）', '穗府〔2010〕3号'],
    ['废止穗府办〔2010〕3号', '穗府办〔2010〕3号'],
    ['我想问穗人社规字〔2019〕1号', '穗人社规字〔2019〕1号'],
    ['广州市人民政府办公厅穗府办规〔2022〕13号', '穗府办规〔2022〕13号'],
    ['广州市教育局穗教规字〔2022〕1号', '穗教规字〔2022〕1号'],
    ['工信厅信管函〔2021〕67号', '工信厅信管函〔2021〕67号'],
    ['和政发〔2020〕1号', '和政发〔2020〕1号'],
    ['发改办价格〔2020〕110号', '发改办价格〔2020〕110号'],
    ['国卫办医函〔2020〕75号', '国卫办医函〔2020〕75号'],
    ['为确保川办发〔2020〕10号落实', '川办发〔2020〕10号'],
    ['安委办明电〔2020〕1号', '安委办明电〔2020〕1号'],
    ['（2022）13号', '〔2022〕13号'],
    ['穗府办规2022-13号', '穗府办规〔2022〕13号'],
    ['穗府办规2022年13号', '穗府办规〔2022〕13号'],
    ['穗府办规2022第13号', '穗府办规〔2022〕13号'],
    ['国务院令第746号', '国务院令第746号'],
    ['国务院令第七百四十六号公布', '国务院令第746号'],
    ['国务院令 第 746 号', '国务院令第746号'],
    ['2021年4月15日中华人民共和国国务院令第746号公布', '国务院令第746号'],
    ['二○二一年四月十五日国务院令第746号', '国务院令第746号'],
    ['根据广州市人民政府令第179号', '广州市人民政府令第179号'],
    ['广州市人民政府第179号令', '广州市人民政府令第179号'],
    ['第179号令还有效吗', '令第179号'],
    ['中华人民共和国主席令（第七十三号）', '中华人民共和国主席令第73号'],
    ['财政部 税务总局公告2019年第94号', '财政部税务总局公告2019年第94号'],
    ['财政部、海关总署、税务总局公告2020年第6号', '财政部海关总署税务总局公告2020年第6号'],
    ['国家税务总局2022年第13号公告', '国家税务总局公告2022年第13号'],
  ])('finds the number in %s', (text, expected) => {
    expect(all(text)).toEqual([expected]);
  });

  it('finds several, in order, without the words between them', () => {
    expect(all('按照国发〔2015〕52号和粤府〔2016〕1号、国务院令第586号以及穗府[2017]9 号执行')).toEqual([
      '国发〔2015〕52号',
      '粤府〔2016〕1号',
      '国务院令第586号',
      '穗府〔2017〕9号',
    ]);
  });

  it.each([
    '2022年13号楼',
    '在2022年3月13号举行',
    '（2022）年度报告',
    '天河路13号',
    '地铁2号线',
    '第13号',
    '电话12345',
    '',
    '共有2022套房源，第13批',
    '依据第十二条',
  ])('finds none in %j', (text) => {
    expect(all(text)).toEqual([]);
  });

  it('gives the place in the input', () => {
    const text = '根据\u200b穗府办规［２０２２］第 13 号的规定';
    const [found] = findDocumentNumbers(text);
    expect(found!.raw).toBe('穗府办规［２０２２］第 13 号');
    expect(text.slice(found!.start, found!.end)).toBe(found!.raw);
  });
});

describe('documentNumberTokens', () => {
  it.each([
    ['穗府办规〔2022〕13号', ['dn穗府办规2022n13', 'dn2022n13']],
    ['〔2022〕13号', ['dn2022n13']],
    ['国发〔2015〕52-53号', ['dn国发2015n52to53', 'dn2015n52to53']],
    ['广州市人民政府令第179号', ['dn广州市人民政府令n179', 'dn令n179']],
    ['令第179号', ['dn令n179']],
    ['国家税务总局公告2022年第13号', ['dn国家税务总局公告2022n13', 'dn公告2022n13']],
    ['不是文号', []],
  ])('of %s', (normalised, expected) => {
    expect(documentNumberTokens(normalised)).toEqual(expected);
    for (const token of expected) expect(token).toMatch(/^[\p{L}\p{N}]+$/u);
  });
});
