import { css, html, LitElement, nothing } from 'lit';
import { ApiError } from '../../shared/api.ts';
import { icons } from '../../shared/icons.ts';
import type { SignInWays, StaffApi } from '../../shared/staff-api.ts';
import type { Me } from '../../shared/staff-types.ts';
import { base, tokens } from '../../shared/theme.ts';
import { textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import './totp-setup.ts';

/** Why the identity provider's way led back here. */
const problemWords: Record<string, string> = {
  identity: '统一身份认证没有通过，或者您的身份还没有登记。请与管理员联系。',
  identity_down: '统一身份认证暂时不可用，请稍后再试或用密码登录。',
};

/** The page on which one is, to come back to it. */
const ownPage = () => /\/(desk|evaluate)$/.exec(location.pathname)?.[1] ?? 'admin';

type Step = 'login' | 'code' | 'password' | 'totp';

/**
 * Signing in, with all that may have to happen before work begins: the code of the second factor, one's own password in place of the
 * one-time one, setting up the second factor. Fires `signed-in` with Me. `me` given: signed in already, but something is still to be done.
 */
export class StaffLoginElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    heading: {},
    lead: {},
    step: { state: true },
    problem: { state: true },
    busy: { state: true },
    oidc: { state: true },
  };
  declare api: StaffApi;
  declare me: Me | null;
  declare heading: string;
  declare lead: string;
  declare private step: Step;
  declare private problem: string;
  declare private busy: boolean;
  declare private oidc: SignInWays['oidc'];
  /** What was typed last, for the code and for one's own password; gone with this element. */
  private given = { login: '', password: '' };

  constructor() {
    super();
    this.me = null;
    this.heading = '问策工作台';
    this.lead = '编写、审核、发布政策问答';
    this.step = 'login';
    this.problem = '';
    this.busy = false;
    this.oidc = null;
  }

  override async firstUpdated() {
    if (this.me) this.goOn(this.me);
    this.focusFirst();
    const problem = /^#\/?problem=(\w+)/.exec(location.hash)?.[1];
    if (problem) this.problem = problemWords[problem] ?? problemWords.identity ?? '';
    try {
      this.oidc = (await this.api.ways()).oidc;
    } catch {
      // The password form works without knowing.
    }
  }

  private focusFirst() {
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  private goOn(me: Me) {
    this.me = me;
    if (me.setupNeeded === 'password_needed') this.step = 'password';
    else if (me.setupNeeded === 'totp_needed') this.step = 'totp';
    else this.dispatchEvent(new CustomEvent<Me>('signed-in', { detail: me }));
    this.focusFirst();
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? '');
    this.busy = true;
    this.problem = '';
    try {
      if (this.step === 'password')
        await this.changePassword(text('current') || this.given.password, text('next'), text('again'));
      else if (this.step === 'code') await this.signIn({ ...this.given, code: text('code') });
      else await this.signIn({ login: text('login').trim(), password: text('password') });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'code_needed') this.step = 'code';
      else this.problem = error instanceof Error ? error.message : '出错了，请重试。';
      this.focusFirst();
    }
    this.busy = false;
  }

  private async signIn(given: { login: string; password: string; code?: string }) {
    if (!given.login || !given.password) throw new Error('请填写登录名和密码。');
    this.given = { login: given.login, password: given.password };
    this.goOn(await this.api.login(given));
  }

  private async changePassword(current: string, next: string, again: string) {
    if (next !== again) throw new Error('两次输入的新密码不一样。');
    await this.api.post('v1/staff/me/password', { current, next });
    this.given.password = next;
    this.goOn(await this.api.me());
  }

  override render() {
    return html`<div class="box">
      <h1>${icons.ask}${this.heading}</h1>
      <p class="soft">${this.lead}</p>
      ${this.step === 'totp' ? this.renderTotp() : this.renderForm()}
    </div>`;
  }

  private renderForm() {
    const words = { login: '登录', code: '登录', password: '设置密码并进入', totp: '' }[this.step];
    return html`<form class="form" @submit=${this.submit}>
      ${this.step === 'login' ? this.renderLogin() : this.step === 'code' ? this.renderCode() : this.renderPassword()}
      <p class="problem" role="alert">${this.problem}</p>
      <button class="button primary" ?disabled=${this.busy}>${this.busy ? '请稍候…' : words}</button>
      ${
        this.step === 'login' && this.oidc
          ? html`<a class="button" href="${new URL(this.oidc.path, this.api.base).href}?to=${ownPage()}">${this.oidc.label}</a>`
          : nothing
      }
      ${this.step === 'code' ? html`<button class="button quiet" type="button" @click=${this.startOver}>换一个账号</button>` : nothing}
    </form>`;
  }

  private renderLogin() {
    return html`${textField({ name: 'login', label: '登录名', autocomplete: 'username', value: this.given.login })}
    ${textField({ name: 'password', label: '密码', type: 'password', autocomplete: 'current-password' })}`;
  }

  private renderCode() {
    return textField({
      name: 'code',
      label: '动态验证码',
      help: '打开手机上的验证器应用，输入六位数字；手机不在身边时可输入恢复码。',
      inputmode: 'text',
      autocomplete: 'one-time-code',
      maxLength: 40,
    });
  }

  private renderPassword() {
    return html`<p class="note">您用的是一次性密码。请设置自己的密码，之后就用它登录。</p>
      ${
        this.given.password
          ? nothing
          : textField({ name: 'current', label: '一次性密码', type: 'password', autocomplete: 'current-password' })
      }
      ${textField({
        name: 'next',
        label: '新密码',
        type: 'password',
        autocomplete: 'new-password',
        help: '至少 8 个字符，建议 15 个以上；一句自己记得住的话就很好。不能是常见密码。',
      })}
      ${textField({ name: 'again', label: '再输一次', type: 'password', autocomplete: 'new-password' })}`;
  }

  private renderTotp() {
    return html`<p class="note">您的角色须使用动态验证码，请现在设置。</p>
      <wence-totp-setup .api=${this.api} .password=${this.given.password}
        @done=${async () => this.goOn(await this.api.me())}></wence-totp-setup>`;
  }

  private startOver() {
    this.step = 'login';
    this.problem = '';
    this.given.password = '';
    this.focusFirst();
  }

  static override styles = [
    tokens,
    base,
    partStyles,
    css`
      .box {
        width: min(440px, 100%);
        margin: 0 auto;
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 10px;
        margin: 0 0 4px;
        font-size: 24px;
        line-height: 1.4;
        color: var(--w-primary-deep);
      }
      .form,
      .note {
        margin-top: 14px;
      }
    `,
  ];
}
customElements.define('wence-staff-login', StaffLoginElement);
