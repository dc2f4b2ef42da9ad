import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { ingestCorpus } from '../../src/ingest/corpus.ts';
import { understand } from '../../src/retrieve/understand.ts';
import { loadSynonyms, type Synonym } from '../../src/text/synonyms.ts';
import { openWence, type Wence } from '../../src/wire.ts';

/** Every text speaks of one official term, in words of its own that have nothing to do with how citizens put it. */
const bodies = [
  (term: string) => `本市${term}工作由主管部门负责，有关单位应当予以配合。`,
  (term: string) => `${term}按照国家和本市有关规定执行，具体办法由主管部门另行制定。`,
  (term: string) => `符合规定的，可以向受理机构提出申请，由受理机构依法办理${term}。`,
];
const rows = loadSynonyms();
const officialTerms = [...new Set(rows.flatMap(({ official }) => official))];
/** The place that a row of one city needs. */
const region = '上海市';

const folder = mkdtempSync(join(tmpdir(), 'wence-official-'));
let wence: Wence;

beforeAll(async () => {
  wence = await openWence({ ...readConfig({}), WENCE_LOG_LEVEL: 'error' }, { basePath: join(folder, 'wence.db') });
  await ingestCorpus({
    source: { id: 'terms', name: 'terms', location: 'terms' },
    documents: officialTerms.map((term, i) => ({ id: term, title: `第${i + 1}号材料`, text: bodies[i % bodies.length]!(term) })),
    store: wence.store,
    embedder: wence.embedder,
    clock: wence.clock,
    publishAs: 'reviewer',
  });
}, 300_000);
afterAll(async () => {
  await wence.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The official terms whose texts are found, best first. */
async function found(question: string, place: string | null = region): Promise<string[]> {
  const today = '2026-11-01';
  const candidates = await wence.retriever.retrieve({
    question: understand({ question, asOf: today, region: place }),
    viewer: { audiences: ['public'], today },
    limit: 20,
  });
  const texts = [...new Set(candidates.map(({ view }) => view.clause?.text ?? ''))];
  return texts.flatMap((text) => officialTerms.filter((term) => bodies.some((body) => body(term) === text)));
}

const isFound = async ({ citizen, official }: Synonym) => {
  const first = (await found(`想了解一下${citizen}。`)).slice(0, 3);
  return official.every((term) => first.includes(term));
};

describe('a text that holds only the official term is among the first three', () => {
  it.each(rows.filter(({ relation }) => relation === 'syn' || relation === 'abbr').map((row) => [row.citizen, row] as const))(
    'for %s',
    async (_, row) => {
      expect(await isFound(row)).toBe(true);
    },
  );

  it('for nearly every everyday and former word', async () => {
    const others = rows.filter(({ relation }) => relation === 'coll' || relation === 'old');
    const missed: string[] = [];
    for (const row of others) if (!(await isFound(row))) missed.push(row.citizen);
    expect(missed.length / others.length, missed.join(' ')).toBeLessThanOrEqual(0.02);
  });
});

describe('words are read one way and in their place', () => {
  it.each(
    rows.filter(({ relation }) => relation === 'syn' || relation === 'abbr').map((row) => [row.official[0]!, row] as const),
  )('official %s brings no word of citizens', (term, { citizen }) => {
    const question = understand({ question: `${term}怎么办理`, asOf: '2026-11-01', region });
    expect(question.expansions.map((expansion) => expansion.term)).not.toContain(citizen);
  });

  it.each(['沪牌', '居转户', '老年津贴', '随申办', '经适房'])('%s means a scheme of Shanghai only there', (citizen) => {
    const read = (place: string | null) => understand({ question: `${citizen}怎么办理`, asOf: '2026-11-01', region: place });
    expect(read(region).official).toBeDefined();
    expect(read(region).expansions).not.toEqual([]);
    if (/沪/.test(citizen)) return;
    expect(read('示例市').official).toBeUndefined();
    expect(read('示例市').expansions).toEqual([]);
  });
});
