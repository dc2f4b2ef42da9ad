import { describe, expect, it } from 'vitest';
import { blockedTerms, expand, inOfficialWords, loadSynonyms } from './synonyms.ts';

const synonyms = loadSynonyms();
const terms = (question: string) => expand(question, synonyms).map(({ term }) => term);

describe('loadSynonyms', () => {
  it('reads every row', () => {
    expect(synonyms).toHaveLength(198);
    expect(synonyms.filter(({ evidence }) => evidence === 'G')).toHaveLength(170);
  });

  it('refuses a row with an unknown relation', () => {
    expect(() => loadSynonyms([['医保', '基本医疗保险', 'alias', '', '', '']])).toThrow(RangeError);
  });
});

describe('expand', () => {
  it.each([
    ['社保怎么转', [{ term: '社会保险', weight: 1, relation: 'abbr' }]],
    ['农保每月多少', [{ term: '城乡居民基本养老保险', weight: 1, relation: 'old' }]],
    ['房屋过户要什么', [{ term: '不动产转移登记', weight: 1, relation: 'coll' }]],
    ['看病补助', [{ term: '医疗救助', weight: 0.3, relation: 'near' }]],
  ])('adds the official words for %s', (question, expected) => {
    expect(expand(question, synonyms)).toEqual(expect.arrayContaining(expected));
  });

  it('adds every term of a part, with less weight', () => {
    expect(expand('我要落户', synonyms)).toEqual([
      { term: '申办常住户口', weight: 0.5, relation: 'part' },
      { term: '户口迁入', weight: 0.5, relation: 'part' },
    ]);
  });

  it('lets the longest citizen term win', () => {
    expect(terms('职工医保缴费')).toEqual(['职工基本医疗保险']);
    expect(terms('提公积金')).toEqual(['住房公积金提取']);
  });

  it.each(['基本养老保险怎么交', '城乡居民基本养老保险', '住房公积金', '最低生活保障'])(
    'adds nothing for %s, which is official',
    (question) => {
      expect(terms(question)).toEqual([]);
    },
  );

  it('reads a term that also stands inside its official term elsewhere', () => {
    expect(terms('住房公积金和公积金贷款')).toContain('住房公积金个人住房贷款');
  });

  it('does not go from official to citizen words', () => {
    expect(terms('最低生活保障')).not.toContain('低保');
  });

  it('sees through invisible and full-width characters', () => {
    expect(terms('社\u200b保')).toEqual(['社会保险']);
  });

  it('offers the terms of one city only there', () => {
    expect(terms('居住证怎么办')).toEqual([]);
    expect(terms('上海居住证怎么办')).toEqual(['《上海市居住证》']);
    expect(expand('居住证怎么办', synonyms, '上海市').map(({ term }) => term)).toEqual(['《上海市居住证》']);
  });

  it('is sorted by weight', () => {
    const weights = expand('社保和落户和看病补助', synonyms).map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((left, right) => right - left));
    expect(new Set(weights).size).toBe(3);
  });
});

describe('inOfficialWords', () => {
  it.each([
    ['农保每月多少？', '城乡居民基本养老保险每月多少?'],
    ['有失业金和低保吗', '有失业保险金和最低生活保障吗'],
    ['保租房怎么申请', '保障性租赁住房怎么申请'],
    ['最低生活保障标准', null],
    ['公积金怎么提取', null],
    ['我要落户', null],
    ['看病补助', null],
    ['老年津贴', null],
  ])('of %s is %s', (question, expected) => {
    expect(inOfficialWords(question, synonyms)).toBe(expected);
  });

  it('knows the place', () => {
    expect(inOfficialWords('老年津贴多少', synonyms, '上海市')).toBe('老年综合津贴多少');
  });
});

describe('NOT rows', () => {
  it.each(synonyms.filter(({ relation }) => relation === 'NOT').map((row) => [row.citizen, row.official[0]!] as const))(
    '%s never becomes %s',
    (citizen, official) => {
      expect(terms(`${citizen}怎么办理`)).not.toContain(official);
      expect(blockedTerms(`${citizen}怎么办理`, synonyms)).toContain(official);
    },
  );

  it('block the same term from another row', () => {
    const rows = loadSynonyms([
      ['保租房', '公共租赁住房', 'NOT', '', '', ''],
      ['公租房', '公共租赁住房', 'abbr', '', '', ''],
    ]);
    expect(expand('保租房和公租房', rows)).toEqual([]);
  });
});
