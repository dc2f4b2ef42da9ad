import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the package has no types of its own
import Provider from 'oidc-provider';

/** An identity provider on this machine, as a city's would be, that lets everybody in whom the test names. */
export class IdentityProvider {
  readonly issuer: string;
  private readonly server: Server;
  /** Who is at the browser. */
  who = { subject: 'u-1', name: 'zhangsan' };

  private constructor(issuer: string, server: Server) {
    this.issuer = issuer;
    this.server = server;
  }

  static async start(redirectUri: string, client = { id: 'wence', secret: 'a-secret-of-the-test' }): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const self = new IdentityProvider(issuer, server);
    const provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri], scope: 'openid profile' }],
      claims: { profile: ['preferred_username'] },
      findAccount: (_context: unknown, id: string) => {
        const [, name] = id.split('|');
        return { accountId: id, claims: () => ({ sub: id, preferred_username: name }) };
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      loadExistingGrant: async (context: { oidc: Record<string, never> }) => grantAll(provider, context.oidc),
      cookies: { keys: ['test'] },
      pkce: { required: () => true },
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
    });
    const answer = provider.callback() as (request: IncomingMessage, response: ServerResponse) => void;
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return answer(request, response);
      const login = { accountId: `${self.who.subject}|${self.who.name}` };
      void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    });
    return self;
  }

  /** Goes through the provider's pages from its first address to the one that leads back. */
  async walk(address: string): Promise<string> {
    const jar = new Map<string, string>();
    let next = address;
    for (let step = 0; step < 8; step++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: cookie ? { cookie } : {} });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`the provider stopped with ${response.status}: ${(await response.text()).slice(0, 300)}`);
      next = new URL(location, next).href;
      if (!next.startsWith(this.issuer)) return next;
    }
    throw new Error('the provider led in a circle');
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the package has no types
async function grantAll(provider: any, oidc: any) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
