import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { questions } from './citizen.ts';
import type { Site } from './site.ts';
import { WidgetPage } from './widget-page.ts';

/** Visible controls of the chat with their size. */
function controls(): { name: string; width: number; height: number; inline: boolean }[] {
  const found: { name: string; width: number; height: number; inline: boolean }[] = [];
  const walk = (root: ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('button, a, textarea, label.reason')) {
        const { width, height } = element.getBoundingClientRect();
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        if (width > 1 && height > 1) found.push({ name, width, height, inline: element.matches('.ref, .related a') });
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  const chat = document.querySelector('wence-launcher')?.shadowRoot?.querySelector('wence-chat')?.shadowRoot;
  if (chat) walk(chat);
  return found;
}

/** Pixels by which something is wider than the screen. */
const overflow = () => {
  const log = document
    .querySelector('wence-launcher')
    ?.shadowRoot?.querySelector('wence-chat')
    ?.shadowRoot?.querySelector('.log');
  const page = document.scrollingElement;
  return Math.max((page?.scrollWidth ?? 0) - innerWidth, (log?.scrollWidth ?? 0) - (log?.clientWidth ?? 0));
};

export function accessTests(site: () => Site): void {
  describe('for everybody', () => {
    it('by keyboard: open, ask, read the source, close, and the focus comes back', async () => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      await widget.launcher.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => widget.focused()).toBe('您的问题');
      await page.keyboard.type(questions.faq);
      await page.keyboard.press('Enter');
      const turn = await widget.settled();
      await turn
        .getByRole('button', { name: /^引用 1/ })
        .first()
        .focus();
      await page.keyboard.press('Enter');
      await widget.sheet.waitFor();
      await page.keyboard.press('Escape');
      await widget.sheet.waitFor({ state: 'detached' });
      expect(await widget.box.isVisible()).toBe(true);
      await expect.poll(() => widget.focused()).toMatch(/^引用 1/);
      await page.keyboard.press('Escape');
      await widget.box.waitFor({ state: 'hidden' });
      await expect.poll(() => widget.focused()).toBe('政策问答');
    });

    it('announces politely: a log that is busy while it works, a status for the stage', async () => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      await widget.open();
      await page.evaluate(() => {
        const log = document
          .querySelector('wence-launcher')
          ?.shadowRoot?.querySelector('wence-chat')
          ?.shadowRoot?.querySelector('.log');
        const seen: string[] = [];
        Object.assign(window, { seen });
        if (log)
          new MutationObserver(() => seen.push(log.getAttribute('aria-busy') ?? '')).observe(log, {
            attributeFilter: ['aria-busy'],
          });
      });
      await widget.ask(questions.faq);
      expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['true', 'false']);
    });

    it.each([
      ['phone', 390, 844],
      ['small phone', 320, 640],
    ])('fits a %s without sideways scrolling, in both modes', async (_name, width, height) => {
      const page = await site().visit('/demo', { width, height });
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      const widget = new WidgetPage(page);
      await widget.open();
      await widget.ask(questions.answered);
      await widget.ask(questions.expired);
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      await page.getByRole('button', { name: '长辈版' }).click();
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      await page
        .getByRole('button', { name: /^引用 1/ })
        .first()
        .click();
      await widget.sheet.waitFor();
      expect(await widget.sheet.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    });

    it('targets are at least 24 px, and 60 px in the elders’ mode with text of 18 px or more', async () => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      await widget.open();
      const turn = await widget.ask(questions.faq);
      await turn.getByRole('button', { name: '没用' }).click();
      const normal = await page.evaluate(controls);
      expect(normal.length).toBeGreaterThan(8);
      expect(normal.filter(({ width, height }) => width < 24 || height < 24)).toEqual([]);

      await page.getByRole('button', { name: '长辈版' }).click();
      const elder = await page.evaluate(controls);
      expect(elder.filter(({ width, height, inline }) => !inline && (width < 60 || height < 60))).toEqual([]);
      const words = await turn.locator('.words').evaluate((element) => {
        const style = getComputedStyle(element);
        return {
          size: Number.parseFloat(style.fontSize),
          leading: Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize),
        };
      });
      expect(words.size).toBeGreaterThanOrEqual(18);
      expect(words.leading).toBeGreaterThanOrEqual(1.3);
      const smallest = await turn
        .locator('wence-answer')
        .evaluate((element) =>
          Math.min(
            ...[...(element.shadowRoot?.querySelectorAll('p, span, h3, button, a') ?? [])]
              .filter((part) => part.textContent?.trim() && !part.matches('.number'))
              .map((part) => Number.parseFloat(getComputedStyle(part).fontSize)),
          ),
        );
      expect(smallest).toBeGreaterThanOrEqual(18);
    });

    it('remembers the elders’ mode', async () => {
      const page = await site().visit('/demo');
      await new WidgetPage(page).open();
      await page.getByRole('button', { name: '长辈版' }).click();
      await page.reload();
      await new WidgetPage(page).open();
      expect(await page.getByRole('button', { name: '标准版' }).getAttribute('aria-pressed')).toBe('true');
    });

    it.each([false, true])('axe finds nothing on the citizen’s page (elders’ mode: %s)', async (elder) => {
      const page = await site().visit('/demo');
      const widget = new WidgetPage(page);
      expect(await violations(page), 'closed').toEqual([]);
      await widget.open();
      if (elder) await page.getByRole('button', { name: '长辈版' }).click();
      expect(await violations(page), 'open').toEqual([]);
      for (const [state, question] of Object.entries(questions)) {
        await widget.ask(question);
        expect(await violations(page), state).toEqual([]);
      }
      await page.getByRole('button', { name: '没用' }).last().click();
      expect(await violations(page), 'feedback').toEqual([]);
      await page
        .getByRole('button', { name: /^引用 1/ })
        .last()
        .click();
      await widget.sheet.locator('mark').first().waitFor();
      await widget.sheet.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
      expect(await violations(page), 'clause').toEqual([]);
      await page.keyboard.press('Escape');
      await page.context().setOffline(true);
      await widget.ask(questions.faq);
      expect(await violations(page), 'error').toEqual([]);
    });

    it('axe finds nothing on the desk', async () => {
      const page = await site().visit('/desk');
      await page.getByText('没有账号，用坐席密钥进入').click();
      expect(await violations(page), 'login').toEqual([]);
      await page.getByLabel('坐席密钥').fill(site().key);
      await page.keyboard.press('Enter');
      const search = page.getByRole('combobox', { name: /查政策/ });
      await search.waitFor();
      expect(await violations(page), 'empty').toEqual([]);
      await search.fill('灵活就业补贴');
      await page.locator('#hit-0').waitFor();
      expect(await violations(page), 'found').toEqual([]);
      await search.press('Enter');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
      expect(await violations(page), 'help').toEqual([]);
      await page.keyboard.press('Escape');
      await search.fill(questions.faq);
      await search.press('Control+Enter');
      await page.locator('.asked[aria-busy="false"] wence-answer').waitFor();
      expect(await violations(page), 'answer').toEqual([]);
    });
  });
}
