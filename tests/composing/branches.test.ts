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

const ofDistrict = (district: string, amount: number) => `清溪市${district}高龄津贴发放办法

第一条 具有${district}户籍、年满80周岁的老年人可以领取高龄津贴。
第二条 高龄津贴标准为每人每月${amount}元。
第三条 本办法自2025年1月1日起施行，有效期5年。

清溪市${district}人民政府
2024年12月3日
`;
const startUp = `清溪市创业扶持办法

一、一次性创业补贴。首次创办企业满6个月的，给予一次性创业补贴8000元。
二、创业场地补贴。租用经营场地的，每年给予创业场地补贴6000元，最长3年。
三、本办法自2025年1月1日起施行，有效期5年。

清溪市人力资源和社会保障局
2024年12月3日
`;
const districts = { 'a.txt': ofDistrict('柳河区', 90), 'b.txt': ofDistrict('东山区', 130) };

async function ask(turns: string[], texts: Record<string, string>) {
  const documents = Object.entries(texts).map(([file_name, content]) => ({ file_name, format: 'txt', content }));
  const { replies } = await runCase({ documents, turns } as unknown as InjectionCase, embedder, '');
  return replies.at(-1)!;
}

describe.skipIf(!existsSync(folder))('a question that several documents answer differently', () => {
  it('is asked back by district, and each choice is answered by its own document', async () => {
    const { status, choices = [] } = await ask(['高龄津贴每个月多少？'], districts);
    expect(status).toBe('clarify');
    expect(choices.map(({ label }) => label).sort()).toEqual(['东山区', '柳河区']);
    for (const { label, question } of choices)
      expect((await ask([question], districts)).answer).toContain(label === '东山区' ? '130元' : '90元');
  });

  it('is answered when it names the district, or when only one document rules on it', async () => {
    expect((await ask(['柳河区高龄津贴每个月多少？'], districts)).answer).toContain('90元');
    expect((await ask(['高龄津贴每个月多少？'], { 'a.txt': districts['a.txt'] })).answer).toContain('90元');
  });

  it('is asked back by the names of the measures when it names none in full', async () => {
    const texts = { 'c.txt': startUp };
    const { status, answer, choices = [] } = await ask(['创业补贴能领多少钱？'], texts);
    const labels = choices.map(({ label }) => label).sort();
    if (status === 'clarify') expect(labels).toEqual(['一次性创业补贴', '创业场地补贴']);
    else expect(answer).toMatch(/8000元[\s\S]*6000元|6000元[\s\S]*8000元/);
    expect((await ask(['创业场地补贴每年多少钱？'], texts)).answer).toContain('6000元');
  });
});
