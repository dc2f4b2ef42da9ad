import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import { Stage } from '../../testing/stage.ts';

describe.skipIf(withoutChromium)('wence-ask-box', () => {
  let stage: Stage;
  const box = () => stage.page.getByRole('textbox', { name: '您的问题' });

  beforeAll(async () => {
    stage = await Stage.open(new URL('./ask-box.ts', import.meta.url));
  });
  afterAll(() => stage?.close());
  beforeEach(() => stage.show({ tag: 'wence-ask-box', listen: ['ask', 'stop'] }));

  it('sends with Enter, trimmed', async () => {
    await box().fill('  社保补贴有多少  ');
    await box().press('Enter');
    expect(await stage.heard()).toEqual([['ask', { question: '社保补贴有多少' }]]);
  });

  it('starts a line with Shift+Enter', async () => {
    await box().fill('第一行');
    await box().press('Shift+Enter');
    await box().pressSequentially('第二行');
    expect(await box().inputValue()).toBe('第一行\n第二行');
    expect(await stage.heard()).toEqual([]);
  });

  it('leaves the Enter of an input method alone', async () => {
    await box().fill('shebao');
    await box().dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await box().dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await stage.heard()).toEqual([]);
  });

  it('sends nothing when there is nothing', async () => {
    await box().fill('   \n ');
    await box().press('Enter');
    expect(await stage.heard()).toEqual([]);
    expect(await stage.page.getByRole('button', { name: '发送' }).isDisabled()).toBe(true);
  });

  it('keeps a question that is too long, says by how much, and waits', async () => {
    await box().fill('问'.repeat(503));
    await box().press('Enter');
    expect(await stage.heard()).toEqual([]);
    expect(await box().inputValue()).toHaveLength(503);
    await expect.poll(() => stage.page.getByText('请删去 3 字').isVisible()).toBe(true);
    await box().fill('问'.repeat(500));
    await box().press('Enter');
    expect(await stage.heard()).toHaveLength(1);
  });

  it('offers to stop while an answer is made, and sends nothing then', async () => {
    await stage.show({ tag: 'wence-ask-box', properties: { busy: true, value: '问题' }, listen: ['ask', 'stop'] });
    await box().press('Enter');
    await stage.page.getByRole('button', { name: '停止回答' }).click();
    expect(await stage.heard()).toEqual([['stop', null]]);
  });
});
