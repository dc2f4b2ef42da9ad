import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { questions } from './citizen.ts';
import type { Site } from './site.ts';
import { type StaffPerson, staffVisit } from './staff.ts';
import { WidgetPage } from './widget-page.ts';

const searchBox = (page: Page) => page.getByRole('combobox', { name: /查政策/ });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function enter(site: Site, hash = ''): Promise<Page> {
  const page = await site.visit(`/desk#key=${site.key}${hash}`);
  await searchBox(page).waitFor();
  return page;
}

const hotlineAgent: StaffPerson = { login: 'rexian1', name: '何热线', roles: ['agent'], desks: ['hotline'] };
const bothAgent: StaffPerson = { login: 'liangtai', name: '梁两台', roles: ['agent'], desks: ['hotline', 'window'] };
const chief: StaffPerson = { login: 'tishi1', name: '史提示', roles: ['reviewer'] };
const phone = { width: 390, height: 844 };

/** At the desk by account: the page knows that somebody has signed in, as after a login in it. */
async function atDesk(site: Site, person: StaffPerson, hash = '', size?: { width: number; height: number }) {
  const page = await staffVisit(site, person, `/desk${hash}`, size);
  await page.evaluate(() => localStorage.setItem('wence.staff', '1'));
  await page.reload();
  return page;
}

