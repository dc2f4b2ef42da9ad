import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import type { SearchHit } from '../schemas.ts';
import { appOf, bearer, openTestWence, type TestWence } from '../test-app.ts';
import { ids, internalWords } from '../test-base.ts';

let test: TestWence;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
});
afterAll(() => test.remove());

const query = (parameters: Record<string, string>) => `/v1/search?${new URLSearchParams(parameters)}`;
async function hitsOf(parameters: Record<string, string>, headers = {}): Promise<SearchHit[]> {
  const response = await app.request(query(parameters), { headers });
  expect(response.status).toBe(200);
  return (await response.json()).hits;
}

describe('GET /v1/search', () => {
  it('finds clauses and entries with marks that lie on the words', async () => {
    const hits = await hitsOf({ q: '失业保险金发放' });
    const hit = hits.find(({ id, clause }) => id === ids.current && clause === '第一章 / 第一条');
    expect(hit?.document).toMatchObject({ documentNumber: '示人社规〔2024〕1号', validity: 'in_force' });
    const marked = hit?.snippetMarks.map(([start, end]) => hit.snippet.slice(start, end)) ?? [];
    expect(marked.length).toBeGreaterThan(0);
    for (const words of marked) expect('失业保险金发放').toContain(words);
  });

  it('finds a document number in any bracket style first', async () => {
    for (const q of ['示人社规〔2018〕9号', '示人社规[2018]9号', '示人社规（2018）9 号', '示人社规【２０１８】第９号']) {
      expect((await hitsOf({ q }))[0]?.id, q).toBe(ids.old);
    }
  });

  it('filters', async () => {
    const kinds = async (filter: Record<string, string>) => {
      const hits = await hitsOf({ q: '失业保险金发放', ...filter });
      return [...new Set(hits.map(({ id }) => id))].sort();
    };
    expect(await kinds({ kind: 'faq' })).toEqual([ids.faq]);
    expect(await kinds({ kind: 'policy', validity: 'repealed' })).toEqual([ids.old]);
    expect(await kinds({ kind: 'policy', validity: 'in_force', asOf: '2020-01-01' })).toEqual([ids.old]);
    expect(await kinds({ kind: 'policy', from: '2020-01-01' })).toEqual([ids.current]);
    expect(await kinds({ kind: 'policy', to: '2020-01-01' })).toEqual([ids.old]);
    expect(await kinds({ issuer: '不存在局' })).toEqual([]);
    expect(await kinds({ tag: '内部' })).toEqual([]);
    expect(await hitsOf({ q: '失业', limit: '1' })).toHaveLength(1);
  });

  it('names the document numbers that the base does not hold, or not for this reader', async () => {
    const missing = async (q: string, headers = {}) => {
      const response = await app.request(query({ q }), { headers });
      return ((await response.json()) as { missingNumbers: string[] }).missingNumbers;
    };
    expect(await missing('失业金发放')).toEqual([]);
    expect(await missing('示府发(2031)99号 失业金')).toEqual(['示府发〔2031〕99号']);
    const number = (await test.wence.store.content.document(ids.current, { audiences: ['public'], today: '2025-06-02' }))!;
    expect(await missing(`${number.document.documentNumber} 失业金`)).toEqual([]);
  });

  it('says of a hit that holds only a part of the query what it does not hold', async () => {
    const found = async (q: string) => (await app.request(query({ q }))).json();
    const sound = await found('失业金每月几号发放');
    expect(sound.hits[0].missing).toEqual([]);
    expect(sound.unmentioned).toEqual([]);
    const odd = await found('无人机飞手失业');
    expect(odd.hits.length).toBeGreaterThan(0);
    for (const hit of odd.hits) expect(hit.missing).toContain('无人机');
    expect(odd.unmentioned).toContain('无人机');
    expect(odd.unmentioned).not.toContain('失业');
  });

  it('finds Chinese texts by an English query, and says by which words', async () => {
    const response = await (await app.request(query({ q: 'unemployment benefit' }))).json();
    expect(response.readAs).toContain('失业');
    expect(response.hits[0].snippet + response.hits[0].title).toContain('失业');
    expect(response.hits[0].titleMarks.length + response.hits[0].snippetMarks.length).toBeGreaterThan(0);
    expect((await (await app.request(query({ q: 'zzyzx' }))).json()).readAs).toBe(null);
  });

  it('shows 口径 and internal notes to a desk only', async () => {
    const desk = await hitsOf({ q: '失业金每月几号发放', channel: 'hotline' }, bearer(test.secrets.hotline));
    expect(desk.find(({ id }) => id === ids.faq)?.faq?.desk?.script).toContain('琥珀口径');
    const web = await hitsOf({ q: '失业金每月几号发放', channel: 'web' }, bearer(test.secrets.hotline));
    expect(web.find(({ id }) => id === ids.faq)?.faq?.desk).toBeUndefined();
    const noKey = await app.request(query({ q: '失业', channel: 'hotline' }));
    expect(noKey.status).toBe(403);
  });

  it('marks for a desk what the public may not read, and nothing else', async () => {
    const hits = await hitsOf({ q: '失业', channel: 'hotline', limit: '50' }, bearer(test.secrets.hotline));
    const open = new Set([ids.current, ids.old, ids.faq]);
    expect(hits.some(({ id }) => id === ids.deskOnly)).toBe(true);
    for (const hit of hits) expect(hit.deskOnly ?? false, hit.title).toBe(!open.has(hit.id));
  });

  it('keeps to the desk of the key', async () => {
    const found = async (secret: string) => (await hitsOf({ q: '蓝鲸转接' }, bearer(secret))).map(({ id }) => id);
    expect(await found(test.secrets.hotline)).toContain(ids.deskOnly);
    expect(await found(test.secrets.window)).not.toContain(ids.deskOnly);
  });

  it('finds nothing internal without a key, and as much as if it did not exist', async () => {
    for (const word of internalWords) {
      const text = await (await app.request(query({ q: word, limit: '50' }))).text();
      const { query: asked, ...rest } = JSON.parse(text);
      expect(asked).toBe(word);
      for (const other of internalWords) expect(JSON.stringify(rest), word).not.toContain(other);
    }
    const visible = new Set([ids.current, ids.old, ids.faq]);
    for (const hit of await hitsOf({ q: '失业保险金', limit: '50' })) expect(visible).toContain(hit.id);
  });

  it('forgets withdrawn text at the next request, in every resource', async () => {
    const { wence, remove } = await openTestWence();
    const own = appOf(wence);
    const paths = [
      query({ q: '二十五日前发放' }),
      '/v1/documents',
      `/v1/documents/${ids.old}`,
      `/v1/documents/${ids.current}`,
      '/v1/page?number=示人社规〔2018〕9号',
    ];
    const mentions = async () =>
      Promise.all(paths.map(async (path) => (await (await own.request(path)).text()).includes('失业保险金发放暂行办法"')));
    expect(await mentions()).toEqual([true, true, true, true, true]);
    const at = '2025-06-02T04:00:00.000Z';
    await wence.store.apply([
      { type: 'set_review', itemId: ids.old, from: ['published'], to: 'withdrawn', by: '李审', at, note: null },
    ]);
    // The successor's own text still names what it repealed, without a link.
    expect(await mentions()).toEqual([false, false, false, true, false]);
    const { relations } = await (await own.request(`/v1/documents/${ids.current}`)).json();
    expect(relations).toContainEqual(expect.objectContaining({ kind: 'supersedes', documentId: null, validity: null }));
    await remove();
  });

  it.each([
    ['no q', '', 400],
    ['an empty q', 'q=', 422],
    ['a q that is too long', `q=${'x'.repeat(201)}`, 422],
    ['an unknown kind', 'q=a&kind=secret', 400],
    ['a limit that is no number', 'q=a&limit=ten', 400],
    ['a limit of 0', 'q=a&limit=0', 422],
    ['a limit of 1000', 'q=a&limit=1000', 422],
    ['a day that does not exist', 'q=a&from=2024-13-01', 422],
    ['a period that ends before it begins', 'q=a&from=2024-02-01&to=2024-01-01', 422],
    ['a list of channels', 'q=a&channel=web&channel=hotline', 400],
  ])('refuses %s', async (_, parameters, status) => {
    const response = await app.request(`/v1/search?${parameters}`);
    expect(response.status).toBe(status);
    expect((await response.json()).message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('takes hostile words as words', async () => {
    for (const q of ['" OR 1=1 --', 'NEAR(a b)', '*', "'; DROP TABLE items; --", '\u0000\u202e', '(((((', 'a"b^c:d']) {
      expect((await app.request(query({ q }))).status, q).toBe(200);
    }
    expect((await test.wence.store.counts()).documents).toBe(5);
  });
});
