import { describe, expect, it } from 'vitest';
import { documentHit } from '../testing/samples.ts';
import {
  answerText,
  bookTitle,
  chineseTime,
  citationPlace,
  copyText,
  hitTicketText,
  outOfForceNotes,
  readersTitle,
  textLabel,
  ticketText,
  validityText,
  validityTone,
} from './format.ts';
import type { AskResponse, Citation, SearchHit, Sentence } from './types.ts';

const sentence = (kind: Sentence['kind'], text = '每月发放500元。'): Sentence => ({ kind, text, citations: [1] });
const citation: Citation = {
  n: 1,
  kind: 'document',
  documentId: 'd1',
  title: '示例市高龄津贴办法',
  documentNumber: '示府规〔2020〕1号',
  issuer: '示例市民政局',
  validity: 'expired',
  validityNote: '已失效（有效期至2024年6月30日）',
  clause: '第三条',
  clauseId: 'c1',
  versionId: 'v1',
  page: 2,
  quote: '每月发放500元',
  url: 'https://www.example.gov.cn/a.html',
};
const response: AskResponse = {
  id: 'a1',
  conversationId: 'k1',
  status: 'answered_extract',
  answer: '每月发放500元。',
  sentences: [sentence('quote')],
  citations: [citation],
  related: [],
  serviceLinks: [],
  notice: '',
  desk: { script: '您好，每月五百元。', internalNote: '内部：勿承诺到账日', unit: '示例市民政局', legalBasis: ['办法第三条'] },
};
const at = new Date('2025-03-01T01:05:00Z');

describe('textLabel', () => {
  it('says what the text is', () => {
    expect(textLabel([sentence('quote')])).toBe('原文摘录');
    expect(textLabel([sentence('table')])).toBe('原文摘录');
    expect(textLabel([sentence('quote'), sentence('faq')])).toBe('人工审核答复');
    expect(textLabel([sentence('notice')])).toBe('系统提示');
  });
  it('lets one generated sentence mark the whole answer', () => {
    expect(textLabel([sentence('faq'), sentence('model')])).toBe('含人工智能生成内容');
    expect(textLabel([sentence('quote')], 'answered_model')).toBe('含人工智能生成内容');
  });
});

describe('copyText', () => {
  const text = copyText({ question: '高龄津贴多少钱', response, at });
  it('carries answer, label, source, validity, quote, address and time', () => {
    for (const part of [
      '每月发放500元。',
      '【原文摘录】',
      '[1] 《示例市高龄津贴办法》（示府规〔2020〕1号 · 示例市民政局 · 第三条 · 第2页） 已失效（有效期至2024年6月30日）',
      '“每月发放500元”',
      'https://www.example.gov.cn/a.html',
      '2025年3月1日 09:05',
    ])
      expect(text).toContain(part);
  });
  it('warns of text out of force before the sources', () => {
    expect(text.indexOf('注意：')).toBeGreaterThan(0);
    expect(text.indexOf('注意：')).toBeLessThan(text.indexOf('依据：'));
  });
});

describe('internal sources', () => {
  const internal: AskResponse = { ...response, citations: [{ ...citation, deskOnly: true }] };
  const hit: SearchHit = { ...documentHit, deskOnly: true };
  it('are marked first in whatever is copied, and nothing else is', () => {
    const mark = '【内部资料 · 不得对外】';
    expect(copyText({ question: '问', response: internal, at }).startsWith(mark)).toBe(true);
    expect(ticketText({ question: '问', response: internal, at }).startsWith(mark)).toBe(true);
    expect(hitTicketText(hit, null, '问', at).startsWith(mark)).toBe(true);
    for (const text of [copyText({ question: '问', response, at }), hitTicketText(documentHit, null, '问', at)])
      expect(text).not.toContain('内部资料');
  });
});

describe('ticketText', () => {
  const text = ticketText({ question: '高龄津贴多少钱', response, at });
  it('carries script, unit, basis, source and date', () => {
    for (const part of [
      '【口径】您好，每月五百元。',
      '【承办单位】示例市民政局',
      '【依据】办法第三条',
      '示府规〔2020〕1号',
      '2025年3月1日',
    ])
      expect(text).toContain(part);
  });
  it('never carries the internal note', () => {
    expect(text).not.toContain('勿承诺到账日');
  });
});

describe('small words', () => {
  it('sets titles in 《》 once', () => {
    expect(bookTitle('高龄津贴办法')).toBe('《高龄津贴办法》');
    expect(bookTitle('关于印发《高龄津贴办法》的通知')).toBe('关于印发《高龄津贴办法》的通知');
  });
  it('sets marks within marks as single ones', () => {
    expect(bookTitle('关于修改《示例市〈高龄津贴办法〉细则》的决定')).toBe('关于修改《示例市〈高龄津贴办法〉细则》的决定');
    expect(bookTitle('《关于执行《高龄津贴办法》的通知》')).toBe('《关于执行〈高龄津贴办法〉的通知》');
    expect(bookTitle('关于《甲》和《乙》的通知')).toBe('关于《甲》和《乙》的通知');
    expect(bookTitle('缺了一半的《《办法》')).toBe('缺了一半的《《办法》');
  });
  it.each(['（二）乙。', '(2)乙。', '二、乙。', '2.乙。', '2．乙。', '②乙。'])(
    'sets the item %s on a line of its own',
    (item) => {
      const answer = (...texts: string[]) => answerText({ answer: '', sentences: texts.map((text) => sentence('quote', text)) });
      expect(answer('材料如下：', item, '另见。')).toBe(`材料如下：\n${item}另见。`);
      expect(answer('材料如下：\n', item)).toBe(`材料如下：\n${item}`);
      expect(answer('标准为', '1.5倍。')).toBe('标准为1.5倍。');
      expect(answer(item)).toBe(item);
    },
  );
  it('calls a measure by its name, not by the notice that sends it out', () => {
    expect(readersTitle('示例市民政局关于印发《高龄津贴办法》的通知')).toBe('《高龄津贴办法》');
    expect(readersTitle('关于提高高龄津贴的通知')).toBe('《关于提高高龄津贴的通知》');
  });
  it('says nothing of the validity of a reviewed entry', () => {
    expect(validityText({ kind: 'faq', validity: 'unknown', validityNote: '' })).toBe('');
    expect(validityText({ kind: 'document', validity: 'unknown', validityNote: '' })).toBe('有效性未标明');
  });
  it('leaves out what is not known', () => {
    expect(citationPlace({ documentNumber: null, issuer: '示例市民政局', clause: null, page: null })).toBe('示例市民政局');
  });
  it('names each text out of force once', () => {
    expect(outOfForceNotes([citation, { ...citation, n: 2 }, { ...citation, n: 3, validity: 'in_force' }])).toEqual([
      '《示例市高龄津贴办法》已失效（有效期至2024年6月30日）',
    ]);
  });
  it('never shows text out of force in green', () => {
    expect(['expired', 'repealed', 'not_yet', 'amended', 'unknown'].map((v) => validityTone(v as 'expired'))).not.toContain(
      'good',
    );
  });
  it('writes midnight as 00', () => {
    expect(chineseTime(new Date('2025-02-28T16:00:00Z'))).toBe('2025年3月1日 00:00');
  });
});
