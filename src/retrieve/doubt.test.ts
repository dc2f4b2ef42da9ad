import { describe, expect, it } from 'vitest';
import { matterWords } from '../text/words.ts';
import type { Candidate } from './contract.ts';
import { wordsMissing } from './doubt.ts';
import { understand } from './understand.ts';

/** Of a candidate only its words and its nearness in meaning count. */
function candidate(title: string, text: string, cosine: number, features: Record<string, number> = {}): Candidate {
  const view = { itemId: 'd', itemKind: 'document', clause: { headings: [], text } };
  return {
    view,
    document: { document: { title } },
    faq: null,
    score: 1,
    features: { cosine, ...features },
  } as unknown as Candidate;
}

const missing = (query: string, ...of: Parameters<typeof candidate>) =>
  wordsMissing(understand({ question: query, asOf: '2026-11-01' }), candidate(...of));

describe('words that a doubtful hit does not hold', () => {
  it('names the matter of which a hit holds only the common part', () => {
    expect(missing('无人机上户口', '新生儿出生登记办事指南', '新生儿的户口随父或者随母。', 0.27)).toEqual(['无人机']);
  });

  it('names another thing of the same kind though it is nearer', () => {
    expect(missing('驾驶证到期换证', '残疾证到期了要换吗？', '残疾人证有效期满可以换发。', 0.52)).toContain('驾驶证');
  });

  it('trusts what is near in meaning, whatever words it uses', () => {
    expect(missing('被炒鱿鱼能领多少', '失业金每个月能领多少？', '失业保险金按月发放。', 0.6)).toEqual([]);
  });

  it('trusts what holds the words or an official word for them', () => {
    expect(missing('社保卡丢', '社会保障卡挂失补领', '社会保障卡遗失的，先挂失。', 0.4)).toEqual([]);
  });

  it('takes 老年人 for 老人', () => {
    expect(missing('老人坐车', '示例市老年人优待规定', '老年人免费坐车。', 0.3)).toEqual([]);
  });

  it('trusts a document that is named', () => {
    expect(missing('示府规〔2026〕9号要求', '积分制入户管理办法', '第一条', 0.3, { namedDocument: 1 })).toEqual([]);
  });
});

describe('words of the matter', () => {
  it.each([
    ['无人机上户口怎么办', ['无人机', '户口']],
    ['请问几天能办，需要什么材料', ['材料']],
    ['', []],
  ])('in %s', (question, words) => {
    expect(matterWords(question)).toEqual(words);
  });
});
