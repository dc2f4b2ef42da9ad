import { describe, expect, it } from 'vitest';
import { completeQuestion, isFollowUp, readFollowUp, withEarlierTopic } from './follow-up.ts';

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
    ['居民医保每年交多少钱？', '学生', '学生，居民医保每年交多少钱？'],
    ['残疾人补贴一个月能领多少？', '护理补贴', '护理补贴一个月能领多少？'],
    ['重度残疾人护理补贴每月多少？', '生活补贴', '重度残疾人生活补贴每月多少？'],
    ['职工医保住院，在职的报多少？', '要是退休了呢？', '职工医保住院，退休了的报多少？'],
    ['高级工补多少？', '外地发的证呢，打不打折？', '外地发的证呢，打不打折，高级工补多少？'],
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
    expect(withEarlierTopic('护照多少钱一本？', previous)).toBeNull();
    expect(withEarlierTopic('丢了补一张要多少钱？', undefined)).toBeNull();
  });

  it.each([
    ['残疾人护理补贴一级每月多少钱？', '那二级的呢？', '残疾人护理补贴二级每月多少钱？', 'changed'],
    ['2025年居民医保个人缴多少？', '2026年呢', '2026年居民医保个人缴多少？', 'changed'],
    ['80岁老人的高龄津贴多少？', '那100岁呢？', '100岁老人的高龄津贴多少？', 'changed'],
    ['在职职工住院报销多少？', '退休的呢', '退休住院报销多少？', 'changed'],
    ['就业困难人员的灵活就业社保补贴最长领多久？', '高校毕业生呢？', '高校毕业生的灵活就业社保补贴最长领多久？', 'changed'],
    ['电子居住证几天能办好？', '实体的呢？', '实体居住证几天能办好？', 'changed'],
    ['本市户籍申请公租房要什么条件？', '外地户口也一样吗', '外地户口申请公租房要什么条件？', 'same'],
    ['重度残疾人护理补贴一级每月多少？', '那二级的呢', '重度残疾人护理补贴二级每月多少？', 'changed'],
    ['生育津贴顺产享受多少天？', '怀孕不到4个月流产的呢', '生育津贴怀孕不到4个月流产享受多少天？', 'changed'],
    ['生育津贴怎么申领？', '这个多久能办好？', '生育津贴多久能办好', 'pronoun'],
    ['生育津贴怎么申领？', '这个钱什么时候到账？', '生育津贴，这个钱什么时候到账', 'pronoun'],
    ['创业补贴申请，要准备哪些材料', '多久能审下来？', '创业补贴申请，多久能审下来', 'aspect'],
    ['小学什么时候报名', '初中也是这个时间吗', '初中什么时候报名', 'same'],
    ['公租房怎么申请？', '单身的能申请吗', '公租房，单身的能申请吗', 'bare'],
    ['2025年低保标准是多少？', '2026年有没有提高', '低保标准，2026年有没有提高', 'bare'],
    ['灵活就业社保补贴最长多久？', '谢谢，那什么时候能到账', '灵活就业社保补贴，什么时候能到账', 'aspect'],
    ['租赁备案要收费吗？', '那材料呢', '租赁备案，材料', 'aspect'],
    ['居住证怎么申请？', '要带什么材料？', '居住证申请，要带什么材料', 'aspect'],
    ['怎么申请生育津贴？', '多久到账？', '申请生育津贴，多久到账', 'aspect'],
    ['低保怎么办理？', '去哪里办？', '低保办理，去哪里办', 'aspect'],
    ['创业担保贷款个人最多贷多少？', '利息政府贴多少？', '创业担保贷款个人，利息政府贴多少', 'aspect'],
    ['实体居住证几天能办好？', '丢了补一张要多少钱？', '实体居住证，丢了补一张要多少钱', 'aspect'],
    ['创业补贴多少钱？', '那材料呢', '创业补贴，材料', 'aspect'],
    ['积分入学什么时候报名？', '我问的其实是积分入户，什么时候申请？', '积分入户，什么时候申请？', 'correction'],
  ])('%s %s -> %s (%s)', (understood, question, text, reason) => {
    expect(readFollowUp(question, { understood })).toEqual({ text, reason });
  });

  it.each([
    ['创业补贴多少钱？', '换个问题，居住证多久签注一次？', '居住证多久签注一次？', 'new_topic'],
    ['90岁老人高龄津贴多少？', '那一级残疾的护理补贴是多少？', '那一级残疾的护理补贴是多少？', 'none'],
    ['公租房怎么申请？', '老年优待证怎么办理？', '老年优待证怎么办理？', 'none'],
    ['失业金领几个月？', '社保卡丢了怎么补办？', '社保卡丢了怎么补办？', 'none'],
    ['结婚登记要带什么', '离婚登记要预约吗', '离婚登记要预约吗', 'none'],
    ['居住证怎么办', '落户又要什么条件', '落户又要什么条件', 'none'],
    ['居住证要什么材料？', '小孩出生登记要在几天内办？', '小孩出生登记要在几天内办？', 'none'],
  ])('does not drag the old topic along: %s %s', (understood, question, text, reason) => {
    expect(readFollowUp(question, { understood })).toEqual({ text, reason });
  });

  it('knows a thing of the last answer', () => {
    const previous = { understood: '居家养老补贴向哪里申请？', answer: '向户籍地街道申请，由评估机构上门评估。' };
    expect(readFollowUp('评估机构要多少天出报告？', previous).reason).toBe('of_answer');
    expect(readFollowUp('医院几点下班？', previous).reason).toBe('none');
  });

  it('has nothing to complete at the beginning', () => {
    expect(completeQuestion('那初中呢？', undefined)).toBe('那初中呢？');
  });
});
