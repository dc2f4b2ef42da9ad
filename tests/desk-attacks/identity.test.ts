import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../../src/api/contract.ts';
import { appOf } from '../../src/api/test-app.ts';
import { type Desk, openDesk } from './people.ts';

/** An identity provider whose line somebody sits on: it answers with whatever token the test makes. */
const secret = 'a-secret-of-the-test';
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
let server: Server;
let issuer: string;
let token: () => string | undefined;
let desk: Desk;
let app: ApiApp;

beforeAll(async () => {
  desk = await openDesk();
  server = createServer((request, response) => {
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
      '/jwks': { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] },
      '/token': { access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: request.url === '/token' ? token() : '' },
    };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { WENCE_OIDC_ISSUER: issuer, WENCE_OIDC_CLIENT_ID: 'wence', WENCE_OIDC_CLIENT_SECRET: secret };
  app = appOf(desk.base.wence, { settings });
  const set = { oidcName: 'zhangsan' };
  await desk.base.wence.store.apply([{ type: 'put_credentials', accountId: desk.staff.editor.account.id, set }]);
});
afterAll(async () => {
  server.close();
  await desk.base.remove();
});

type Claims = Record<string, unknown>;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(claims: Claims, header: object = {}, key: KeyObject = own.privateKey): string {
  const body = `${part({ alg: 'RS256', kid: 'k', ...header })}.${part(claims)}`;
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key).toString('base64url')}`;
}
function hashed(claims: Claims, key: string): string {
  const body = `${part({ alg: 'HS256', kid: 'k' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}

/** Comes back from the provider with what it makes of the claims; says whether that opened a session. */
async function comesBack(make: (claims: Claims) => string | undefined): Promise<boolean> {
  const start = await app.request('/v1/staff/oidc/start');
  const asked = new URL(start.headers.get('location') ?? '').searchParams;
  const now = Math.floor(Date.now() / 1000);
  const nonce = asked.get('nonce');
  const claims = { iss: issuer, aud: 'wence', sub: 's1', iat: now, exp: now + 60, nonce, preferred_username: 'zhangsan' };
  token = () => make(claims);
  const headers = { Cookie: start.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const back = await app.request(`/v1/staff/oidc/callback?code=c&state=${asked.get('state')}`, { headers });
  return back.headers.getSetCookie().some((cookie) => /^wence-session=[\w-]{43}/.test(cookie));
}

describe('a token of the identity provider', () => {
  const past = Math.floor(Date.now() / 1000) - 600;
  it.each<[string, (claims: Claims) => string | undefined]>([
    ['without a signature', (claims) => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['signed with the client’s secret', (claims) => hashed(claims, secret)],
    ['signed with the public key', (claims) => hashed(claims, String(own.publicKey.export({ format: 'pem', type: 'spki' })))],
    ['signed by somebody else', (claims) => signed(claims, {}, foreign.privateKey)],
    [
      'that brings its own key',
      (claims) => signed(claims, { jwk: foreign.publicKey.export({ format: 'jwk' }) }, foreign.privateKey),
    ],
    ['changed on the way', (claims) => signed(claims).replace(/\.[\w-]+\./, `.${part({ ...claims, sub: 's9' })}.`)],
    ['for another program', (claims) => signed({ ...claims, aud: 'else' })],
    ['of another provider', (claims) => signed({ ...claims, iss: 'https://evil.example' })],
    ['of another login', (claims) => signed({ ...claims, nonce: 'another' })],
    ['that is over', (claims) => signed({ ...claims, iat: past, exp: past + 60 })],
    ['that is not there', () => undefined],
  ])('opens nothing: %s', async (_what, make) => {
    expect(await comesBack(make)).toBe(false);
  });

  it('opens a session when it is what it should be', async () => {
    expect(await comesBack((claims) => signed(claims))).toBe(true);
  });
});
