import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { questions } from './citizen.ts';
import type { Site } from './site.ts';

const searchBox = (page: Page) => page.getByRole('combobox', { name: /查政策/ });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function enter(site: Site, hash = ''): Promise<Page> {
  const page = await site.visit(`/desk#key=${site.key}${hash}`);
  await searchBox(page).waitFor();
  return page;
}

export function deskTests(site: () => Site): void {
  describe('an agent at the desk', () => {
    it('finds, reads and copies by keyboard only', async () => {
      const page = await site().visit('/desk');
      await page.getByLabel('坐席密钥').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type(site().key);
      await page.keyboard.press('Enter');
      await searchBox(page).waitFor();
      await page.keyboard.type('补缴的社保费');
      await page.locator('#hit-0').waitFor();
      await expect.poll(() => page.locator('.count').textContent()).toMatch(/“补缴的社保费” \d+ 条 · \d+ 毫秒/);
      expect(await searchBox(page).getAttribute('aria-activedescendant')).toBe('hit-0');
      await page.keyboard.press('ArrowDown');
      expect(await searchBox(page).getAttribute('aria-activedescendant')).toBe('hit-1');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      const detail = page.locator('wence-desk-detail');
      await expect.poll(() => detail.locator('.script').textContent()).toContain('您好，补缴的部分不能领补贴');
      expect(await detail.locator('.internal').textContent()).toContain('不要承诺补发');
      await page.keyboard.press('c');
      await expect.poll(() => detail.getByRole('status').textContent()).toContain('已复制');
      const ticket = await clipboard(page);
      for (const part of ['【口径】', '不列入补贴范围', '【依据】', '【承办单位】示例市人力资源和社会保障局', '【查询时间】'])
        expect(ticket).toContain(part);
      expect(ticket).not.toContain('不要承诺补发');
      await page.keyboard.press('/');
      expect(await page.evaluate(() => document.querySelector('wence-desk')?.shadowRoot?.activeElement?.id)).toBe('search');
      await page.keyboard.type('示人社规[2021]5号');
      await expect.poll(() => page.locator('#hit-0').textContent()).toContain('废止');
      expect(page.errors).toEqual([]);
    });

    it('sees that a text is out of force, and its successor’s clause in context', async () => {
      const page = await enter(site(), `&q=${encodeURIComponent('示人社规〔2021〕5号')}`);
      await page.locator('#hit-0').click();
      const detail = page.locator('wence-desk-detail');
      await expect.poll(() => detail.locator('.warning').textContent()).toMatch(/不能作为现行依据.*废止/);
      await detail.getByRole('button', { name: /复制到工单/ }).click();
      await expect.poll(() => detail.getByRole('status').textContent()).toContain('已复制');
      expect(await clipboard(page)).toContain('不能作为现行依据');
    });

    it('answers the caller’s question from a link', async () => {
      const page = await enter(site(), `&ask=${encodeURIComponent(questions.faq)}`);
      await page.locator('.asked[aria-busy="false"] wence-answer').waitFor();
      expect(await page.locator('wence-answer .script').textContent()).toContain('补缴的部分不能领补贴');
      await page.getByRole('heading', { name: questions.faq }).waitFor();
      await page.keyboard.press('c');
      await expect.poll(() => clipboard(page)).toContain(`【来电问题】${questions.faq}`);
    });

    it('asked before the pause, shows the list of the same question beside the answer', async () => {
      const page = await enter(site(), `&q=${encodeURIComponent('示人社规〔2021〕5号')}`);
      await expect.poll(() => page.locator('.count').textContent()).toContain('示人社规');
      await searchBox(page).fill(questions.faq);
      await page.keyboard.press('Control+Enter');
      await page.locator('.asked[aria-busy="false"] wence-answer').waitFor();
      await expect.poll(() => page.locator('.count').textContent()).toContain(`“${questions.faq}”`);
      await page.getByRole('heading', { name: questions.faq }).waitFor();
    });

    it('keeps recent look-ups of this tab', async () => {
      const page = await enter(site(), `&q=${encodeURIComponent('失业金')}`);
      await page.locator('#hit-0').click();
      await page.keyboard.press('/');
      await page.keyboard.press('Backspace');
      await page.getByRole('button', { name: '失业金', exact: true }).click();
      await page.locator('#hit-0').waitFor();
      expect(await searchBox(page).inputValue()).toBe('失业金');
    });

    it('is told what to do when nothing is found', async () => {
      const page = await enter(site());
      await page.getByRole('combobox', { name: '类型' }).selectOption('解读');
      await page.getByRole('combobox', { name: '有效性' }).selectOption('已废止');
      await searchBox(page).fill('月球采矿');
      await page.getByRole('heading', { name: /没有查到/ }).waitFor();
      await page.getByRole('button', { name: '用整句提问试试' }).waitFor();
    });

    it('is refused with a wrong key, which stays in the field', async () => {
      const page = await site().visit('/desk');
      await page.getByLabel('坐席密钥').fill('wk_wrong');
      await page.getByRole('button', { name: '进入工作台' }).click();
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('密钥无效');
      expect(await page.getByLabel('坐席密钥').inputValue()).toBe('wk_wrong');
    });

    it('without a key sees public content only', async () => {
      const page = await site().visit('/desk');
      await page.getByRole('button', { name: /只查公开内容/ }).click();
      await searchBox(page).fill('补缴的社保费');
      await page.locator('#hit-0').click();
      expect(await page.locator('wence-desk-detail h2').textContent()).toContain('补缴');
      expect(await page.locator('.script, .internal').count()).toBe(0);
    });

    it('works on a phone: list, detail, back', async () => {
      const page = await site().visit(`/desk#key=${site().key}&q=${encodeURIComponent('补缴的社保费')}`, {
        width: 390,
        height: 844,
      });
      await page.locator('#hit-0').click();
      await page.locator('wence-desk-detail h2').waitFor();
      expect(await page.locator('#hit-0').isVisible()).toBe(false);
      await page.getByRole('button', { name: '返回结果' }).click();
      expect(await page.locator('#hit-0').isVisible()).toBe(true);
      expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)).toBeLessThanOrEqual(0);
    });
  });

  describe('the widget inside a hotline system', () => {
    it('shows the desk’s view with a key', async () => {
      const page = await site().embed(
        `<script src="wence.js" defer></script><wence-chat channel="hotline" key="${site().key}"></wence-chat>`,
      );
      await page.getByRole('textbox', { name: '您的问题' }).fill(questions.faq);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('wence-answer .script').textContent()).toContain('补缴的部分不能领补贴');
      expect(await page.locator('wence-answer .internal').textContent()).toContain('不要承诺补发');
      expect(await page.getByRole('button', { name: '政策问答', exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: '复制到工单' }).click();
      await expect.poll(() => clipboard(page)).toContain('【口径】');
    });

    it('says why when the key is wrong', async () => {
      const page = await site().embed(
        '<script src="wence.js" data-channel="window" data-key="wk_wrong" data-position="left" defer></script>',
      );
      await page.getByRole('button', { name: '政策问答', exact: true }).click();
      await page.getByRole('textbox', { name: '您的问题' }).fill(questions.faq);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.trouble').textContent()).toContain('密钥无效');
    });
  });
}
