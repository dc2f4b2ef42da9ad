import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import { appOf, bearer, openTestWence, type TestWence } from '../test-app.ts';
import { as, signInStaff, type TestStaff } from '../test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const flood = {
  text: '因暴雨，政务服务中心今日暂停办公。',
  level: 'urgent',
  channels: ['web', 'hotline'],
  from: '2025-06-02T08:00:00+08:00',
  until: '2025-06-03T08:00:00+08:00',
  link: { label: '网上办理', url: 'https://www.example.gov.cn/ban' },
};
const hang = (banner: object, revision: number, who = staff.reviewer) =>
  as(app, who, 'PUT', '/v1/staff/banner', { banner, revision });
const shown = async (channel = 'web', headers = {}) => (await app.request(`/v1/banner?channel=${channel}`, { headers })).json();

describe('the emergency banner', () => {
  it('is read by everybody, on the channels it hangs over, at the next request', async () => {
    expect(await shown()).toEqual({ revision: 0, banner: null });
    expect((await hang(flood, 0)).status).toBe(200);
    const { text, level, link } = flood;
    expect(await shown()).toEqual({ revision: 1, banner: { text, level, link, until: '2025-06-03T00:00:00.000Z' } });
    expect((await shown('hotline', bearer(test.secrets.hotline))).banner.text).toBe(flood.text);
    expect((await shown('window', bearer(test.secrets.window))).banner).toBeNull();
  });

  it('of a desk is for that desk', async () => {
    expect((await app.request('/v1/banner?channel=hotline')).status).toBe(403);
    expect((await app.request('/v1/banner?channel=window', { headers: staff.agent.cookie })).status).toBe(200);
  });

  it('is hung by reviewers and administrators, from what they looked at', async () => {
    expect((await hang(flood, 0)).status).toBe(409);
    expect((await hang(flood, 1, staff.editor)).status).toBe(403);
    expect((await hang({ ...flood, text: '另一条' }, 1, staff.administrator)).status).toBe(200);
    expect((await shown()).banner.text).toBe('另一条');
  });

  it.each([
    ['without words', { text: ' ' }],
    ['for no channel', { channels: [] }],
    ['with a link that is no web address', { link: { label: '点', url: 'javascript:alert(1)' } }],
    ['that ends before it begins', { until: '2025-06-01T08:00:00+08:00' }],
  ])('is refused %s', async (_, change) => {
    expect([400, 422]).toContain((await hang({ ...flood, ...change }, 2)).status);
    expect((await shown()).revision).toBe(2);
  });

  it('is taken down at once', async () => {
    const remove = (revision: number, who = staff.reviewer) => as(app, who, 'DELETE', `/v1/staff/banner?revision=${revision}`);
    expect((await remove(1)).status).toBe(409);
    expect((await remove(2, staff.agent)).status).toBe(403);
    expect((await remove(2)).status).toBe(200);
    expect(await shown()).toEqual({ revision: 3, banner: null });
    expect(await (await as(app, staff.agent, 'GET', '/v1/staff/banner')).json()).toMatchObject({
      banner: null,
      changedBy: 'reviewer的姓名',
    });
  });
});
