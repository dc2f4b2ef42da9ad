import { describe, expect, it } from 'vitest';
import type { Clause } from '../domain/document.ts';
import { diffVersions, diffWords } from './version-diff.ts';

const clauses = (...texts: string[]): Clause[] =>
  texts.map((text, ordinal) => ({
    id: `c${ordinal}`,
    path: /^第.+?条/.exec(text)?.[0] ?? `段${ordinal}`,
    parentPath: null,
    ordinal,
    kind: 'article',
    headings: [],
    text,
    page: null,
    ocrConfidence: null,
    table: null,
  }));

describe('what changed between two versions', () => {
  const before = clauses(
    '第一条 为规范管理，制定本办法。',
    '第二条 补贴标准为每人每月三百元。',
    '第三条 每年三月受理申请。',
    '第四条 本办法自发布之日起施行。',
  );

  it('is nothing where nothing changed', () => {
    expect(diffVersions(before, before)).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 4, clauses: [] });
    expect(diffVersions([], [])).toMatchObject({ unchanged: 0, clauses: [] });
  });

  it('is told word by word', () => {
    const after = clauses(
      '第一条 为规范管理，制定本办法。',
      '第二条 补贴标准为每人每月五百元。',
      '第三条 每年三月受理申请。',
      '第四条 本办法自发布之日起施行。',
    );
    const diff = diffVersions(before, after);
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 1, unchanged: 3 });
    expect(diff.clauses[0]).toMatchObject({ kind: 'changed', path: '第二条', pathBefore: null });
    const parts = diff.clauses[0]!.pieces.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`);
    expect(parts).toEqual(['removed 三百元', 'added 五百元']);
  });

  it('follows clauses by their words when an article is inserted or taken out', () => {
    const after = clauses(
      '第一条 为规范管理，制定本办法。',
      '第二条 本办法适用于本市户籍居民。',
      '第三条 补贴标准为每人每月三百元。',
      '第四条 本办法自发布之日起施行。',
    );
    const diff = diffVersions(before, after);
    expect(diff.clauses.map(({ kind, path, pathBefore }) => [kind, path, pathBefore])).toEqual([
      ['added', '第二条', null],
      ['changed', '第三条', '第二条'],
      ['removed', '第三条', null],
    ]);
    expect(diff).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 2 });
  });

  it.each([
    ['补贴三百元。', '补贴五百元，按月发放。'],
    ['', '新的一句。'],
    ['旧的一句。', ''],
    ['Wence 1.0 版 ２０２３年', 'Wence 1.1 版 2024年'],
  ])('gives back both texts: %s / %s', (a, b) => {
    const pieces = diffWords(a, b);
    const joined = (kind: string) =>
      pieces
        .filter((piece) => piece.kind === 'same' || piece.kind === kind)
        .map(({ text }) => text)
        .join('');
    expect([joined('removed'), joined('added')]).toEqual([a, b]);
  });

  it('stays quick on large texts that have nothing in common', () => {
    const many = (word: string) => clauses(...Array.from({ length: 3000 }, (_, at) => `第${at}条 ${word}${at * 7919}${word}`));
    const diff = diffVersions(many('甲乙'), many('丙丁'));
    expect(diff.changed + diff.added).toBe(3000);
  });

  it('shows a text in the place of one that has nothing to do with it', () => {
    const letters = (step: number) =>
      Array.from({ length: 2000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * step) % 20_000)));
    const [before, after] = [letters(7919).join(''), letters(7907).reverse().join('')];
    expect(diffWords(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
    const edited = before.slice(0, 500) + after.slice(0, 100) + before.slice(600);
    expect(diffWords(before, edited).length).toBeGreaterThan(2);
  });
});
