import { describe, expect, it } from 'vitest';
import { caseFit } from './case-fit.ts';
import type { Unit } from './units.ts';
import { readingWeights } from './weights.ts';

const { ofCase } = readingWeights;
const unit = (text: string, headings: string[] = []) => ({ text, clause: { headings } }) as unknown as Unit;

describe('the case that a question states', () => {
  const of62 = caseFit('我妈今年62，坐地铁要给钱吗？');

  it('speaks for the sentence whose range holds it and against one whose range does not', () => {
    expect(of62(unit('年满60周岁不满65周岁的老年人享受半价。'))).toBe(ofCase.fits);
    expect(of62(unit('65周岁以上老年人免费。'))).toBe(-ofCase.missesAge);
    expect(of62(unit('免费乘车须出示优待凭证。'))).toBe(0);
  });

  it('is looked for in the nearest heading where the sentence has no range', () => {
    expect(of62(unit('每次半价。', ['办法', '年满60周岁不满65周岁的老年人']))).toBe(ofCase.fits);
    expect(of62(unit('每次半价。', ['65周岁以上老年人办法']))).toBe(0);
  });

  it('is nothing where the question states none', () => {
    expect(caseFit('坐地铁要给钱吗？')(unit('65周岁以上老年人免费。'))).toBe(0);
  });
});
