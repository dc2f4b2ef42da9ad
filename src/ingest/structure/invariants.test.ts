import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config.ts';
import { stripInvisible } from '../../text/normalise.ts';
import type { Block, ParsedSource, Table } from '../blocks.ts';
import { chunkDocument } from '../chunk.ts';
import { parseSource, readSourceFile } from '../load.ts';
import { annexMark } from './lines/annex-mark.ts';
import { wrappedNameOf } from './lines/phrases.ts';
import { tidy } from './lines/tidy.ts';
import { structureDocument } from './structure.ts';
import { answered, asked } from './tree/questions.ts';
import type { StructuredDocument } from './types.ts';

/** What holds for every document, whatever it says. */
const plain = (text: string) => stripInvisible(text).replace(/[\s\u3000]+/g, '');

function sourceOf(blocks: Block[]): ParsedSource {
  return { blocks, fields: [], title: null, attachments: [], links: [], pageCount: null, warnings: [], ocrShare: 0 };
}

/** Lines of a table of contents, rows of dots and page marks are the only words that reading leaves out. */
function isContents(text: string, after: boolean): boolean {
  if (/^[-—–－]+\d{1,4}[-—–－]+$|^第\d{1,4}页/.test(plain(text))) return true;
  return after || /^目[录次]$/.test(plain(text)) || /[.…·\-_]{3,}\d{0,4}$/.test(plain(text));
}

function lostBlocks(parsed: ParsedSource, document: StructuredDocument): string[] {
  const body = plain(document.body);
  let inContents = false;
  return parsed.blocks.flatMap((block) => {
    if (block.type === 'table') {
      const words = block.table.rows.flat().flatMap((cell) => cell.split('\n'));
      return words.map(plain).filter((word) => word !== '' && !body.includes(word));
    }
    if (/^目[录次]$/.test(plain(block.text))) inContents = true;
    else if (inContents && plain(block.text).length > 60) inContents = false;
    const pieces = block.text.split(/\r\n|\r|\n|\u2028|\u2029/);
    return pieces.filter((piece) => plain(piece) !== '' && !body.includes(plain(piece)) && !isContents(piece, inContents));
  });
}

/** Body lines that no clause holds; the title stands apart, and 问： and 答： are no part of question and answer. */
function unheldLines(document: StructuredDocument): string[] {
  const { title, wrappedTitle, clauses } = document;
  const cells = clauses.flatMap((clause) => clause.table?.cells.flat() ?? []);
  // The colon of "附件：" goes with the mark, so words and figures count.
  const soft = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const held = soft(
    [title, wrappedTitle ?? '', ...clauses.flatMap(({ headings, text }) => [...headings, text]), ...cells].join('\n'),
  );
  const forms = (text: string) => [text, text.replace(asked, ''), text.replace(answered, '')].map(soft);
  // A notice that carries the text whose name heads the page is a title, too.
  // A bare mark above a title (附件2) goes with the title.
  const isMark = (text: string) => annexMark(text)?.rest === '';
  const names = [title, wrappedTitle ?? title].map(soft);
  const isHeld = (text: string) =>
    forms(text).some((form) => held.includes(form)) ||
    isMark(text) ||
    wrappedNameOf(text) !== null ||
    names.some((name) => soft(text).endsWith(name));
  return document.body.split('\n').filter((line) => !line.split('\t').every(isHeld));
}

function check(parsed: ParsedSource, name: string): void {
  const document = structureDocument(parsed, '无名');
  const { clauses, body } = document;
  expect(lostBlocks(parsed, document), `${name}: words lost`).toEqual([]);
  expect(unheldLines(document).slice(0, 5), `${name}: lines in no clause`).toEqual([]);
  const texts = new Map(clauses.map((clause) => [clause.path, clause.text]));
  expect(texts.size, `${name}: paths twice`).toBe(clauses.length);
  const seen = new Set<string>();
  for (const [index, clause] of clauses.entries()) {
    expect(clause.ordinal).toBe(index);
    if (clause.parentPath !== null) {
      expect(seen.has(clause.parentPath), `${name}: ${clause.path} before its parent`).toBe(true);
      expect(clause.path.startsWith(`${clause.parentPath}/`)).toBe(true);
    }
    seen.add(clause.path);
    expect(clause.text.trim(), `${name}: ${clause.path} is empty`).not.toBe('');
    if (clause.kind === 'table_row' || clause.kind === 'heading') continue;
    for (const line of clause.text.split('\n')) expect(body.includes(line), `${name}: invented "${line}"`).toBe(true);
  }
  for (const { clausePath, start, end, targetPath, targetTitle, targetNumber } of document.references) {
    const text = texts.get(clausePath)!;
    expect(start >= 0 && start < end && end <= text.length, `${name}: reference outside ${clausePath}`).toBe(true);
    if (targetTitle === null && targetNumber === null)
      expect(texts.has(targetPath!), `${name}: no clause ${targetPath}`).toBe(true);
  }
  for (const { clausePath, start, end, term } of document.definitions) {
    expect(plain(texts.get(clausePath)!.slice(start, end)).length, `${name}: ${term}`).toBeGreaterThan(0);
  }
  checkChunks(document, name);
}

