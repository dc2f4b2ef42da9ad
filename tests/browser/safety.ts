import { describe, expect, it } from 'vitest';
import type { Site } from './site.ts';
import { WidgetPage } from './widget-page.ts';

const attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>**粗**[点](javascript:window.hacked=1)';

/** Elements that would mean that text became markup, and links that are neither web nor telephone, in all shadow roots. */
function broken(): { made: string[]; links: string[]; hacked: boolean } {
  const made: string[] = [];
  const links: string[] = [];
  const walk = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (root !== document && /^(img|script|iframe|object|embed|b)$/i.test(element.tagName) && !element.closest('.human'))
        made.push(element.outerHTML);
      if (element instanceof HTMLAnchorElement && !/^(https?|tel):/.test(element.href)) links.push(element.href);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return { made, links, hacked: 'hacked' in window };
}
const harmless = { made: [], links: [], hacked: false };

export function safetyTests(site: () => Site): void {
  describe('texts that try to break out', () => {
    it('a question stays text', async () => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      await widget.open();
      const turn = await widget.ask(attack);
      expect(await turn.locator('.question').textContent()).toContain(attack);
      expect(await page.evaluate(broken)).toEqual(harmless);
    });

    it.each(['月球补贴怎么领', '月球居民采矿补贴每月多少钱？'])('an answer stays text: %s', async (question) => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      await widget.open();
      const turn = await widget.ask(question);
      const first = turn.getByRole('button', { name: /^引用 1/ }).first();
      expect(await turn.locator('wence-answer').evaluate((element) => element.shadowRoot?.textContent)).toMatch(/月球/);
      expect(await page.evaluate(broken)).toEqual(harmless);
      await first.click();
      await widget.sheet.getByRole('button', { name: '返回' }).waitFor();
      await expect.poll(() => widget.sheet.getByText('正在打开').count()).toBe(0);
      expect(await page.evaluate(broken)).toEqual(harmless);
    });

    it('the desk shows found texts and an address bar full of code as text', async () => {
      const page = await site().visit(
        `/desk#key=${site().key}&q=${encodeURIComponent('月球补贴<img src=x onerror=window.hacked=1>')}`,
      );
      await page.locator('#hit-0').waitFor();
      const count = await page.getByRole('listbox').locator('li').count();
      for (let index = 0; index < Math.min(count, 4); index++) {
        await page.locator(`#hit-${index}`).click();
        await page.locator('wence-desk-detail h2').waitFor();
        expect(await page.evaluate(broken)).toEqual(harmless);
      }
    });

    it('the key leaves the address bar and stays in this tab', async () => {
      const page = await site().visit(`/desk#key=${site().key}`);
      await page.getByRole('combobox', { name: /查政策/ }).waitFor();
      expect(page.url()).not.toContain(site().key);
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(site().key);
      expect(await page.evaluate(() => document.cookie)).toBe('');
    });

    it('pages run no inline script under their policy', async () => {
      for (const path of ['/demo', '/desk']) {
        const page = await site().visit(path);
        const policy = (await page.request.get(site().url + path)).headers()['content-security-policy'] ?? '';
        expect(policy).toMatch(/script-src 'self'(;|$)/);
        expect(await page.locator('script:not([src])').count()).toBe(0);
        expect(page.errors).toEqual([]);
      }
    });
  });
}
