import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import { documentDetailSchema } from '../schemas.ts';
import { appOf, bearer, openTestWence, type TestWence } from '../test-app.ts';
import { documentOf, ids, internalWords, today } from '../test-base.ts';
import { attachment } from './original.ts';

let test: TestWence;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
});
afterAll(() => test.remove());

const hidden = [ids.deskOnly, ids.draft, ids.withdrawn];
async function read(path: string, headers = {}) {
  const response = await app.request(path, { headers });
  expect(response.status, path).toBe(200);
  return response.json();
}

describe('GET /v1/documents', () => {
  it('lists what everybody may see, with a total that tells nothing else', async () => {
    const { total, documents } = await read('/v1/documents');
    expect(total).toBe(2);
    expect(documents.map(({ id }: { id: string }) => id).sort()).toEqual([ids.current, ids.old].sort());
    for (const q of internalWords) expect(await read(`/v1/documents?q=${q}`)).toMatchObject({ total: 0, documents: [] });
  });

  it('lists the desk its own too, unless the channel narrows it', async () => {
    const key = bearer(test.secrets.hotline);
    expect((await read('/v1/documents', key)).total).toBe(3);
    expect((await read('/v1/documents?channel=web', key)).total).toBe(2);
    expect((await read('/v1/documents', bearer(test.secrets.window))).total).toBe(2);
    expect((await app.request('/v1/documents?channel=window', { headers: key })).status).toBe(403);
  });

  it('filters and pages', async () => {
    const idsOf = async (parameters: string) =>
      (await read(`/v1/documents?${parameters}`)).documents.map(({ id }: { id: string }) => id);
    expect(await idsOf('q=暂行')).toEqual([ids.old]);
    expect(await idsOf('validity=repealed')).toEqual([ids.old]);
    expect(await idsOf('validity=in_force&asOf=2020-01-01')).toEqual([ids.old]);
    expect(await idsOf('validity=expired')).toEqual([]);
    expect(await idsOf('from=2020-01-01')).toEqual([ids.current]);
    expect(await idsOf('kind=news')).toEqual([]);
    expect(await idsOf('limit=1&offset=1')).toEqual([ids.old]);
    expect(await read('/v1/documents?validity=repealed&offset=1')).toMatchObject({ total: 1, documents: [] });
  });
});

