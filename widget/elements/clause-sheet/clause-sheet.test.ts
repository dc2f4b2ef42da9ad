// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText sees what a reader sees
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import type { Citation, Clause } from '../../shared/types.ts';
import { citation, clauses } from '../../testing/samples.ts';
import { Stage } from '../../testing/stage.ts';
import type { ClauseSheetElement } from './clause-sheet.ts';

describe.skipIf(withoutChromium)('wence-clause-sheet', () => {
  let stage: Stage;
  const sheet = () => stage.page.getByRole('dialog');

  /** Opens it with these clauses; null makes the first loading fail. */
  const open = (cited: Citation, found: Clause[] | null) =>
    stage.page.locator('wence-clause-sheet').evaluate(
      (element, { cited, found, fallback }) => {
        let tries = 0;
        const target = element as ClauseSheetElement;
        target.load = () => {
          tries += 1;
          return found || tries > 1 ? Promise.resolve(found ?? fallback) : Promise.reject(new Error('服务暂时不可用'));
        };
        document.querySelector('button')?.focus();
        return target.show(cited);
      },
      { cited, found, fallback: clauses },
    );

  beforeAll(async () => {
    stage = await Stage.open(new URL('./clause-sheet.ts', import.meta.url));
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.show({ tag: 'wence-clause-sheet' });
    await stage.page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('afterbegin', '<button>引用</button>'));
  });

  it('marks the quote in its clause, between its neighbours', async () => {
    await open(citation, clauses);
    expect(await sheet().locator('mark').innerText()).toBe('按每人每月一百元发放');
    expect(await sheet().locator('.meant').innerText()).toBe('第五条 高龄津贴按每人每月一百元发放。');
    const shown = await sheet().locator('.text').innerText();
    expect(shown).toContain('第四条');
    expect(shown).not.toContain('第八条');
    await sheet().getByRole('button', { name: '显示后面 1 段' }).click();
    expect(await sheet().locator('.text').innerText()).toContain('第八条');
  });

  it('names title, number, issuer, validity, place and the original', async () => {
    await open(citation, clauses);
    const said = await sheet().innerText();
    for (const part of [
      '《示例市高龄津贴发放办法》',
      '示民规〔2025〕2号',
      '示例市民政局',
      '现行有效（至2030年6月30日）',
      '第二章 / 第五条',
      '第2页',
    ])
      expect(said).toContain(part);
    expect(await sheet().getByRole('link').getAttribute('href')).toBe('https://www.shili.example/a.html');
  });

  it('takes the focus and gives it back on Esc', async () => {
    await open(citation, clauses);
    expect(await stage.page.locator('wence-clause-sheet').evaluate((element) => element.shadowRoot?.activeElement?.tagName)).toBe(
      'H2',
    );
    await stage.page.keyboard.press('Escape');
    expect(await sheet().count()).toBe(0);
    expect(await stage.page.evaluate(() => document.activeElement?.textContent)).toBe('引用');
  });

  it('shows the quote when the text cannot be had, and tries again', async () => {
    await open(citation, null);
    expect(await sheet().locator('mark').innerText()).toBe(citation.quote);
    expect(await sheet().getByRole('status').innerText()).toContain('服务暂时不可用');
    await sheet().getByRole('button', { name: '重试' }).click();
    await expect.poll(() => sheet().locator('.meant').count()).toBe(1);
  });

  it('finds a quote that moved to another clause, and says when it is gone', async () => {
    await open({ ...citation, clauseId: 'c1' }, clauses);
    expect(await sheet().locator('.meant').innerText()).toContain('第五条');
    await open({ ...citation, quote: '按每人每月五十元发放' }, clauses);
    expect(await sheet().innerText()).toContain('原文此后有更新');
    expect(await sheet().locator('mark').innerText()).toBe('按每人每月五十元发放');
  });
});
