import { describe, expect, it } from 'vitest';
import { answered, documentHit, faqHit } from '../testing/samples.ts';
import { answerMessage, hitMessage, messageLength } from './message.ts';

describe('the short text for a caller’s phone', () => {
  it('gives the answer, its source and where to check it, and nothing internal', () => {
    const text = hitMessage(faqHit, null);
    expect(text).toBe('每季度首月发放。（出处：《示例市高龄津贴发放办法》第六条；核对：示例市民政局养老服务科（0000-1234567））');
    expect(text).not.toContain('不要承诺');
  });

  it('names document, number and address of a clause', () => {
    expect(hitMessage(documentHit, null)).toBe(
      '高龄津贴按每人每月一百元发放。（出处：《示例市高龄津贴发放办法》（示民规〔2025〕2号）；核对：https://www.shili.example/a.html）',
    );
    expect(answerMessage(answered)).toContain('《示例市高龄津贴发放办法》（示民规〔2025〕2号）');
  });

  it('fits, cut at the end of a sentence, with its source whole', () => {
    const answer = `${'先到社区登记。'.repeat(5)}${'再等通知，等通知的时间看人数多少而定。'.repeat(20)}`;
    const text = hitMessage({ ...faqHit, faq: { ...faqHit.faq!, answer } }, null);
    expect(text.length).toBeLessThanOrEqual(messageLength);
    expect(text).toMatch(/。……（出处：《示例市高龄津贴发放办法》第六条；核对：.*）$/);
    const long = hitMessage(
      { ...faqHit, faq: { ...faqHit.faq!, answer: '长'.repeat(500), basis: [], legalBasis: ['源'.repeat(90)] } },
      null,
    );
    expect(long.length).toBeLessThanOrEqual(messageLength);
    expect(long).toContain('长……（出处：');
  });

  it('says first that a text is out of force or made by a machine', () => {
    const document = { ...documentHit.document!, validity: 'repealed' as const };
    expect(hitMessage({ ...documentHit, document }, '第五条 停发。')).toMatch(/^【该文件已废止】第五条 停发。/);
    const model = { ...answered, status: 'answered_model', sentences: [{ ...answered.sentences[0]!, kind: 'model' as const }] };
    expect(answerMessage(model)).toMatch(/^【含人工智能生成内容】/);
  });

  it('always says where to check', () => {
    const document = { ...documentHit.document!, url: null, issuer: null };
    expect(hitMessage({ ...documentHit, document }, null)).toContain('核对：办理窗口');
  });

  it('is empty for what rests on nothing', () => {
    expect(answerMessage({ ...answered, citations: [] })).toBe('');
  });
});
