import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { questions } from './citizen.ts';
import type { Site } from './site.ts';
import { staffPassword, staffVisit } from './staff.ts';

const question = (page: Page) => page.getByLabel('问题', { exact: true });
const focused = (page: Page) => page.evaluate(() => document.querySelector('wence-evaluate')?.shadowRoot?.activeElement?.id);
const ended = (page: Page) => page.getByRole('heading', { name: /最后的答复/ });

async function enter(site: Site, size?: { width: number; height: number }): Promise<Page & { errors: string[] }> {
  const page = await site.visit('/evaluate', size);
  await page.getByText('没有账号，用评测密钥进入').click();
  await page.getByLabel('评测密钥').fill(site.evaluatorKey);
  await page.keyboard.press('Enter');
  await question(page).waitFor();
  return page;
}

export function evaluateTests(site: () => Site): void {
  describe('an evaluator', () => {
    it('sees every step of an answer, by keyboard only', async () => {
      const page = await enter(site());
      await expect.poll(() => focused(page)).toBe('question');
      await page.keyboard.type(questions.answered);
      const submit = page.getByRole('button', { name: '逐步查看' });
      for (let i = 0; i < 12 && !(await submit.evaluate((element) => element.matches(':focus'))); i++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await ended(page).waitFor();
      // Who reads on starts at the first step.
      await expect.poll(() => focused(page)).toBe('stage-1');
      for (const name of ['问题与理解', '找到的候选', '读出的句子', '依据够不够']) {
        expect(await page.getByRole('heading', { name: new RegExp(name) }).count(), name).toBe(1);
      }
      expect(await page.locator('ol.candidates > li').count()).toBe(5);
      expect(await page.locator('ol.candidates > li').first().textContent()).toContain('意思相近');
      await page.getByRole('button', { name: /显示其余 \d+ 个/ }).click();
      expect(await page.locator('ol.candidates > li').count()).toBeGreaterThan(5);
      expect(await page.locator('.answer').textContent()).not.toBe('');
      expect(await page.locator('section blockquote').count()).toBeGreaterThan(0);
      expect(page.errors).toEqual([]);
    });

    it('reads a follow-up with what was said before it', async () => {
      const page = await enter(site());
      await page.getByLabel('前面说过的话').fill('灵活就业社保补贴怎么申请？');
      await question(page).fill('那养老保险每个月最高补多少钱？');
      await page.getByLabel('按哪一天的效力').fill('2026-11-01');
      await page.getByRole('button', { name: '逐步查看' }).click();
      await ended(page).waitFor();
      const first = page.locator('section').filter({ has: page.locator('#stage-1') });
      expect(await first.textContent()).toMatch(/先说过：灵活就业社保补贴怎么申请？[\s\S]*理解为：[\s\S]*按 2026-11-01 的效力/);
    });

    it('is told what is missing, and that the key is wrong or has no right', async () => {
      const page = await site().visit('/evaluate');
      await page.getByText('没有账号，用评测密钥进入').click();
      await page.getByRole('button', { name: '用密钥进入' }).click();
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('请填写评测密钥');
      await page.getByLabel('评测密钥').fill('wk_wrong');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('密钥无效');
      await page.getByLabel('评测密钥').fill(site().key);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('无权访问');
      await page.getByLabel('评测密钥').fill(site().evaluatorKey);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '逐步查看' }).click();
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('请填写要看的问题');
    });

    it('enters by account, goes on after the session ended, and leaves', async () => {
      const person = { login: 'evaluator', name: '评测员甲', roles: ['evaluator' as const], desks: ['hotline'] };
      const page = await staffVisit(site(), person, '/evaluate');
      await question(page).fill(questions.answered);
      await page.getByLabel('渠道').selectOption('hotline');
      await page.context().clearCookies();
      await page.getByRole('button', { name: '逐步查看' }).click();
      await page.getByRole('heading', { name: '请重新登录' }).waitFor();
      expect(await violations(page), 'login over the page').toEqual([]);
      await page.getByLabel('登录名').fill(person.login);
      await page.getByLabel('密码', { exact: true }).fill(staffPassword);
      await page.keyboard.press('Enter');
      await ended(page).waitFor();
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('登录名').waitFor();
      const editor = await staffVisit(site(), { login: 'onlyeditor', name: '只是编辑', roles: ['editor'] }, '/evaluate');
      await expect.poll(() => editor.getByRole('alert').allTextContents()).toContain('您的账号没有这项权限');
    });

    it('leaves, and the key is gone', async () => {
      const page = await enter(site());
      await page.reload();
      await question(page).waitFor();
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('登录名').waitFor();
      await page.reload();
      await page.getByLabel('登录名').waitFor();
      expect(await page.evaluate(() => Object.values(sessionStorage))).toEqual([]);
    });

    it('finds nothing with axe, and nothing wider than a phone', async () => {
      const login = await site().visit('/evaluate');
      await login.getByLabel('登录名').waitFor();
      expect(await violations(login), 'login').toEqual([]);
      const page = await enter(site(), { width: 390, height: 844 });
      expect(await violations(page), 'empty').toEqual([]);
      for (const [state, words] of Object.entries(questions)) {
        await question(page).fill(words);
        await page.getByRole('button', { name: '逐步查看' }).click();
        await page
          .locator('#stage-1 ~ p')
          .filter({ hasText: `问：${words}` })
          .first()
          .waitFor();
        expect(await violations(page), state).toEqual([]);
        expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth), state).toBeLessThanOrEqual(
          0,
        );
      }
    });
  });
}
