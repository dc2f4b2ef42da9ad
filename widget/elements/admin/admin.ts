import { html, LitElement, nothing } from 'lit';
import { ApiError } from '../../shared/api.ts';
import { icons } from '../../shared/icons.ts';
import { scriptBase } from '../../shared/script.ts';
import { StaffApi } from '../../shared/staff-api.ts';
import { type Me, roleNames } from '../../shared/staff-types.ts';
import { base, tokens } from '../../shared/theme.ts';
import { adminStyles } from './admin.css.ts';
import { type AdminPage, addressOf } from './page.ts';
import { groupNames, type PageEntry, pages } from './pages.ts';
import '../staff-login/staff-login.ts';
import './parts/dialog.ts';
import './parts/toasts.ts';
import { askToConfirm } from './parts/confirm.ts';
import type { Toast } from './parts/events.ts';
import type { ToastsElement } from './parts/toasts.ts';

type State = 'asking' | 'signed-out' | 'signed-in';

/** The staff's pages: who may see what, one page at a time by the address, and the login over it when a session ends. */
export class AdminElement extends LitElement {
  static override properties = {
    baseUrl: { attribute: 'base-url' },
    me: { state: true },
    state: { state: true },
    /** The login lies over a page whose typed text must stay. */
    interrupted: { state: true },
    problem: { state: true },
    menuOpen: { state: true },
  };
  declare baseUrl: string;
  declare private me: Me | null;
  declare private state: State;
  declare private interrupted: boolean;
  declare private problem: string;
  declare private menuOpen: boolean;
  private api!: StaffApi;
  private current: { entry: PageEntry; element: AdminPage; address: string } | null = null;
  private waiting: (() => void)[] = [];

