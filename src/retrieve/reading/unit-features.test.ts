import { describe, expect, it } from 'vitest';
import { withUnit } from './unit-features.ts';

describe('the unit of a table', () => {
  it('is read into the bare figures of a row, from over the table or from a cell', () => {
    expect(withUnit('类别：甲；标准：600', '元')).toBe('类别：甲；标准：600元');
    expect(withUnit('方式：居家护理（元/月）；中度：600；重度：1200', null)).toBe(
      '方式：居家护理（元/月）；中度：600元；重度：1200元',
    );
  });

  it('is not added where the row has none, nor to figures within words', () => {
    expect(withUnit('序号：3；名称：第2食堂', null)).toBe('序号：3；名称：第2食堂');
  });
});
