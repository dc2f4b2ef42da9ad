import { describe, expect, it } from 'vitest';
import { stripInvisible, toIndexView, toIndexViewWithMap } from './normalise.ts';

describe('stripInvisible', () => {
  it.each([
    ['zero width space', '社\u200b保', '社保'],
    ['zero width joiner and non-joiner', '社\u200d保\u200c', '社保'],
    ['byte order mark', '\ufeff社保', '社保'],
    ['bidi override and isolate', '\u202e社保\u202c\u2066卡\u2069', '社保卡'],
    ['soft hyphen', '社\u00ad保', '社保'],
    ['variation selectors', '社\ufe0f保\u{e0100}', '社保'],
    ['tag characters', '社保\u{e0049}\u{e0067}\u{e006e}', '社保'],
    ['word joiner and invisible times', '社\u2060保\u2062', '社保'],
    ['Hangul filler', '社\u3164保', '社保'],
  ])('removes %s', (_name, text, expected) => {
    expect(stripInvisible(text)).toBe(expected);
  });

  it('leaves everything that is seen', () => {
    const text = '第一条　为了规范（管理），12% 〇○—–«» é\n\t';
    expect(stripInvisible(text)).toBe(text);
  });
});

describe('toIndexView', () => {
  it.each([
    ['full-width signs', 'ＡＢＣ１２３％', 'abc123%'],
    ['radicals of both blocks', '⻚⻋⺠⻓⼾⼈⽤', '页车民长户人用'],
    ['circled and bracketed numbers', '①㈠⒈㎡', '1(一)1.m2'],
    ['double angle quotes around Chinese', '«关于住房的通知»', '《关于住房的通知》'],
    ['double angle signs around Chinese', '<<社会保险法>>', '《社会保险法》'],
    ['other double signs', 'a<<b «bonjour»', 'a<<b «bonjour»'],
    ['circles in a year', '二○○四年', '二〇〇四年'],
    ['large circles in a year', '二◯一九年', '二〇一九年'],
    ['letters O in a year', '二OO四年', '二〇〇四年'],
    ['zeros in a year', '二00四年', '二〇〇四年'],
    ['a plain year', '2000年', '2000年'],
    ['a circle in an ordinal', '第一○五条', '第一〇五条'],
    ['circles that mask a name', '王○○', '王○○'],
    ['square brackets', '穗府办规[2022]13号', '穗府办规〔2022〕13号'],
    ['full-width square brackets', '穗府办规［2022］13号', '穗府办规〔2022〕13号'],
    ['lenticular brackets', '穗府办规【2022】13号', '穗府办规〔2022〕13号'],
    ['round brackets, full width, 第 and zeros', '（２０２２）第０１３号', '〔2022〕13号'],
    ['spaces everywhere', '穗府办规 〔 2022 〕 第 13 号', '穗府办规〔2022〕13号'],
    ['a range of numbers', '国发（2015）52－53号', '国发〔2015〕52-53号'],
    ['a year in brackets alone', '（2022）年度', '(2022)年度'],
    ['dashes between digits', '12–13 12−13', '12-13 12-13'],
    ['dash between words', '广州—深圳', '广州—深圳'],
    ['composed and decomposed letters', 'e\u0301 é', 'é é'],
    ['nothing', '', ''],
  ])('writes %s in one way', (_name, text, expected) => {
    expect(toIndexView(text)).toBe(expected);
  });

  it('gives the same view for every spelling of a document number', () => {
    const brackets = [
      ['〔', '〕'],
      ['[', ']'],
      ['［', '］'],
      ['【', '】'],
      ['(', ')'],
      ['（', '）'],
      ['〖', '〗'],
    ];
    const views = brackets.flatMap(([open, close]) =>
      ['', ' ', '　'].flatMap((space) =>
        ['2022', '２０２２'].map((year) => toIndexView(`穗府办规${space}${open}${year}${close}${space}13${space}号`)),
      ),
    );
    expect(new Set(views)).toEqual(new Set(['穗府办规〔2022〕13号']));
  });
});

describe('toIndexViewWithMap', () => {
  const texts = [
    '第十二条　用人单位应当按照国家规定缴纳。',
    '根据\u200b穗府办规［２０２２］第 13 号，\u{e0041}«关于⻚»',
    'e\u0301①㎡ﬁ İ 二○○四年三月',
    '<<社会保险法>>\u200d及(2022)13号',
    '',
  ];

  it.each(texts)('maps every unit of %j, in order, and its end', (text) => {
    const { text: view, map } = toIndexViewWithMap(text);
    expect(map).toHaveLength(view.length + 1);
    expect(map.at(-1)).toBe(text.length);
    for (let index = 1; index < map.length; index++) expect(map[index]!).toBeGreaterThanOrEqual(map[index - 1]!);
  });

  it('finds the place of a match in the input', () => {
    const text = '根据\u200b穗府办规［２０２２］第 13 号的规定，⺠政部门ＡＢ';
    const { text: view, map } = toIndexViewWithMap(text);
    const cut = (part: string) => text.slice(map[view.indexOf(part)]!, map[view.indexOf(part) + part.length]!);
    expect(cut('〔2022〕13号')).toBe('［２０２２］第 13 号');
    expect(cut('民政部门')).toBe('⺠政部门');
    expect(cut('ab')).toBe('ＡＢ');
    expect(cut('的规定')).toBe('的规定');
  });

  it('points a composed letter to its first part', () => {
    expect(toIndexViewWithMap('ae\u0301b')).toEqual({ text: 'aéb', map: [0, 1, 3, 4] });
  });
});
