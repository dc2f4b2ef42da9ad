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

interface Text {
  title: string;
  number: string;
  issuer: string;
  day: string;
  articles: string[];
}

const textOf = ({ title, number, issuer, day, articles }: Text) =>
  `${title}\n${number}\n\n${articles.map((article, i) => `第${'一二三四五'[i]}条 ${article}`).join('\n')}\n\n${issuer}\n${day}\n`;

const city: Text = {
  title: '清溪市残疾人居家照料补贴办法',
  number: '清政规〔2025〕6号',
  issuer: '清溪市人民政府',
  day: '2025年3月3日',
  articles: [
    '为做好残疾人居家照料补贴工作，制定本办法。',
    '申请人家庭人均月收入应当低于2400元。',
    '居家照料补贴标准为每人每月320元。',
    '本办法自2025年4月1日起施行，有效期5年。',
  ],
};
const district: Text = {
  title: '清溪市柳河区残疾人居家照料补贴实施细则',
  number: '柳政规〔2022〕4号',
  issuer: '清溪市柳河区人民政府',
  day: '2022年5月6日',
  articles: [
    '为做好本区残疾人居家照料补贴工作，制定本细则。',
    '申请人家庭人均月收入应当低于1800元。',
    '居家照料补贴标准为每人每月260元。',
    '本细则自2022年6月1日起施行，有效期5年。',
  ],
};
const question = '柳河区申请残疾人居家照料补贴，家庭人均月收入要低于多少元？';

async function ask(asked: string, texts: Text[]) {
  const documents = texts.map((text, i) => ({ file_name: `${i}.txt`, format: 'txt', content: textOf(text) }));
  const { replies } = await runCase({ documents, turns: [asked] } as unknown as InjectionCase, embedder, '');
  return replies[0]!;
}

const withArticle = (text: Text, at: number, article: string) => ({
  ...text,
  articles: text.articles.map((other, i) => (i === at ? article : other)),
});

describe.skipIf(!existsSync(folder))('two documents in force that disagree', () => {
  it('are both told, with their days, the higher one first', async () => {
    const { answer, citations } = await ask(question, [city, district]);
    expect(answer).toMatch(/^两份现行文件不一致，以《清溪市残疾人居家照料补贴办法》（2025年4月1日施行）为准（上级文件，且较新）/);
    expect(answer.indexOf('2400元')).toBeGreaterThan(0);
    expect(answer.indexOf('1800元')).toBeGreaterThan(answer.indexOf('2400元'));
    expect(answer).toContain('2022年6月1日施行');
    expect(citations).toHaveLength(2);
  });

  it('say themselves which one holds', async () => {
    const ending = '本办法自2025年4月1日起施行，有效期5年。各区规定与本办法不一致的，以本办法为准。';
    const { answer } = await ask(question, [withArticle(city, 3, ending), district]);
    expect(answer).toContain('为准（文中载明不一致的以它为准）');
  });

  it('do not disagree where the higher one leaves the figure to the lower one', async () => {
    const open = '申请人家庭人均月收入应当低于2400元，各区可以结合实际另行确定。';
    const { answer } = await ask(question, [withArticle(city, 1, open), district]);
    expect(answer).not.toContain('不一致');
  });

  it('nor where the figure is the same or only one is in force', async () => {
    const same = withArticle(city, 1, '申请人家庭人均月收入应当低于1800元。');
    expect((await ask(question, [same, district])).answer).not.toContain('不一致');
    const lapsed = { ...withArticle(district, 3, '本细则自2020年6月1日起施行，有效期3年。'), day: '2020年5月6日' };
    expect((await ask(question, [city, lapsed])).answer).not.toContain('不一致');
  });

  it('nor about different matters, or for another district', async () => {
    const other = { ...district, title: '清溪市柳河区老年人家庭医生签约细则' };
    expect((await ask(question, [city, other])).answer).not.toContain('不一致');
    const elsewhere = { ...district, title: '清溪市东山区残疾人居家照料补贴实施细则', issuer: '清溪市东山区人民政府' };
    expect((await ask(question, [city, elsewhere])).answer).not.toContain('不一致');
  });

  it('of one issuer: the newer holds', async () => {
    const newer = { ...city, number: '清政规〔2026〕2号', day: '2026年2月2日' };
    const { answer } = await ask('清溪市申请残疾人居家照料补贴，家庭人均月收入要低于多少元？', [
      city,
      {
        ...newer,
        title: '清溪市残疾人居家照料补贴管理办法',
        articles: [
          ...newer.articles.slice(0, 1),
          '申请人家庭人均月收入应当低于2800元。',
          newer.articles[2]!,
          '本办法自2026年3月1日起施行，有效期5年。',
        ],
      },
    ]);
    expect(answer).toMatch(
      /^两份现行文件不一致，以《清溪市残疾人居家照料补贴管理办法》（2026年3月1日施行）为准（同一机关的较新文件）/,
    );
  });

  it('are handed over where nothing says which holds', async () => {
    const twin = {
      ...withArticle(city, 1, '申请人家庭人均月收入应当低于2600元。'),
      number: '清民规〔2025〕9号',
      issuer: '清溪市民政局',
      title: '清溪市残疾人居家照料补贴实施办法',
    };
    const { answer } = await ask('清溪市申请残疾人居家照料补贴，家庭人均月收入要低于多少元？', [city, twin]);
    expect(answer).toMatch(/^两份现行文件不一致，适用哪一份请向主管部门核实。/);
    expect(answer).toContain('2400元');
    expect(answer).toContain('2600元');
  });
});
