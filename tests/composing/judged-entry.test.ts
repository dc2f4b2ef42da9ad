import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Embedder } from '../../src/models/contract.ts';
import { createEmbedder } from '../../src/models/create.ts';
import { type InjectionCase, runCase } from '../injection/base.ts';

const folder = readConfig({}).WENCE_MODEL_FOLDER;
let embedder: Embedder;
beforeAll(async () => {
  embedder = await createEmbedder({ folder, workers: 1 });
});

const entries = `问题,答案
燃气费电子发票怎么开具？,缴费成功后次日，在“清溪燃气”公众号的“我的发票”里填写户号，即可开具并下载电子发票。
燃气户名怎么变更？,新老用户持身份证和房产证明到燃气营业厅办理，当场办结。
`;
const rules = `清溪市燃气收费管理办法

第一条 为规范燃气收费，制定本办法。
第二条 用户应当在每月25日前缴清上月燃气费，逾期的按日加收千分之一的违约金。

清溪市城市管理局
2024年3月4日
`;

async function ask(question: string) {
  const documents = [
    { file_name: 'list.csv', format: 'csv', content: entries },
    { file_name: 'rules.txt', format: 'txt', content: rules },
  ];
  const { replies } = await runCase({ documents, turns: [question] } as unknown as InjectionCase, embedder, '');
  return replies[0]!;
}

describe.skipIf(!existsSync(folder))('a reviewed entry where the documents do not answer', () => {
  it('answers whole when its question was put in other words', async () => {
    const { answer, status } = await ask('燃气费刚付完，想要电子的票，上哪儿下载？');
    expect(status).toBe('answered_faq');
    expect(answer).toContain('我的发票');
  });

  it('is not given for a matter of another name', async () => {
    const { status } = await ask('银杏补贴的电子票上哪儿下载？');
    expect(status).not.toBe('answered_faq');
  });

  it('does not when it says nothing of what is asked', async () => {
    const { status } = await ask('燃气管道漏气是谁负责维修？');
    expect(status).not.toBe('answered_faq');
  });
});
