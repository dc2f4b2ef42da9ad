import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, readConfig } from '../../src/config.ts';
import type { Viewer } from '../../src/domain/access.ts';
import { type Day, fixedClock } from '../../src/domain/time.ts';
import { contradictionsOn, validityNote, validityOn } from '../../src/domain/validity.ts';
import { ingestFolder } from '../../src/ingest/pipeline.ts';
import { readDocument } from '../../src/ingest/reading/read-document.ts';
import type { DocumentView } from '../../src/store/contract.ts';
import { openWence, type Wence } from '../../src/wire.ts';
import { governance } from './items.ts';

/** A folder of invented documents that end, change, prolong and explain each other, in the wrong order, through the whole product. */
const today = '2025-06-02';
const fixtures = join(projectRoot, 'tests/fixtures/relations');
const citizen: Viewer = { audiences: ['public'], today };
const hotline: Viewer = { audiences: ['public', 'hotline'], today };

let folder: string;
let wence: Wence;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wence-validity-'));
  const clock = fixedClock(today);
  wence = await openWence(readConfig({ WENCE_DATA: folder, WENCE_LOG_LEVEL: 'silent' }), { clock });
  for (const source of ['town', 'mirror']) {
    const { store, embedder } = wence;
    const report = await ingestFolder({ root: join(fixtures, source), store, embedder, clock });
    expect(report.failed).toEqual([]);
  }
});
afterAll(async () => {
  await wence.close();
  await rm(folder, { recursive: true, force: true });
});

async function byKey(key: string, viewer: Viewer = citizen): Promise<DocumentView> {
  const { documents } = await wence.store.content.documents({ key }, viewer);
  expect(documents, key).toHaveLength(1);
  return documents[0]!;
}

async function relationsOf(key: string): Promise<string[]> {
  const { document } = await byKey(key);
  const relations = await wence.store.content.relations(document.id, citizen);
  const others = await wence.store.content.documentsByIds(
    relations.map((relation) => relation.documentId),
    citizen,
  );
  return relations
    .map(({ kind, direction, documentId }) => `${kind} ${direction} ${others.get(documentId)?.document.canonicalKey}`)
    .sort();
}

describe('relations of a folder', () => {
  it.each([
    ['01-解读.txt', ['interprets to 03-家庭养老床位.txt']],
    [
      '02-清理决定.html',
      ['prolongs to 13-公厕.txt', 'repeals to 10-自行车.txt', 'repeals to 11-幼儿园.html', 'repeals to 12-菜篮子.txt'],
    ],
    ['03-家庭养老床位.txt', ['interprets from 01-解读.txt']],
    ['21-犬只乙.txt', ['repeals to 20-犬只甲.txt', 'supersedes from 22-犬只丙.txt']],
    ['31-修改决定.txt', ['amends to 30-物业费.txt', 'amends to 转载-物业费.txt']],
    ['30-物业费.txt', ['amends from 31-修改决定.txt', 'same_text to 转载-物业费.txt']],
    ['转载-物业费.txt', ['amends from 31-修改决定.txt', 'same_text to 30-物业费.txt']],
    ['41-延长.txt', ['prolongs to 40-创业补贴.txt']],
    ['60-献血.txt', []],
  ])('%s', async (key, expected) => {
    expect(await relationsOf(key)).toEqual(expected.sort());
  });
});

describe('validity by the clock', () => {
  const cases: [key: string, days: Record<Day, string>][] = [
    ['10-自行车.txt', { '2009-09-30': 'not_yet', '2009-10-01': 'in_force', '2024-06-30': 'in_force', '2024-07-01': 'repealed' }],
    ['11-幼儿园.html', { '2024-06-30': 'in_force', '2024-07-01': 'repealed' }],
    ['12-菜篮子.txt', { '2024-06-30': 'in_force', '2024-07-01': 'repealed', '2024-07-02': 'repealed' }],
    ['13-公厕.txt', { '2024-06-30': 'in_force', '2024-07-01': 'in_force', '2027-06-30': 'in_force', '2027-07-01': 'expired' }],
    ['20-犬只甲.txt', { '2018-05-31': 'in_force', '2018-06-01': 'repealed', '2023-05-01': 'repealed' }],
    ['21-犬只乙.txt', { '2018-05-31': 'not_yet', '2018-06-01': 'in_force', '2023-04-30': 'in_force', '2023-05-01': 'repealed' }],
    ['22-犬只丙.txt', { '2023-04-30': 'not_yet', '2023-05-01': 'in_force', '2028-04-30': 'in_force', '2028-05-01': 'expired' }],
    ['30-物业费.txt', { '2024-08-31': 'in_force', '2024-09-01': 'amended' }],
    ['40-创业补贴.txt', { '2025-01-01': 'in_force', '2026-12-31': 'in_force', '2027-01-01': 'expired' }],
    ['42-征求意见.txt', { '2025-06-02': 'unknown' }],
    ['50-停车.txt', { '2025-11-30': 'in_force', '2025-12-01': 'repealed' }],
    ['51-停车新.txt', { '2025-11-30': 'not_yet', '2025-12-01': 'in_force' }],
  ];
  it.each(cases)('%s', async (key, days) => {
    const { document } = await byKey(key);
    expect(Object.fromEntries(Object.keys(days).map((day) => [day, validityOn(document, day)]))).toEqual(days);
  });

  it('knows what an internal text ended only for those who may read it', async () => {
    expect(validityOn((await byKey('60-献血.txt')).document, today)).toBe('in_force');
    expect(validityOn((await byKey('60-献血.txt', hotline)).document, today)).toBe('repealed');
  });

  it('names the text that ended another, and says where the page differs', async () => {
    const { document } = await byKey('11-幼儿园.html');
    expect(validityNote(document, today)).toBe(
      '已废止（自2024年7月1日起由《云州市人民政府关于废止和宣布失效部分行政规范性文件的决定》（云府〔2024〕9号）废止）',
    );
    expect(contradictionsOn(document, today)[0]).toContain('页面标注为有效');
  });
});

