import { describe, expect, it } from 'vitest';
import { understand } from '../understand.ts';
import { facetsOf } from './facets.ts';

const facets = (question: string) => facetsOf(understand({ question, asOf: '2026-11-01' }));

describe('the things asked in a question', () => {
  it('is one for one asking part', () => {
    expect(facets('失业保险金每月多少钱？')).toEqual([{ text: '失业保险金每月多少钱？', intent: 'amount' }]);
  });

  it('gives each asking part the shared topic and its own kind', () => {
    expect(facets('小微企业申请创业担保贷款，最多能贷多少，最长几年？')).toEqual([
      { text: '小微企业申请创业担保贷款，最多能贷多少', intent: 'amount' },
      { text: '小微企业申请创业担保贷款，最长几年', intent: 'duration' },
    ]);
  });

  it('lends later parts the topic of the first when none stands alone', () => {
    expect(facets('石牌街服务中心在什么位置？电话多少？').map(({ text }) => text)).toEqual([
      '石牌街服务中心在什么位置',
      '石牌街服务中心在，电话多少',
    ]);
  });

  it.each([
    ['小微企业贷款和个人贷款的额度有什么区别？', ['小微企业贷款额度', '个人贷款额度']],
    ['职工医保跟居民医保有啥不同', ['职工医保', '居民医保']],
    ['A类人才与B类人才的租金一样吗？', ['A类人才租金', 'B类人才租金']],
  ])('looks for both sides of a comparison: %s', (question, sides) => {
    expect(facets(question).map(({ text }) => text)).toEqual(sides);
  });

  it.each(['身份证和户口簿要带原件吗？', '我和老婆都不是本地人，孩子能不能入学？'])('compares nothing: %s', (question) => {
    expect(facets(question)).toHaveLength(1);
  });

  it('takes three at most', () => {
    expect(facets('补贴多少？多久到账？怎么申请？去哪里办？')).toHaveLength(3);
  });
});
