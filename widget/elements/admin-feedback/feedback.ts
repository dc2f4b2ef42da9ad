import { css, html, nothing } from 'lit';
import type { Channel } from '../../shared/types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { dayFilter, filterBar, selectFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { channelWords } from '../admin-gaps/gap-types.ts';

interface Feedback {
  id: string;
  answerId: string;
  helpful: boolean | null;
  reason: string | null;
  comment: string | null;
  at: string;
  question: string;
  /** Null: what it cites can no longer be read. */
  answer: string | null;
  status: string;
  channel: Channel;
  itemIds: string[];
  handledName: string | null;
  handledAt: string | null;
  note: string | null;
}

interface Filter {
  helpful: string;
  handled: string;
  commented: string;
  reason: string;
  from: string;
  to: string;
}
const noFilter: Filter = { helpful: 'false', handled: 'false', commented: '', reason: '', from: '', to: '' };

const reasons: Record<string, string> = {
  wrong: '有误',
  incomplete: '不完整',
  outdated: '已过时',
  unclear: '看不懂',
  irrelevant: '答非所问',
  other: '其他',
};

interface Found {
  total: number;
  feedback: Feedback[];
}

/** 评价: what readers say about answers. */
export class AdminFeedbackElement extends AdminPage {
  private list = new PagedList<Filter, Found>(this, { path: 'v1/staff/feedback', noFilter, pageSize: 30 });

  override connectedCallback() {
    super.connectedCallback();
    void this.list.load();
  }

  private async handle({ id }: Feedback, handled: boolean) {
    try {
      await this.api.post(`v1/staff/feedback/${id}/handled`, { handled, note: null });
      this.say(
        handled ? '已标为处理过。' : '已恢复为未处理。',
        handled ? () => this.handle({ id } as Feedback, false) : undefined,
      );
      await this.list.load();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Becomes a report of an error in what was cited, or of a gap where nothing was. */
  private async toGap(one: Feedback) {
    const [itemId = null] = one.itemIds;
    const words = [one.reason ? reasons[one.reason] : null, one.comment].filter(Boolean).join('：') || '读者觉得没有帮助';
    try {
      const body = {
        kind: itemId ? 'error' : 'gap',
        question: one.question,
        words,
        channel: 'web',
        answerId: one.answerId,
        itemId,
      };
      const { id } = await this.api.post<{ id: string }>('v1/staff/gaps', body);
      await this.api.post(`v1/staff/feedback/${one.id}/handled`, { handled: true, note: '已转为待处理' });
      this.say('已转入缺口和纠错。');
      this.go('gaps', id);
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    return html`${pageHeader('读者评价', { lead: '市民和坐席对答复的评价，已隐去个人信息。' })}
      ${this.renderFilters()} ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private renderFilters() {
    const { list } = this;
    return filterBar(
      '筛选评价',
      html`${selectFilter(list, 'helpful', '评价', [
        ['', '全部'],
        ['false', '没有帮助'],
        ['true', '有帮助'],
      ])}
      ${selectFilter(list, 'handled', '处理', [
        ['', '全部'],
        ['false', '未处理'],
        ['true', '已处理'],
      ])}
      ${selectFilter(list, 'reason', '原因', [['', '全部'], ...Object.entries(reasons)])}
      ${selectFilter(list, 'commented', '文字', [
        ['', '不限'],
        ['true', '只看写了意见的'],
      ])}
      ${dayFilter(list, 'from', '从')} ${dayFilter(list, 'to', '到')}`,
    );
  }

  private renderFound({ total, feedback }: Found) {
    if (feedback.length === 0)
      return emptyState('没有符合条件的评价', '读者在答复下点“有帮助”或“没有帮助”、写下意见，都会列在这里。先看没有帮助的。');
    return html`<p class="soft">${total} 条</p>
      <ul class="list">${feedback.map((one) => this.renderOne(one))}</ul>
      ${this.list.renderPager()}`;
  }

  private renderOne(one: Feedback) {
    return html`<li class="card">
      <p class="badges">
        ${one.helpful === null ? nothing : html`<span class="badge ${one.helpful ? 'good' : 'bad'}">${one.helpful ? '有帮助' : '没有帮助'}</span>`}
        ${one.reason ? html`<span class="badge warn">${reasons[one.reason] ?? one.reason}</span>` : nothing}
        ${one.handledName ? html`<span class="badge label">${one.handledName} 已处理</span>` : nothing}
        <span class="soft">${channelWords[one.channel]} · ${ago(one.at)}</span>
      </p>
      ${one.comment ? html`<blockquote>${one.comment}</blockquote>` : nothing}
      <details><summary>${one.question}</summary>
        <p class="answer">${one.answer ?? '所引的内容已撤下或不再可见，答复不再显示。'}</p>
        ${one.itemIds.length > 0 ? html`<p class="soft">所引：${one.itemIds.map((id, index) => html`${index > 0 ? '、' : ''}<a href=${addressOf(id.startsWith('d') ? 'documents' : 'entries', id)}>第 ${index + 1} 处</a>`)}</p>` : nothing}
      </details>
      ${one.note ? html`<p class="soft">处理说明：${one.note}</p>` : nothing}
      ${
        this.may('gap.handle')
          ? html`<div class="buttons">
              ${
                one.handledName
                  ? html`<button class="button small" type="button" @click=${() => this.handle(one, false)}>恢复为未处理</button>`
                  : html`${this.may('gap.report') ? html`<button class="button small" type="button" @click=${() => this.toGap(one)}>转为待处理的${one.itemIds.length > 0 ? '错误' : '缺口'}</button>` : nothing}
                    <button class="button small" type="button" @click=${() => this.handle(one, true)}>看过了</button>`
              }
            </div>`
          : nothing
      }
    </li>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .list {
        display: grid;
        gap: 12px;
        margin-top: 8px;
      }
      .card {
        display: grid;
        gap: 8px;
      }
      .card + .card {
        margin-top: 0;
      }
      blockquote {
        padding-left: 12px;
        border-left: 4px solid var(--w-warn);
        overflow-wrap: anywhere;
      }
      summary {
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .answer {
        margin-top: 6px;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-admin-feedback', AdminFeedbackElement);
