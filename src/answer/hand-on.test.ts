import { describe, expect, it } from 'vitest';
import {
  aboutMe,
  declinedNoEvidence,
  declinedOutOfScope,
  declinedPersonalRecord,
  declinedUnsafe,
  emergencyHelp,
  englishNotice,
  type HumanChannel,
  noticeFor,
} from './wording.ts';

const citizen: HumanChannel = { humanChannel: '12345政务服务便民热线', humanPhone: '12345', handOn: null };
const desk: HumanChannel = { ...citizen, handOn: '登记工单，转{unit}核实后回复' };

/** Every sentence of ours that leads to a person. */
const said = (human: HumanChannel): string[] => [
  declinedUnsafe(human),
  declinedOutOfScope(human),
  emergencyHelp(human),
  declinedNoEvidence(human),
  declinedPersonalRecord(human, '我的公积金还有多少'),
  declinedPersonalRecord(human, '我的申请到哪一步了'),
  aboutMe(human),
  ...['answered_faq', 'answered_extract', 'answered_model', 'expired_only', 'clarify'].flatMap((status) => [
    noticeFor(status, human),
    noticeFor(status, human) + englishNotice(status, human),
  ]),
];

describe('whom our words lead to', () => {
  it('leads a citizen to the human channel', () => {
    for (const sentence of said(citizen)) expect(sentence).toContain('12345');
  });

  it('leads whoever answers at a desk to the unit, never to the telephone at which they sit', () => {
    for (const sentence of said(desk)) {
      expect(sentence).not.toMatch(/12345|人工服务|转人工|为您/);
      expect(sentence).toContain('登记工单，转承办单位核实后回复');
    }
  });

  it('says it once', () => {
    expect(noticeFor('declined_no_evidence', desk)).toBe('');
    expect(noticeFor('declined_no_evidence', citizen)).toContain('12345');
  });

  it('names the unit where the base names one', () => {
    expect(declinedNoEvidence(desk, '示例市民政局（0000-1234567）')).toContain('转示例市民政局（0000-1234567）核实');
    expect(noticeFor('answered_faq', desk, { unit: '示例市民政局' })).toContain('转示例市民政局核实');
  });
});
