import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { type Account, deskNames, type Me, type Role, roleNames, type Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { checkField, choices, selectField, textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { AccountSaved } from './account-steps.ts';
import './account-steps.ts';

interface Content {
  login: string;
  name: string;
  unitId: string;
  roles: Role[];
  desks: Account['desks'];
  oidcName: string;
  withPassword: boolean;
}

const roleHelp: Record<Role, string> = {
  administrator: '管理账号、单位、密钥和设置，不碰内容',
  auditor: '查看一切和审计记录，什么也不能改；不兼任其他角色',
  editor: '起草和修改问答、文件，处理知识缺口',
  reviewer: '审核、退回、撤下；不能审核自己改过的',
  agent: '热线或窗口的坐席工作台',
  evaluator: '评测台：逐步查看答复怎样得来',
};

/** One account: new, to be changed, or only to be looked at. Fires `saved` (AccountSaved) and `close`. */
export class AccountFormElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    units: { attribute: false },
    account: { attribute: false },
    readOnly: { attribute: false },
    content: { state: true },
    linked: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  declare units: Unit[];
  /** Null: a new one. */
  declare account: Account | null;
  declare readOnly: boolean;
  declare private content: Content;
  declare private linked: boolean;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.readOnly = false;
    this.linked = false;
    this.problem = '';
    this.busy = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('account')) return;
    const { account } = this;
    this.content = {
      login: account?.login ?? '',
      name: account?.name ?? '',
      unitId: account?.unitId ?? '',
      roles: account?.roles ?? [],
      desks: account?.desks ?? [],
      oidcName: '',
      withPassword: true,
    };
    if (account) void this.readIdentity(account.id);
  }

  private async readIdentity(id: string) {
    try {
      const found = await this.api.get<{ oidcName: string | null; oidcLinked: boolean }>(`v1/staff/accounts/${id}`);
      this.linked = found.oidcLinked;
      this.content = { ...this.content, oidcName: found.oidcName ?? '' };
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private set(part: Partial<Content>) {
    this.content = { ...this.content, ...part };
  }

  private async work<Result>(ask: () => Promise<Result>): Promise<Result | null> {
    this.busy = true;
    this.problem = '';
    try {
      return await ask();
    } catch (error) {
      this.problem = messageOf(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  private tell(detail: AccountSaved) {
    this.dispatchEvent(new CustomEvent<AccountSaved>('saved', { detail }));
  }

  private async save(event: Event) {
    event.preventDefault();
    const { login, name, unitId, roles, desks, oidcName, withPassword } = this.content;
    const content = { name, unitId: isWholeCity(roles) ? null : unitId || null, roles, desks, oidcName: oidcName.trim() || null };
    if (!name.trim() || (!this.account && !login.trim())) {
      this.problem = '请填写登录名和姓名。';
      return;
    }
    const { account } = this;
    if (account) {
      const body = { ...content, revision: account.revision };
      const changed = await this.work(() => this.api.put<Account>(`v1/staff/accounts/${account.id}`, body));
      if (changed) this.tell({ words: `已保存 ${changed.name} 的账号。`, account: changed, password: null });
      return;
    }
    const body = { ...content, login, withPassword };
    const made = await this.work(() => this.api.post<{ account: Account; password: string | null }>('v1/staff/accounts', body));
    if (made) this.tell({ words: `已建立 ${made.account.name} 的账号。`, ...made });
  }

  override render() {
    const { account } = this;
    const close = () => this.dispatchEvent(new CustomEvent('close'));
    const own = account?.id === this.me.account.id;
    return html`<wence-dialog wide heading=${account ? `账号：${account.login}` : '新建账号'} @close=${close}>
      <form class="form" @submit=${this.save}>
        <fieldset class="all" ?disabled=${this.readOnly}>${this.renderContent(own)}</fieldset>
        <p class="problem" role="alert">${this.problem}</p>
        ${
          this.readOnly
            ? nothing
            : html`<div class="buttons">
                <button class="button" type="button" @click=${close}>取消</button>
                <button class="button primary" ?disabled=${this.busy}>${account ? '保存' : '建立账号'}</button>
              </div>`
        }
      </form>
      ${account && !this.readOnly ? this.renderSteps(account, own) : nothing}
    </wence-dialog>`;
  }

  private renderContent(own: boolean) {
    const { content, account } = this;
    const withDesks = content.roles.includes('agent') || content.roles.includes('evaluator');
    const wholeCity = isWholeCity(content.roles);
    const units = this.units.filter((unit) => !unit.retiredAt || unit.id === account?.unitId);
    return html`<div class="row">
        ${
          account
            ? nothing
            : textField({
                name: 'login',
                label: '登录名',
                help: '字母、数字、汉字或 . _ @ -，建立后不能改',
                value: content.login,
                maxLength: 40,
                autofocus: true,
                input: (login) => this.set({ login }),
              })
        }
        ${textField({ name: 'name', label: '姓名', value: content.name, maxLength: 60, input: (name) => this.set({ name }) })}
        ${selectField({
          name: 'unit',
          label: '单位',
          value: wholeCity ? '' : content.unitId,
          disabled: own || wholeCity,
          help: own
            ? '自己的单位和角色要由另一名管理员更改'
            : wholeCity
              ? '管理员和审计员管全市'
              : '能编辑、审核本单位及下级单位的内容',
          options: [{ value: '', label: '全市（不限单位）' }, ...units.map(({ id, name }) => ({ value: id, label: name }))],
          change: (unitId) => this.set({ unitId }),
        })}
      </div>
      <div class="row">
        ${choices({
          name: 'roles',
          label: '角色',
          values: content.roles,
          options: (Object.keys(roleNames) as Role[]).map((role) => ({
            value: role,
            label: roleNames[role],
            help: roleHelp[role],
            disabled: own || (content.roles.includes('auditor') !== (role === 'auditor') && content.roles.length > 0),
          })),
          change: (roles) => this.set({ roles: roles as Role[] }),
        })}
        <div class="form">
          ${
            withDesks
              ? choices({
                  name: 'desks',
                  label: '坐席渠道',
                  values: content.desks,
                  options: Object.entries(deskNames).map(([value, label]) => ({ value, label, disabled: own })),
                  help: '能看到这些渠道的内部口径',
                  change: (desks) => this.set({ desks: desks as Account['desks'] }),
                })
              : nothing
          }
          ${
            account
              ? nothing
              : checkField({
                  name: 'with-password',
                  label: '用密码登录',
                  help: '建立后给出一次性密码；不勾选则只能用统一身份认证',
                  checked: content.withPassword,
                  change: (withPassword) => this.set({ withPassword }),
                })
          }
          ${textField({
            name: 'oidc-name',
            label: '统一身份认证的登录名',
            optional: true,
            help: this.linked ? '已绑定。解除绑定后可登记新的登录名' : '首次用它登录时与此账号绑定',
            value: content.oidcName,
            maxLength: 120,
            input: (oidcName) => this.set({ oidcName }),
          })}
        </div>
      </div>`;
  }

  private renderSteps(account: Account, own: boolean) {
    if (own) return html`<p class="soft">自己的密码、动态验证码在“我的账号”里改。</p>`;
    return html`<wence-admin-account-steps .api=${this.api} .account=${account} ?linked=${this.linked}
      @saved=${(event: CustomEvent<AccountSaved>) => this.tell(event.detail)}></wence-admin-account-steps>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      .all {
        display: grid;
        gap: 14px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
    `,
  ];
}
customElements.define('wence-admin-account-form', AccountFormElement);

const isWholeCity = (roles: Role[]) => roles.includes('administrator') || roles.includes('auditor');

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '出错了，请重试。');
