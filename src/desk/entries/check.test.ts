import { expect, it } from 'vitest';
import { checkContent } from './check.ts';
import { emptyContent } from './content.ts';

const rules = { today: '2026-11-23', entryWithoutBasis: true };
const problemsOf = (answer: string) =>
  checkContent({ ...emptyContent(null), question: '怎么办？', answer, noBasisReason: '常识' }, rules).map(
    ({ message }) => message,
  );

it('a text that is too long is read as far as an entry goes, and refused', () => {
  const mobile = '请拨13912345678。';
  const fill = (length: number) => '请到所在街道的便民服务中心窗口办理。\n'.repeat(length / 19 + 1).slice(0, length);
  expect(problemsOf(mobile + fill(15_000))).toEqual([
    '“答案”太长，最多 8000 个字',
    '“答案”第 3 个字起疑似手机号，请删去公民个人信息',
  ]);
  expect(problemsOf(fill(15_000) + mobile)).toEqual(['“答案”太长，最多 8000 个字']);
  expect(problemsOf(fill(7_900) + mobile)).toEqual(['“答案”第 7903 个字起疑似手机号，请删去公民个人信息']);
});
