import { describe, expect, it } from 'vitest';
import { structureText } from '../plain-text.ts';

const head = '某市人民政府关于印发饮水办法的通知\n某府〔2020〕1号\n各区人民政府：\n现将办法印发给你们。';
const tail = '第二条 本办法自2020年1月1日起施行，有效期5年。';
const textOf = (middle: string) => structureText('饮水办法', `${head}\n第一条 ${middle}\n${tail}`);

// A rule that looks back over a whole line from each of its signs would not end within the time limit of a test.
describe('a line without end', () => {
  it.each([
    ['《', '《，', '。'],
    ['（号', '号，', '。'],
    ['附件', '1、', '。'],
    ['依照第一条', '、第二条', '。'],
    ['关于废止', '《甲》', '的决定'],
    ['自', '2020年', '起施行'],
    ['下列文件', '同时废止', '：'],
  ])('of %s and %s is read to its end', (first, second, end) => {
    const { clauses, effectiveOn } = textOf(`${first.repeat(100_000)}一${second.repeat(100_000)}${end}`);
    expect(clauses.at(-1)?.text).toContain('有效期5年');
    expect(effectiveOn).toBe('2020-01-01');
  });
});
