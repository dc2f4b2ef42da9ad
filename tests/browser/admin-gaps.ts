import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { questions } from './citizen.ts';
import type { Site } from './site.ts';
import { type StaffPerson, staffVisit } from './staff.ts';

const agent: StaffPerson = { login: 'quekou1', name: '缺坐席', roles: ['agent'], desks: ['hotline'] };
const editor: StaffPerson = { login: 'quekou2', name: '缺编辑', roles: ['editor'] };
const reviewer: StaffPerson = { login: 'quekou3', name: '缺审核', roles: ['reviewer'] };
const phone = { width: 390, height: 844 };

/** Pixels by which the page is wider than the screen. */
const overflow = (page: Page) => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);

/** A request of whoever has signed in at this browser. */
const post = (page: Page, path: string, body: object): Promise<Record<string, string>> =>
  page.evaluate(
    async ({ path, body }) => {
      const me = await fetch('/v1/staff/me');
      const proof: Record<string, string> = me.ok ? { 'X-Wence-CSRF': (await me.json()).csrf } : {};
      const headers = { 'Content-Type': 'application/json', ...proof };
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    { path, body },
  );

export function adminGapsTests(site: () => Site): void {
  const visit = (person: StaffPerson, path: string, size?: { width: number; height: number }) =>
    staffVisit(site(), person, path, size);
  const report = async (...asked: string[]) => {
    const page = await visit(agent, '/desk');
    for (const question of asked) await post(page, '/v1/staff/gaps', { question, channel: 'hotline' });
  };

  describe('gaps at /admin', () => {
    it('lead from what was reported to an entry with every way in which it was asked', async () => {
      await report('楼道充电桩有补贴吗', '小区楼道充电桩有没有补贴', '小区楼道充电桩有没有补贴');
      const page = await visit(editor, '/admin#/gaps');
      await page.getByRole('link', { name: '小区楼道充电桩有没有补贴' }).click();
      await page.getByRole('heading', { name: '问过 2 次' }).waitFor();
      expect(await page.getByLabel(/楼道充电桩有补贴吗/).isChecked()).toBe(true);
      await page.getByRole('button', { name: '起草问答（一并答复 2 条）' }).click();
      await expect.poll(() => page.getByLabel('问题', { exact: true }).inputValue()).toBe('小区楼道充电桩有没有补贴');
      await expect.poll(() => page.getByLabel('相似问').inputValue()).toBe('楼道充电桩有补贴吗');
      await page.getByLabel('答案', { exact: true }).fill('没有专项补贴。');
      await page.getByText(/^已保存 \d\d:\d\d/).waitFor();
      await page.goto(`${site().url}/admin#/gaps`);
      await page.getByRole('link', { name: '小区楼道充电桩有没有补贴' }).click();
      await page.getByText('发布后自动记为已答复').waitFor();
      expect(page.errors).toEqual([]);
    });

    it('are dismissed with a reason, and brought back from the message', async () => {
      await report('今天广场舞几点结束');
      const page = await visit(editor, '/admin#/gaps');
      await page.getByRole('searchbox', { name: '查找' }).fill('广场舞');
      await page.getByRole('link', { name: '今天广场舞几点结束' }).click();
      await page.getByRole('button', { name: '不处理…' }).click();
      await page.getByRole('button', { name: '记为不处理' }).click();
      await page.getByText('请写一句话，上报的坐席会看到。').waitFor();
      await page.getByLabel('理由').fill('不属于政策问题');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '记为不处理' }).click();
      await page.getByText('已记为不处理，上报的坐席会看到理由。').waitFor();
      await page.getByText('不属于政策问题').first().waitFor();
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByRole('button', { name: '我来处理' }).waitFor();
    });

    it('are answered by what is there already, chosen from what is found', async () => {
      await report('补缴社保领灵活就业补贴行不行');
      const page = await visit(editor, '/admin#/gaps');
      await page.getByRole('link', { name: '补缴社保领灵活就业补贴行不行' }).click();
      await page.getByRole('button', { name: '已有答案…' }).click();
      await page.getByLabel('补缴的社保费能领灵活就业补贴吗？').check();
      await page.getByLabel('告诉上报的坐席').fill('已有问答');
      await page.getByRole('button', { name: '记为已答复' }).click();
      await page.getByText('已记为有答案，上报的坐席会看到。').waitFor();
      const desk = await visit(agent, '/desk');
      await desk.evaluate(() => localStorage.setItem('wence.staff', '1'));
      await desk.reload();
      await desk.getByRole('button', { name: /已有答案 补缴社保领灵活就业补贴行不行/ }).click();
      await desk.locator('wence-desk-detail .script').waitFor();
    });

    it('come from feedback too, which is marked as handled', async () => {
      const citizen = await site().visit('/demo');
      const { id: answerId } = await post(citizen, '/v1/ask', { question: questions.faq });
      const comment = `没说要多久-${Date.now()}`;
      await post(citizen, '/v1/feedback', { answerId, helpful: false, reason: 'incomplete', comment });
      const page = await visit(editor, '/admin#/feedback');
      await page.getByText(comment).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('listitem').filter({ hasText: comment }).getByRole('button', { name: '转为待处理的错误' }).click();
      await page.getByRole('button', { name: '去修改这条内容' }).waitFor();
      await page.getByText(`不完整：${comment}`).first().waitFor();
      await page.goto(`${site().url}/admin#/feedback`);
      await page.getByRole('heading', { name: '读者评价' }).waitFor();
      await page.getByRole('combobox', { name: '处理' }).selectOption('已处理');
      await page.getByText(comment).waitFor();
    });
  });

  describe('the emergency banner at /admin', () => {
    it('is hung after a look at it, and taken down from the message', async () => {
      const page = await visit(reviewer, '/admin#/banner');
      await page.getByLabel('内容').fill('因停电，政务服务中心下午停办。');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '挂出…' }).click();
      await page.getByRole('dialog', { name: '挂出这条提示？' }).waitFor();
      await page.getByText('网页问答窗口、12345 热线坐席、政务服务窗口').waitFor();
      await page.getByRole('button', { name: '挂出', exact: true }).click();
      await page.getByText('正在显示').waitFor();
      const start = await visit(editor, '/admin');
      await start.getByText('正在显示紧急提示').waitFor();
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByText('已撤下。').waitFor();
      expect(page.errors).toEqual([]);
    });
  });

  describe('the start page', () => {
    it('tells each person what waits, and leads there', async () => {
      await report('猫狗同住怎么办证');
      const page = await visit(editor, '/admin');
      await page.getByRole('heading', { name: '缺编辑，您好' }).waitFor();
      await page.getByRole('link', { name: '未指定单位' }).click();
      await page.getByRole('link', { name: '猫狗同住怎么办证' }).waitFor();
      const other = await visit(reviewer, '/admin');
      await other.getByRole('heading', { name: '等我审核' }).waitFor();
      expect(await other.getByRole('heading', { name: '我的草稿' }).count()).toBe(0);
      const desk = await visit(agent, '/admin');
      await desk.getByRole('link', { name: '坐席工作台' }).waitFor();
    });

    it.each([{ width: 1366, height: 768 }, phone])(
      'finds nothing with axe, and nothing wider than the screen, at $width',
      async (size) => {
        for (const [person, place] of [
          [editor, ''],
          [reviewer, ''],
          [agent, ''],
          [editor, '#/gaps'],
          [editor, '#/feedback'],
          [reviewer, '#/banner'],
        ] as const) {
          const page = await visit(person, `/admin${place}`, size);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.getByText('正在读取').waitFor({ state: 'detached' });
          expect(await violations(page), `${person.name} ${place}`).toEqual([]);
          expect(await overflow(page), `${person.name} ${place}`).toBeLessThanOrEqual(0);
        }
      },
    );
  });
}
