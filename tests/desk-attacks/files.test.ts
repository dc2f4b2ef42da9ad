import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../src/api/test-staff.ts';
import { inertCell } from '../../src/desk/import/write-table.ts';
import { pack } from '../hostile/office.ts';
import { answerOf, call, type Desk, openDesk, sound, submitted } from './people.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.base.remove());

const text = (words: string) => new TextEncoder().encode(words);

async function preview(bytes: Uint8Array, name: string) {
  const headers = { ...desk.staff.editor.headers, 'Content-Type': 'application/octet-stream' };
  const path = `/v1/staff/import/preview?name=${encodeURIComponent(name)}`;
  return answerOf(await desk.app.request(path, { method: 'POST', headers, body: bytes as BodyInit }));
}

async function upload(name: string, bytes: Uint8Array, type: string, who: SignedIn = desk.staff.editor) {
  const form = new FormData();
  form.append('file', new Blob([bytes as BlobPart], { type }), name);
  return answerOf(await desk.app.request('/v1/staff/documents', { method: 'POST', headers: who.headers, body: form }));
}

const parts = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml':
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};
const cell = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const sheet = (row: string, before = '') =>
  `<?xml version="1.0"?>${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell('A1', '问题')}${cell('B1', '答案')}</row><row r="2">${row}</row></sheetData></worksheet>`;
const workbook = (xml: string) => pack({ ...parts, 'xl/worksheets/sheet1.xml': xml });

describe('a list that is imported', () => {
  it('of millions of lines is given up before they are read', async () => {
    const begun = process.memoryUsage().heapUsed;
    expect((await preview(text(`问题,答案\n${'a\n'.repeat(1_000_000)}`), 'a.csv')).status).toBe(413);
    expect(process.memoryUsage().heapUsed - begun).toBeLessThan(200 * 1024 * 1024);
  });

  it('fetches nothing and unfolds nothing', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "lollollol"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>`;
    const read = await preview(workbook(sheet(`${cell('A2', '问&f;&c;')}${cell('B2', '答')}`, entities)), 'a.xlsx');
    expect(read.text).not.toMatch(/root:|lollollol/);
    expect(read.text.length).toBeLessThan(2_000);
    const formula = `<c r="A2" t="str"><f>WEBSERVICE("http://127.0.0.1/")</f><v>怎样办理？</v></c>${cell('B2', '马上办。')}`;
    expect((await preview(workbook(sheet(formula)), 'a.xlsx')).body.rows).toMatchObject([{ question: '怎样办理？' }]);
  });

  it('stays small when it claims to be', async () => {
    const blanks = `${sheet('')}${' '.repeat(80 * 1024 * 1024)}`;
    expect((await preview(workbook(blanks), 'a.xlsx')).status).toBe(413);
  });
});

describe('a list that goes out', () => {
  it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '＝1+1', '\t=1', '\r=1', "'=1"])('works nothing out: %j', (words) => {
    expect(inertCell(words)).toBe(`'${words}`);
  });

  it('holds what was typed as text, and comes back the same', async () => {
    const { app, staff } = desk;
    const answer = '=1+1，这样算。';
    const draft = await submitted(app, staff.editor, sound({ question: '-2+3 等于几的示例？', answer }));
    const list = await call(app, staff.editor, 'GET', '/v1/staff/export/entries?format=csv');
    expect(list.text).toContain(`'=1+1，这样算。`);
    expect(list.text).toContain(`'-2+3`);
    const again = await preview(text(list.text), 'a.csv');
    const row = again.body.rows.find(({ itemId }: { itemId: string }) => itemId === draft.itemId);
    expect(row).toMatchObject({ kind: 'same', faults: [] });
  });
});

describe('a file that is uploaded', () => {
  const page =
    '<html><body><h1>示例市通知</h1><p>第一条 内容。</p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a><iframe src="https://evil.example"></iframe></body></html>';

  it.each([
    ['a.pdf', page],
    ['a.html.pdf', page],
    ['a.jpg', page],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a.js', 'alert(1)'],
    ['a.exe', 'MZ'],
    ['noending', 'x'],
  ])('is what its ending says: %s', async (name, words) => {
    expect([400, 415]).toContain((await upload(name, text(words), 'application/pdf')).status);
  });

  it('never comes back as a page that lives here', async () => {
    const { app, staff, join } = desk;
    const { status, body } = await upload('..\\..\\a\u202e\r\n.html', text(page), 'text/html');
    expect(status).toBe(201);
    await desk.base.wence.documents.readings.idle();
    const original = await call(app, staff.editor, 'GET', `/v1/staff/documents/${body.id}/original`);
    expect(original.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(original.headers.get('Content-Disposition')).toBe(`attachment; filename="document.html"; filename*=UTF-8''a.html`);
    expect(original.headers.get('Content-Security-Policy')).toMatch(/sandbox/);
    const shown = await call(app, staff.editor, 'GET', `/v1/staff/documents/${body.id}/original/text`);
    expect(shown.body.text).not.toMatch(/<script|onerror|javascript:|<iframe/i);
    const stranger = await join('strangereditor', ['editor', 'reviewer'], { unitId: 'u_yi' });
    for (const who of [staff.agent, staff.administrator, stranger])
      expect((await call(app, who, 'GET', `/v1/staff/documents/${body.id}/original`)).status).toBe(403);
    expect((await app.request(`/v1/documents/${body.id}/original`)).status).toBe(404);
  });

  it('is set right by words that can be seen, and by no link that pretends', async () => {
    const { app, staff } = desk;
    const { body } = await upload('correct.txt', text('示例市更正办法\n第一条 内容。\n'), 'text/plain');
    await desk.base.wence.documents.readings.idle();
    const path = `/v1/staff/documents/${body.id}`;
    const { draft } = (await call(app, staff.editor, 'GET', path)).body;
    const correct = (field: string, value: unknown) =>
      call(app, staff.editor, 'POST', `${path}/corrections`, {
        expected: draft.revision,
        corrections: [{ field, value, reason: '更正' }],
      });
    expect((await correct('url', 'https://www.example.gov.cn@evil.example/')).status).toBe(400);
    expect((await correct('title', '示例\u202e市\u200b更正办法')).status).toBe(200);
    expect((await call(app, staff.editor, 'GET', path)).body.document.title).toBe('示例市更正办法');
  });
});
