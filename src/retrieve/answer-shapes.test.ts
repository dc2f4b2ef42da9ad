import { describe, expect, it } from 'vitest';
import { lacksAskedUnit } from './answer-shapes.ts';

describe('the unit that a question names', () => {
  it.each([
    ['缴费基数下限是多少元？', '缴费比例为20%，由本人自行选择。', true],
    ['缴费基数下限是多少元？', '下限为每月5500元。', false],
    ['办证要多少元？', '该事项免费办理。', false],
    ['产假一共多少天？', '在2025年12月1日（含当日）后分娩的，可以申请。', true],
    ['产假一共多少天？', '产假为98天。', false],
    ['多少个工作日批下来？', '自受理之日起二十个工作日内作出决定。', false],
    ['能领几年？', '2024年3月1日起施行。', true],
    ['能领几年？', '期限不超过三年。', false],
    ['满多少岁才能办？', '年满六十周岁的老年人。', false],
    ['一年能补考几次？', '考试合格的，发给证件。', true],
    ['电话是多少？', '咨询电话：0571-12345678。', false],
    ['窗口几点下班？', '工作日上午9：00至12：00。', false],
    ['能退几成？', '按热费的百分之三十退还。', false],
    ['怎么申请？', '到窗口申请。', false],
  ])('%s | %s', (question, answer, lacking) => {
    expect(lacksAskedUnit(question, answer)).toBe(lacking);
  });
});
