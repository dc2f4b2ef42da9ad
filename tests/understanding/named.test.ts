import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createEmbedder } from '../../src/models/create.ts';
import type { Candidate, Retriever } from '../../src/retrieve/contract.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { understand } from '../../src/retrieve/understand.ts';
import type { Store } from '../../src/store/contract.ts';
import { createIndex } from '../../src/vectors/create.ts';
import { type BaseText, textBase } from './base.ts';

const today = '2026-11-01';
const everybody = { audiences: ['public' as const], today };

/** Rules of one kind, with numbers that differ in one sign only. */
const rules = [
  '示府规〔2026〕5号',
  '示府规〔2026〕15号',
  '示府规〔2025〕5号',
  '示府办规〔2026〕5号',
  '示民规〔2026〕5号',
  '示例市人民政府令第5号',
];
const matters = ['高龄津贴', '助餐服务', '临时救助', '殡葬补助', '居家养老', '公园管理'];
const texts: BaseText[] = rules.map((documentNumber, i) => ({
  id: documentNumber,
  title: `示例市${matters[i]}办法`,
  documentNumber,
  text: [
    '第一条 为了规范管理，制定本办法。',
    `第二条 本办法适用于本市${matters[i]}。`,
    '第三条 主管部门负责组织实施。',
    '第四条 申请人应当提交下列材料：',
    '（一）身份证明；',
    '（二）户口簿；',
    `（三）${matters[i]}申请表。`,
    `第五条 本办法自2026年${i + 1}月1日起施行，有效期5年。`,
    '附件1 申请表填写说明',
    '一、姓名与身份证件一致。',
    '二、电话为本人号码。',
    '附件2 办理点名录',
    '一、城东服务站，位于和平路1号。',
    '二、城西服务站，位于光明路2号。',
  ].join('\n'),
}));

let store: Store;
let retriever: Retriever;
const ids = new Map<string, string>();

beforeAll(async () => {
  store = await textBase(texts);
  const config = readConfig({});
  const embedder = await createEmbedder({ folder: config.WENCE_MODEL_FOLDER, url: undefined, model: undefined, key: undefined });
  retriever = createRetriever({ store, embedder, createIndex, ranker: null, rankerDepth: 0 });
  for (const { document } of (await store.content.documents({ limit: 50 }, everybody)).documents) {
    ids.set(document.documentNumber ?? '', document.id);
  }
});
afterAll(() => store.close());

async function first(question: string, documentId: string | null = null): Promise<Candidate> {
  const understood = understand({ question, asOf: today, documentId });
  return (await retriever.retrieve({ question: understood, viewer: everybody, limit: 5 }))[0]!;
}
const numberOf = ({ document }: Candidate) => document?.document.documentNumber;

describe('a document number in any form', () => {
  const brackets = ['〔〕', '[]', '［］', '【】', '()', '（）', '{}', '〖〗'];
  const tails = ['5号', ' 5 号', '第5号', ' 第 5 号', '５号', '05号', '5'];

  it.each(brackets)('finds the document at the first place with %s', async (pair) => {
    const [open, close] = [...pair];
    for (const code of ['示府规', '示府办规']) {
      for (const year of ['2026', ' 2026 ', '２０２６']) {
        for (const tail of tails) {
          const question = `请问${code}${open}${year}${close}${tail}什么时候开始施行？`;
          expect([question, numberOf(await first(question))]).toEqual([question, `${code}〔2026〕5号`]);
        }
      }
    }
  });

  it.each(['示府规2026年5号', '示府规2026-5号', '示府规2026第5号', '示府规〔2026〕5號', '我想看示府规（2026）5号文件'])(
    '%s',
    async (written) => {
      expect(numberOf(await first(`${written}有效期几年？`))).toBe('示府规〔2026〕5号');
    },
  );

  it.each(['示例市人民政府令第5号', '市政府令第五号', '示例市人民政府第5号令', '示例市人民政府令（第5号）'])(
    '%s',
    async (written) => {
      expect(numberOf(await first(`${written}什么时候施行？`))).toBe('示例市人民政府令第5号');
    },
  );
});

describe('a place in a named document', () => {
  it.each([
    ['示民规〔2026〕5号第5条说了什么', '有效期5年'],
    ['示民规〔2026〕5号第四条第三项是什么', '（三）居家养老申请表'],
    ['《示例市居家养老办法》第四条第（二）项', '（二）户口簿'],
    ['示民规[2026]5号第二条第一款', '本办法适用于'],
    ['示民规[2026]5号的附件二是什么', '城东服务站'],
  ])('%s', async (question, words) => {
    const found = await first(question);
    expect(numberOf(found)).toBe('示民规〔2026〕5号');
    expect(found.view.clause?.text).toContain(words);
  });
});

describe('the page being read', () => {
  it.each(['这个政策什么时候开始施行？', '本办法有效期几年', '要提交什么材料？', '第五条是什么', '申请助餐服务要什么材料？'])(
    '%s',
    async (question) => {
      const page = ids.get('示民规〔2026〕5号')!;
      const found = await first(question, page);
      const isOther = question.includes('助餐服务');
      expect(numberOf(found)).toBe(isOther ? '示府规〔2026〕15号' : '示民规〔2026〕5号');
    },
  );

  it('alone answers what is asked of it', async () => {
    const understood = understand({ question: '要提交什么材料？', asOf: today, documentId: ids.get('示民规〔2026〕5号')! });
    const found = await retriever.retrieve({ question: understood, viewer: everybody, limit: 30 });
    expect(new Set(found.map(numberOf))).toEqual(new Set(['示民规〔2026〕5号']));
  });

  it('is known only to those who may see it', async () => {
    const hidden = await textBase([
      { id: 'inner', title: '内部口径', text: '坐席答复要点：先核对身份。', audiences: ['hotline'] },
      { id: 'public', title: '公开办法', text: '本办法自2026年1月1日起施行。' },
    ]);
    const [inner] = (await hidden.content.documents({ limit: 5 }, { audiences: ['hotline'], today })).documents;
    const { embedder } = {
      embedder: await createEmbedder({
        folder: readConfig({}).WENCE_MODEL_FOLDER,
        url: undefined,
        model: undefined,
        key: undefined,
      }),
    };
    const own = createRetriever({ store: hidden, embedder, createIndex, ranker: null, rankerDepth: 0 });
    const question = understand({ question: '这个文件说了什么？', asOf: today, documentId: inner!.document.id });
    const found = await own.retrieve({ question, viewer: everybody, limit: 5 });
    await hidden.close();
    expect(found.map(({ document }) => document?.document.title)).not.toContain('内部口径');
  });
});
