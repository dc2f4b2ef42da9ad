import { describe, expect, it } from 'vitest';
import { basisKeys, numberKey, titleKey, urlKey } from './lookup-keys.ts';

describe('look-up forms', () => {
  it.each([
    '示府规〔2024〕13号',
    '示府规[2024]13号',
    '示府规［2024］13号',
    '示府规【2024】13号',
    '示府规（２０２４）第１３号',
    '示府规 ( 2024 ) 013 号',
    '示府规〈2024〉13号',
  ])('writes the number %s in one way', (number) => {
    expect(numberKey(number)).toBe('示府规〔2024〕13号');
  });

  it('keeps different numbers apart', () => {
    const numbers = ['示府规〔2024〕13号', '示府规〔2024〕1号', '示府规〔2023〕13号', '示府〔2024〕13号', '示府规〔2024〕130号'];
    expect(new Set(numbers.map(numberKey)).size).toBe(numbers.length);
  });

  it('writes titles without white space and book marks, in one width', () => {
    expect(titleKey('《 示例市 住房公积金\n管理办法（试行）》')).toBe('示例市住房公积金管理办法(试行)');
    expect(titleKey('关于印发《示例办法》的通知')).toBe('关于印发《示例办法》的通知');
  });

  it('writes addresses without scheme, fragment and last slash, and keeps the case of the path', () => {
    expect(urlKey('HTTP://WWW.Example.org/A/b.html#top')).toBe('www.example.org/A/b.html');
    expect(urlKey('https://example.org/')).toBe('example.org');
    expect(urlKey('https://example.org/a?id=1')).toBe('example.org/a?id=1');
  });

  it('has no form for nothing', () => {
    for (const key of [titleKey, numberKey, urlKey]) expect([key(null), key(''), key('  ')]).toEqual([null, null, null]);
    expect(basisKeys(['', '  '])).toEqual([]);
  });

  it('reads titles and numbers out of a legal basis', () => {
    expect(basisKeys(['《示例办法》（示府规[2024]3号）第五条、《另一办法》'])).toEqual([
      '示例办法',
      '另一办法',
      '示府规〔2024〕3号',
    ]);
    expect(basisKeys(['示例办法'])).toEqual(['示例办法']);
    for (const basis of ['示府规〔2024〕3号第五条', '依据示府规（2024）3号', '《另一办法》和示府规[2024]第3号'])
      expect(basisKeys([basis]), basis).toContain('示府规〔2024〕3号');
  });
});
