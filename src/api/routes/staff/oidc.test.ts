import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdentityProvider } from '../../../../tests/support/identity-provider.ts';
import { createAccounts } from '../../../desk/accounts.ts';
import type { Actor } from '../../../domain/account.ts';
import { systemClock } from '../../../domain/time.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';

const by: Actor = { id: 'a_root', name: '管理员', from: '10.0.0.1' };
const secret = 'a-secret-of-the-test';

let base: TestWence;
let provider: IdentityProvider;
let app: ApiApp;

beforeAll(async () => {
  base = await openTestWence();
  provider = await IdentityProvider.start('http://localhost/v1/staff/oidc/callback');
  app = appOf(base.wence, {
    settings: { WENCE_OIDC_ISSUER: provider.issuer, WENCE_OIDC_CLIENT_ID: 'wence', WENCE_OIDC_CLIENT_SECRET: secret },
  });
});
afterAll(async () => {
  await provider.stop();
  await base.remove();
});

const get = (path: string, cookie = '') => Promise.resolve(app.request(path, { headers: cookie ? { Cookie: cookie } : {} }));
const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** To the provider and back: the address that leads back, and the cookie of the beginning. */
async function come(who: typeof provider.who, to = 'admin') {
  provider.who = who;
  const start = await get(`/v1/staff/oidc/start?to=${to}`);
  const address = start.headers.get('Location') ?? '';
  return { start, address, back: await provider.walk(address), check: cookieOf(start, 'wence-oidc') };
}
const path = (address: string) => `${new URL(address).pathname}${new URL(address).search}`;

async function account(login: string, oidcName: string | null) {
  const content = { name: `${login}的姓名`, unitId: null, roles: ['editor' as const], desks: [], oidcName };
  return (await createAccounts(base.wence.store, systemClock).create({ login, ...content, withPassword: oidcName === null }, by))
    .account;
}

describe('signing in through the identity provider', () => {
  it('is offered where it is set up, with code, PKCE, state and nonce', async () => {
    const ways = await (await get('/v1/staff/login')).json();
    expect(ways.oidc).toEqual({ label: '统一身份认证登录', path: '/v1/staff/oidc/start' });
    const { start, address } = await come({ subject: 's0', name: 'nobody' });
    expect(start.status).toBe(302);
    const asked = new URL(address).searchParams;
    expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual([
      'code',
      'S256',
      'http://localhost/v1/staff/oidc/callback',
    ]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20);
    expect(start.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await appOf(base.wence).request('/v1/staff/oidc/start')).status).toBe(404);
  });

  it('links the account that waits under the login name, and knows the person by the subject from then on', async () => {
    const { id } = await account('zhangsan', 'zs@city');
    const first = await come({ subject: 's1', name: 'zs@city' });
    const back = await get(path(first.back), first.check);
    expect([back.status, back.headers.get('Location')]).toEqual([302, '/admin']);
    const session = cookieOf(back, 'wence-session');
    const me = await (await get('/v1/staff/me', session)).json();
    expect([me.account.id, me.setupNeeded, me.account.hasPassword]).toEqual([id, null, false]);
    expect(await base.wence.store.accounts.credentials(id)).toMatchObject({
      oidcSubject: `${provider.issuer} s1|zs@city`,
      oidcName: null,
    });
    const other = await come({ subject: 's1-of-another', name: 'zs@city' });
    expect((await get(path(other.back), other.check)).headers.get('Location')).toBe('/admin#problem=identity');
    const again = await come({ subject: 's1', name: 'zs@city' }, 'desk');
    const second = await get(path(again.back), again.check);
    expect(second.headers.get('Location')).toBe('/desk');
    expect(cookieOf(second, 'wence-session')).not.toBe(session);
  });

  it('makes no rights: who is not registered, or whose account is disabled, stays outside', async () => {
    await account('lisi', null);
    const stranger = await come({ subject: 's2', name: 'lisi' });
    const refused = await get(path(stranger.back), stranger.check);
    expect([refused.headers.get('Location'), cookieOf(refused, 'wence-session')]).toEqual(['/admin#problem=identity', '']);
    const accounts = createAccounts(base.wence.store, systemClock);
    const { id } = await account('wangwu', 'ww');
    const before = (await accounts.list()).length;
    await accounts.disable(id, 1, by);
    const gone = await come({ subject: 's3', name: 'ww' });
    expect((await get(path(gone.back), gone.check)).headers.get('Location')).toBe('/admin#problem=identity');
    expect((await accounts.list()).length).toBe(before);
    expect((await accounts.oidcOf(id)).oidcLinked).toBe(false);
  });

  it('refuses an answer with another state, nonce or verifier, without a beginning, and a code that was used', async () => {
    await account('zhaoliu', 'zl');
    const bad = async (change: (kept: Record<string, string>) => Record<string, string>, search = (text: string) => text) => {
      const { back, check } = await come({ subject: 's4', name: 'zl' });
      const kept = change(JSON.parse(Buffer.from(check.split('=')[1]!, 'base64url').toString()));
      const cookie = `wence-oidc=${Buffer.from(JSON.stringify(kept)).toString('base64url')}`;
      const response = await get(search(path(back)), cookie);
      expect([response.headers.get('Location'), cookieOf(response, 'wence-session')]).toEqual(['/admin#problem=identity', '']);
    };
    await bad((kept) => ({ ...kept, state: 'another' }));
    await bad((kept) => ({ ...kept, nonce: 'another' }));
    await bad((kept) => ({ ...kept, verifier: 'x'.repeat(43) }));
    await bad(
      (kept) => kept,
      (text) => text.replace(/state=[^&]+/, 'state=another'),
    );
    await bad(
      (kept) => kept,
      () => '/v1/staff/oidc/callback?error=access_denied',
    );
    const { back, check } = await come({ subject: 's4', name: 'zl' });
    expect((await get(path(back))).headers.get('Location')).toBe('/admin#problem=identity');
    expect((await get(path(back), check)).headers.get('Location')).toBe('/admin');
    expect((await get(path(back), check)).headers.get('Location')).toBe('/admin#problem=identity');
  });

  it('says so where the provider does not answer, and passwords go on', async () => {
    const settings = { WENCE_OIDC_ISSUER: 'http://127.0.0.1:9', WENCE_OIDC_CLIENT_ID: 'wence', WENCE_OIDC_CLIENT_SECRET: secret };
    const alone = appOf(base.wence, { settings });
    const start = await alone.request('/v1/staff/oidc/start');
    expect([start.status, start.headers.get('Location')]).toEqual([302, '/admin#problem=identity_down']);
  });
});
