import { html, nothing } from 'lit';
import { AdminPage } from '../admin/page.ts';
import '../admin/parts/dialog.ts';
import { checkField, choices, textField } from '../admin/parts/field.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';

interface Key {
  id: string;
  name: string;
  audiences: string[];
  scopes: string[];
  createdAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

const audienceNames: Record<string, string> = { public: '公开', hotline: '热线', window: '窗口' };
const scopeNames: Record<string, string> = { metrics: '运行指标', evaluate: '评测' };

/** 密钥: credentials of programs and of desks without accounts. */
export class AdminKeysElement extends AdminPage {
  static override properties = {
    keys: { state: true },
    withRevoked: { state: true },
    opened: { state: true },
    wanted: { state: true },
    secret: { state: true },
    copied: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare private keys: Key[] | null;
  declare private withRevoked: boolean;
  declare private opened: boolean;
  declare private wanted: { name: string; audiences: string[]; scopes: string[] };
  /** Shown once. */
  declare private secret: { name: string; secret: string } | null;
  declare private copied: boolean;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.keys = null;
    this.withRevoked = false;
    this.opened = false;
    this.wanted = { name: '', audiences: [], scopes: [] };
    this.secret = null;
    this.copied = false;
    this.problem = '';
    this.busy = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private async load() {
    try {
      this.keys = (await this.api.get<{ keys: Key[] }>('v1/staff/keys')).keys;
    } catch (error) {
      this.failed(error);
    }
  }

  private open(opened: boolean) {
    this.opened = opened;
    this.problem = '';
    this.wanted = { name: '', audiences: [], scopes: [] };
  }

  private async create(event: Event) {
    event.preventDefault();
    if (!this.wanted.name.trim()) {
      this.problem = '请写明给谁用。';
      return;
    }
    this.busy = true;
    try {
      const { key, secret } = await this.api.post<{ key: Key; secret: string }>('v1/staff/keys', this.wanted);
      this.open(false);
      this.copied = false;
      this.secret = { name: key.name, secret };
      await this.load();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '出错了，请重试。';
    }
    this.busy = false;
  }

  private async revoke(key: Key) {
    const question = {
      title: `停用密钥“${key.name}”？`,
      text: '从下一次请求起无效，不能恢复；用它的系统或坐席须换新的。',
      action: '停用',
      danger: true,
    };
    if (!(await this.confirm(question))) return;
    try {
      await this.api.post(`v1/staff/keys/${key.id}/revoke`);
      this.say(`密钥“${key.name}”已停用。`);
      await this.load();
    } catch (error) {
      this.failed(error);
    }
  }

  private async copy(secret: string) {
    try {
      await navigator.clipboard.writeText(secret);
      this.copied = true;
    } catch {
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('.secret') as Node);
    }
  }

  override render() {
    const writes = this.may('key.write');
    const button = html`<button class="button primary" type="button" @click=${() => this.open(true)}>新建密钥</button>`;
    return html`${pageHeader('密钥', {
      lead: '给业务系统和监控用的凭据。坐席、评测人员请用账号登录，不必用密钥。',
      actions: writes ? button : undefined,
    })}
    ${this.keys ? this.renderList(this.keys, writes, button) : loading()}
    ${this.opened ? this.renderForm() : nothing}
    ${this.secret ? this.renderSecret(this.secret) : nothing}`;
  }

  private renderList(keys: Key[], writes: boolean, button: unknown) {
    const rows = keys.filter(({ revokedAt }) => this.withRevoked || !revokedAt);
    const revoked = keys.filter(({ revokedAt }) => revokedAt).length;
    return html`${
      revoked > 0
        ? checkField({
            name: 'revoked',
            label: `也显示已停用的（${revoked}）`,
            checked: this.withRevoked,
            change: (on) => {
              this.withRevoked = on;
            },
          })
        : nothing
    }
    ${dataTable<Key>({
      caption: `${rows.length} 个密钥`,
      rows,
      empty: emptyState(
        '没有在用的密钥',
        '业务系统要查坐席口径、监控要读运行指标时，在这里建一个。',
        writes ? button : undefined,
      ),
      columns: [
        { title: '名称', cell: ({ name }) => name },
        {
          title: '能看',
          cell: ({ audiences }) => audiences.map((audience) => audienceNames[audience] ?? audience).join('、') || '公开',
        },
        { title: '权限', cell: ({ scopes }) => scopes.map((scope) => scopeNames[scope] ?? scope).join('、') || '—' },
        { title: '建立', cell: ({ createdAt }) => html`<span class="nowrap">${moment(createdAt)}</span>` },
        { title: '最近使用', cell: ({ lastUsedAt }) => html`<span class="nowrap">${ago(lastUsedAt)}</span>` },
        {
          title: '操作',
          hiddenTitle: true,
          cell: (key) =>
            key.revokedAt
              ? html`<span class="badge bad">${moment(key.revokedAt)} 停用</span>`
              : writes
                ? html`<button class="button small" type="button" @click=${() => this.revoke(key)}>停用<span class="sr">${key.name}</span></button>`
                : html`<span class="badge good">有效</span>`,
        },
      ],
    })}`;
  }

  private renderForm() {
    const { wanted } = this;
    return html`<wence-dialog heading="新建密钥" @close=${() => this.open(false)}>
      <form class="form" @submit=${this.create}>
        ${textField({
          name: 'name',
          label: '名称',
          help: '给谁用、用在哪里，例如：市政府网站、12345 业务系统',
          value: wanted.name,
          maxLength: 60,
          autofocus: true,
          input: (name) => {
            this.wanted = { ...this.wanted, name };
          },
        })}
        ${choices({
          name: 'audiences',
          label: '除公开内容外还能看',
          optional: true,
          values: wanted.audiences,
          options: [
            { value: 'hotline', label: '热线口径和内部说明' },
            { value: 'window', label: '窗口口径和内部说明' },
          ],
          change: (audiences) => {
            this.wanted = { ...this.wanted, audiences };
          },
        })}
        ${choices({
          name: 'scopes',
          label: '额外权限',
          optional: true,
          values: wanted.scopes,
          options: [
            { value: 'metrics', label: '运行指标', help: '监控系统读取 /metrics' },
            { value: 'evaluate', label: '评测', help: '程序逐步查看答复怎样得来' },
          ],
          change: (scopes) => {
            this.wanted = { ...this.wanted, scopes };
          },
        })}
        <p class="problem" role="alert">${this.problem}</p>
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.open(false)}>取消</button>
          <button class="button primary" ?disabled=${this.busy}>建立密钥</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  private renderSecret({ name, secret }: { name: string; secret: string }) {
    return html`<wence-dialog heading="密钥：${name}" locked>
      <div class="form">
        <p>请马上保存到要用它的系统里；关闭后不会再显示，丢了只能停用重建。</p>
        <p class="note"><code class="secret" style="overflow-wrap: anywhere">${secret}</code></p>
        <p role="status">${this.copied ? '已复制。' : ''}</p>
        <div class="buttons">
          <button class="button" type="button" autofocus @click=${() => this.copy(secret)}>复制</button>
          <button class="button primary" type="button" @click=${() => {
            this.secret = null;
          }}>已保存，关闭</button>
        </div>
      </div>
    </wence-dialog>`;
  }
}
customElements.define('wence-admin-keys', AdminKeysElement);