describe('GET /v1/documents/{id}', () => {
  it('tells fields, validity, clauses as a tree, versions and relations', async () => {
    const detail = documentDetailSchema.parse(await read(`/v1/documents/${ids.current}?asOf=2030-01-01`));
    expect(detail.validityToday).toEqual({
      day: today,
      status: 'in_force',
      note: '现行有效（至2029年1月31日）',
      contradictions: [],
    });
    expect(detail.validityAsOf).toMatchObject({ day: '2030-01-01', status: 'expired' });
    const [chapter, first] = detail.clauses;
    expect(chapter?.parentId).toBeNull();
    expect(first?.parentId).toBe(chapter?.id);
    expect(detail.versions).toEqual([{ id: detail.versionId, createdAt: expect.any(String), current: true }]);
    expect(detail.relations).toEqual([
      expect.objectContaining({ kind: 'supersedes', direction: 'to', documentId: ids.old, validity: 'repealed' }),
      expect.objectContaining({ kind: 'implements', documentId: null, title: '示例省失业保险条例' }),
    ]);
    expect(detail.original).toBe(`/v1/documents/${ids.current}/original`);
  });

  it('passes on web addresses only', async () => {
    const { serviceLinks, attachments, url } = await read(`/v1/documents/${ids.current}`);
    expect(serviceLinks).toEqual([{ label: '失业金申领', url: 'https://www.example.gov.cn/bs/1' }]);
    expect(attachments).toEqual([{ name: '申请表', url: './files/a b:c.doc' }]);
    expect(url).toBe('https://www.example.gov.cn/zc/2024/1.html');
  });

  it('shows the relation from the other side', async () => {
    const { relations } = await read(`/v1/documents/${ids.old}`);
    expect(relations).toEqual([expect.objectContaining({ kind: 'supersedes', direction: 'from', documentId: ids.current })]);
  });

  it('keeps an earlier version readable', async () => {
    const { versionId } = await read(`/v1/documents/${ids.current}`);
    expect((await read(`/v1/documents/${ids.current}?version=${versionId}`)).clauses).toHaveLength(3);
    expect((await app.request(`/v1/documents/${ids.current}?version=v0`)).status).toBe(404);
  });

  it('tells what changed between two versions, and nothing of versions that it does not have', async () => {
    const { versionId } = await read(`/v1/documents/${ids.current}`);
    const earlier = documentOf(ids.current);
    const changed = structuredClone(earlier);
    changed.version.id = 'v-later';
    changed.version.contentHash = 'later';
    changed.version.clauses[1]!.text = '第一条 失业保险金每月二十日前发放到本人社会保障卡。';
    changed.version.chunks.forEach((chunk, index) => {
      chunk.id = `later-${index}`;
    });
    await test.wence.store.apply([{ type: 'put_document', bundle: changed }]);
    const diff = await read(`/v1/documents/${ids.current}/versions/${versionId}/diff/v-later`);
    expect(diff).toMatchObject({ from: versionId, to: 'v-later', added: 0, removed: 0, changed: 1, unchanged: 2 });
    const joined = (kind: string) =>
      diff.clauses[0].pieces
        .map((piece: { kind: string; text: string }) => (['same', kind].includes(piece.kind) ? piece.text : ''))
        .join('');
    expect(joined('removed')).toContain('每月十五日前');
    expect(joined('added')).toContain('每月二十日前');
    expect((await read(`/v1/documents/${ids.current}?version=${versionId}`)).clauses[1].text).toContain('十五日前');
    for (const path of [`${versionId}/diff/v0`, `v0/diff/${versionId}`])
      expect((await app.request(`/v1/documents/${ids.current}/versions/${path}`)).status).toBe(404);
    expect((await app.request(`/v1/documents/${ids.draft}/versions/${versionId}/diff/${versionId}`)).status).toBe(404);
    await test.wence.store.apply([{ type: 'put_document', bundle: earlier }]);
  });

  it('answers the same for what does not exist and what may not be seen', async () => {
    const answerTo = async (id: string, part: string) => {
      const response = await app.request(`/v1/documents/${id}${part}`);
      return [response.status, await response.text()];
    };
    for (const part of ['', '/faq', '/original']) {
      const unknown = await answerTo('d00000000000000000000', part);
      expect(unknown[0]).toBe(404);
      for (const id of hidden) expect(await answerTo(id, part)).toEqual(unknown);
    }
  });

  it('lets nothing out through its path', async () => {
    for (const id of ['..', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', "x' OR '1'='1", '__proto__', 'x'.repeat(500)]) {
      const response = await app.request(`/v1/documents/${id}`);
      expect([404, 422], id).toContain(response.status);
      expect(response.headers.get('Content-Type')).toContain('application/json');
    }
  });
});

describe('GET /v1/documents/{id}/faq', () => {
  it('gives the entries that rest on the document, without internal fields', async () => {
    const { faq } = await read(`/v1/documents/${ids.current}/faq`);
    expect(faq).toEqual([expect.objectContaining({ id: ids.faq, answer: '每月十五日前发放到社会保障卡。' })]);
    for (const word of internalWords) expect(JSON.stringify(faq)).not.toContain(word);
  });

  it('gives desks their entries and notes', async () => {
    const { faq } = await read(`/v1/documents/${ids.current}/faq`, bearer(test.secrets.hotline));
    expect(faq).toHaveLength(2);
    expect(JSON.stringify(faq)).toContain('琥珀口径');
  });
});

describe('GET /v1/documents/{id}/original', () => {
  it('is a download that no browser runs', async () => {
    const response = await app.request(`/v1/documents/${ids.current}/original`);
    expect(await response.text()).toContain('<script>');
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="document\.html"; filename\*=UTF-8''%E7/);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('names the file so that the header cannot be broken', () => {
    const header = attachment('a"\r\nSet-Cookie: x=1;/../\u202e\ud800(1)', 'pdf');
    expect(header).toMatch(/^attachment; filename="document\.pdf"; filename\*=UTF-8''[\w%.-]+$/);
    expect(attachment('///', 'pdf')).toContain(encodeURIComponent('原件.pdf'));
  });
});

describe('GET /v1/page', () => {
  const page = async (parameters: Record<string, string>) =>
    (await read(`/v1/page?${new URLSearchParams(parameters)}`)).document?.id ?? null;

  it('knows a page by its address, however it was reached', async () => {
    for (const url of [
      'https://www.example.gov.cn/zc/2024/1.html',
      'http://www.example.gov.cn/zc/2024/1.html',
      'https://www.example.gov.cn/zc/2024/1.html/',
      'https://WWW.example.gov.cn/zc/2024/1.html?from=wechat#top',
      'zc/2024/1.html',
    ]) {
      expect(await page({ url }), url).toBe(ids.current);
    }
    expect(await page({ url: 'https://www.example.gov.cn/zc/2024/' })).toBeNull();
    expect(await page({ url: '%' })).toBeNull();
  });

  it('knows a number in any bracket style', async () => {
    for (const number of [
      '示人社规〔2024〕1号',
      '示人社规[2024]1号',
      '示人社规（２０２４）１号',
      '示人社规【2024】 第1号',
      '示人社规﹝2024﹞01号',
    ]) {
      expect(await page({ number }), number).toBe(ids.current);
    }
    expect(await page({ number: '示人社规〔2024〕11号' })).toBeNull();
  });

  it('falls back to the number, and knows nothing hidden', async () => {
    expect(await page({ url: 'https://elsewhere.example/x', number: '示人社规〔2018〕9号' })).toBe(ids.old);
    expect(await page({ url: 'https://www.example.gov.cn/zc/draft.html' })).toBeNull();
    expect(await page({ url: 'https://www.example.gov.cn/nb/1.html' })).toBeNull();
  });

  it('needs one of the two', async () => {
    expect((await app.request('/v1/page')).status).toBe(400);
  });
});
