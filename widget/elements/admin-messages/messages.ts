import { css, html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import type { Channel } from '../../shared/types.ts';
import { AdminPage } from '../admin/page.ts';
import { selectField, textField } from '../admin/parts/field.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { forgetTyped, keepTyped, recallTyped } from '../admin/parts/typed.ts';
import { channelWords } from '../admin-gaps/gap-types.ts';

interface Message {
  id: string;
  state: 'open' | 'submitted' | 'answered';
  text: string;
  channel: Channel;
  unitId: string | null;
  at: string;
  dueOn: string;
  overdue: boolean;
  reply: string | null;
  repliedName: string | null;
  repliedAt: string | null;
  own: boolean;
  approvedName: string | null;
  approvedAt: string | null;
  note: string | null;
  revision: number;
}

const states: [Message['state'], string][] = [
  ['open', '待答复'],
  ['submitted', '答复待审核'],
  ['answered', '已答复'],
];
const tones = { open: 'warn', submitted: 'label', answered: 'good' } as const;
const pageSize = 30;

/** 留言: citizens ask, one person replies, another approves. */
export class AdminMessagesElement extends AdminPage {
  static override properties = {
    state: { state: true },
    offset: { state: true },
    found: { state: true },
    units: { state: true },
    opened: { state: true },
  };
  declare private state: Message['state'];
  declare private offset: number;
  declare private found: { total: number; messages: Message[] } | null;
  declare private units: Unit[];
  /** The message under work, and with what. */
  declare private opened: { id: string; how: 'reply' | 'return' } | null;

  constructor() {
    super();
    this.state = 'open';
    this.offset = 0;
    this.found = null;
    this.units = [];
    this.opened = null;
  }

  override async connectedCallback() {
    super.connectedCallback();
    if (this.may('entry.review') && !this.may('gap.handle')) this.state = 'submitted';
    await this.load();
    if (!this.may('unit.read')) return;
    try {
      this.units = (await this.api.get<{ units: Unit[] }>('v1/staff/units')).units;
    } catch (error) {
      this.failed(error);
    }
  }

  private async load() {
    try {
      this.found = await this.api.get('v1/staff/messages', { state: this.state, limit: pageSize, offset: this.offset });
    } catch (error) {
      this.failed(error);
    }
  }

  private async step(message: Message, name: string, body: object, words: string) {
    try {
      await this.api.post(`v1/staff/messages/${message.id}/${name}`, { revision: message.revision, ...body });
      this.opened = null;
      this.say(words);
    } catch (error) {
      this.failed(error);
    }
    await this.load();
  }

  private async submitReply(event: SubmitEvent, message: Message) {
    event.preventDefault();
    const reply = String(new FormData(event.target as HTMLFormElement).get('reply') ?? '').trim();
    if (!reply) return;
    await this.step(message, 'reply', { reply }, '已送审，另一人通过后市民凭编号可查。');
    if (!this.opened) forgetTyped(this.me.account.id, message.id);
  }

  private async submitReturn(event: SubmitEvent, message: Message) {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    if (reason) await this.step(message, 'return', { reason }, '已退回。');
  }

  private async approve(message: Message) {
    const question = {
      title: '通过这条答复？',
      text: `${message.reply}\n\n市民凭回执编号立即可以看到，不能再改。`,
      action: '通过',
    };
    if (await this.confirm(question)) await this.step(message, 'approve', {}, '已通过，市民凭编号可以查看。');
  }

  private open(id: string, how: 'reply' | 'return') {
    this.opened = { id, how };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('textarea')?.focus());
  }

  override render() {
    return html`${pageHeader('市民留言', { lead: '没有答上的问题，市民请工作人员答复。一人写，另一人审核，通过后凭回执编号查看。' })}
      <div class="filters"><label>状态
        <select @change=${(event: Event) => {
          this.state = (event.target as HTMLSelectElement).value as Message['state'];
          this.offset = 0;
          void this.load();
        }}>${states.map(([value, words]) => html`<option value=${value} ?selected=${value === this.state}>${words}</option>`)}</select>
      </label></div>
      ${this.found ? this.renderFound(this.found) : loading()}`;
  }

  private renderFound({ total, messages }: NonNullable<typeof this.found>) {
    if (messages.length === 0)
      return emptyState('没有这样的留言', '网页上没有答上时，市民可以留言；期限按工作日计算，先到期的排在最前。');
    return html`<ul class="list">${messages.map((message) => this.renderMessage(message))}</ul>
      ${pager({
        total,
        offset: this.offset,
        limit: pageSize,
        turn: (offset) => {
          this.offset = offset;
          void this.load();
        },
      })}`;
  }

  private renderMessage(message: Message) {
    const how = this.opened?.id === message.id ? this.opened.how : null;
    return html`<li class="card">
      <p class="badges">
        <span class="badge ${tones[message.state]}">${states.find(([value]) => value === message.state)?.[1]}</span>
        ${message.overdue ? html`<span class="badge bad">已超期</span>` : nothing}
        <span class="soft">${channelWords[message.channel]} · ${ago(message.at)} · 期限 ${message.dueOn}</span>
      </p>
      <p class="text">${message.text}</p>
      ${message.note ? html`<p class="note bad">退回理由：${message.note}</p>` : nothing}
      ${
        message.reply && how !== 'reply'
          ? html`<div class="note"><p class="text">${message.reply}</p>
        <p class="soft">${message.repliedName} · ${moment(message.repliedAt)}${message.approvedName ? ` · ${message.approvedName} 审核 · ${moment(message.approvedAt)}` : ''}</p></div>`
          : nothing
      }
      ${how === 'reply' ? this.renderReplyForm(message) : how === 'return' ? this.renderReturnForm(message) : this.renderActions(message)}
    </li>`;
  }

  private renderActions(message: Message) {
    const replies = this.may('gap.handle') && message.state !== 'answered';
    const reviews = this.may('entry.review') && message.state === 'submitted';
    if (!replies && !reviews) return nothing;
    return html`<div class="row actions">
      ${
        replies && this.units.length > 0
          ? selectField({
              name: `unit-${message.id}`,
              label: '转给单位',
              value: message.unitId ?? '',
              options: [{ value: '', label: '未指定' }, ...this.units.map(({ id, name }) => ({ value: id, label: name }))],
              change: (unitId) => this.step(message, 'unit', { unitId: unitId || null }, '已转给单位。'),
            })
          : nothing
      }
      <div class="buttons">
        ${replies ? html`<button class="button" type="button" @click=${() => this.open(message.id, 'reply')}>${message.reply ? '改答复' : '写答复'}</button>` : nothing}
        ${
          reviews && message.own
            ? html`<p class="soft">是您写的，由另一人审核。</p>`
            : reviews
              ? html`<button class="button" type="button" @click=${() => this.open(message.id, 'return')}>退回</button>
                <button class="button primary" type="button" @click=${() => this.approve(message)}>通过</button>`
              : nothing
        }
      </div>
    </div>`;
  }

  private renderReplyForm(message: Message) {
    const kept = recallTyped<string>(this.me.account.id, message.id);
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.submitReply(event, message)}>
      ${textField({
        name: 'reply',
        label: '答复',
        rows: 5,
        maxLength: 4000,
        required: true,
        value: kept?.value ?? message.reply ?? '',
        help: '写明依据；没写完会留在这个浏览器里。',
        input: (text) => keepTyped(this.me.account.id, message.id, text),
      })}
      <div class="buttons"><button class="button" type="button" @click=${() => {
        this.opened = null;
      }}>取消</button><button class="button primary">送审</button></div>
    </form>`;
  }

  private renderReturnForm(message: Message) {
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.submitReturn(event, message)}>
      ${textField({ name: 'reason', label: '退回理由', rows: 2, maxLength: 500, required: true })}
      <div class="buttons"><button class="button" type="button" @click=${() => {
        this.opened = null;
      }}>取消</button><button class="button danger">退回</button></div>
    </form>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .list {
        display: grid;
        gap: 12px;
      }
      .card {
        display: grid;
        gap: 8px;
      }
      .card + .card {
        margin-top: 0;
      }
      .text {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .actions {
        align-items: end;
      }
      .actions > .field {
        flex: 0 1 280px;
      }
      .actions > .buttons {
        flex: 1 1 auto;
      }
    `,
  ];
}
customElements.define('wence-admin-messages', AdminMessagesElement);