  constructor() {
    super();
    this.baseUrl = '';
    this.me = null;
    this.state = 'asking';
    this.interrupted = false;
    this.problem = '';
    this.menuOpen = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.api = new StaffApi(this.baseUrl || scriptBase, { signIn: () => this.signInAgain() });
    addEventListener('hashchange', this.follow);
    addEventListener('beforeunload', this.holdBack);
    void this.askWho();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.follow);
    removeEventListener('beforeunload', this.holdBack);
  }

  private async askWho() {
    this.problem = '';
    try {
      const me = (await this.api.ways()).signedIn ? await this.api.me() : null;
      if (!me || me.setupNeeded) {
        this.me = me;
        this.state = 'signed-out';
      } else this.enter(me);
    } catch (error) {
      this.state = 'signed-out';
      if (!(error instanceof ApiError && error.code === 'signed_out')) {
        this.state = 'asking';
        this.problem = error instanceof Error ? error.message : '出错了，请重试。';
      }
    }
  }

  private enter(me: Me) {
    // Somebody else at the same browser: nothing of the one before may stay on the screen.
    if (this.current && this.me && this.me.account.id !== me.account.id) return location.reload();
    this.me = me;
    this.state = 'signed-in';
    this.interrupted = false;
    for (const goOn of this.waiting.splice(0)) goOn();
    if (this.current) this.current.element.me = me;
    else this.open();
  }

  private signInAgain(): Promise<void> {
    this.interrupted = true;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private get allowed(): PageEntry[] {
    return pages.filter(({ action }) => action === null || this.me?.actions.includes(action));
  }

  /** The page of the address; the first one allowed for no address. */
  private open() {
    const [path = '', ...segments] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
    const entry =
      path === '' || path.startsWith('problem=') ? this.allowed[0] : this.allowed.find((known) => known.path === path);
    this.menuOpen = false;
    const lacksRight = segments[0] === 'new' && entry?.newAction && !this.me?.actions.includes(entry.newAction);
    if (!entry || lacksRight) {
      this.current = null;
      this.requestUpdate();
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.nowhere h1')?.focus());
      return;
    }
    if (this.current?.entry === entry) {
      this.current.address = location.hash;
      this.current.element.segments = segments;
    } else {
      const element = document.createElement(entry.tag) as AdminPage;
      Object.assign(element, { api: this.api, me: this.me, segments });
      this.current = { entry, element, address: location.hash };
    }
    document.title = `${entry.title} - 问策工作台`;
    this.requestUpdate();
    void this.focusHeading();
  }

  private async focusHeading() {
    const { current } = this;
    await this.updateComplete;
    await current?.element.updateComplete;
    scrollTo(0, 0);
    current?.element.renderRoot?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  private follow = async () => {
    if (this.state !== 'signed-in') return;
    const { current } = this;
    if (current && location.hash === current.address) return;
    const target = location.hash;
    if (current?.element.unsaved()) {
      history.replaceState(null, '', current.address || location.pathname);
      const leave = { title: '离开这一页？', text: '还有没保存的修改，离开就没有了。', action: '离开', danger: true };
      if (!(await askToConfirm(leave))) return;
      history.replaceState(null, '', target);
      this.current = null;
    }
    this.open();
  };

  private holdBack = (event: BeforeUnloadEvent) => {
    if (this.current?.element.unsaved()) event.preventDefault();
  };

  private async leave() {
    if (this.current?.element.unsaved()) {
      const question = { title: '退出登录？', text: '还有没保存的修改，退出就没有了。', action: '退出', danger: true };
      if (!(await askToConfirm(question))) return;
    }
    try {
      await this.api.logout();
    } catch (error) {
      this.toast({ text: error instanceof Error ? error.message : '没能退出，请重试。', bad: true });
      return;
    }
    this.current = null;
    this.me = null;
    this.state = 'signed-out';
    history.replaceState(null, '', location.pathname);
  }

  private toast(toast: Toast) {
    this.renderRoot.querySelector<ToastsElement>('wence-toasts')?.show(toast);
  }

  override render() {
    if (this.state === 'asking') return this.renderAsking();
    if (this.state === 'signed-out') return this.renderLogin();
    return html`${this.me ? this.renderFrame(this.me) : nothing}
      <wence-toasts></wence-toasts>
      ${this.interrupted ? this.renderInterruption() : nothing}`;
  }

  private renderAsking() {
    return html`<main class="alone" aria-busy=${!this.problem}>
      <p role="status">${this.problem || '正在打开…'}</p>
      ${this.problem ? html`<button class="button" type="button" @click=${this.askWho}>重试</button>` : nothing}
    </main>`;
  }

  private renderLogin() {
    return html`<main class="alone login">
      <wence-staff-login .api=${this.api} .me=${this.me} @signed-in=${(event: CustomEvent<Me>) => this.enter(event.detail)}></wence-staff-login>
    </main>`;
  }

  private renderInterruption() {
    return html`<wence-dialog heading="请重新登录" locked>
      <wence-staff-login .api=${this.api} heading="登录已过期" lead="您写的内容还在，登录后接着做。"
        @signed-in=${(event: CustomEvent<Me>) => this.enter(event.detail)}></wence-staff-login>
    </wence-dialog>`;
  }

  private renderFrame(me: Me) {
    return html`<header @wence-toast=${(event: CustomEvent<Toast>) => this.toast(event.detail)}>
        <button class="button skip" type="button" @click=${this.skip}>跳到正文</button>
        <button class="button quiet menu" type="button" aria-expanded=${this.menuOpen} aria-controls="navigation" @click=${() => {
          this.menuOpen = !this.menuOpen;
        }}>☰ 菜单</button>
        <p class="name">${icons.ask}<b>问策工作台</b></p>
        <p class="who">
          <a href=${addressOf('me')}>${me.account.name}</a>
          <span>${[me.unitName, me.account.roles.map((role) => roleNames[role]).join('、')].filter(Boolean).join(' · ')}</span>
        </p>
        <button class="button quiet small" type="button" @click=${this.leave}>退出</button>
      </header>
      <div class="body">
        <nav id="navigation" aria-label="主导航" class=${this.menuOpen ? 'open' : ''}>${this.renderNavigation()}</nav>
        <main id="main" tabindex="-1" @wence-toast=${(event: CustomEvent<Toast>) => this.toast(event.detail)} @wence-moved=${() => {
          if (this.current) this.current.address = location.hash;
        }}>
          ${this.current?.element ?? this.renderNowhere()}
        </main>
      </div>`;
  }

  private renderNavigation() {
    const groups = (['work', 'system'] as const).map((group) => {
      const entries = this.allowed.filter((entry) => entry.group === group);
      if (entries.length === 0) return nothing;
      return html`<h2>${groupNames[group]}</h2>
        <ul>
          ${entries.map(
            ({ path, title }) => html`<li>
              <a href=${addressOf(path)} aria-current=${this.current?.entry.path === path ? 'page' : nothing}>${title}</a>
            </li>`,
          )}
        </ul>`;
    });
    const advised = this.me?.totpAdvised && this.current?.entry.path !== 'me';
    return html`${groups} ${advised ? html`<p class="advice"><a href=${addressOf('me')}>建议设置动态验证码</a></p>` : nothing}`;
  }

  private renderNowhere() {
    return html`<div class="nowhere">
      <h1 tabindex="-1">打不开这个页面</h1>
      <p>地址有误，或者您的角色没有这项权限。请从导航进入别的页面。</p>
      <p><a class="button" href=${addressOf(this.allowed[0]?.path ?? 'me')}>回到首页</a></p>
    </div>`;
  }

  private skip() {
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  }

  static override styles = [tokens, base, adminStyles];
}
customElements.define('wence-admin', AdminElement);

/** As it is, where somebody mistyped an address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
