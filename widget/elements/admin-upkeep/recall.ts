import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import { textField } from '../admin/parts/field.ts';
import { moment } from '../admin/parts/format.ts';
import { loading } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { GivenAnswer, Recall } from './upkeep-types.ts';

interface Found {
  recall: Recall;
  total: number;
  open: number;
  answers: GivenAnswer[];
}

const channelNames: Record<string, string> = { web: '网页', hotline: '热线', window: '窗口' };

/** The answers of one line of the 更正清单, in a window; fires `close`, and `handled` (number) when some were marked. */
export class RecallElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    recallId: {},
    writes: { type: Boolean },
    note: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare recallId: string;
  /** May mark answers. */
  declare writes: boolean;
  declare private note: string;
  declare private problem: string;
  private list = new PagedList<object, Found>(this, { path: () => `${this.path}/answers`, noFilter: {}, pageSize: 20 });

  constructor() {
    super();
    this.writes = false;
    this.note = '';
    this.problem = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.list.load();
  }

  private get path() {
    return `v1/staff/recalls/${encodeURIComponent(this.recallId)}`;
  }

  failed(error: unknown) {
    this.problem = error instanceof Error ? error.message : '出错了，请重试。';
  }

  private async handle(answerIds: string[] | null, undo = false) {
    try {
      const body = { answerIds, note: this.note.trim() || null, undo };
      const { count } = await this.api.post<{ count: number }>(`${this.path}/handle`, body);
      this.dispatchEvent(new CustomEvent<number>('handled', { detail: count }));
      await this.list.load();
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    const { found } = this.list;
    return html`<wence-dialog wide heading=${found?.recall.title ?? '更正清单'} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${found ? this.renderFound(found) : loading()}
    </wence-dialog>`;
  }

  private renderFound({ recall, total, open, answers }: Found) {
    return html`<div class="form">
      <p>${recall.words}${recall.since ? `（${moment(recall.since)} 起）` : ''}</p>
      ${recall.pieces ? changeList([{ label: recall.place ?? '文字', kind: 'text', pieces: recall.pieces }]) : nothing}
      <p><strong>${total} 条答复，${open} 条尚未处理。</strong>答复里没有提问人的身份：能否联系到人，看当时的工单。</p>
      ${
        this.writes && open > 0
          ? html`${textField({
              name: 'note',
              label: '怎么处理的',
              optional: true,
              maxLength: 500,
              value: this.note,
              help: '例如：已在网站公告更正；已回访工单 12 件。',
              input: (note) => {
                this.note = note;
              },
            })}
            <div class="buttons"><button class="button primary" type="button" @click=${() => this.handle(null)}>把 ${open} 条都标为已处理</button></div>`
          : nothing
      }
      <ul class="answers">
        ${answers.map((one) => this.renderAnswer(one))}
      </ul>
      ${this.list.renderPager()}
    </div>`;
  }

  private renderAnswer({ answerId, askedAt, channel, question, answer, handledBy, handledAt, note }: GivenAnswer) {
    return html`<li>
      <p><strong>${question}</strong> <span class="soft">${moment(askedAt)} ${channelNames[channel] ?? channel}</span></p>
      <p class="soft">${answer}</p>
      ${
        handledAt
          ? html`<p><span class="badge good">已处理</span> <span class="soft">${handledBy} ${moment(handledAt)}${note ? `：${note}` : ''}</span>
              ${this.writes ? html`<button class="button small quiet" type="button" @click=${() => this.handle([answerId], true)}>重新打开</button>` : nothing}</p>`
          : this.writes
            ? html`<p><button class="button small" type="button" @click=${() => this.handle([answerId])}>标为已处理</button></p>`
            : nothing
      }
    </li>`;
  }

  static override styles = [
    base,
    partStyles,
    changeStyles,
    css`
      .answers {
        display: grid;
        gap: 10px;
        padding: 0;
        list-style: none;
      }
      .answers li {
        display: grid;
        gap: 4px;
        padding: 10px 0;
        border-top: 1px solid var(--w-line);
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-admin-recall', RecallElement);
