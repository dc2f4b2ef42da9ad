import { afterEach, describe, expect, it, vi } from 'vitest';
import { StaffApi } from './staff-api.ts';

interface Call {
  path: string;
  method: string;
  csrf: string | null;
}

/** Answers in turn; `calls` tells what was asked. */
function serve(answers: [status: number, body: object][]): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    calls.push({ path: url.pathname, method: init.method ?? 'GET', csrf: new Headers(init.headers).get('X-Wence-CSRF') });
    const [status, body] = answers.shift() ?? [500, {}];
    return new Response(JSON.stringify(body), { status });
  });
  return calls;
}

const me = (id: string, csrf: string) => ({ account: { id, name: `${id}的姓名` }, csrf });
const base = 'https://wence.example/base/';
const never = { signIn: () => Promise.reject(new Error('no login expected')) };

describe('StaffApi', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends the proof of the session with what changes something, and only then', async () => {
    const calls = serve([
      [200, me('a', 'c1')],
      [200, {}],
      [200, {}],
    ]);
    const api = new StaffApi(base, never);
    await api.me();
    await api.get('v1/staff/units', { q: 'x', empty: '' });
    await api.put('v1/staff/units/1', {});
    expect(calls).toEqual([
      { path: '/base/v1/staff/me', method: 'GET', csrf: null },
      { path: '/base/v1/staff/units', method: 'GET', csrf: null },
      { path: '/base/v1/staff/units/1', method: 'PUT', csrf: 'c1' },
    ]);
  });

  it('waits for a login when the session is over, and asks once more', async () => {
    const calls = serve([
      [200, me('a', 'c1')],
      [401, { code: 'signed_out', message: '请先登录' }],
      [200, me('a', 'c2')],
      [201, { id: 'made' }],
    ]);
    const api: StaffApi = new StaffApi(base, { signIn: async () => void (await api.login({ login: 'a', password: 'b' })) });
    await api.me();
    expect(await api.post('v1/staff/units', { name: '局' })).toEqual({ id: 'made' });
    expect(calls.map(({ path, csrf }) => [path.split('/').at(-1), csrf])).toEqual([
      ['me', null],
      ['units', 'c1'],
      ['login', null],
      ['units', 'c2'],
    ]);
  });

  it('takes over the proof of a new session of the same person, and never writes under another one’s', async () => {
    serve([
      [200, me('a', 'c1')],
      [403, { code: 'cross_site', message: '' }],
      [200, me('a', 'c2')],
      [200, { ok: true }],
    ]);
    const api = new StaffApi(base, never);
    await api.me();
    expect(await api.post('v1/staff/x')).toEqual({ ok: true });
    const calls = serve([
      [403, { code: 'cross_site', message: '' }],
      [200, me('b', 'c3')],
    ]);
    for (let again = 0; again < 2; again++) await expect(api.post('v1/staff/x')).rejects.toThrow('另一个账号');
    expect(calls).toHaveLength(2);
  });

  it('does not go on when somebody else signs in over the page', async () => {
    const calls = serve([
      [200, me('a', 'c1')],
      [401, { code: 'signed_out', message: '' }],
      [200, me('b', 'c2')],
    ]);
    const api: StaffApi = new StaffApi(base, { signIn: async () => void (await api.login({ login: 'b', password: 'b' })) });
    await api.me();
    await expect(api.post('v1/staff/units', {})).rejects.toMatchObject({ code: 'other_account' });
    expect(calls).toHaveLength(3);
  });

  it('leaves a session that is over without asking for a login', async () => {
    const calls = serve([
      [200, me('a', 'c1')],
      [401, { code: 'signed_out', message: '' }],
      [200, me('b', 'c2')],
      [200, {}],
    ]);
    const api = new StaffApi(base, never);
    await api.me();
    await api.logout();
    await api.login({ login: 'b', password: 'b' });
    await api.post('v1/staff/x');
    expect(calls.map(({ csrf }) => csrf)).toEqual([null, 'c1', null, 'c2']);
  });

  it('hands on every other failure', async () => {
    serve([[409, { code: 'conflict', message: '刚被别人修改过' }]]);
    await expect(new StaffApi(base, never).post('v1/staff/x', {})).rejects.toMatchObject({ code: 'conflict', status: 409 });
  });
});
