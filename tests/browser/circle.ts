import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Site } from './site.ts';
import { staffVisit } from './staff.ts';
import { WidgetPage } from './widget-page.ts';

const question = '宠物狗登记证丢了怎么补办？';
/** Words that stand in this entry and nowhere else in the base. */
const trace = '鹭影';
const answer = `带本人身份证到${trace}服务点补办，当场领取新证。`;
const script = `您好，请带身份证到${trace}服务点，当场补证。`;

type Body = Record<string, unknown>;

/** A request of whoever is at this browser: with the session's cookie, and its proof where there is one. */
async function call(page: Page, method: string, path: string, body?: Body): Promise<{ status: number; text: string }> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const me = await fetch('/v1/staff/me');
      const csrf = me.ok ? (await me.json()).csrf : '';
      const response = await fetch(path, {
        method,
        headers: { 'Content-Type': 'application/json', ...(csrf && { 'X-Wence-CSRF': csrf }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    { method, path, body },
  );
}

const read = async (page: Page, path: string) => JSON.parse((await call(page, 'GET', path)).text);
const ask = async (page: Page, channel: string, more: Body = {}) =>
  JSON.parse((await call(page, 'POST', '/v1/ask', { question, channel, ...more })).text);
const search = (page: Page, channel: string) =>
  call(page, 'GET', `/v1/search?channel=${channel}&q=${encodeURIComponent(question)}`);

export function circleTests(site: () => Site): void {
  describe('the circle of four people', () => {
    it('takes a question from declined to answered everywhere, and away again, each at the very next request', async () => {
      const citizen = await site().visit('/demo.html');
      const agent = await staffVisit(
        site(),
        { login: 'wangwu', name: '王五', roles: ['agent'], desks: ['hotline', 'window'] },
        '/desk',
      );
      const editor = await staffVisit(site(), { login: 'zhangsan', name: '张三', roles: ['editor'] }, '/admin');
      const reviewer = await staffVisit(site(), { login: 'lisi', name: '李四', roles: ['reviewer'] }, '/admin#/review');

      // A citizen asks and is declined.
      const widget = new WidgetPage(citizen);
      await widget.open();
      const declined = await widget.ask(question);
      await declined.getByText('12345').first().waitFor();
      expect((await ask(citizen, 'web')).status).toBe('declined_no_evidence');

      // An agent reports it; the editor drafts from the gap.
      const reported = await call(agent, 'POST', '/v1/staff/gaps', { kind: 'gap', question, channel: 'hotline' });
      expect(reported.status).toBe(201);
      const gap = JSON.parse(reported.text).id as string;
      await editor.goto(`${site().url}/admin#/entries/new/${encodeURIComponent(question)}/${gap}`);
      await editor.getByLabel('答案', { exact: true }).fill('到服务点补办。');
      await editor.getByLabel('口径').fill(script);
      await editor.keyboard.press('Control+Enter');
      await editor.getByRole('alert').getByText('请至少写一处依据').waitFor();
      // The focus goes to what is missing; text typed before it does would land there.
      await editor.locator('#legalBasis:focus').waitFor();
      await editor.getByLabel('从库里查找条款').fill('高龄津贴 标准');
      await editor
        .getByRole('button', { name: /^选作依据/ })
        .first()
        .click();
      await editor.keyboard.press('Control+Enter');
      await editor.getByText('已送审，等另一人审核').first().waitFor();
      expect((await read(editor, `/v1/staff/gaps/${gap}`)).gap.state).toBe('taken');
      expect((await search(citizen, 'web')).text).not.toContain('到服务点补办');

      // Returned with a reason, mended, submitted again.
      await reviewer.reload();
      await reviewer.getByRole('link', { name: question }).click();
      await reviewer.getByRole('heading', { name: question }).waitFor();
      await reviewer.getByRole('button', { name: '退回', exact: true }).click();
      await reviewer.getByLabel('理由').fill('写明带什么、在哪里办');
      await reviewer.getByRole('button', { name: '退回', exact: true }).last().click();
      await reviewer.getByText('已退回，作者会看到理由').waitFor();
      await editor.reload();
      await editor.getByText('写明带什么、在哪里办').waitFor();
      await editor.getByLabel('答案', { exact: true }).fill(answer);
      await editor.keyboard.press('Control+Enter');
      await editor.getByText('已送审，等另一人审核').first().waitFor();
      const itemId = new URL(editor.url()).hash.split('/')[2]!;
      const { draft } = await read(editor, `/v1/staff/entries/${itemId}`);
      const documentId = draft.content.basis[0].documentId as string;

      /** Everywhere that somebody could meet it. */
      const everywhere = async () => ({
        asked: await ask(citizen, 'web'),
        searched: (await search(citizen, 'web')).text,
        hotline: await ask(agent, 'hotline'),
        window: await ask(agent, 'window'),
        desk: (await search(agent, 'hotline')).text + (await search(agent, 'window')).text,
        list: (await call(citizen, 'GET', `/v1/documents/${documentId}/faq`)).text,
      });
      expect(JSON.stringify(await everywhere())).not.toContain(trace);

      // Approved by somebody else: the very next request has it.
      // What waits next, if anything, has followed by itself.
      await reviewer.goto(`${site().url}/admin#/review`);
      await reviewer.reload();
      await reviewer.getByRole('link', { name: question }).click();
      await reviewer.getByRole('heading', { name: question }).waitFor();
      await reviewer.getByText(answer).waitFor();
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByText('已发布第 1 版').waitFor();
      const published = await everywhere();
      for (const reply of [published.asked, published.hotline, published.window])
        expect([reply.status, reply.answer]).toEqual(['answered_faq', answer]);
      expect([published.hotline.desk.script, published.window.desk.script]).toEqual([script, script]);
      expect(published.asked.desk).toBeUndefined();
      for (const text of [published.searched, published.desk, published.list]) expect(text).toContain(trace);
      expect(published.searched + published.list).not.toContain(script);
      expect((await read(editor, `/v1/staff/gaps/${gap}`)).gap.state).toBe('answered');
      await (await widget.ask(question)).getByText(answer).first().waitFor();
      // Asked again, so that every cache has it.
      await everywhere();
      const { conversationId } = published.asked;

      // The agent has it open, from a link that names the desk.
      await agent.evaluate(() => localStorage.setItem('wence.staff', '1'));
      await agent.goto(`${site().url}/desk#channel=hotline&q=${encodeURIComponent(question)}`);
      await agent.reload();
      await agent.locator('wence-desk-detail .script').getByText(script).waitFor();
      expect(await agent.getByText('今天在哪里上班').count()).toBe(0);

      // Withdrawn: the very next request finds it nowhere.
      await reviewer.getByRole('link', { name: '问答', exact: true }).click();
      await reviewer.getByRole('link', { name: question }).click();
      await reviewer.getByRole('button', { name: '撤下' }).click();
      await reviewer.getByLabel('理由').fill('服务点搬迁');
      await reviewer.getByRole('button', { name: '立即撤下' }).click();
      await reviewer.getByText('已撤下，从现在起哪里都查不到').waitFor();
      // Within seconds the open answer says so, the list has lost it, and nothing of it is copied.
      await agent.getByRole('alert').getByText(`“${question}”已撤下`).waitFor({ timeout: 15_000 });
      expect(await agent.getByRole('option', { name: question }).count()).toBe(0);
      await agent.locator('wence-desk-detail h2').focus();
      await agent.evaluate(() => navigator.clipboard.writeText('未动'));
      await agent.keyboard.press('c');
      await agent.locator('wence-desk-detail').getByRole('status').getByText('请重新查').waitFor();
      expect(await agent.evaluate(() => navigator.clipboard.readText())).toBe('未动');
      if (process.env.WENCE_SHOTS) await agent.screenshot({ path: `${process.env.WENCE_SHOTS}/fallen.png` });
      const gone = await everywhere();
      expect(JSON.stringify(gone)).not.toContain(trace);
      expect(gone.asked.status).toBe('declined_no_evidence');
      const followUp = await ask(citizen, 'web', { question: '要带什么材料？', conversationId });
      expect(JSON.stringify(followUp)).not.toContain(trace);
      expect(await (await widget.ask(question)).getByText(trace).count()).toBe(0);
      expect(JSON.stringify(await read(agent, `/v1/staff/gaps/${gap}`).catch(() => ''))).not.toContain(trace);

      for (const page of [citizen, editor, reviewer])
        expect(page.errors.filter((error) => !error.includes('status of'))).toEqual([]);
    }, 120_000);
  });
}
