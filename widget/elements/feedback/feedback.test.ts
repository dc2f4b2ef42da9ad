// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText sees what a reader sees
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import { Stage } from '../../testing/stage.ts';
import type { FeedbackElement, FeedbackInput } from './feedback.ts';

describe.skipIf(withoutChromium)('wence-feedback', () => {
  let stage: Stage;
  const sent = () => stage.page.evaluate(() => (window as unknown as { sent: FeedbackInput[] }).sent);
  const button = (name: string) => stage.page.getByRole('button', { name, exact: true });

  beforeAll(async () => {
    stage = await Stage.open(new URL('./feedback.ts', import.meta.url));
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.show({ tag: 'wence-feedback' });
    await stage.page.locator('wence-feedback').evaluate((element) => {
      const sent: FeedbackInput[] = [];
      Object.assign(window, { sent, broken: false });
      (element as FeedbackElement).send = async (input) => {
        if ((window as unknown as { broken: boolean }).broken) throw new Error('网络连接不上');
        sent.push(input);
      };
    });
  });

  it('sends 有用 at once and thanks', async () => {
    await button('有用').click();
    expect(await sent()).toEqual([{ helpful: true }]);
    await expect.poll(() => stage.page.getByRole('status').innerText()).toContain('感谢');
  });

  it('asks why before it sends 没用', async () => {
    await button('没用').click();
    expect(await sent()).toEqual([]);
    expect(await button('提交反馈').isDisabled()).toBe(true);
    await stage.page.getByText('内容过时').click();
    await stage.page.getByRole('textbox').fill('标准已调整');
    await button('提交反馈').click();
    expect(await sent()).toEqual([{ helpful: false, reason: 'outdated', comment: '标准已调整' }]);
  });

  it('keeps what was typed when sending fails', async () => {
    await button('没用').click();
    await stage.page.getByText('看不懂').click();
    await stage.page.getByRole('textbox').fill('太长了');
    await stage.page.evaluate(() => Object.assign(window, { broken: true }));
    await button('提交反馈').click();
    await expect.poll(() => stage.page.getByRole('status').innerText()).toContain('网络连接不上');
    expect(await stage.page.getByRole('textbox').inputValue()).toBe('太长了');
    await stage.page.evaluate(() => Object.assign(window, { broken: false }));
    await button('提交反馈').click();
    expect(await sent()).toEqual([{ helpful: false, reason: 'unclear', comment: '太长了' }]);
  });
});