describe('the clock of the server', () => {
  it.each([
    ['2026-12-31', '首次创业的一次性补贴多少元？', 'in_force', 'answered_extract'],
    ['2027-01-01', '首次创业的一次性补贴多少元？', 'expired', 'expired_only'],
    ['2024-06-30', '菜篮子工程每年考核几次？', 'in_force', 'answered_extract'],
    ['2024-07-01', '菜篮子工程每年考核几次？', 'repealed', 'expired_only'],
    ['2025-11-30', '《云州市停车收费管理规定》路边停车每小时多少元？', 'not_yet', 'expired_only'],
    ['2025-12-01', '《云州市停车收费管理规定》路边停车每小时多少元？', 'in_force', 'answered_extract'],
  ] as const)('on %s: %s is %s, nothing being taken in anew', async (day, question, validity, status) => {
    const config = readConfig({ WENCE_DATA: folder, WENCE_LOG_LEVEL: 'silent' });
    const later = await openWence(config, { clock: fixedClock(day) });
    try {
      const viewer: Viewer = { audiences: ['public'], today: day };
      const reply = await later.answers.ask({ question, channel: 'web' }, { viewer, principal: 'test' });
      expect([reply.citations[0]?.validity, reply.status]).toEqual([validity, status]);
    } finally {
      await later.close();
    }
  });
});

describe('default years', () => {
  it.each([
    [{}, null],
    [{ validityYears: { normative: 5, trial: 2 } }, '2014-09-30'],
  ])('of the manifest entry %j give the end %s', async (entry, expiresOn) => {
    const root = join(fixtures, 'town');
    const reading = await readDocument({
      root,
      path: '10-自行车.txt',
      bytes: null,
      sourceId: 'x',
      entry,
      governance: governance('draft'),
      inputHash: '',
      pictures: false,
      recordAsOf: null,
    });
    if (reading.type !== 'document') throw new Error(JSON.stringify(reading));
    expect([reading.bundle.document.expiresOn, reading.bundle.document.expiryDerived]).toEqual([expiresOn, expiresOn !== null]);
  });
});

describe('answers', () => {
  const ask = (question: string, asOf?: Day) =>
    wence.answers.ask({ question, channel: 'web', ...(asOf ? { asOf } : {}) }, { viewer: citizen, principal: 'test' });

  it.each([
    ['2015-01-01', '五百元'],
    ['2020-01-01', '二百元'],
    [today, '八十元'],
  ])('as of %s come from what was in force then', async (asOf, amount) => {
    const reply = await ask('云州市养犬登记费每只每年多少元？', asOf);
    expect(reply.answer).toContain(amount);
    expect(reply.citations[0]?.validity).toBe('in_force');
  });

  it('from an ended text say so first and name the text that holds', async () => {
    const reply = await ask('《云州市犬只管理规定》规定养犬登记费多少钱？');
    expect(reply.status).toBe('expired_only');
    expect(reply.sentences[0]).toMatchObject({ kind: 'notice' });
    expect(reply.answer).toContain('由《云州市养犬管理办法（试行）》（云府规〔2018〕3号）废止');
    expect(reply.answer).toContain('现行文件为《云州市养犬管理办法》（云府规〔2023〕6号）');
  });

  it('from a text whose page still says 有效 tell the contradiction', async () => {
    const reply = await ask('民办幼儿园保育教育费每月最多收多少？');
    expect(reply.answer).toContain('页面标注为有效，但已自2024年7月1日起由');
  });

  it('from an amended text are what the amendment says, with its name', async () => {
    const reply = await ask('《云州市物业服务收费办法》规定住宅物业服务费最高多少？');
    expect(reply.answer).toMatch(
      /^原条文已由《关于修改〈云州市物业服务收费办法〉的决定》（云府规〔2024〕7号）修改，自2024年9月1日起现为：/,
    );
    expect(reply.answer).toContain('二元五角');
  });

  it('say the words of a text at two addresses once and name both places', async () => {
    const hits = await wence.lookup.lookup({ query: '住宅物业服务费最高', viewer: citizen, asOf: today, limit: 10 });
    const fees = hits.filter(({ title, candidate }) => title === '云州市物业服务收费办法' && candidate.view.clause);
    const places = fees.map(({ candidate }) =>
      [candidate.document, ...(candidate.sameText ?? [])].map((view) => view?.document.sourceId).sort(),
    );
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(fees.map(({ candidate }) => candidate.view.itemId)).size).toBe(1);
    expect(hits.filter(({ title, candidate }) => title === '云州市物业服务收费办法' && !candidate.view.clause)).toHaveLength(1);
    for (const place of places) expect(place).toEqual(['relations-mirror', 'relations-town']);
    const reply = await ask('《云州市物业服务收费办法》规定住宅物业服务费最高多少？', '2024-01-01');
    expect(reply.citations.filter(({ title }) => title === '云州市物业服务收费办法')).toHaveLength(1);
    expect(reply.related.map(({ title }) => title)).toContain('云州市物业服务收费办法');
  });

  it('about validity tell the prolonged end', async () => {
    const reply = await ask('《云州市创业补贴办法》现在还有效吗？');
    expect(reply.answer).toContain('有效期至2026年12月31日');
    expect(reply.answer).toContain('现行有效');
  });
});
