import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Account } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { askToConfirm } from '../admin/parts/confirm.ts';
import type { Question } from '../admin/parts/events.ts';
import { moment } from '../admin/parts/format.ts';
import { partStyles } from '../admin/parts/styles.ts';

/** What was done with an account, in words; a one-time password is shown once. */
export interface AccountSaved {
  words: string;
  account: Account;
  password: string | null;
}

/** What an administrator does with the account of somebody else, besides changing what it says. Fires `saved` (AccountSaved). */
export class AccountStepsElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    account: { attribute: false },
    linked: { type: Boolean },
    problem: { state: true },
    busy: { state: true },
  };
  declare api: StaffApi;
  declare account: Account;
  /** To the city's identity provider. */
  declare linked: boolean;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.linked = false;
    this.problem = '';
    this.busy = false;
  }

  /** `ask` does it and gives back the account as it is then; with a question first where it hurts. */
  private async take(ask: () => Promise<Omit<AccountSaved, 'words'>>, words: string, question?: Omit<Question, 'danger'>) {
    if (question && !(await askToConfirm({ ...question, danger: true }))) return;
    this.busy = true;
    this.problem = '';
    try {
      this.dispatchEvent(new CustomEvent<AccountSaved>('saved', { detail: { ...(await ask()), words } }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '出错了，请重试。';
    }
    this.busy = false;
  }

  private get path() {
    return `v1/staff/accounts/${this.account.id}`;
  }

  private resetPassword() {
    return this.take(() => this.api.post<{ account: Account; password: string }>(`${this.path}/password`), '密码已重置。', {
      title: `重置 ${this.account.name} 的密码？`,
      text: '现在的密码立即失效，正在使用的登录全部结束。新的一次性密码只显示一次。',
      action: '重置密码',
    });
  }

  private setState(disabled: boolean) {
    const { name, revision } = this.account;
    const question = {
      title: `停用 ${name} 的账号？`,
      text: '此人立即退出登录，不能再登录。写过的内容和记录都保留，以后可以再启用。',
      action: '停用',
    };
    const ask = async () => ({
      account: await this.api.post<Account>(`${this.path}/state`, { disabled, revision }),
      password: null,
    });
    return this.take(ask, `${name} 的账号已${disabled ? '停用' : '启用'}。`, disabled ? question : undefined);
  }

  private reset(what: 'totp' | 'unlink' | 'unlock' | 'sessions', words: string, question?: Omit<Question, 'danger'>) {
    const ask = async () => {
      await this.api.post(`${this.path}/reset/${what}`);
      return { account: this.account, password: null };
    };
    return this.take(ask, words, question);
  }

  override render() {
    const { account } = this;
    const button = (words: string, act: () => void, tone = '') =>
      html`<button class="button small ${tone}" type="button" ?disabled=${this.busy} @click=${act}>${words}</button>`;
    return html`<h3>其他操作</h3>
      <p class="soft">建立于 ${moment(account.createdAt)}，最近登录 ${moment(account.lastLoginAt)}</p>
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        ${button('重置密码', () => this.resetPassword())}
        ${
          account.hasTotp
            ? button('停用动态验证码', () =>
                this.reset('totp', '已停用动态验证码。', {
                  title: `停用 ${account.name} 的动态验证码？`,
                  text: '手机丢失、恢复码也没有了时才这样做。停用后只凭密码登录。',
                  action: '停用动态验证码',
                }),
              )
            : nothing
        }
        ${
          this.linked
            ? button('解除统一认证绑定', () =>
                this.reset('unlink', '已解除绑定。', {
                  title: '解除统一身份认证的绑定？',
                  text: '此人不能再用统一身份认证登录，直到重新登记登录名。',
                  action: '解除绑定',
                }),
              )
            : nothing
        }
        ${button('解除登录等待', () => this.reset('unlock', '已解除登录等待，可以马上再试。'))}
        ${button('结束全部登录', () => this.reset('sessions', '该账号的登录已全部结束。'))}
        ${account.disabledAt ? button('启用账号', () => this.setState(false)) : button('停用账号', () => this.setState(true), 'danger')}
      </div>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      :host {
        display: block;
        margin-top: 20px;
        padding-top: 14px;
        border-top: 1px solid var(--w-line);
      }
      .buttons {
        justify-content: flex-start;
        margin-top: 8px;
      }
      h3 {
        font-size: var(--w-text);
      }
    `,
  ];
}
customElements.define('wence-admin-account-steps', AccountStepsElement);
