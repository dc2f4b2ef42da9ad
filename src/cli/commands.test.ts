import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-cli-'));
const documents = join(folder, '资料');
const data = join(folder, 'data');

beforeAll(() => {
  mkdirSync(documents);
  writeFileSync(
    join(documents, '养犬登记办法.md'),
    '# 试点市养犬登记办法\n\n试府规〔2025〕7号\n\n第一条 养犬登记费为每只每年80元。\n\n第二条 登记应当在犬只满三个月后30日内到户籍所在街道办理。\n\n本办法自2025年3月1日起施行，有效期5年。\n',
  );
  writeFileSync(
    join(documents, '公园开放须知.txt'),
    '试点市公园开放须知\n\n市属公园每日6时开放，22时关闭。\n儿童游乐区周一检修，不对外开放。\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command line in this process; the last line of stdout as JSON where there is one. */
async function wence(...words: string[]) {
  const out: string[] = [];
  const shown: string[] = [];
  const code = await main([...words, '--data', data], {
    out: (text) => out.push(text),
    screen: { isTTY: false, columns: 100, write: (text) => shown.push(text) },
  });
  const text = out.join('');
  const last = text.trim().split('\n').at(-1) ?? '';
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from command to command and is what the tests look at
  const json: any = last.startsWith('{') ? JSON.parse(last) : null;
  return { code, text, json, shown: shown.join('') };
}

describe('from documents to answers and back', () => {
  test('what is ingested is a draft until another person approves it', async () => {
    const dry = await wence('ingest', documents, '--source', 'trial', '--dry-run', '--json');
    expect([dry.code, dry.json.created.length, dry.json.dryRun]).toEqual([0, 2, true]);
    const first = await wence('ingest', documents, '--source', 'trial', '--json');
    expect([first.code, first.json.created.length, first.json.sourceId]).toEqual([0, 2, 'trial']);
    expect((await wence('ask', '养犬登记费多少钱', '--json')).json.status).toMatch(/^declined/);
    const waiting = await wence('review', 'list', '--json');
    expect(waiting.json.items.map((item: { reviewState: string }) => item.reviewState)).toEqual(['draft', 'draft']);
    const approved = await wence('review', 'approve', '--all', '--by', '李四', '--json');
    expect([approved.code, approved.json]).toEqual([0, { ok: true, done: 2, failed: [] }]);
    const again = await wence('ingest', documents, '--source', 'trial');
    expect(again.text).toContain('未变 2');
  });

  test('document shows fields with their sources, versions, changes and relations', async () => {
    const number = '试府规[2025]7号';
    const shown = await wence('document', 'show', number);
    expect(shown.code).toBe(0);
    expect(shown.text).toContain('现行有效（至2030年2月28日，推定）');
    expect(shown.text).toContain('effectiveOn = 2025-03-01（text，0.95）：本办法自2025年3月1日起施行');
    const past = await wence('document', 'show', number, '--as-of', '2025-02-28', '--json');
    expect(past.json.validityNote).toBe('尚未施行（自2025年3月1日起施行）');
    expect((await wence('document', 'versions', number, '--json')).json.versions).toHaveLength(1);
    expect((await wence('document', 'diff', number)).text).toContain('新增 0，删去 0，修改 0');
    expect((await wence('document', 'relations', number, '--json')).json.relations).toEqual([]);
    expect((await wence('document', 'show', '没有的文件')).code).toBe(1);
    expect((await wence('document', 'diff', number, 'v0')).shown).toContain('没有这个版本');
  });

  test('ask cites the clause, for people and for programs', async () => {
    const asked = await wence('ask', '养犬登记费每年多少钱？', '--json');
    expect(asked.code).toBe(0);
    expect(asked.json.answer).toContain('80元');
    expect(asked.json.citations[0]).toMatchObject({ documentNumber: '试府规〔2025〕7号' });
    const shown = await wence('ask', '养犬登记费每年多少钱？', '--trace');
    expect(shown.text).toMatch(/80元[\s\S]*\[1\] [\s\S]*—— 过程 ——/);
    expect((await wence('ask', '问'.repeat(600))).code).toBe(1);
  });

  test('search finds a document by its number in any brackets', async () => {
    const found = await wence('search', '试府规[2025]7号', '--json');
    expect(found.json.hits[0]).toMatchObject({ title: '试点市养犬登记办法', documentNumber: '试府规〔2025〕7号' });
    expect((await wence('search', '公园', '--validity', 'nonsense')).code).toBe(2);
  });

  test('withdrawing takes a text out at once; a wrong id fails and says so', async () => {
    const { json } = await wence('review', 'list', '--state', 'published', '--json');
    const park = json.items.find((item: { title: string }) => item.title.includes('公园')).id;
    expect((await wence('review', 'withdraw', park, '--by', '李四', '--reason', '试验')).code).toBe(0);
    expect((await wence('search', '公园几点关门', '--json')).json.hits.map((hit: { id: string }) => hit.id)).not.toContain(park);
    const wrong = await wence('review', 'withdraw', 'd0', '--by', '李四', '--reason', '试验', '--json');
    expect([wrong.code, wrong.json.failed[0].id]).toEqual([1, 'd0']);
    expect((await wence('review', 'withdraw', park, '--by', '李四')).code).toBe(2);

    expect((await wence('review', 'approve', park, '--by', '李四')).code).toBe(1);
    expect((await wence('review', 'submit', park)).code).toBe(2);
    expect((await wence('review', 'submit', park, '--by', '王五')).text).toContain('已提交审核');
    expect((await wence('review', 'approve', park, '--by', '李四')).code).toBe(0);
    expect((await wence('search', '公园几点关门', '--json')).json.hits.map((hit: { id: string }) => hit.id)).toContain(park);
    expect((await wence('review', 'withdraw', park, '--by', '李四', '--reason', '试验')).code).toBe(0);
  });

  test('a key is shown once and can be revoked', async () => {
    const { json } = await wence('key', 'create', '热线一组', '--audience', 'hotline', '--by', '王五', '--json');
    expect(json.secret).toMatch(/^wk_/);
    const listed = await wence('key', 'list', '--json');
    expect(listed.text).not.toContain(json.secret);
    expect(listed.json.keys[0]).toMatchObject({ id: json.id, revokedAt: null });
    expect((await wence('key', 'revoke', json.id)).code).toBe(0);
    expect((await wence('key', 'list', '--json')).json.keys[0].revokedAt).not.toBeNull();
    expect((await wence('key', 'revoke', 'key_none')).code).toBe(1);
    expect((await wence('key', 'create', '某', '--audience', 'everyone')).code).toBe(2);
  });

  test('a backup brings back what was there, and the base it replaced is kept', async () => {
    const copy = join(folder, 'copy.db');
    expect((await wence('backup', copy, '--json')).json).toMatchObject({ ok: true, file: copy });
    expect((await wence('backup', copy)).code).toBe(1);
    await wence('ingest', documents, '--source', 'other', '--json');
    const before = (await wence('status', '--json')).json.sources.length;
    const restored = await wence('restore', copy, '--json');
    expect([restored.code, existsSync(restored.json.kept)]).toEqual([0, true]);
    expect([before, (await wence('status', '--json')).json.sources.length]).toEqual([2, 1]);
    writeFileSync(join(folder, 'broken.db'), 'no base');
    expect((await wence('restore', join(folder, 'broken.db'))).code).toBe(1);
    expect((await wence('status', '--json')).json.sources.length).toBe(1);
    expect((await wence('restore', folder)).shown).toContain('这是文件夹，不是备份文件');
  });

  test('doctor finds everything sound', async () => {
    const { code, json } = await wence('doctor', '--json');
    expect(json.findings.filter((finding: { state: string }) => finding.state === 'failed')).toEqual([]);
    expect(code).toBe(0);
  });

  test('a folder that is not there, a wrong option and a broken file have their codes', async () => {
    expect((await wence('ingest', join(folder, 'nowhere'))).code).toBe(1);
    expect((await wence('ingest', documents, '--force')).code).toBe(2);
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'a.pdf'), '%PDF-1.4 broken');
    writeFileSync(join(broken, 'b.txt'), '试点市图书馆借阅须知\n\n每人可借10册，期限30天。\n');
    const report = await wence('ingest', broken, '--publish-as', '张三', '--json');
    expect([report.code, report.json.failed.length, report.json.created.length]).toEqual([1, 1, 1]);
  });
});

test('a file in the place of the data folder is said in plain words', async () => {
  const shown: string[] = [];
  const file = join(documents, '公园开放须知.txt');
  const screen = { isTTY: false, columns: 100, write: (text: string) => shown.push(text) };
  expect(await main(['status', '--data', file], { out: () => {}, screen })).toBe(1);
  expect(await main(['status', '--data', join(file, 'below')], { out: () => {}, screen })).toBe(1);
  expect(shown[0]).toContain('数据目录不是文件夹');
  expect(shown.join('')).not.toContain('程序内部出错');
});

describe('evaluations', () => {
  const lines = (name: string, values: unknown[]) => {
    const path = join(folder, name);
    writeFileSync(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    return path;
  };
  const corpus = [
    { id: 'dog', title: '养犬登记办法', text: '养犬登记费为每只每年80元。登记应当在犬只满三个月后30日内办理。' },
    { id: 'park', title: '公园开放须知', text: '市属公园每日6时开放，22时关闭。儿童游乐区周一检修，不对外开放。' },
  ];
  const readLines = (path: string) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('eval answers on a corpus in one file, keeping the base and using it again', async () => {
    const documentsFile = lines('corpus.jsonl', corpus);
    const questions = lines('questions.jsonl', [
      {
        id: 'q1',
        kind: 'fact',
        turns: ['《养犬登记办法》规定养犬登记费每年多少钱？'],
        expect: 'answer',
        must: [['80元']],
        must_not: [],
        gold_files: ['dog'],
        gold_quotes: ['养犬登记费为每只每年80元。'],
      },
      { id: 'q2', text: '公园几点关门？' },
    ]);
    const [out, kept] = [join(folder, 'out'), join(folder, 'kept.db')];
    const first = await wence(
      'eval',
      'answers',
      '--documents',
      documentsFile,
      '--questions',
      questions,
      '--as-of',
      '2026-01-01',
      '--out',
      out,
      '--keep-base',
      kept,
    );
    expect(first.code, first.shown).toBe(0);
    expect(first.json).toMatchObject({ cases: 1, errors: 0, failedFiles: 0, out });
    const answers = readLines(join(out, 'answers.jsonl'));
    expect(answers.map((line) => Object.keys(line))).toEqual(Array(2).fill(['id', 'status', 'text', 'citations', 'ms', 'route']));
    expect(first.json.accuracy).toBe(answers[0].text.includes('80元') ? 1 : 0);
    for (const { citations } of answers)
      for (const { file, page } of citations) expect([corpus.some(({ id }) => id === file), page]).toEqual([true, null]);
    expect(existsSync(join(out, 'report.html')) && existsSync(join(out, 'report.json'))).toBe(true);
    const again = join(folder, 'again');
    expect(
      (await wence('eval', 'answers', '--base', kept, '--questions', questions, '--as-of', '2026-01-01', '--out', again)).code,
    ).toBe(0);
    const timeless = (path: string) => readLines(path).map(({ ms: _, ...rest }) => rest);
    expect(timeless(join(again, 'answers.jsonl'))).toEqual(timeless(join(out, 'answers.jsonl')));
  });

  test('eval answers fails with a code on what it cannot read', async () => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, '{"id": 1}\n');
    const out = join(folder, 'none');
    expect(
      (await wence('eval', 'answers', '--documents', documents, '--questions', bad, '--as-of', '2026-01-01', '--out', out)).code,
    ).toBe(1);
    expect(
      (await wence('eval', 'answers', '--documents', documents, '--questions', bad, '--as-of', 'soon', '--out', out)).code,
    ).toBe(2);
    expect((await wence('eval', 'answers', '--questions', bad, '--as-of', '2026-01-01', '--out', out)).code).toBe(2);
  });

  test('eval ingest writes a line a file, also for one that cannot be read', async () => {
    const out = join(folder, 'records');
    const { code, json } = await wence(
      'eval',
      'ingest',
      '--documents',
      join(folder, 'broken'),
      '--as-of',
      '2026-01-01',
      '--out',
      out,
    );
    expect([code, json.files, json.failed]).toEqual([0, 2, 1]);
    const records = readLines(join(out, 'records.jsonl'));
    expect(records.map((record) => record.file)).toEqual(['a.pdf', 'b.txt']);
    expect(records[0].warnings.length).toBe(1);
    expect(Object.keys(records[1])).toEqual(
      expect.arrayContaining([
        'title',
        'pubdate',
        'source',
        'issuer',
        'docNumber',
        'effective',
        'expires',
        'validity',
        'body',
        'attachments',
        'tables',
        'clauses',
      ]),
    );
  });
});