function checkChunks(document: StructuredDocument, name: string): void {
  const clauses = document.clauses.map((clause) => ({ ...clause, id: clause.path }));
  const chunks = chunkDocument({ ...document, itemId: 'd', clauses });
  const texts = new Map(clauses.map((clause) => [clause.path, clause.text]));
  for (const { clauseId, start, end } of chunks) {
    if (clauseId === null) continue;
    expect(start >= 0 && start < end && end <= texts.get(clauseId)!.length, `${name}: chunk outside ${clauseId}`).toBe(true);
  }
  expect(new Set(chunks.map((chunk) => chunk.id)).size, `${name}: chunk ids twice`).toBe(chunks.length);
}

// ---- invented documents ---------------------------------------------------------------------------

/** A small generator with a seed, so that every run makes the same documents. */
function generator(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  return { below, pick };
}

const numerals = '一二三四五六七八九十';
const words =
  '本办法|市城市管理局|路灯|补助|申请人|应当|可以|在十日内|提出|材料|标准为100元|依照第三条|前款规定|《云湖市照明条例》第二条|（以下简称补助）|是指|附件1|2.5倍|有下列情形之一的|于2031年1月1日|自印发之日起施行|有效期5年|以上|问|答|第'.split(
    '|',
  );
const marks = ['，', '。', '；', '：', '、', '？', '', ' ', '（', '）', '“', '”', '.', '…'];

function inventedDocument(seed: number): ParsedSource {
  const { below, pick } = generator(seed);
  const sentence = () =>
    Array.from({ length: 1 + below(9) }, () => pick(words) + pick(marks)).join('') + pick(['。', '；', '：', '']);
  const number = () => pick([...numerals]);
  const line = (): string =>
    pick([
      () => sentence(),
      () => `第${number()}条　${sentence()}`,
      () => `第${number()}章　${pick(words)}`,
      () => `${number()}、${sentence()}`,
      () => `（${number()}）${sentence()}`,
      () => `${1 + below(9)}.${sentence()}`,
      () => `（${1 + below(9)}）${sentence()}`,
      () => `${pick([...'①②③④'])}${sentence()}`,
      () => `附件${pick(['', '1', '2', '：'])}`,
      () => `附表${1 + below(2)}`,
      () => `问：${sentence()}？`,
      () => `答：${sentence()}`,
      () => '云湖市城市管理局',
      () => '2031年1月2日',
      () => '各区人民政府：',
      () => `云城管〔2031〕${below(9)}号`,
      () => '云湖市城市管理局关于印发《云湖市照明办法》的通知',
      () => '云湖市照明办法',
      () => '单位：元',
      () => `注：${sentence()}`,
    ])();
  const table = (): Table => ({
    caption: pick([null, '补助标准', '附件1 补助标准']),
    headerRows: below(3),
    rows: Array.from({ length: 1 + below(5) }, () =>
      Array.from({ length: 1 + below(4) }, () => pick(['', '100', '甲①', sentence(), '甲\n乙'])),
    ),
  });
  const block = (): Block => {
    const kind = below(20);
    if (kind === 0) return { type: 'table', table: table(), page: null };
    if (kind === 1) return { type: 'heading', level: 1 + below(4), text: line(), page: null };
    if (kind === 2) return { type: 'footnote', marker: pick(['1', '②', '*']), text: sentence(), page: null };
    if (kind === 3) return { type: 'list_item', marker: pick([null, '•', '3.']), text: line(), page: null };
    return { type: 'paragraph', text: line(), page: null, align: pick(['left', 'center', 'right'] as const) };
  };
  return sourceOf(Array.from({ length: 1 + below(60) }, block));
}

const invented = process.env.WENCE_LONG ? 3000 : 300;

describe('whatever a document says', () => {
  it(`nothing is lost and nothing is invented (${invented} invented documents)`, () => {
    for (let seed = 1; seed <= invented; seed++) check(inventedDocument(seed), `seed ${seed}`);
  }, 600_000);

  it('the fixtures of structure keep the same rules', () => {
    const folder = join(projectRoot, 'tests/fixtures/structure');
    for (const name of readdirSync(folder)) {
      const lines = readFileSync(join(folder, name, 'input.txt'), 'utf8')
        .split('\n')
        .filter((line) => tidy(line) !== '');
      check(sourceOf(lines.map((text) => ({ type: 'paragraph', text, page: null }))), name);
    }
  });
});

/** Real pages lie beside a developer's checkout and are never part of it. */
const data = join(projectRoot, '../shared/data');
const present = existsSync(data);
if (!present) console.info(`skipped: no real documents in ${data}`);

describe.skipIf(!present)('real documents keep the same rules', () => {
  const files = ['gz-pages/html', 'open-government', 'letter-sample'].flatMap((folder) =>
    present ? readdirSync(join(data, folder)).map((file) => [folder, file] as const) : [],
  );
  it('pages, reports and a letter', async () => {
    let read = 0;
    for (const [folder, file] of files) {
      if (/\.(?:png|pdf)$/.test(file)) continue;
      const parsed = await readSourceFile(join(data, folder), file)
        .then(parseSource)
        .catch(() => null);
      if (parsed) check(parsed, file);
      if (parsed) read++;
    }
    expect(read).toBeGreaterThan(45);
  });
});
