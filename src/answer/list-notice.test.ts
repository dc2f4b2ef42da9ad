import { describe, expect, it } from 'vitest';
import type { Clause } from '../domain/document.ts';
import type { DocumentView } from '../store/contract.ts';
import { type DraftSentence, evidenceAt } from './draft.ts';
import { listNotice } from './list-notice.ts';
import type { AnswerParts, Judged } from './values.ts';
import { partialList } from './wording.ts';

const text = '申请材料：\n（一）申请表；\n（二）身份证；\n（三）合同；\n（四）照片。';
const clause = { id: 'c', text, parentPath: null } as unknown as Clause;
const document = { versionId: 'v', document: { id: 'd' } } as DocumentView;
const quote = (words: string): DraftSentence => {
  const start = text.indexOf(words);
  return {
    kind: 'quote',
    text: words,
    evidence: [evidenceAt(clause, start, start + words.length, { versionId: 'v', document, faq: null })],
  };
};
const noticeFor = async (...words: string[]) =>
  (await listNotice(words.map(quote), {} as Judged, {} as AnswerParts)).map((notice) => notice.text);

describe('a list of which only a part is quoted', () => {
  it('is said to be a part', async () => {
    expect(await noticeFor('（一）申请表；', '（二）身份证；')).toEqual([partialList]);
  });

  it('is not when it is whole', async () => {
    expect(await noticeFor('（一）申请表；', '（二）身份证；', '（三）合同；', '（四）照片。')).toEqual([]);
  });

  it('is not when one item alone is the answer', async () => {
    expect(await noticeFor('（三）合同；')).toEqual([]);
  });
});
