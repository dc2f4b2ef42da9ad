import type { ClientAuth, Configuration } from 'openid-client';
import { LoginFailedError, UnavailableError } from '../domain/errors.ts';

export interface IdentitySettings {
  /** Address of the identity provider; empty: there is none. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Claim that holds the login name over there. */
  claim: string;
}

/** What the browser brings back, so that an answer can only finish what it began itself. */
export interface IdentityCheck {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who somebody is over there. */
export interface Identity {
  /** `issuer subject`: never given to another person. */
  subject: string;
  /** Login name; null where the provider tells none. */
  name: string | null;
}

export type IdentityProvider = ReturnType<typeof createIdentityProvider>;

const timeoutSeconds = 10;

/** OpenID Connect, authorization code with PKCE, state and nonce. The provider is looked up when it is first needed. */
export function createIdentityProvider({ issuer, clientId, clientSecret, claim }: IdentitySettings) {
  let found: Promise<Configuration> | null = null;

  async function discover(): Promise<Configuration> {
    const client = await import('openid-client');
    const server = new URL(issuer);
    // An intranet's provider may have no certificate; it is the administrator who writes http:// into the settings.
    // Where nothing else vouches for the line, the token's signature does; it is looked at in any case.
    const insecure = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const execute = [client.enableNonRepudiationChecks, ...insecure];
    // In the header, as every provider must allow (RFC 6749, 2.3.1), unless it says that it only takes the body.
    const proof: ClientAuth = (metadata, ...rest) => {
      const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      const inHeader = ways.includes('client_secret_basic');
      return (inHeader ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret))(metadata, ...rest);
    };
    return client.discovery(server, clientId, clientSecret, proof, { timeout: timeoutSeconds, execute });
  }
  /** Tried again at the next login after a failure. Throws UnavailableError. */
  async function configuration(): Promise<Configuration> {
    found ??= discover();
    try {
      return await found;
    } catch (error) {
      found = null;
      throw new UnavailableError('统一身份认证暂时不可用，请稍后再试或用密码登录', String(error), { cause: error });
    }
  }

  return {
    /** Where to send the browser, and what it has to bring back. Throws UnavailableError. */
    async begin(redirectUri: string): Promise<{ address: string; check: IdentityCheck }> {
      const client = await import('openid-client');
      const config = await configuration();
      const check: IdentityCheck = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state: check.state,
        nonce: check.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(check.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, check };
    },

    /** Who came back. `answer` is the address with which the browser came. Throws LoginFailedError when anything does not fit. */
    async finish(answer: URL, { state, nonce, verifier }: IdentityCheck): Promise<Identity> {
      const client = await import('openid-client');
      const config = await configuration();
      try {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
        const tokens = await client.authorizationCodeGrant(config, answer, checks);
        const claims = tokens.claims();
        if (!claims) throw new Error('no ID token');
        const told = claims[claim] ?? (await client.fetchUserInfo(config, tokens.access_token, claims.sub))[claim];
        return { subject: `${claims.iss} ${claims.sub}`, name: typeof told === 'string' && told.trim() ? told.trim() : null };
      } catch (error) {
        throw new LoginFailedError('统一身份认证没有通过', error instanceof Error ? error.message : String(error), {
          cause: error,
        });
      }
    },
  };
}
