import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import { Stage } from '../../testing/stage.ts';

describe.skipIf(withoutChromium)('wence-faq-list', () => {
  let stage: Stage;
  const questions = Array.from({ length: 7 }, (_, index) => `问题${index + 1}？`);

  beforeAll(async () => {
    stage = await Stage.open(new URL('./faq-list.ts', import.meta.url));
  });
  afterAll(() => stage?.close());

  it('shows five, then all, and asks the one tapped', async () => {
    await stage.show({ tag: 'wence-faq-list', properties: { questions }, listen: ['ask'] });
    expect(await stage.page.getByRole('listitem').count()).toBe(5);
    await stage.page.getByRole('button', { name: '还有 2 个问题' }).click();
    expect(await stage.page.getByRole('listitem').count()).toBe(7);
    await stage.page.getByRole('button', { name: '问题7？' }).click();
    expect(await stage.heard()).toEqual([['ask', { question: '问题7？' }]]);
  });

  it('is not there without questions', async () => {
    await stage.show({ tag: 'wence-faq-list' });
    expect(await stage.page.locator('wence-faq-list').evaluate((element) => element.shadowRoot?.textContent?.trim())).toBe('');
  });
});
