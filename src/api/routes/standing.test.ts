import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf, published, sound } from '../../desk/entries/test-desk.ts';
import { type Member, memberOf } from '../../desk/member.ts';
import type { ApiApp } from '../contract.ts';
import { appOf, openTestWence, type TestWence } from '../test-app.ts';
import { clock, ids } from '../test-base.ts';
import { type SignedIn, signInStaff, type TestStaff } from '../test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const get = async (path: string) => (await app.request(path, { headers: staff.agent.cookie })).json();
const standing = (...wanted: string[]) => get(`/v1/standing?${new URLSearchParams({ ids: wanted.join(',') })}`);
const member = ({ account }: SignedIn): Member =>
  memberOf(
    { account, session: { tokenHash: '', accountId: account.id, createdAt: '', lastSeenAt: '', expiresAt: '', from: '' } },
    [],
    'x',
  );

describe('GET /v1/standing', () => {
  it('gives the mark that a hit bears, until the item is changed or withdrawn', async () => {
    const entries = entriesOf(test.wence.store, clock);
    const [li, zhao] = [member(staff.editor), member(staff.reviewer)];
    const id = await published(entries, { ...sound, unitId: 'u_ju', question: '银杏补助按什么标准发？' }, li, zhao);
    const hit = await get(`/v1/items/${id}`);
    const document = await get(`/v1/items/${ids.current}`);
    const { hits } = await get(`/v1/search?${new URLSearchParams({ q: '银杏补助按什么标准发' })}`);
    expect(hits.find((one: { id: string }) => one.id === id).mark).toBe(hit.mark);
    const before = await standing(id, ids.current, 'nothing');
    expect(before.items.map(({ id: one, mark }: never) => [one, mark])).toEqual([
      [id, hit.mark],
      [ids.current, document.mark],
    ]);
    const draft = await entries.edit(id, li);
    const saved = await entries.save(draft.id, { ...draft.content, script: '改过的口径' }, draft.revision, li);
    expect((await standing(id)).items[0].mark).toBe(hit.mark);
    const submitted = await entries.submit(saved.id, saved.revision, null, li);
    await entries.approve(submitted.id, submitted.revision, null, zhao);
    const after = await standing(id);
    expect(after.items[0].mark).not.toBe(hit.mark);
    expect(after.revision).toBeGreaterThan(before.revision);
    await entries.withdraw(id, '有误', zhao);
    expect((await standing(id, ids.current)).items.map(({ id: one }: { id: string }) => one)).toEqual([ids.current]);
  });

  it('knows nothing that the caller may not read', async () => {
    const open = await app.request(`/v1/standing?ids=${ids.draft},${ids.withdrawn},${ids.deskOnly}`);
    expect((await open.json()).items).toEqual([]);
    expect((await app.request('/v1/standing?ids=x&channel=hotline')).status).toBe(403);
    expect((await app.request('/v1/standing?ids=')).status).toBe(422);
  });
});
