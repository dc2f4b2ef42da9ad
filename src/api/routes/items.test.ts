import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf, published, sound } from '../../desk/entries/test-desk.ts';
import { type Member, memberOf } from '../../desk/member.ts';
import { faqIdOf } from '../../domain/ids.ts';
import type { ApiApp } from '../contract.ts';
import { appOf, bearer, openTestWence, type TestWence } from '../test-app.ts';
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

const get = (id: string, headers = {}, query = '') => app.request(`/v1/items/${id}${query}`, { headers });
const member = ({ account }: SignedIn): Member =>
  memberOf(
    { account, session: { tokenHash: '', accountId: account.id, createdAt: '', lastSeenAt: '', expiresAt: '', from: '' } },
    [],
    'x',
  );

describe('GET /v1/items/{id}', () => {
  it('gives an entry and a document in the shape of a hit', async () => {
    const faq = await (await get(ids.faq)).json();
    expect(faq).toMatchObject({ kind: 'faq', id: ids.faq, title: '失业金每月几号发放？', document: null });
    expect(faq.faq.desk).toBeUndefined();
    const document = await (await get(ids.current)).json();
    expect(document).toMatchObject({ kind: 'document', id: ids.current, faq: null });
    expect(document.snippet).not.toBe('');
  });

  it('is blind to what the caller may not read', async () => {
    const deskEntry = faqIdOf('s1', '失业金银杏坐席如何登记？');
    for (const id of [ids.draft, ids.withdrawn, ids.deskOnly, deskEntry, 'nothing']) expect((await get(id)).status).toBe(404);
    expect(await (await get(deskEntry, bearer(test.secrets.hotline))).json()).toMatchObject({ deskOnly: true });
    expect((await get(deskEntry, staff.agent.cookie)).status).toBe(200);
    expect((await get(deskEntry, staff.agent.cookie, '?channel=web')).status).toBe(404);
  });

  it('tells a desk how far an entry can be relied on and where to hand the question on', async () => {
    const [basis] = await test.wence.store.content.clauses(ids.current, { audiences: ['public'], today: '2025-06-02' });
    const content = {
      ...sound,
      unitId: 'u_ju',
      basis: [{ documentId: ids.current, clauseId: basis!.id, label: '《办法》第一条', textHash: '' }],
    };
    const [li, zhao] = [member(staff.editor), member(staff.reviewer)];
    const id = await published(entriesOf(test.wence.store, clock), content, li, zhao);
    const { faq } = await (await get(id, staff.agent.cookie)).json();
    expect(faq.legalBasis[0]).toBe('《办法》第一条');
    expect(faq.basis).toMatchObject([{ documentId: ids.current, clauseId: basis!.id, validity: 'in_force' }]);
    expect(faq.desk).toMatchObject({
      script: sound.script,
      unit: '示例市人社局',
      unitContact: '0000-12333',
      version: 1,
      reviewedOn: '2025-06-02',
      visibleUntil: null,
    });
    const { faq: open } = await (await get(id)).json();
    expect(JSON.stringify(open)).not.toContain(sound.script);
  });
});
