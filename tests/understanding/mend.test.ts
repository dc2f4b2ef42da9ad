import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { mendTypos } from '../../src/retrieve/mend.ts';
import type { Store } from '../../src/store/contract.ts';
import { type BaseText, textBase } from './base.ts';

const fixtures = join(projectRoot, 'tests/fixtures/understanding');
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
const everybody = { audiences: ['public' as const], today: '2026-11-01' };

/** Share of misspelt questions that come out as meant. Measured .75 on the whole sample base; the files in plain text hold less. */
const mendedShare = 0.6;

let store: Store;
beforeAll(async () => {
  store = await textBase(sampleTexts());
});
afterAll(() => store.close());

const mend = async (question: string) => (await mendTypos(store, everybody, question)).text;

describe('misspelt questions over the sample corpus', () => {
  it('are mended, and never into something else', async () => {
    const rows = linesOf(join(fixtures, 'typos.tsv')).map((line) => line.split('\t') as [string, string]);
    expect(rows.length).toBeGreaterThanOrEqual(60);
    let mended = 0;
    for (const [written, meant] of rows) {
      const text = await mend(written);
      expect([written, meant]).toContain(text);
      if (text === meant) mended++;
    }
    expect(mended / rows.length).toBeGreaterThanOrEqual(mendedShare);
  });

  it('tell what was mended', async () => {
    expect(await mendTypos(store, everybody, '房屋租凭登记怎么伸请')).toEqual({
      text: '房屋租赁登记怎么申请',
      mended: [
        { from: '租凭', to: '租赁' },
        { from: '伸请', to: '申请' },
      ],
    });
  });
});

describe('right questions', () => {
  it('stay as they are: two hundred with unusual names and words, and those of the sample cases', async () => {
    const own = linesOf(join(fixtures, 'right-questions.txt'));
    const cases = linesOf(join(projectRoot, 'evals/cases/sample.jsonl'))
      .map((line) => JSON.parse(line) as { lang: string; turns: string[]; kind: string })
      .filter(({ lang, kind }) => lang === 'zh' && kind !== 'colloquial')
      .flatMap(({ turns }) => turns);
    expect(own.length + cases.length).toBeGreaterThanOrEqual(200);
    for (const question of [...own, ...cases]) expect((await mendTypos(store, everybody, question)).mended, question).toEqual([]);
  });

  it.each(['《失业斤管理办法》是什么', 'What is the 失业斤', '示府规〔2026〕9号', ''])('leaves %j alone', async (text) => {
    expect(await mend(text)).toBe(text);
  });
});

describe('what a reader may not see', () => {
  it('is never spelt out', async () => {
    const hidden = await textBase([
      { id: 'public', title: '公开事项', text: '本市居民可以到服务大厅办理登记。' },
      { id: 'inner', title: '内部事项', text: '坐席处理滞纳金减免时，先核对滞纳金的起算日。', audiences: ['hotline'] },
    ]);
    const seen = await mendTypos(hidden, { audiences: ['public', 'hotline'], today: '2026-11-01' }, '滞纳斤怎么减免');
    const unseen = await mendTypos(hidden, everybody, '滞纳斤怎么减免');
    await hidden.close();
    expect(seen.mended).toEqual([{ from: '滞纳斤', to: '滞纳金' }]);
    expect(unseen.mended).toEqual([]);
  });
});

/** The files of the sample corpus that are text, without their tags. */
function sampleTexts(): BaseText[] {
  const root = join(projectRoot, 'corpus');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html|md|txt|csv)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8')
        .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, '\n')
        .replace(/\n\s*\n/g, '\n');
      return { id: path, title: path.split('/').at(-1)!, text };
    });
}
