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

  it('takes three at most', () => {
    expect(facets('补贴多少？多久到账？怎么申请？去哪里办？')).toHaveLength(3);
  });
});
