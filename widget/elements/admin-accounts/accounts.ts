import { html, nothing } from 'lit';
import { type Account, deskNames, roleNames } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { checkFilter, filterBar, searchFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
import './account-form.ts';
import type { AccountSaved } from './account-steps.ts';
import './one-time-password.ts';

/** 账号: who may sign in. `#/accounts/new` and `#/accounts/ID` open the form over the list. */
export class AdminAccountsElement extends AdminPage {
  static override properties = {
    accounts: { state: true },
    filter: { state: true },
    given: { state: true },
  };
  declare private accounts: Account[] | null;
  declare private filter: { text: string; withDisabled: boolean };
  /** A one-time password to be handed over. */
  declare private given: { name: string; login: string; password: string } | null;
  private units = new UnitList(this);

  constructor() {
    super();
    this.accounts = null;
    this.filter = { text: '', withDisabled: false };
    this.given = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private async load() {
    try {
      this.accounts = (await this.api.get<{ accounts: Account[] }>('v1/staff/accounts')).accounts;
    } catch (error) {
      this.failed(error);
    }
  }

  private unitName(id: string | null): string {
    return id === null ? '全市' : (this.units.name(id) ?? '（未知单位）');
  }

  private saved(event: CustomEvent<AccountSaved>) {
    const { account, password, words } = event.detail;
    if (password) this.given = { name: account.name, login: account.login, password };
    this.say(words);
    this.go('accounts');
    void this.load();
  }

  private get shown(): Account[] {
    const text = this.filter.text.trim().toLowerCase();
    return (this.accounts ?? []).filter(
      (account) =>
        (this.filter.withDisabled || !account.disabledAt) &&
        [account.login, account.name, this.unitName(account.unitId), ...account.roles.map((role) => roleNames[role])]
          .join(' ')
          .toLowerCase()
          .includes(text),
    );
  }

  override render() {
    const [opened] = this.segments;
    const writes = this.may('account.write');
    return html`${pageHeader('账号', {
      lead: '谁能登录、能做什么。一个账号可以有几个角色；审计员不兼任其他角色。',
      actions: writes ? html`<a class="button primary" href=${addressOf('accounts', 'new')}>新建账号</a>` : undefined,
    })}
    ${this.accounts ? this.renderList() : loading()}
    ${
      opened && this.accounts
        ? html`<wence-admin-account-form .api=${this.api} .me=${this.me} .units=${this.units.all}
            .account=${this.accounts.find(({ id }) => id === opened) ?? null} .readOnly=${!writes}
            @close=${() => this.go('accounts')} @saved=${this.saved}></wence-admin-account-form>`
        : nothing
    }
    ${
      this.given
        ? html`<wence-admin-one-time-password .given=${this.given} @close=${() => {
            this.given = null;
          }}></wence-admin-one-time-password>`
        : nothing
    }`;
  }

  private renderList() {
    const list = {
      filter: this.filter,
      narrow: (part: Partial<typeof this.filter>) => {
        this.filter = { ...this.filter, ...part };
      },
    };
    return html`${filterBar(
      '筛选账号',
      html`${searchFilter(list, 'text', { placeholder: '登录名、姓名、单位或角色' })} ${checkFilter(list, 'withDisabled', '也显示已停用的')}`,
    )}
      ${dataTable<Account>({
        caption: `${this.shown.length} 个账号`,
        rows: this.shown,
        empty: emptyState('没有符合条件的账号', '换个词找找；停用的账号要勾选“也显示已停用的”。'),
        columns: [
          { title: '登录名', cell: ({ id, login }) => html`<a href=${addressOf('accounts', id)}>${login}</a>` },
          { title: '姓名', cell: ({ name }) => name },
          { title: '单位', cell: ({ unitId }) => this.unitName(unitId) },
          { title: '角色', cell: ({ roles, desks }) => this.renderRoles({ roles, desks }) },
          { title: '状态', cell: (account) => renderState(account) },
          { title: '最近登录', cell: ({ lastLoginAt }) => html`<span class="nowrap">${ago(lastLoginAt)}</span>` },
        ],
      })}`;
  }

  private renderRoles({ roles, desks }: Pick<Account, 'roles' | 'desks'>) {
    const words = desks.map((desk) => deskNames[desk]).join('、');
    return html`${roles.map((role) => roleNames[role]).join('、')}${words ? html`<span class="soft">（${words}）</span>` : nothing}`;
  }
}
customElements.define('wence-admin-accounts', AdminAccountsElement);

function renderState({ disabledAt, mustChangePassword, hasTotp, hasPassword }: Account) {
  return html`<span class="badges">
    ${disabledAt ? html`<span class="badge bad">已停用</span>` : nothing}
    ${mustChangePassword && hasPassword && !disabledAt ? html`<span class="badge warn">待改一次性密码</span>` : nothing}
    ${hasTotp ? html`<span class="badge good">动态验证码</span>` : nothing}
    ${hasPassword ? nothing : html`<span class="badge">仅统一认证</span>`}
    ${!disabledAt && !mustChangePassword && !hasTotp && hasPassword ? html`<span class="badge">正常</span>` : nothing}
  </span>`;
}
