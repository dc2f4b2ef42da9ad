import { css, html, nothing } from 'lit';
import { LatestRequest, typingMs } from '../../shared/latest-request.ts';
import { AdminPage } from '../admin/page.ts';
import { textField } from '../admin/parts/field.ts';
import '../admin/parts/dialog.ts';

interface Known {
  id: string;
  question: string;
}

const mostShown = 5;
/** The API's limit for a search. */
const longestQuery = 200;

/** Settles a gap without a new entry: fires `settled` with the step, `close` when the person thinks better of it. */
export class GapSettleElement extends AdminPage {
  static override properties = {
    how: {},
    question: {},
    reports: { type: Number },
    known: { state: true },
    itemId: { state: true },
    problem: { state: true },
  };
  declare how: 'answer' | 'dismiss';
  declare question: string;
  declare reports: number;
  declare private known: Known[];
  declare private itemId: string;
  declare private problem: string;
  private request = new LatestRequest();

  constructor() {
    super();
    this.how = 'dismiss';
    this.question = '';
    this.reports = 0;
    this.known = [];
    this.itemId = '';
    this.problem = '';
  }

  override firstUpdated() {
    if (this.how === 'answer') void this.search(this.question);
  }

  private async search(q: string) {
    if (!q.trim()) return;
    try {
      const query = { q: q.slice(0, longestQuery), kind: 'faq', limit: mostShown };
      const answer = await this.request.run((signal) => this.api.search(query, signal));
      if (answer) this.known = answer.hits.map(({ id, title }) => ({ id, question: title }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有查成，请重试。';
    }
  }

  private typed(q: string) {
    this.request.after(typingMs, () => this.search(q));
  }

  private submit(event: SubmitEvent) {
    event.preventDefault();
    const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim();
    if (!note) {
      this.problem = '请写一句话，上报的坐席会看到。';
      this.renderRoot.querySelector<HTMLElement>('#note')?.focus();
      return;
    }
    const detail =
      this.how === 'answer' ? { step: 'answer', note, itemId: this.itemId || null } : { step: 'dismiss', reason: note };
    this.dispatchEvent(new CustomEvent('settled', { detail }));
  }

  override render() {
    const answer = this.how === 'answer';
    return html`<wence-dialog heading=${answer ? '已有答案' : '不处理'} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="form" @submit=${this.submit}>
        <p>${this.question}</p>
        ${answer ? this.renderSearch() : nothing}
        ${textField({
          name: 'note',
          label: answer ? '告诉上报的坐席' : '理由',
          rows: 2,
          maxLength: 500,
          autofocus: true,
          placeholder: answer ? '例如：已有这条问答，换个说法即可查到' : '例如：不属于政策问题；不归本市管',
          ...(this.problem ? { problem: this.problem } : {}),
        })}
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>取消</button>
          <button class="button primary">${answer ? '记为已答复' : '记为不处理'}</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  private renderSearch() {
    return html`<div class="field">
      <label for="find">是哪一条问答（可不选）</label>
      <input id="find" type="search" autocomplete="off" placeholder="换几个词查找" @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)} />
      <div role="radiogroup" aria-label="查到的问答">
        ${this.known.map(
          ({
            id,
            question,
          }) => html`<label class="choice"><input type="radio" name="item" value=${id} .checked=${this.itemId === id}
            @change=${() => {
              this.itemId = id;
            }} /><span>${question}</span></label>`,
        )}
        ${this.known.length === 0 ? html`<p class="soft">没有查到已发布的问答。</p>` : nothing}
      </div>
    </div>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      p {
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-gap-settle', GapSettleElement);
