import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf, published, sound } from '../../../desk/entries/test-desk.ts';
import { type Member, memberOf } from '../../../desk/member.ts';
import type { Clock } from '../../../domain/time.ts';
import type { Store } from '../../../store/contract.ts';
import { openSqliteStore } from '../../../store/sqlite/store.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';
import { as, type SignedIn, signIn, signInStaff, type TestStaff, testAccount } from '../../test-staff.ts';

let test: TestWence;
let store: Store;
let staff: TestStaff;
let windowAgent: SignedIn;
let now = new Date('2025-06-02T01:00:00Z');
const moving: Clock = { now: () => now };
let app: ApiApp;

const member = ({ account }: SignedIn): Member =>
  memberOf(
    { account, session: { tokenHash: '', accountId: account.id, createdAt: '', lastSeenAt: '', expiresAt: '', from: '' } },
    [],
    'x',
  );

beforeAll(async () => {
  test = await openTestWence();
  store = await openSqliteStore(':memory:', { clock: moving });
  app = appOf({ ...test.wence, store, clock: moving });
  staff = await signInStaff({ store });
  const account = testAccount('chuangkou', ['agent'], { desks: ['window'] });
  await store.apply([{ type: 'put_account', account, expected: 0 }]);
  windowAgent = await signIn({ store }, account);
});
afterAll(async () => {
  await store.close();
  await test.remove();
});

const told = async (query = '', who = staff.agent) => (await as(app, who, 'GET', `/v1/staff/changes${query}`)).json();
const at = (time: string) => {
  now = new Date(time);
};

describe('GET /v1/staff/changes', () => {
  it('tells since the last login before today, with the parts that became other', async () => {
    at('2025-05-01T01:00:00Z');
    const entries = entriesOf(store, moving);
    const [li, zhao] = [member(staff.editor), member(staff.reviewer)];
    const fresh = await published(entries, { ...sound, question: '丧葬补助金怎么领' }, li, zhao);
    const desk = await published(entries, { ...sound, question: '热线转接口径', audiences: ['hotline'] }, li, zhao);
    const login = (when: string) => ({
      type: 'audit' as const,
      record: {
        at: when,
        actor: 'agent的姓名',
        actorId: staff.agent.account.id,
        action: 'session.open',
        subject: staff.agent.account.id,
        detail: '',
      },
    });
    await store.apply([login('2025-05-20T00:30:00.000Z'), login('2025-06-02T01:00:00.000Z')]);
    at('2025-05-25T01:00:00Z');
    const edited = await entries.edit(fresh, li);
    const saved = await entries.save(
      edited.id,
      { ...edited.content, script: '新口径', answer: '三十日内发放。' },
      edited.revision,
      li,
    );
    const submitted = await entries.submit(saved.id, saved.revision, null, li);
    await entries.approve(submitted.id, submitted.revision, null, zhao);
    await entries.withdraw(desk, '有误', zhao);
    at('2025-06-02T04:00:00Z');
    const whole = await told();
    expect(whole.since).toBe('2025-05-20T00:30:00.000Z');
    expect(whole.first).toBe(false);
    expect(whole.changes.map(({ kind, itemId, parts }: never) => [kind, itemId, parts]).sort()).toEqual(
      [
        ['changed', fresh, ['答复', '口径']],
        ['withdrawn', desk, []],
      ].sort(),
    );
    expect((await told('?since=2025-05-20T00:00:00Z', windowAgent)).changes.map(({ kind }: { kind: string }) => kind)).toEqual([
      'changed',
    ]);
    expect((await told('?channel=window')).changes.map(({ kind }: { kind: string }) => kind)).toEqual(['changed']);
  });

  it('says of a first shift that there was none before, and tells the last seven days', async () => {
    const whole = await told('', windowAgent);
    expect(whole.first).toBe(true);
    expect(whole.since).toBe('2025-05-26T16:00:00.000Z');
    expect((await told('?since=2025-05-20T00:00:00Z', windowAgent)).first).toBe(false);
  });

  it('tells since a chosen time, without texts of what is gone', async () => {
    const answer = JSON.stringify(await told('?since=2025-05-24T00:00:00%2B08:00'));
    expect(answer).toContain('"kind":"withdrawn"');
    expect(answer).not.toContain('热线转接口径');
    expect(answer).not.toContain(sound.script);
    expect((await told('?since=2025-06-02T00:00:00Z')).changes).toEqual([]);
    expect((await told('?since=2001-01-01T00:00:00Z')).since).toBe('2025-03-03T16:00:00.000Z');
    expect((await as(app, staff.agent, 'GET', '/v1/staff/changes?since=gestern')).status).toBe(400);
  });

  it('tells what came of one’s own reports', async () => {
    const question = '殡葬费用谁出';
    const { id } = await (await as(app, staff.agent, 'POST', '/v1/staff/gaps', { question, channel: 'hotline' })).json();
    const entries = entriesOf(store, moving);
    const draft = await entries.begin({ ...sound, question }, member(staff.editor));
    await as(app, staff.editor, 'POST', '/v1/staff/gaps/links', { ids: [id], itemId: draft.itemId });
    expect((await told()).reports).toEqual([]);
    const submitted = await entries.submit(draft.id, 1, null, member(staff.editor));
    await entries.approve(draft.id, submitted.revision, null, member(staff.reviewer));
    expect((await told()).reports).toMatchObject([{ id, question, state: 'answered', itemId: draft.itemId }]);
    expect((await told('', windowAgent)).reports).toEqual([]);
  });

  it('is for agents', async () => {
    expect((await app.request('/v1/staff/changes')).status).toBe(401);
    expect((await as(app, staff.editor, 'GET', '/v1/staff/changes')).status).toBe(403);
    expect((await as(app, windowAgent, 'GET', '/v1/staff/changes?channel=hotline')).status).toBe(403);
  });
});
