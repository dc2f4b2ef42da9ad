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

const earlier = `清溪市困难职工帮扶补助办法
清工规〔2020〕3号

第一条 为帮扶困难职工，制定本办法。
第二条 困难职工帮扶补助标准为每人每月300元。
第三条 本办法自2020年5月1日起施行，有效期5年。

清溪市总工会
2020年4月10日
`;
const later = `清溪市困难职工帮扶补助实施细则
清工规〔2025〕8号

第一条 为做好困难职工帮扶，制定本细则。
第二条 困难职工帮扶补助标准为每人每月450元。
第三条 本细则自2025年5月1日起施行，有效期5年。《清溪市困难职工帮扶补助办法》（清工规〔2020〕3号）同时废止。

清溪市总工会
2025年4月2日
`;
const guide = `清溪市居住证明办理指南

一、申请材料
（一）申请表；
（二）身份证；
（三）房屋租赁合同；
（四）近期照片。
`;

async function ask(question: string, texts: Record<string, string>) {
  const documents = Object.entries(texts).map(([file_name, content]) => ({ file_name, format: 'txt', content }));
  const { replies } = await runCase({ documents, turns: [question] } as unknown as InjectionCase, embedder, '');
  return replies[0]!;
}

describe.skipIf(!existsSync(folder))('composed answers', () => {
  it('says of an expired text first that it does not hold, and then what its successor says', async () => {
    const question = '清工规〔2020〕3号规定的困难职工帮扶补助每月多少钱？';
    const { status, answer, citations } = await ask(question, { 'a.txt': earlier, 'b.txt': later });
    expect(status).toBe('expired_only');
    expect(answer).toMatch(/^注意：.*已废止/);
    expect(answer).toContain('每人每月450元');
    expect(answer.indexOf('450元')).toBeGreaterThan(answer.indexOf('已废止'));
    expect(citations.map(({ documentNumber }) => documentNumber)).toContain('清工规〔2025〕8号');
  });

  it('names no successor where the base has none', async () => {
    const { answer } = await ask('清工规〔2020〕3号规定的困难职工帮扶补助每月多少钱？', { 'a.txt': earlier });
    expect(answer).toMatch(/^注意：.*已失效/);
    expect(answer).not.toContain('现行');
  });

  it('puts no sentence of an expired text beside one in force that answers', async () => {
    const { status, answer } = await ask('困难职工帮扶补助每人每月多少钱？', { 'a.txt': earlier, 'b.txt': later });
    expect(status).toBe('answered_extract');
    expect(answer).toContain('450元');
    expect(answer).not.toContain('300元');
  });

  it('quotes a list whole or says that it is a part', async () => {
    const { answer } = await ask('办理居住证明需要什么材料？', { 'c.txt': guide });
    const missing = ['申请表', '身份证', '房屋租赁合同', '近期照片'].filter((item) => !answer.includes(item));
    expect(answer.includes('部分内容'), answer).toBe(missing.length > 0);
  });
});
