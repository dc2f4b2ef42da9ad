import { describe, expect, it } from 'vitest';
import { clauseIdOf } from '../domain/ids.ts';
import type { Block } from './blocks.ts';
import { chunkDocument, chunkSize, cutText, shortTitle } from './chunk.ts';
import { structureText } from './plain-text.ts';
import { structureDocument } from './structure/structure.ts';

const lines = (texts: string[]): Block[] => texts.map((text) => ({ type: 'paragraph', text, page: null }));

function chunked(blocks: Block[], title: string) {
  const source = { blocks, fields: [], title: null, attachments: [], links: [], pageCount: null, warnings: [], ocrShare: 0 };
  const document = structureDocument(source, title, { title });
  const clauses = document.clauses.map((clause) => ({ ...clause, id: clauseIdOf('d1', clause.path) }));
  return { clauses, chunks: chunkDocument({ ...document, itemId: 'd1', clauses }) };
}

const long = (words: string, count: number) => `${words}${'，应当按照规定及时办理'.repeat(count)}。`;

describe('chunks of a document', () => {
  const article = [
    '第三条 符合下列条件的，可以申请：',
    `（一）${long('具有本市户籍的居民', 12)}`,
    `（二）${long('持有居住证的居民', 12)}`,
    `（三）${long('其他居民', 12)}`,
  ];
  const { clauses, chunks } = chunked(lines(['第一条 为了便民，制定本办法。', ...article]), '示例市便民办法');
  const textOf = (id: string | null) => clauses.find((clause) => clause.id === id)!.text;

  it('tell every text once, by offsets that hold in the clause', () => {
    const told = chunks.filter((chunk) => chunk.clauseId).map((chunk) => textOf(chunk.clauseId).slice(chunk.start, chunk.end));
    expect(told.join('\n')).toBe(['第一条 为了便民，制定本办法。', ...article].join('\n'));
  });

  it('name the item they lie in, and carry the words that introduce it', () => {
    const second = chunks.find((chunk) => chunk.clauseId === clauseIdOf('d1', '第三条/（二）'))!;
    expect(second.start).toBe(0);
    expect(second.embedText).toContain('第三条 符合下列条件的，可以申请：');
    expect(second.embedText.startsWith('示例市便民办法\n')).toBe(true);
  });

  it('begin with one for the document and have ids of their own', () => {
    expect(chunks[0]).toMatchObject({ kind: 'document', clauseId: null });
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(chunks.length);
  });

  it('keep a question with its answer', () => {
    const { chunks: pairs } = chunked(lines(['1.怎么申请？', '答：网上申请。', '2.要多久？', '答：五天。']), '热点问答');
    const questions = pairs.filter((chunk) => chunk.kind === 'question');
    expect(questions.map((chunk) => chunk.embedText)).toEqual([
      '热点问答\n1.怎么申请？\n网上申请。',
      '热点问答\n2.要多久？\n五天。',
    ]);
    expect(questions[0]!.bodyTerms).toContain('怎么');
  });
});

describe('cutting a text', () => {
  it('ends pieces at sentence ends, near the target, without overlap', () => {
    const text = Array.from({ length: 40 }, (_, index) => `这是第${index}句话，说明一件事情。`).join('');
    const pieces = cutText(text, chunkSize.target);
    expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    for (const { start, end } of pieces) {
      expect(text[end - 1]).toBe('。');
      expect(end - start).toBeLessThanOrEqual(chunkSize.limit);
    }
  });

  it('cuts a sentence that never ends', () => {
    const pieces = cutText('字'.repeat(1000), chunkSize.target);
    expect(pieces.every(({ start, end }) => end - start <= chunkSize.limit)).toBe(true);
    expect(pieces.at(-1)!.end).toBe(1000);
  });
});

describe('bare texts', () => {
  it('of one chunk are indexed once', () => {
    const document = structureText('某法第一条', '为了便民，制定本法。');
    const clauses = document.clauses.map((clause) => ({ ...clause, id: clauseIdOf('d1', clause.path) }));
    const chunks = chunkDocument({ ...document, itemId: 'd1', clauses });
    expect(chunks.map((chunk) => chunk.embedText)).toEqual(['某法第一条\n为了便民，制定本法。']);
  });

  it('are packed into paragraphs of about a chunk', () => {
    const text = Array.from({ length: 30 }, (_, index) => `第${index}个问题的答复：请到窗口办理。`).join('\n');
    const document = structureText('答复', text);
    expect(document.clauses.map((clause) => clause.text).join('\n')).toBe(text);
    expect(Math.min(...document.clauses.map((clause) => clause.text.length))).toBeGreaterThan(100);
  });

  it('become a clause tree where lines are numbered', () => {
    const document = structureText('办法', '第一条 甲。\n第二条 乙。\n第三条 丙。');
    expect(document.clauses.map((clause) => clause.path)).toEqual(['第一条', '第二条', '第三条']);
  });
});

it('short titles leave out who issued and that it is issued', () => {
  expect(shortTitle('示例市民政局关于印发示例市临时救助办法的通知', null)).toBe('示例市临时救助办法');
  const joint = '示例市民政局 示例市财政局 示例市卫生健康委员会 示例市人力资源和社会保障局关于提高高龄津贴标准的通知';
  expect(shortTitle(joint, null)).toBe('关于提高高龄津贴标准的通知');
  expect(shortTitle('海滨区关于提高高龄津贴标准的通知', null)).toBe('海滨区关于提高高龄津贴标准的通知');
});
