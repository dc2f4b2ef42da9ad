// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText sees what a reader sees
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import type { Clause, SearchHit } from '../../shared/types.ts';
import { clauses, documentHit, faqHit } from '../../testing/samples.ts';
import { Stage } from '../../testing/stage.ts';
import type { DeskDetailElement } from './desk-detail.ts';

describe.skipIf(withoutChromium)('wence-desk-detail', () => {
  let stage: Stage;
  const detail = () => stage.page.locator('wence-desk-detail');
  const show = async (hit: SearchHit, found: Clause[] = clauses) => {
    await stage.show({ tag: 'wence-desk-detail', properties: { query: '高龄津贴' } });
    await detail().evaluate(
      async (element, { hit, clauses }) => {
        const target = element as DeskDetailElement;
        target.load = () => Promise.resolve(clauses);
        target.hit = hit;
        await target.updateComplete;
      },
      { hit, clauses: found },
    );
  };
  const shown = () => detail().evaluate((element) => element.shadowRoot?.textContent ?? '');
  const ticket = () => detail().evaluate((element) => (element as DeskDetailElement).ticket);

  beforeAll(async () => {
    stage = await Stage.open(new URL('./desk-detail.ts', import.meta.url));
  });
  afterAll(() => stage?.close());

  it('warns before the words of an internal text', async () => {
    await show({ ...documentHit, deskOnly: true });
    const said = await shown();
    expect(said.indexOf('内部资料 · 不得对外')).toBeGreaterThanOrEqual(0);
    expect(said.indexOf('内部资料 · 不得对外')).toBeLessThan(said.indexOf('条文及上下文'));
    await show(documentHit);
    expect(await shown()).not.toContain('内部资料');
  });

  it('shows script, internal note, unit and basis of an entry', async () => {
    await show(faqHit);
    const said = await shown();
    for (const part of [
      '您好，高龄津贴每季度第一个月发放。',
      '内部提示 · 不得对外',
      '示例市民政局养老服务科',
      '第六条',
      '人工审核答复',
    ])
      expect(said).toContain(part);
  });

  it('copies script, answer, source and date, never the internal note', async () => {
    await show(faqHit);
    const copied = await ticket();
    for (const part of ['【来电问题】高龄津贴', '【口径】您好', '【来源】常见问题：高龄津贴多久发一次？', '【查询时间】'])
      expect(copied).toContain(part);
    expect(copied).not.toContain('不要承诺');
  });

  it('tells how an entry stands, what to bring, and where to hand the question on', async () => {
    await show(faqHit);
    const said = await shown();
    for (const part of ['第3版', '2026年11月2日审核', '长期有效', '年满八十周岁', '户口簿', '到户籍地街道申请', '0000-1234567'])
      expect(said).toContain(part);
    const copied = await ticket();
    expect(copied).toContain('（第3版，2026年11月2日审核，长期有效）');
    expect(copied).toContain('【承办单位】示例市民政局养老服务科（0000-1234567）');
  });

  it('puts the script before the internal note, and the answer in its place where there is no script', async () => {
    await show(faqHit);
    const said = await shown();
    expect(said.indexOf('口径（可直接念）')).toBeLessThan(said.indexOf('内部提示 · 不得对外'));
    const faq = { ...faqHit.faq!, desk: { ...faqHit.faq!.desk!, script: null } };
    await show({ ...faqHit, faq });
    expect(await detail().locator('.script p').innerText()).toBe(faqHit.faq!.answer);
    const without = await shown();
    expect(without.indexOf('没有另写口径')).toBeLessThan(without.indexOf('内部提示 · 不得对外'));
  });

  it('warns of an entry whose basis is out of force, and opens the clause', async () => {
    const basis = [{ ...faqHit.faq!.basis[0]!, validity: 'repealed' as const, validityNote: '已废止（2026年8月1日）' }];
    await stage.show({
      tag: 'wence-desk-detail',
      listen: ['cite'],
      properties: { hit: { ...faqHit, faq: { ...faqHit.faq!, basis } } },
    });
    expect(await detail().locator('.warning').innerText()).toContain('依据已变');
    expect(await ticket()).toContain('【注意】《示例市高龄津贴发放办法》第六条已废止');
    await detail()
      .getByRole('button', { name: /第六条/ })
      .click();
    expect(await stage.heard()).toMatchObject([['cite', { citation: { documentId: 'd1', clauseId: 'c4' } }]]);
  });

  it('gives a short text for the caller, and none of an internal text', async () => {
    const message = () => detail().evaluate((element) => (element as DeskDetailElement).message);
    await show(faqHit);
    const text = await message();
    expect(text).toContain('每季度首月发放。（出处：《示例市高龄津贴发放办法》第六条');
    expect(text).not.toMatch(/不要承诺|来电|查询时间/);
    expect(await detail().getByRole('button', { name: '发短信' }).count()).toBe(1);
    await show({ ...faqHit, deskOnly: true });
    expect(await message()).toBe('');
    expect(await detail().getByRole('button', { name: '发短信' }).count()).toBe(0);
  });

  it('warns of a text that holds only a part of the question', async () => {
    await show({ ...faqHit, missing: ['无人机', '飞手'] });
    expect(await detail().locator('.warning').innerText()).toContain('未提到：无人机、飞手');
    await show(faqHit);
    expect(await detail().locator('.warning').count()).toBe(0);
  });

  it('copies what to hand on, promising nothing', async () => {
    await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await show(faqHit);
    await detail().evaluate((element) => {
      const kept = { text: '' };
      Object.assign(window, { kept });
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: {
          writeText: async (text: string) => {
            kept.text = text;
          },
        },
      });
      return (element as DeskDetailElement).copyTransfer();
    });
    const copied = await stage.page.evaluate(() => (window as unknown as { kept: { text: string } }).kept.text);
    for (const part of [
      '【来电问题】高龄津贴',
      '【处理】待相关部门确认',
      '【转办单位】示例市民政局养老服务科（0000-1234567）',
      '【查询时间】',
    ])
      expect(copied).toContain(part);
    expect(copied).not.toContain('不要承诺');
    expect(copied).not.toContain('每季度首月发放');
  });

  it('shows a clause between its neighbours and copies it with its source', async () => {
    await show(documentHit);
    await expect.poll(() => detail().locator('.meant').innerText()).toBe('第五条 高龄津贴按每人每月一百元发放。');
    const copied = await ticket();
    for (const part of [
      '第五条 高龄津贴按每人每月一百元发放。（原文摘录）',
      '示民规〔2025〕2号',
      '现行有效',
      'https://www.shili.example/a.html',
    ])
      expect(copied).toContain(part);
  });

  it('copies a clause with the items that belong to it', async () => {
    const clause = { ...clauses[0]!, id: 'c3', path: '第五条', text: '第五条 申请须提交：' };
    const items = ['（一）身份证；', '（二）户口簿。'].map((text, index) => ({
      ...clause,
      id: `i${index}`,
      path: `第五条/（${index}）`,
      text,
    }));
    await show(documentHit, [clause, ...items, { ...clause, id: 'c9', path: '第六条', text: '第六条 按季发放。' }]);
    await expect.poll(() => detail().locator('.meant').textContent()).toContain('申请须提交');
    expect(await ticket()).toContain('第五条 申请须提交：\n（一）身份证；\n（二）户口簿。（原文摘录）');
  });

  it('warns of a text out of force, on the screen and in the ticket', async () => {
    const document = { ...documentHit.document!, validity: 'repealed' as const, validityNote: '已废止（2026年8月1日）' };
    await show({ ...documentHit, document });
    expect(await shown()).toContain('不能作为现行依据');
    expect(await ticket()).toContain('【注意】该文件已废止（2026年8月1日）');
  });
});
