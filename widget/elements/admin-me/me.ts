import { html, nothing } from 'lit';
import { roleNames } from '../../shared/staff-types.ts';
import { AdminPage } from '../admin/page.ts';
import '../admin/parts/dialog.ts';
import { textField } from '../admin/parts/field.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import '../staff-login/totp-setup.ts';

interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  from: string;
  current: boolean;
}

/** 我的账号: password, second factor, where one is signed in. */
export class AdminMeElement extends AdminPage {
  static override properties = {
    sessions: { state: true },
    codesLeft: { state: true },
    opened: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare private sessions: OwnSession[] | null;
  declare private codesLeft: number;
  declare private opened: 'none' | 'totp' | 'remove';
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.sessions = null;
    this.codesLeft = 0;
    this.opened = 'none';
    this.problem = '';
    this.busy = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private async load() {
    try {
      const found = await this.api.get<{ sessions: OwnSession[]; recoveryCodesLeft: number }>('v1/staff/me/sessions');
      this.sessions = found.sessions;
      this.codesLeft = found.recoveryCodesLeft;
    } catch (error) {
      this.failed(error);
    }
  }

  private async work(ask: () => Promise<unknown>, words: string): Promise<boolean> {
    this.busy = true;
    this.problem = '';
    try {
      await ask();
      this.me = await this.api.me();
      await this.load();
      this.say(words);
      return true;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '出错了，请重试。';
      return false;
    } finally {
      this.busy = false;
    }
  }

  private async changePassword(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = (name: string) => String(new FormData(form).get(name) ?? '');
    if (text('next') !== text('again')) {
      this.problem = '两次输入的新密码不一样。';
      return;
    }
    const body = { current: text('current'), next: text('next') };
    if (await this.work(() => this.api.post('v1/staff/me/password', body), '密码已修改，其他登录已结束。')) form.reset();
  }

  private async removeTotp(event: SubmitEvent) {
    event.preventDefault();
    const password = String(new FormData(event.target as HTMLFormElement).get('totp-password') ?? '');
    if (await this.work(() => this.api.post('v1/staff/me/totp/remove', { password }), '动态验证码已停用。')) this.opened = 'none';
  }

  private async totpDone() {
    this.opened = 'none';
    await this.work(async () => {}, '动态验证码已启用。');
  }

  private end(session: OwnSession | null) {
    const words = session ? '已结束那个登录。' : '其他登录已全部结束。';
    return this.work(() => this.api.post('v1/staff/me/sessions/end', session ? { id: session.id } : {}), words);
  }

  override render() {
    const { account, unitName } = this.me;
    const roles = account.roles.map((role) => roleNames[role]).join('、');
    return html`${pageHeader('我的账号', { lead: `${account.name}（${account.login}）· ${unitName ?? '全市'} · ${roles}` })}
    ${account.hasPassword ? html`${this.renderPassword()} ${this.renderTotp()}` : this.renderElsewhere()}
    ${this.renderSessions()}
    ${
      this.opened === 'totp'
        ? html`<wence-dialog heading="设置动态验证码" @close=${this.close}>
            <wence-totp-setup .api=${this.api} @done=${this.totpDone}></wence-totp-setup>
          </wence-dialog>`
        : nothing
    }`;
  }

  private close() {
    this.opened = 'none';
    this.problem = '';
    void this.load();
  }

  private renderElsewhere() {
    return html`<section class="card"><h2>登录方式</h2><p>您经统一身份认证登录，密码和动态验证码在那里管理。</p></section>`;
  }

  private renderPassword() {
    return html`<section class="card" aria-labelledby="password-heading">
      <h2 id="password-heading">修改密码</h2>
      <form class="form" @submit=${this.changePassword}>
        <div class="row">
          ${textField({ name: 'current', label: '现在的密码', type: 'password', autocomplete: 'current-password', required: true })}
          ${textField({
            name: 'next',
            label: '新密码',
            type: 'password',
            autocomplete: 'new-password',
            required: true,
            help: '至少 8 个字符，建议 15 个以上；一句自己记得住的话就很好',
          })}
          ${textField({ name: 'again', label: '再输一次新密码', type: 'password', autocomplete: 'new-password', required: true })}
        </div>
        <p class="problem" role="alert">${this.opened === 'none' ? this.problem : ''}</p>
        <div class="buttons"><button class="button primary" ?disabled=${this.busy}>修改密码</button></div>
      </form>
    </section>`;
  }

  private renderTotp() {
    const { account, totpAdvised } = this.me;
    return html`<section class="card" aria-labelledby="totp-heading">
      <h2 id="totp-heading">动态验证码</h2>
      ${
        account.hasTotp
          ? html`<p>已启用：登录时除了密码还要手机上的六位数字。恢复码还剩 ${this.codesLeft} 个${
              this.codesLeft < 3 ? html`，<b>快用完了，请停用后重新设置一次</b>` : nothing
            }。</p>`
          : html`<p class=${totpAdvised ? 'note warn' : ''}>未启用。${
              totpAdvised ? '您的角色能管理账号或发布内容，建议现在就设置。' : ''
            }设置后，别人拿到密码也进不来。</p>`
      }
      ${this.opened === 'remove' ? this.renderRemove() : nothing}
      <div class="buttons">
        ${
          account.hasTotp
            ? this.opened === 'remove'
              ? nothing
              : html`<button class="button" type="button" @click=${() => {
                  this.opened = 'remove';
                  this.problem = '';
                }}>停用</button>`
            : html`<button class="button primary" type="button" @click=${() => {
                this.opened = 'totp';
              }}>设置动态验证码</button>`
        }
      </div>
    </section>`;
  }

  private renderRemove() {
    return html`<form class="form" @submit=${this.removeTotp}>
      ${textField({ name: 'totp-password', label: '输入密码以停用', type: 'password', autocomplete: 'current-password', required: true })}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        <button class="button" type="button" @click=${this.close}>取消</button>
        <button class="button danger" ?disabled=${this.busy}>停用动态验证码</button>
      </div>
    </form>`;
  }

  private renderSessions() {
    if (!this.sessions) return loading();
    const others = this.sessions.filter(({ current }) => !current).length;
    return html`<section class="card" aria-labelledby="sessions-heading">
      <h2 id="sessions-heading">正在使用的登录</h2>
      <p class="soft">${this.me.idleMinutes} 分钟没有操作须重新登录。看到不认识的登录，请结束它并修改密码。</p>
      ${dataTable<OwnSession>({
        caption: `${this.sessions.length} 个登录`,
        rows: this.sessions,
        columns: [
          { title: '登录时间', cell: ({ createdAt }) => moment(createdAt) },
          { title: '地址', cell: ({ from }) => from },
          { title: '最近操作', cell: ({ lastSeenAt }) => ago(lastSeenAt) },
          {
            title: '操作',
            hiddenTitle: true,
            cell: (session) =>
              session.current
                ? html`<span class="badge good">就是这里</span>`
                : html`<button class="button small" type="button" @click=${() => this.end(session)}>结束</button>`,
          },
        ],
      })}
      ${
        others > 0
          ? html`<div class="buttons"><button class="button" type="button" @click=${() => this.end(null)}>结束其他全部登录</button></div>`
          : nothing
      }
    </section>`;
  }
}
customElements.define('wence-admin-me', AdminMeElement);
