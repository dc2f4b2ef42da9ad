import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Banner } from '../domain/banner.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createBanners } from './banner.ts';

const reviewer = { id: 'u_zhao', name: '赵审核', from: '10.0.0.8' };
const flood: Banner = {
  text: '因暴雨，示例市政务服务中心今日暂停办公，业务请网上办理。',
  level: 'urgent',
  channels: ['web', 'hotline'],
  from: '2025-06-02T08:00:00+08:00',
  until: '2025-06-03T08:00:00+08:00',
  link: null,
};

describe('the emergency banner', () => {
  let store: Store;
  let now = new Date('2025-06-02T09:00:00+08:00');
  const banners = () => createBanners(store, { now: () => now });
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    now = new Date('2025-06-02T09:00:00+08:00');
  });
  afterEach(() => store.close());
  const on = async (channel: 'web' | 'hotline' | 'window') => (await banners().shownOn(channel)).banner?.text ?? null;

  it('hangs over the channels named and no other, with its revision', async () => {
    expect(await banners().shownOn('web')).toEqual({ revision: 0, banner: null });
    await banners().hang(flood, 0, reviewer);
    expect(await banners().shownOn('web')).toEqual({
      revision: 1,
      banner: { ...flood, from: '2025-06-02T00:00:00.000Z', until: '2025-06-03T00:00:00.000Z' },
    });
    expect(await on('hotline')).toBe(flood.text);
    expect(await on('window')).toBeNull();
  });

  it('begins and ends by itself', async () => {
    now = new Date('2025-06-01T23:59:59Z');
    await banners().hang(flood, 0, reviewer);
    expect(await on('web')).toBeNull();
    now = new Date('2025-06-02T00:00:00Z');
    expect(await on('web')).toBe(flood.text);
    now = new Date('2025-06-03T00:00:00Z');
    expect(await on('web')).toBeNull();
  });

  it('is taken down at once, once, and both are audited with what hung before', async () => {
    await banners().hang(flood, 0, reviewer);
    await expect(banners().takeDown(0, reviewer)).rejects.toThrow(ConflictError);
    await banners().takeDown(1, reviewer);
    expect(await on('web')).toBeNull();
    await expect(banners().takeDown(2, reviewer)).rejects.toThrow(NotFoundError);
    const { entries } = await store.audit.list({ action: 'banner' });
    expect(entries.map(({ action, actorId, after }) => [action, actorId, after && (after as Banner).text])).toEqual([
      ['banner.take_down', 'u_zhao', null],
      ['banner.hang', 'u_zhao', flood.text],
    ]);
  });

  it('is replaced only from what was looked at', async () => {
    await banners().hang(flood, 0, reviewer);
    await expect(banners().hang({ ...flood, text: '另一条' }, 0, reviewer)).rejects.toThrow('赵审核');
    await banners().hang({ ...flood, text: '另一条' }, 1, reviewer);
    expect(await on('web')).toBe('另一条');
  });

  it.each([
    ['ends before it begins', { until: '2025-06-02T07:00:00+08:00' }],
    ['is over already', { from: '2025-06-01T08:00:00+08:00', until: '2025-06-02T08:59:00+08:00' }],
    ['would hang for months', { until: '2025-08-02T08:00:00+08:00' }],
  ])('is refused when it %s', async (_, change) => {
    await expect(banners().hang({ ...flood, ...change }, 0, reviewer)).rejects.toThrow(InvalidInputError);
    expect((await banners().state()).revision).toBe(0);
  });
});
