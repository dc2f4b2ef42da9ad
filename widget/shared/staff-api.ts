import { Api, ApiError } from './api.ts';
import type { Me } from './staff-types.ts';
import { keep } from './storage.ts';

/** Kept while somebody is signed in, so that a page open to others too asks for the account only then. */
export const signedInHint = 'staff';

export interface StaffApiHooks {
  /** Nobody is signed in (any more): resolves when somebody is, rejects when the person gives up. What was asked is asked again then. */
  signIn(): Promise<void>;
}

export interface SignInWays {
  signedIn: boolean;
  /** Through the identity provider, where there is one. */
  oidc: { label: string; path: string } | null;
}

const otherAccount = () =>
  new ApiError('这个浏览器已改由另一个账号登录。请先复制要保留的内容，再刷新页面。', 'other_account', 403);

const reading = (method: string) => method === 'GET';

/**
 * The HTTP API as the staff's pages use it: by the session's cookie, with its proof in each request that changes something. A session
 * that is over leads to the login over the page; the request goes on afterwards, so that nothing typed is lost. Rejects with ApiError.
 */
export class StaffApi extends Api {
  private csrf = '';
  /** Whose page this is, until that person signs out; another one may sign in to the same browser meanwhile. */
  private owner = '';
  private accountId = '';
  private readonly hooks: StaffApiHooks;
  protected override readonly credentials = 'same-origin';
  protected override readonly gapsPath = 'v1/staff/gaps';

  constructor(base: string, hooks: StaffApiHooks) {
    super(base);
    this.hooks = hooks;
  }

  /** How one may sign in here, and whether this browser has. */
  ways(): Promise<SignInWays> {
    return this.read('v1/staff/login');
  }

  /** Who has signed in; rejects with `signed_out` when nobody has. */
  async me(): Promise<Me> {
    return this.remember((await (await super.send('v1/staff/me', {})).json()) as Me);
  }

  /** Rejects with `code_needed` where only the code of the second factor is missing. */
  async login(given: { login: string; password: string; code?: string }): Promise<Me> {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(given) };
    return this.remember((await (await super.send('v1/staff/login', init)).json()) as Me);
  }

  /** A session that is over already needs no login to be left. */
  async logout(): Promise<void> {
    try {
      await super.send('v1/staff/logout', { method: 'POST', headers: { 'X-Wence-CSRF': this.csrf } });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'signed_out')) throw error;
    }
    this.csrf = '';
    this.owner = '';
    this.accountId = '';
    keep('localStorage', signedInHint, null);
  }

  /** Paths begin with "v1/staff/…"; values of the query that are empty are left out. */
  get<Body>(path: string, query: Record<string, string | number | boolean | null | undefined> = {}, signal?: AbortSignal) {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return this.read<Body>(text ? `${path}?${text}` : path, signal);
  }

  post<Body>(path: string, body?: unknown): Promise<Body> {
    return this.change('POST', path, body);
  }

  put<Body>(path: string, body: unknown): Promise<Body> {
    return this.change('PUT', path, body);
  }

  delete<Body>(path: string, body?: unknown): Promise<Body> {
    return this.change('DELETE', path, body);
  }

  /** A file as it is, or a form of several parts. */
  async upload<Body>(path: string, body: Blob | FormData, headers: Record<string, string> = {}): Promise<Body> {
    return (await this.send(path, { method: 'POST', body, headers })).json();
  }

  /** A file to be saved, with the name that the server gives. */
  async download(path: string): Promise<{ name: string; blob: Blob }> {
    return namedFile(await this.send(path, {}));
  }

  /** The file that the server makes of another one. */
  async fileOf(path: string, body: Blob, headers: Record<string, string>): Promise<{ name: string; blob: Blob }> {
    return namedFile(await this.send(path, { method: 'POST', body, headers }));
  }

  private async change<Body>(method: string, path: string, body: unknown): Promise<Body> {
    if (body === undefined) return (await this.send(path, { method })).json();
    const headers = { 'Content-Type': 'application/json' };
    return (await this.send(path, { method, headers, body: JSON.stringify(body) })).json();
  }

  protected override async send(path: string, init: RequestInit, again = true): Promise<Response> {
    // What was written under one account is never sent under another.
    if (this.accountId !== this.owner) throw otherAccount();
    const headers = new Headers(init.headers);
    if (!reading(init.method ?? 'GET')) headers.set('X-Wence-CSRF', this.csrf);
    try {
      return await super.send(path, { ...init, headers });
    } catch (error) {
      if (!again || !(error instanceof ApiError)) throw error;
      // `unauthorized`: a route that takes a key as well, asked without any session.
      if (error.code === 'signed_out' || error.code === 'unauthorized') await this.hooks.signIn();
      // Signed in anew in another tab: the cookie is shared, its proof is not.
      else if (error.code === 'cross_site') await this.me();
      else throw error;
      return this.send(path, init, false);
    }
  }

  private remember(me: Me): Me {
    this.csrf = me.csrf;
    this.accountId = me.account.id;
    this.owner ||= me.account.id;
    keep('localStorage', signedInHint, '1');
    return me;
  }
}

async function namedFile(response: Response): Promise<{ name: string; blob: Blob }> {
  const given = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  return { name: given ? decodeURIComponent(given) : 'wence', blob: await response.blob() };
}
