// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText sees what a reader sees
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import type { Banner } from '../../shared/types.ts';
import { Stage } from '../../testing/stage.ts';
import type { BannerElement } from './banner.ts';

const flood: Banner = { text: '政务服务中心今日暂停办公。', level: 'urgent', until: '2999-01-01T00:00:00Z', link: null };

describe.skipIf(withoutChromium)('wence-banner', () => {
  let stage: Stage;
  const element = () => stage.page.locator('wence-banner');
  /** What the API gives from now on, read at once. */
  const given = (banner: Banner | null, revision: number) =>
    element().evaluate(
      async (target, { banner, revision }) => {
        const shown = target as BannerElement;
        const read = async () => ({ banner, revision });
        shown.api = { banner: read, base: location.href } as unknown as BannerElement['api'];
        await shown.refresh();
        await shown.updateComplete;
      },
      { banner, revision },
    );
  beforeAll(async () => {
    stage = await Stage.open(new URL('./banner.ts', import.meta.url));
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.show({ tag: 'wence-banner', properties: { api: null } });
    await stage.page.evaluate(() => sessionStorage.clear());
  });

  it('says what is urgent at once and the rest politely', async () => {
    await given(flood, 1);
    expect(await element().getByRole('alert').innerText()).toContain('政务服务中心今日暂停办公');
    await given({ ...flood, level: 'notice' }, 2);
    expect(await element().getByRole('status').innerText()).toContain('通知');
    await given(null, 3);
    expect(await element().evaluate((target) => target.shadowRoot?.textContent?.trim())).toBe('');
  });

  it('folds up for this tab, opens again, and another banner unfolds it', async () => {
    await given(flood, 1);
    await element().getByRole('button', { name: '收起提示' }).click();
    expect(await element().getByRole('alert').count()).toBe(0);
    await given(flood, 1);
    expect(await element().getByRole('alert').count()).toBe(0);
    await element()
      .getByRole('button', { name: /查看提示/ })
      .click();
    expect(await element().getByRole('alert').count()).toBe(1);
    await element().getByRole('button', { name: '收起提示' }).click();
    await given({ ...flood, text: '恢复办公。' }, 2);
    expect(await element().getByRole('alert').innerText()).toContain('恢复办公');
  });

  it('keeps what it has while it cannot read, until its end', async () => {
    const unreachable = () =>
      element().evaluate(async (target) => {
        const shown = target as BannerElement;
        shown.api = { banner: () => Promise.reject(new Error()), base: location.href } as unknown as BannerElement['api'];
        await shown.refresh();
        await shown.updateComplete;
      });
    await given(flood, 1);
    await unreachable();
    expect(await element().getByRole('alert').count()).toBe(1);
    await given({ ...flood, until: '2020-01-01T00:00:00Z' }, 2);
    await unreachable();
    expect(await element().getByRole('alert').count()).toBe(0);
  });

  it('shows a link only to the web', async () => {
    await given({ ...flood, link: { label: '网上办理', url: 'https://www.shili.example/' } }, 1);
    expect(
      await element()
        .getByRole('link', { name: /网上办理/ })
        .getAttribute('href'),
    ).toBe('https://www.shili.example/');
    await given({ ...flood, link: { label: '点', url: 'javascript:alert(1)' } }, 2);
    expect(await element().getByRole('link').count()).toBe(0);
  });
});
