import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Api, ApiError } from '../../shared/api.ts';
import type { DeskLink } from '../../shared/deep-link.ts';
import { StaffApi, signedInHint } from '../../shared/staff-api.ts';
import type { Me } from '../../shared/staff-types.ts';
import { keep, recall } from '../../shared/storage.ts';
import type { Channel } from '../../shared/types.ts';

/** By whom the desk is used: an account, a key of this tab, or anybody with public content. */
export type Who = { kind: 'account'; me: Me } | { kind: 'key'; key: string } | { kind: 'public' };

const channelNames: Record<Channel, string> = { hotline: '12345 热线坐席', window: '政务服务窗口', web: '只查公开内容' };

/** Somebody who signed out in another tab has no session at all: a desk's channel is then forbidden instead of signed out. */
class DeskApi extends StaffApi {
  private readonly signIn: () => Promise<void>;

  constructor(base: string, signIn: () => Promise<void>) {
    super(base, { signIn });
    this.signIn = signIn;
  }

  protected override async send(path: string, init: RequestInit, again = true): Promise<Response> {
    try {
      return await super.send(path, init, again);
    } catch (error) {
      if (!again || !(error instanceof ApiError && error.code === 'forbidden') || (await this.isSignedIn())) throw error;
      await this.signIn();
      return super.send(path, init, false);
    }
  }

  private async isSignedIn(): Promise<boolean> {
    try {
      await this.me();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'signed_out') return false;
      throw error;
    }
  }
}

