// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText sees what a reader sees
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../../tests/browser/axe.ts';
import { withoutChromium } from '../../../tests/browser/chromium.ts';
import type { AskResponse } from '../../shared/types.ts';
import { answered, citation } from '../../testing/samples.ts';
import { Stage } from '../../testing/stage.ts';
import type { AnswerElement } from './answer.ts';

describe.skipIf(withoutChromium)('wence-answer', () => {
  let stage: Stage;
  const show = (response: AskResponse) =>
    stage.show({ tag: 'wence-answer', properties: { question: '津贴多少', response }, listen: ['cite', 'ask'] });
  const text = () => stage.page.locator('wence-answer').evaluate((element) => element.shadowRoot?.textContent ?? '');

  beforeAll(async () => {
    stage = await Stage.open(new URL('./answer.ts', import.meta.url));
  });
  afterAll(() => stage?.close());

  it('opens the citation of a sentence', async () => {
    await show(answered);
    await stage.page.getByRole('button', { name: /^引用 1/ }).click();
    await stage.page.getByRole('button', { name: /示民规/ }).click();
    expect(await stage.heard()).toEqual([
      ['cite', { citation }],
      ['cite', { citation }],
    ]);
  });

  it.each([
    ['quote', '原文摘录'],
    ['faq', '人工审核答复'],
    ['model', '含人工智能生成内容'],
    ['notice', '系统提示'],
  ] as const)('labels %s text as %s', async (kind, label) => {
    await show({ ...answered, sentences: [{ kind, text: '内容。', citations: [1] }] });
    expect(await stage.page.locator('p.label').innerText()).toBe(label);
  });

  it('offers the cases of a question back as buttons that the keyboard reaches, and asks the one chosen', async () => {
    const choices = [
      { label: '一级', question: '一级，护理补贴多少' },
      { label: '二级', question: '二级，护理补贴多少' },
    ];
    const words = '规定因“等级”不同而不同，您问的是哪一种：一级、二级？';
    const sentences = [{ kind: 'notice' as const, text: words, citations: [] }];
    await show({ ...answered, status: 'clarify', answer: words, sentences, citations: [], serviceLinks: [], choices });
    const group = stage.page.getByRole('group', { name: '请选择您要问的情况' });
    expect(await group.getByRole('button').allInnerTexts()).toEqual(['一级', '二级']);
    // An element alone is no page with a heading of its own.
    const broken = await violations(stage.page);
    expect(broken.filter((rule) => !rule.startsWith('page-has-heading-one'))).toEqual([]);
    await group.getByRole('button', { name: '一级' }).focus();
    await stage.page.keyboard.press('Tab');
    await stage.page.keyboard.press('Enter');
    expect(await stage.heard()).toEqual([['ask', { question: '二级，护理补贴多少' }]]);
  });

  it('says first that the text is not in force', async () => {
    const expired = { ...citation, validity: 'repealed' as const, validityNote: '已废止（2026年8月1日）' };
    await show({ ...answered, citations: [expired] });
    const all = await text();
    expect(all.indexOf('不是现行有效')).toBeGreaterThanOrEqual(0);
    expect(all.indexOf('不是现行有效')).toBeLessThan(all.indexOf('一百元'));
    expect(await stage.page.locator('.banner').innerText()).toContain('已废止（2026年8月1日）');
  });

  it('says beside a source that it was read by machine, and only there', async () => {
    await show({ ...answered, citations: [{ ...citation, machineRead: true }] });
    expect(await stage.page.locator('.source').innerText()).toContain('该段文字由机器识别自扫描件，请以原件为准');
    await show({ ...answered, citations: [{ ...citation, machineRead: false }] });
    expect(await text()).not.toContain('机器识别');
  });

  it('warns a desk before the words of an internal source', async () => {
    await show({ ...answered, citations: [{ ...citation, deskOnly: true }] });
    const all = await text();
    expect(all.indexOf('内部资料 · 不得对外')).toBeGreaterThanOrEqual(0);
    expect(all.indexOf('内部资料 · 不得对外')).toBeLessThan(all.indexOf('一百元'));
    await show(answered);
    expect(await text()).not.toContain('内部资料');
  });

  it('offers the human channel when it declines', async () => {
    await show({
      ...answered,
      status: 'declined_no_evidence',
      citations: [],
      sentences: [{ kind: 'notice', text: '没有依据。', citations: [] }],
    });
    expect(await stage.page.getByRole('link', { name: /转人工/ }).getAttribute('href')).toBe('tel:12345');
  });

  it('shows markup, markdown and wrong addresses as text', async () => {
    const nasty = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>[点](javascript:window.hacked=1)';
    const wrong = 'javascript:window.hacked=1';
    await show({
      ...answered,
      sentences: [{ kind: 'model', text: nasty, citations: [1] }],
      citations: [{ ...citation, title: nasty, quote: nasty, url: wrong }],
      serviceLinks: [{ label: nasty, url: wrong }],
      related: [{ documentId: 'd', kind: 'document', title: nasty, documentNumber: null, validity: 'in_force', url: wrong }],
      notice: nasty,
    });
    expect(await text()).toContain(nasty);
    const found = await stage.page.locator('wence-answer').evaluate((element) => ({
      made: element.shadowRoot?.querySelectorAll('img, script, iframe').length,
      links: [...(element.shadowRoot?.querySelectorAll('a') ?? [])].map((link) => link.href),
      hacked: 'hacked' in window,
    }));
    expect(found).toEqual({ made: 0, links: [], hacked: false });
  });

  it('asks a related question', async () => {
    const related = [
      {
        documentId: 'f2',
        kind: 'faq' as const,
        title: '怎么申领？',
        documentNumber: null,
        validity: 'unknown' as const,
        url: null,
      },
    ];
    await show({ ...answered, related });
    await stage.page.getByRole('button', { name: '怎么申领？' }).click();
    expect(await stage.heard()).toEqual([['ask', { question: '怎么申领？' }]]);
  });

  it('shows the desk the script, and keeps the internal note out of the ticket', async () => {
    const desk = {
      script: '您好，每月一百元。',
      internalNote: '不要承诺到账日。',
      unit: '示例市民政局',
      legalBasis: ['办法第五条'],
    };
    await show({ ...answered, desk });
    const size = await stage.page.locator('.script').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(20);
    expect(await stage.page.getByRole('note', { name: '内部提示' }).innerText()).toContain('不要承诺到账日');
    const ticket = await stage.page.locator('wence-answer').evaluate((element) => (element as AnswerElement).plainText);
    expect(ticket).toContain('【口径】您好，每月一百元。');
    expect(ticket).not.toContain('不要承诺到账日');
  });

  it('shows the public no desk view', async () => {
    await show(answered);
    expect(await stage.page.locator('.desk').count()).toBe(0);
  });
});
