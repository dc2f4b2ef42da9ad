import { expect, it } from 'vitest';
import { setupSteps } from './setup-card.ts';

const empty = {
  units: 0,
  editors: 1,
  reviewers: 0,
  unused: 0,
  administratorsWithoutTotp: 1,
  settings: 0,
  holidays: false,
  documents: 0,
  entries: 0,
};
const open = (state: typeof empty) => setupSteps(state).flatMap(({ done, title }) => (done ? [] : [title]));

it('says what an administrator still has to see to', () => {
  expect(open(empty)).toEqual(['建立单位', '建立账号', '管理员设置动态验证码', '核对设置', '知识库里有内容']);
  const ready = { ...empty, units: 2, reviewers: 1, administratorsWithoutTotp: 0, settings: 1, holidays: true, entries: 3 };
  expect(open(ready)).toEqual([]);
  expect(open({ ...ready, unused: 2 })).toEqual(['一次性密码都已改过']);
});
