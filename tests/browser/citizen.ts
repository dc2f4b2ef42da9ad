import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import type { Site } from './site.ts';
import { WidgetPage } from './widget-page.ts';

export const questions = {
  answered: '街道窗口要几个工作日提出初审意见？',
  declined: '火星探测器什么时候发射',
  expired: '职业技能提升补贴现在还能领吗？',
  faq: '补缴的社保费能领灵活就业补贴吗？',
};

async function openDemo(site: Site) {
  const page = await site.visit('/demo');
  const widget = new WidgetPage(page);
  await widget.open();
  return { page, widget };
}

export function citizenTests(site: () => Site): void {
  describe('a citizen on a policy page', () => {
    it('is told which policy the page is, and its questions', async () => {
      const { page, widget } = await openDemo(site());
      await expect.poll(() => widget.log.textContent()).toContain('灵活就业人员社会保险补贴办法');
      await page.getByRole('button', { name: questions.faq }).click();
      const turn = await widget.settled();
      expect(await turn.textContent()).toContain(questions.faq);
      expect(await turn.locator('p.label').textContent()).toBe('人工审核答复');
      expect(await turn.locator('.words').textContent()).toContain('不列入补贴范围');
      expect(page.errors).toEqual([]);
    });

    it('gets a streamed answer whose citations show the words in their clause', async () => {
      const { page, widget } = await openDemo(site());
      const streamed = page.waitForResponse((response) => response.url().endsWith('/v1/ask'));
      const turn = await widget.ask(questions.answered);
      expect((await streamed).headers()['content-type']).toContain('text/event-stream');
      expect(await turn.locator('.words').textContent()).toContain('5个工作日');
      expect(await turn.locator('p.label').textContent()).toMatch(/原文摘录|人工审核答复/);

      const first = turn.getByRole('button', { name: /^引用 1/ }).first();
      await first.click();
      await widget.sheet.locator('.meant mark').waitFor();
      const marked = (await widget.sheet.locator('.meant mark').textContent()) ?? '';
      expect(await widget.sheet.locator('.meant').textContent()).toContain(marked);
      expect(marked.length).toBeGreaterThan(5);
      const said = await widget.sheet.textContent();
      for (const part of ['灵活就业人员社会保险补贴办法', '示人社规〔2026〕3号', '示例市人力资源和社会保障局', '现行有效'])
        expect(said).toContain(part);
      expect(await widget.sheet.getByRole('link').getAttribute('href')).toMatch(/^https:\/\/www\.shili\.example\//);

      await page.keyboard.press('Escape');
      await widget.sheet.waitFor({ state: 'detached' });
      expect(await widget.focused()).toMatch(/^引用 1/);
      expect(page.errors).toEqual([]);
    });

    it('hears each stage and sentence as an event, and the whole answer last', async () => {
      const page = await site().visit('/demo');
      const events = await page.evaluate(async (question) => {
        const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };
        const response = await fetch('v1/ask', { method: 'POST', headers, body: JSON.stringify({ question }) });
        const text = await response.text();
        return [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({
          event,
          data: JSON.parse(data ?? ''),
        }));
      }, questions.faq);
      const names = events.map(({ event }) => event);
      expect(names[0]).toBe('status');
      expect(names.indexOf('sentence')).toBeGreaterThan(names.lastIndexOf('status'));
      expect(names.indexOf('citations')).toBeGreaterThan(names.indexOf('sentence'));
      expect(names.at(-1)).toBe('done');
      const sentences = events.filter(({ event }) => event === 'sentence').map(({ data }) => data.text);
      expect(events.at(-1)?.data.sentences.map((sentence: { text: string }) => sentence.text)).toEqual(sentences);
    });

    it('is refused honestly, with the human channel', async () => {
      const { widget } = await openDemo(site());
      const turn = await widget.ask(questions.declined);
      expect(await turn.getByRole('link', { name: /转人工/ }).getAttribute('href')).toBe('tel:12345');
      expect(await turn.locator('.sources').count()).toBe(0);
    });

    it('is told first that a text is out of force', async () => {
      const page = await site().embed('<script src="wence.js" data-channel="web" defer></script>');
      const widget = new WidgetPage(page);
      await widget.open();
      const turn = await widget.ask(questions.expired);
      const said = (await turn.locator('wence-answer').evaluate((element) => element.shadowRoot?.textContent)) ?? '';
      expect(said).toMatch(/废止|失效/);
      const banner = turn.locator('.banner');
      expect(await banner.textContent()).toMatch(/废止|失效/);
      const above = await banner.evaluate((element) => element.getBoundingClientRect().bottom);
      const words = await turn.locator('.words').evaluate((element) => element.getBoundingClientRect().top);
      expect(above).toBeLessThanOrEqual(words);
      expect(await violations(page)).toEqual([]);
    });

    it('copies the answer with label, source and date', async () => {
      const { page, widget } = await openDemo(site());
      const turn = await widget.ask(questions.answered);
      await turn.getByRole('button', { name: '复制' }).click();
      await expect.poll(() => turn.locator('.said').textContent()).toContain('已复制');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      for (const part of [questions.answered, '5个工作日', '示人社规〔2026〕3号', '依据：', '查询时间：'])
        expect(copied).toContain(part);
      expect(copied).toMatch(/【(原文摘录|人工审核答复|含人工智能生成内容)】/);
    });

    it('loses nothing when the network fails, and can try again', async () => {
      const { page, widget } = await openDemo(site());
      await page.context().setOffline(true);
      const turn = await widget.ask(questions.faq);
      expect(await turn.getByRole('status').textContent()).toContain('网络连接不上');
      expect(await widget.box.inputValue()).toBe(questions.faq);
      await page.context().setOffline(false);
      await turn.getByRole('button', { name: '重试' }).click();
      await widget.settled();
      expect(await turn.locator('.words').textContent()).toContain('不列入补贴范围');
      expect(await widget.box.inputValue()).toBe('');
    });

    it('keeps the conversation, and begins a new one when asked to', async () => {
      const { page, widget } = await openDemo(site());
      const sent: Record<string, string>[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/v1/ask')) sent.push(request.postDataJSON());
      });
      await widget.ask(questions.faq);
      await widget.ask(questions.answered);
      await page.getByRole('button', { name: '清空并开始新话题' }).click();
      expect(await page.locator('.turn').count()).toBe(0);
      await widget.ask(questions.faq);
      expect(sent.map(({ conversationId }) => Boolean(conversationId))).toEqual([false, true, false]);
      expect(new Set(sent.map(({ documentId }) => documentId)).size).toBe(1);
      expect(sent[0]?.documentId).toBeTruthy();
    });

    it('can say that an answer did not help', async () => {
      const { page, widget } = await openDemo(site());
      const turn = await widget.ask(questions.faq);
      const sent = page.waitForResponse((response) => response.url().endsWith('/v1/feedback'));
      await turn.getByRole('button', { name: '没用' }).click();
      await turn.getByText('看不懂').click();
      await turn.getByRole('button', { name: '提交反馈' }).click();
      expect((await sent).status()).toBe(201);
      await expect.poll(() => turn.locator('wence-feedback').getByRole('status').textContent()).toContain('感谢');
    });

    it('prints the answer alone', async () => {
      const { page, widget } = await openDemo(site());
      const turn = await widget.ask(questions.faq);
      // The print dialog would wait for a person; the frame stays until it closes.
      await page.evaluate(() => Object.defineProperty(HTMLIFrameElement.prototype, 'remove', { value: () => undefined }));
      await turn.getByRole('button', { name: '打印' }).click();
      const printed = await page
        .frames()
        .at(-1)
        ?.evaluate(() => document.body.textContent);
      expect(printed).toContain('不列入补贴范围');
      expect(printed).toContain('人工审核答复');
    });
  });
}
