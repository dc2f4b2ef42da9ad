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

const rules = `清溪市校车驾驶人备案办法
清交规〔2021〕3号

第一条 为加强校车驾驶人管理，制定本办法。
第二条 校车驾驶人备案的有效期为3年，期满前30日内可以申请延续。
第三条 校车驾驶人应当年龄不超过55周岁，无酒后驾驶记录。
第四条 本办法自2021年5月1日起施行。

清溪市交通运输局
2021年4月2日
`;
const decision = `清溪市交通运输局关于修改《清溪市校车驾驶人备案办法》的决定
清交规〔2025〕7号

决定对《清溪市校车驾驶人备案办法》（清交规〔2021〕3号）作如下修改：
一、将第二条中的“有效期为3年”修改为“有效期为5年”。
二、将第三条修改为：“校车驾驶人应当年龄不超过60周岁，近三年无酒后驾驶记录。”
本决定自2025年6月1日起施行。

清溪市交通运输局
2025年5月6日
`;
const notice = `关于调整校车驾驶人备案有关事项的通知
清交发〔2025〕9号

现对《清溪市校车驾驶人备案办法》（清交规〔2021〕3号）有关备案事项调整如下：
一、自2025年6月1日起，校车驾驶人年龄放宽到不超过62周岁。原办法第三条关于年龄的规定不再执行。

清溪市交通运输局
2025年5月6日
`;

async function ask(question: string, texts: string[]) {
  const documents = texts.map((content, i) => ({ file_name: `${i}.txt`, format: 'txt', content }));
  const { replies } = await runCase({ documents, turns: [question] } as unknown as InjectionCase, embedder, '');
  return replies[0]!;
}

describe.skipIf(!existsSync(folder))('a clause that a later decision has changed', () => {
  it('is answered with what holds now', async () => {
    const { answer } = await ask('校车驾驶人备案的有效期是几年？', [rules, decision]);
    expect(answer).toContain('有效期为5年');
    expect(answer).not.toContain('有效期为3年，');
  });

  it('is known by its number where the notice changes it in passing', async () => {
    const { answer } = await ask('校车驾驶人年龄不能超过多少周岁？', [rules, notice]);
    expect(answer).toContain('62周岁');
    expect(answer).not.toContain('55周岁');
  });
});