/** Hangs a banner over these channels, or takes it down. */
async function setBanner(page: Page, banner: object | null): Promise<void> {
  await page.evaluate(async (given) => {
    const { csrf } = await (await fetch('/v1/staff/me')).json();
    const { revision } = await (await fetch('/v1/staff/banner')).json();
    const headers = { 'Content-Type': 'application/json', 'X-Wence-CSRF': csrf };
    const times = { from: new Date(Date.now() - 60_000).toISOString(), until: new Date(Date.now() + 3_600_000).toISOString() };
    if (!given) await fetch(`/v1/staff/banner?revision=${revision}`, { method: 'DELETE', headers });
    else {
      const body = JSON.stringify({ revision, banner: { link: null, ...times, ...given } });
      const answer = await fetch('/v1/staff/banner', { method: 'PUT', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    }
  }, banner);
}

export function deskTests(site: () => Site): void {
  describe('an agent with an account', () => {
    it('signs in, sets a password, and is at the desk', async () => {
      const { password } = await site().command(
        'user',
        'create',
        'xinren',
        '--name',
        '辛人',
        '--role',
        'agent',
        '--desk',
        'window',
      );
      const page = await site().visit('/desk');
      await page.getByLabel('登录名').fill('xinren');
      await page.keyboard.press('Tab');
      await page.keyboard.type(String(password));
      await page.keyboard.press('Enter');
      await page.getByLabel('新密码').fill('窗外的雨下了一整夜-77');
      await page.getByLabel('再输一次').fill('窗外的雨下了一整夜-77');
      await page.keyboard.press('Enter');
      await searchBox(page).waitFor();
      await page.getByText('辛人').waitFor();
      expect(await page.getByRole('combobox', { name: '工作渠道' }).locator('option').allTextContents()).toEqual([
        '政务服务窗口',
        '只查公开内容',
      ]);
      await page.reload();
      await searchBox(page).waitFor();
      await page.getByRole('button', { name: '退出' }).click();
      await page.getByLabel('登录名').waitFor();
    });

    it('of both desks chooses one, and may change', async () => {
      const page = await atDesk(site(), bothAgent);
      await page.getByRole('heading', { name: '今天在哪里上班？' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '政务服务窗口' }).click();
      await searchBox(page).fill(questions.faq);
      await page.locator('#hit-0').waitFor();
      const channel = page.getByRole('combobox', { name: '工作渠道' });
      expect(await channel.inputValue()).toBe('window');
      await channel.selectOption('hotline');
      await page.reload();
      await expect.poll(() => channel.inputValue()).toBe('hotline');
      expect(page.errors).toEqual([]);
    });

    it('without the right is told so and stays outside', async () => {
      const page = await atDesk(site(), chief);
      await page.getByRole('alert').getByText('没有坐席工作台的权限').waitFor();
    });

    it('reports a gap with two keys, sees what was sent, and takes it back', async () => {
      const page = await atDesk(site(), hotlineAgent);
      await searchBox(page).fill('共享电单车丢了谁赔');
      await page.keyboard.press('Alt+g');
      const dialog = page.getByRole('dialog', { name: '报缺口' });
      await dialog.waitFor();
      expect(await page.getByLabel('来电人的问题').inputValue()).toBe('共享电单车丢了谁赔');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByText(/缺口已上报/).waitFor();
      expect(await dialog.isVisible()).toBe(false);
      expect(await searchBox(page).inputValue()).toBe('共享电单车丢了谁赔');
      await page.keyboard.press('Alt+z');
      await page.getByText('已撤回这次上报。').waitFor();
      await page.keyboard.press('Alt+g');
      await page.getByLabel('缺什么（可不填）').fill('最近问得多，电话13812345678');
      await page.keyboard.press('Enter');
      await page.getByText(/缺口已上报/).waitFor();
      expect(page.errors).toEqual([]);
    });

    it('reports an error in the text that is open, and only there', async () => {
      const page = await atDesk(site(), hotlineAgent, '', { width: 1366, height: 768 });
      await searchBox(page).waitFor();
      await page.keyboard.press('Alt+e');
      await page.getByText('请先打开有错的内容，再报错误。').waitFor();
      await searchBox(page).fill('补缴的社保费');
      await page.locator('#hit-0').click();
      await page.keyboard.press('e');
      const dialog = page.getByRole('dialog', { name: '报错误' });
      await dialog.getByText('补缴的社保费能领灵活就业补贴吗？').waitFor();
      await dialog.getByRole('button', { name: '金额或数字不对' }).click();
      await page.keyboard.press('Enter');
      await page.getByText(/错误已上报/).waitFor();
    });

    it('loses nothing when the session ends, and goes on with what was asked', async () => {
      const page = await atDesk(site(), hotlineAgent);
      await searchBox(page).waitFor();
      await page.context().clearCookies();
      await searchBox(page).fill('补缴的社保费');
      const dialog = page.getByRole('dialog', { name: '请重新登录' });
      await dialog.waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('登录名').fill(hotlineAgent.login);
      await page.getByLabel('密码', { exact: true }).fill('晨跑时看见三只白鹭-2026');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.locator('#hit-0').waitFor();
      expect(await searchBox(page).inputValue()).toBe('补缴的社保费');
    });

    it('reads what changed since the last shift, and opens it with one click', async () => {
      const page = await atDesk(site(), hotlineAgent);
      await searchBox(page).waitFor();
      // Nobody was here before today: nothing is put forward as new, and it waits folded.
      expect(await page.getByRole('heading', { name: '变化' }).count()).toBe(0);
      await page.getByRole('button', { name: '变化', exact: true }).click();
      await page.getByText('没有“上次上班”，这里是最近 7 天的。').waitFor();
      const fresh = page.getByRole('button', { name: /新发布 补缴的社保费能领灵活就业补贴吗？/ });
      expect(await fresh.isVisible()).toBe(false);
      await page.getByText(/^最近 7 天的变化 \d+ 条$/).click();
      await fresh.waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('combobox', { name: '从什么时候起' }).selectOption('今天');
      await page.getByRole('button', { name: /新发布 补缴的社保费能领灵活就业补贴吗？/ }).click();
      await page.locator('wence-desk-detail .script').waitFor();
      await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#item=f/);
      expect(await violations(page)).toEqual([]);
      await page.reload();
      await page.locator('wence-desk-detail .script').waitFor();
      await page.keyboard.press('t');
      await expect.poll(() => clipboard(page)).toContain('【处理】待相关部门确认');
    });

    it('works on a phone, without a finding of axe', async () => {
      const page = await atDesk(site(), hotlineAgent, '', phone);
      await page.getByRole('button', { name: '变化', exact: true }).waitFor();
      expect(await violations(page), 'list').toEqual([]);
      await searchBox(page).fill('补缴的社保费');
      await page.locator('#hit-0').click();
      await page.locator('wence-desk-detail h2').waitFor();
      expect(await violations(page), 'detail').toEqual([]);
      await page.getByRole('button', { name: /报错误/ }).click();
      await page.getByRole('dialog', { name: '报错误' }).waitFor();
      expect(await violations(page), 'report').toEqual([]);
      expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)).toBeLessThanOrEqual(0);
    });
  });

  describe('the emergency banner', () => {
    it('is over the channels chosen with the next question, folds up, and goes with its end', async () => {
      const reviewer = await staffVisit(site(), chief, '/admin');
      const desk = await atDesk(site(), hotlineAgent);
      await searchBox(desk).waitFor();
      const widget = new WidgetPage(await site().visit('/demo'));
      await widget.open();
      const text = '因台风，窗口今日停办，请网上办理。';
      await setBanner(reviewer, { text, level: 'urgent', channels: ['web', 'hotline'] });
      await searchBox(desk).fill(questions.faq);
      await desk.keyboard.press('Control+Enter');
      await desk.getByRole('alert').getByText(text).waitFor();
      await widget.ask(questions.faq);
      await widget.page.getByRole('alert').getByText(text).waitFor();
      expect(await violations(desk), 'desk').toEqual([]);
      expect(await violations(widget.page), 'widget').toEqual([]);
      await desk.getByRole('button', { name: '收起提示' }).click();
      await desk.getByRole('button', { name: '紧急：查看提示' }).waitFor();
      await setBanner(reviewer, null);
      await searchBox(desk).press('Control+Enter');
      await widget.ask(questions.faq);
      await desk.getByRole('button', { name: '紧急：查看提示' }).waitFor({ state: 'detached' });
      expect(await widget.page.getByText(text).count()).toBe(0);
    });
  });

  describe('an agent at the desk', () => {
    it('is told what a hit does not hold, and gets none chosen that holds only a part', async () => {
      const page = await enter(site());
      await searchBox(page).fill('火星探测器补贴');
      await page
        .locator('#hit-0')
        .getByText(/^未提到：.*(火星|探测器)/)
        .waitFor();
      await page
        .getByRole('alert')
        .getByText(/查到的都没有提到“.*(火星|探测器)/)
        .waitFor();
      expect(await searchBox(page).getAttribute('aria-activedescendant')).toBeNull();
      expect(await page.locator('wence-desk-detail').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      await searchBox(page).press('ArrowDown');
      expect(await searchBox(page).getAttribute('aria-activedescendant')).toBe('hit-0');
      await page.locator('wence-desk-detail .warning').getByText('只对上来电问题的一部分').waitFor();
      await searchBox(page).fill(questions.faq);
      await expect.poll(() => searchBox(page).getAttribute('aria-activedescendant')).toBe('hit-0');
      await expect.poll(() => page.locator('wence-desk-detail .warning').count()).toBe(0);
    });

    it('looks up English words by Chinese ones and says so, and says how else for other languages', async () => {
      const page = await enter(site());
      await searchBox(page).fill('social insurance subsidy');
      await page.getByText(/^英文按中文词“.*社会保险.*”查的/).waitFor();
      await page.locator('#hit-0').waitFor();
      await searchBox(page).fill('продление вида');
      await page.getByText(/换成中文关键词再查/).waitFor();
    });

    it('copies a short text for the caller with one key', async () => {
      const page = await enter(site());
      await searchBox(page).fill(questions.faq);
      await page.locator('#hit-0').click();
      await page.locator('wence-desk-detail h2').waitFor();
      await page.keyboard.press('s');
      await expect.poll(() => clipboard(page)).toMatch(/（出处：.+；核对：.+）$/);
      const text = await clipboard(page);
      expect(text.length).toBeLessThanOrEqual(140);
      expect(text).not.toMatch(/来电问题|不要承诺/);
    });

    it('finds, reads and copies by keyboard only', async () => {
      const page = await site().visit('/desk');
      await page.getByText('没有账号，用坐席密钥进入').focus();
      await page.keyboard.press('Enter');
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
      await page.getByText('没有账号，用坐席密钥进入').click();
      await page.getByLabel('坐席密钥').fill('wk_wrong');
      await page.getByRole('button', { name: '用密钥进入' }).click();
      await page.getByRole('alert').getByText('密钥无效').waitFor();
      expect(await page.getByLabel('坐席密钥').inputValue()).toBe('wk_wrong');
    });

    it('without a key sees public content only', async () => {
      const page = await site().visit('/desk');
      await page.getByRole('button', { name: /只查公开内容/ }).click();
      await searchBox(page).fill('补缴的社保费');
      await page.locator('#hit-0').click();
      expect(await page.locator('wence-desk-detail h2').textContent()).toContain('补缴');
      expect(await page.locator('.internal').count()).toBe(0);
      expect(await page.locator('wence-desk-detail').getByText('口径').count()).toBe(0);
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
