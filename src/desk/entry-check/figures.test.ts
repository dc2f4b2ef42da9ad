import { describe, expect, it } from 'vitest';
import { contradictions, statedIn, unsupported } from './figures.ts';

const between = (said: string, known: string) =>
  contradictions(statedIn(said), statedIn(known)).map((one) => `${one.said} / ${one.known}`);

describe('figures that contradict', () => {
  it.each([
    ['失业保险金每月15日发放。', '失业保险金每月20日发放。', ['15日 / 20日']],
    ['每人每月补贴两千元。', '补贴标准为每人每月1500元。', ['2000元 / 1500元']],
    ['受理后5个工作日内办结。', '受理后十个工作日内办结。', ['5工作日 / 10工作日']],
    ['受理后5日内办结。', '受理后5个工作日内办结。', ['5日 / 5工作日']],
    ['申请截止到2026年6月30日。', '申请截止到2026年9月30日。', ['2026-6-30 / 2026-9-30']],
    ['报销比例为70%。', '报销比例为百分之六十。', ['70% / 60%']],
    ['咨询电话 0000-1233444。', '咨询电话：0000-1233555。', ['0000-1233444 / 0000-1233555']],
  ])('%s — %s', (said, known, found) => {
    expect(between(said, known)).toEqual(found);
  });

  it.each([
    ['the same in another spelling', '每人每月补贴两万元。', '补贴标准为每人每月20000元。'],
    ['of another matter', '失业保险金每月15日发放。', '公租房申请材料齐全的，20日内答复。'],
    ['tiers that the draft names too', '一档补贴500元，二档补贴800元。', '二档补贴800元；一档补贴500元。'],
    ['list marks and articles', '1. 身份证；2. 申请表，见第5条。', '1. 户口簿；2. 第8条所列材料。'],
    ['numbers of documents', '按示府规〔2025〕3号办理。', '按示府规〔2024〕8号办理。'],
  ])('says nothing of %s', (_what, said, known) => {
    expect(between(said, known)).toEqual([]);
  });

  it('are told from those that the basis does not hold at all', () => {
    const missing = unsupported(statedIn('每月15日发放，最多领24个月。'), statedIn('失业保险金按月发放，最长24个月。'));
    expect(missing.map(({ value }) => value)).toEqual(['15日']);
  });
});
