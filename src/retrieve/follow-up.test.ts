import { describe, expect, it } from 'vitest';
import { completeQuestion, isFollowUp, withEarlierTopic } from './follow-up.ts';

describe('follow-up questions', () => {
  it.each([
    ['新购公寓的租金怎么算？', '那滨江苑呢？'],
    ['民办小学一年补贴多少学费？', '那初中呢？'],
    ['公司变更登记要多少天内办？', '那成员变了，去备案的期限呢？'],
    ['生育津贴是不是直接发给个人？', '那我是去年生的，也是这样吗？'],
    ['创业补贴多少钱？', '这个要什么材料？'],
  ])('%s -> %s rests on the one before', (_previous, question) => {
    expect(isFollowUp(question)).toBe(true);
  });

  it.each(['住房公积金贷款最高能贷多少？', '老年人优待卡怎么办理？', '失业保险金可以领几个月？'])(
    '%s is a topic of its own',
    (question) => {
      expect(isFollowUp(question)).toBe(false);
      expect(completeQuestion(question, { understood: '一次性创业补贴是多少？' })).toBe(question);
    },
  );

  it.each([
    ['创业大赛拿优胜奖的项目，给多少资助？', '那一等奖呢？', '创业大赛拿一等奖的项目，给多少资助？'],
    ['第一类资助对象，每个月资助多少？', '第二类呢？', '第二类资助对象，每个月资助多少？'],
    ['公办幼儿园，录取通知书几号发？', '那民办幼儿园呢？', '民办幼儿园，录取通知书几号发？'],
  ])('puts the new term where the old one stood: %s', (previous, question, complete) => {
    expect(completeQuestion(question, { understood: previous })).toBe(complete);
  });

  it('keeps the topic when the condition changes', () => {
    const complete = completeQuestion('那如果评估是重度失能，还会加钱吗？', { understood: '第二类资助对象每个月资助多少？' });
    expect(complete).toContain('第二类资助对象');
    expect(complete).toContain('重度失能');
  });

  it('offers the earlier topic to a short question only', () => {
    const previous = { understood: '社会保障卡怎么申领？' };
    expect(withEarlierTopic('丢了补一张要多少钱？', previous)).toBe('社会保障卡，丢了补一张要多少钱？');
    expect(withEarlierTopic('住房公积金贷款最高能贷多少，要什么条件？', previous)).toBeNull();
    expect(withEarlierTopic('丢了补一张要多少钱？', undefined)).toBeNull();
  });

  it('has nothing to complete at the beginning', () => {
    expect(completeQuestion('那初中呢？', undefined)).toBe('那初中呢？');
  });
});
