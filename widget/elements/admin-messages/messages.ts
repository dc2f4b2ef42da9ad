import { css, html, nothing } from 'lit';
import type { Channel } from '../../shared/types.ts';
import { AdminPage } from '../admin/page.ts';
import { selectField, textField } from '../admin/parts/field.ts';
import { filterBar, selectFilter } from '../admin/parts/filters.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { forgetTyped, keepTyped, recallTyped } from '../admin/parts/typed.ts';
import { UnitList } from '../admin/parts/units.ts';
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
const noFilter: { state: Message['state'] } = { state: 'open' };

interface Found {
  total: number;
  messages: Message[];
}

/** 留言: citizens ask, one person replies, another approves. */
export class AdminMessagesElement extends AdminPage {
  static override properties = { opened: { state: true } };
  /** The message under work, and with what. */
  declare private opened: { id: string; how: 'reply' | 'return' } | null;
  private list = new PagedList<typeof noFilter, Found>(this, { path: 'v1/staff/messages', noFilter, pageSize: 30 });
  private units = new UnitList(this);

  constructor() {
    super();
    this.opened = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    const onlyReviews = this.may('message.review') && !this.may('message.reply');
    this.list.narrow({ state: onlyReviews ? 'submitted' : 'open' });
  }

  private async step(message: Message, name: string, body: object, words: string) {
    try {
      await this.api.post(`v1/staff/messages/${message.id}/${name}`, { revision: message.revision, ...body });
      this.opened = null;
      this.say(words);
    } catch (error) {
      this.failed(error);
    }
    await this.list.load();
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
      ${filterBar('筛选留言', selectFilter(this.list, 'state', '状态', states))}
      ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private renderFound({ messages }: Found) {
    if (messages.length === 0)
      return emptyState('没有这样的留言', '网页上没有答上时，市民可以留言；期限按工作日计算，先到期的排在最前。');
    return html`<ul class="list">${messages.map((message) => this.renderMessage(message))}</ul>
      ${this.list.renderPager()}`;
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
    const replies = this.may('message.reply') && message.state !== 'answered';
    const reviews = this.may('message.review') && message.state === 'submitted';
    if (!replies && !reviews) return nothing;
    return html`<div class="row actions">
      ${
        replies && this.units.all.length > 0
          ? selectField({
              name: `unit-${message.id}`,
              label: '转给单位',
              value: message.unitId ?? '',
              options: [{ value: '', label: '未指定' }, ...this.units.all.map(({ id, name }) => ({ value: id, label: name }))],
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