/** Who is at the desk, for which channel, and the API through which that person reads. */
export class DeskSession implements ReactiveController {
  who: Who | null = null;
  channel: Channel = 'hotline';
  /** The channel that the link of this tab names. */
  private linked: Channel | null = null;
  /** Why the entry is shown again. */
  problem = '';
  /** An account of several desks has not chosen one yet. */
  choosing = false;
  /** The session ended while the desk was in use: the login lies over the page. */
  interrupted = false;
  api: Api;
  /** Reads without leading to the login and without counting as use. */
  quiet: Api;
  staff: StaffApi;
  private readonly host: ReactiveControllerHost;
  private readonly base: string;
  private waiting: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, base: string) {
    this.host = host;
    this.base = base;
    this.staff = new DeskApi(base, () => this.signInAgain());
    this.api = new Api(base);
    this.quiet = this.api;
    host.addController(this);
  }

  hostConnected() {}

  get me(): Me | null {
    return this.who?.kind === 'account' ? this.who.me : null;
  }

  /** Gaps are reported by desks: with an account that may, or a key. */
  get mayReport(): boolean {
    return this.who?.kind === 'key' || (this.me?.actions.includes('gap.report') ?? false);
  }

  get channels(): [Channel, string][] {
    const open: Channel[] = this.me
      ? [...this.me.account.desks, 'web']
      : this.who?.kind === 'key'
        ? ['hotline', 'window', 'web']
        : ['web'];
    return open.map((channel) => [channel, channelNames[channel]]);
  }

  /** Who it was in this tab, or who has signed in to this browser; true when somebody is there. */
  async start(link: DeskLink): Promise<boolean> {
    const kept = recall('sessionStorage', 'channel') as Channel | null;
    this.linked = link.channel ?? null;
    this.channel = link.channel ?? kept ?? this.channel;
    const key = recall('sessionStorage', 'key');
    if (link.key) await this.tryToEnter(() => this.enterByKey(link.key ?? '', this.channel));
    else if (key) this.become({ kind: 'key', key });
    else if (key === '') this.become({ kind: 'public' });
    else if (recall('localStorage', signedInHint)) await this.tryToEnter(async () => this.enterByAccount(await this.staff.me()));
    return this.who !== null;
  }

  private async tryToEnter(enter: () => Promise<void>) {
    try {
      await enter();
    } catch (error) {
      const signedOut = error instanceof ApiError && error.code === 'signed_out';
      if (signedOut) keep('localStorage', signedInHint, null);
      else this.problem = error instanceof Error ? error.message : '没有进入，请重试。';
      this.host.requestUpdate();
    }
  }

  /** Tries the key with a small look-up; only a key that opens the channel is kept. Rejects with the API's message. */
  async enterByKey(key: string, channel: Channel): Promise<void> {
    await new Api(this.base, key).search({ q: '政策', channel, limit: 1 });
    this.choose(channel);
    keep('sessionStorage', 'key', key);
    this.become({ kind: 'key', key });
  }

  enterPublic(): void {
    keep('sessionStorage', 'key', '');
    this.choose('web');
    this.become({ kind: 'public' });
  }

  /** Throws when the account is no agent's. */
  async enterByAccount(me: Me): Promise<void> {
    if (me.setupNeeded) throw new Error('请先登录并完成账号设置。');
    if (!me.actions.includes('desk.use')) throw new Error(`${me.account.name}的账号没有坐席工作台的权限，请用坐席账号登录。`);
    const { desks } = me.account;
    const chosen = this.linked ?? (recall('sessionStorage', 'channel') as Channel | null) ?? deskOfToday(me.account.id);
    const known = chosen !== null && [...desks, 'web'].includes(chosen);
    if (known) this.channel = chosen;
    this.choosing = desks.length > 1 && !known;
    if (!known) this.channel = desks.includes(this.channel as 'hotline') ? this.channel : (desks[0] ?? 'web');
    keep('sessionStorage', 'key', null);
    this.become({ kind: 'account', me });
  }

  /** The desk for which one answers, for this tab. */
  choose(channel: Channel): void {
    this.channel = channel;
    this.choosing = false;
    keep('sessionStorage', 'channel', channel);
    this.linked = null;
    if (this.me && channel !== 'web') keepDeskOfToday(this.me.account.id, channel);
    this.host.requestUpdate();
  }

  /** Another channel of the same credential. Rejects with the API's message when the key does not open it. */
  async switchTo(channel: Channel): Promise<void> {
    if (this.who?.kind === 'key') await new Api(this.base, this.who.key).search({ q: '政策', channel, limit: 1 });
    this.choose(channel);
  }

  private become(who: Who) {
    this.who = who;
    this.problem = '';
    this.api = who.kind === 'account' ? this.staff : new Api(this.base, who.kind === 'key' ? who.key : null);
    const silent = { signIn: () => Promise.reject(new Error('signed out')) };
    this.quiet = who.kind === 'account' ? new StaffApi(this.base, silent) : this.api;
    this.host.requestUpdate();
  }

  /** Nothing of this person stays in the tab. */
  async leave(problem = ''): Promise<void> {
    if (this.who?.kind === 'account') await this.staff.logout().catch(() => undefined);
    keep('localStorage', 'desk', null);
    for (const name of ['key', 'channel', 'recent', 'opened', 'banner']) keep('sessionStorage', name, null);
    Object.assign(this, { who: null, problem, choosing: false, interrupted: false });
    this.host.requestUpdate();
  }

  private signInAgain(): Promise<void> {
    this.interrupted = true;
    this.host.requestUpdate();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Goes on with what was asked; somebody else at the same browser begins anew. */
  signedIn(me: Me): void {
    if (this.me && this.me.account.id !== me.account.id) {
      location.reload();
      return;
    }
    this.interrupted = false;
    if (this.me) this.who = { kind: 'account', me };
    for (const goOn of this.waiting.splice(0)) goOn();
    this.host.requestUpdate();
  }
}

/** Who has said today where they work is not asked again by each tab that the ticket system opens. */
function keepDeskOfToday(accountId: string, channel: Channel): void {
  keep('localStorage', 'desk', JSON.stringify([accountId, today(), channel]));
}

function deskOfToday(accountId: string): Channel | null {
  try {
    const [account, day, channel] = JSON.parse(recall('localStorage', 'desk') ?? '[]');
    return account === accountId && day === today() ? channel : null;
  } catch {
    return null;
  }
}

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now());
