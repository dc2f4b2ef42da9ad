import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { bulkStyles, type Outcome, outcomeList } from '../admin/parts/bulk.ts';
import '../admin/parts/dialog.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import { loading } from '../admin/parts/page-parts.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { Waiting, WholeEntry } from '../admin-entries/entry-types.ts';
import { contentView, readStyles } from '../admin-entry/read-view.ts';

/** Nobody reads more in one sitting; the API takes no more. */
export const mostAtOnce = 50;

/**
 * Approves the chosen entries of the queue once each is marked as read; what is approved is what the text shown here was read from. Fires
 * `done` when something was approved, `clear` to choose none.
 */
export class BulkApproveElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    units: { attribute: false },
    chosen: { attribute: false },
    asked: { state: true },
    texts: { state: true },
    read: { state: true },
    outcomes: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare units: Unit[];
  declare chosen: Waiting[];
  declare private asked: Waiting[] | null;
  /** Entries that were opened here; a string says why one could not be. */
  declare private texts: Map<string, WholeEntry | string>;
  declare private read: Set<string>;
  declare private outcomes: Outcome[] | null;
  declare private busy: boolean;
  declare private problem: string;

  constructor() {
    super();
    this.units = [];
    this.chosen = [];
    this.close();
  }

  private close() {
    this.asked = null;
    this.texts = new Map();
    this.read = new Set();
    this.outcomes = null;
    this.busy = false;
    this.problem = '';
  }

  private async show({ itemId }: Waiting) {
    if (this.texts.has(itemId)) return;
    let found: WholeEntry | string;
    try {
      found = await this.api.get<WholeEntry>(`v1/staff/entries/${itemId}`);
    } catch (error) {
      found = error instanceof Error ? error.message : '没有读出来。';
    }
    this.texts = new Map(this.texts).set(itemId, found);
  }

  private async approve(event: Event) {
    event.preventDefault();
    const { asked } = this;
    if (!asked || this.read.size < asked.length) {
      this.problem = '请逐条读过并打勾；不读的先取消选择。';
      return;
    }
    const entries = asked.map(({ itemId, draftId, revision, fingerprint }) =>
      draftId ? { itemId, draftId, revision } : { itemId, fingerprint },
    );
    this.busy = true;
    this.problem = '';
    try {
      const body = { entries, allRead: true };
      this.outcomes = (await this.api.post<{ outcomes: Outcome[] }>('v1/staff/bulk/approve', body)).outcomes;
      this.dispatchEvent(new CustomEvent('done'));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有做成，请重试。';
    } finally {
      this.busy = false;
    }
  }

  override render() {
    const { chosen, asked } = this;
    const tooMany = chosen.length > mostAtOnce;
    return html`${
      chosen.length === 0
        ? nothing
        : html`<div class="bulk" role="group" aria-label="批量审核">
            <strong role="status">已选 ${chosen.length} 条</strong>
            <button class="button small primary" type="button" ?disabled=${tooMany} @click=${() => {
              this.asked = chosen;
            }}>通过所选…</button>
            <button class="button small quiet" type="button" @click=${() => this.dispatchEvent(new CustomEvent('clear'))}>不选了</button>
            ${tooMany ? html`<span>一次最多 ${mostAtOnce} 条</span>` : nothing}
          </div>`
    }
    ${
      asked
        ? html`<wence-dialog wide heading="通过所选：${asked.length} 条" ?locked=${this.busy} @close=${() => this.finish()}>
            ${this.outcomes ? this.renderOutcomes(asked, this.outcomes) : this.renderForm(asked)}
          </wence-dialog>`
        : nothing
    }`;
  }

  private finish() {
    const isDone = this.outcomes !== null;
    this.close();
    if (isDone) this.dispatchEvent(new CustomEvent('clear'));
  }

  private renderForm(asked: Waiting[]) {
    return html`<form class="form" @submit=${this.approve}>
      <p>逐条展开读过，再打勾。通过后马上可以查到（写了开始日期的从那天起），记录中会写明是您审核的。与库中内容重复或数字不一致的手写问答不会一起通过，要单独审核。</p>
      <ol>${asked.map((one) => this.renderOne(one))}</ol>
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        <span class="soft" role="status">读过 ${this.read.size} / ${asked.length} 条</span>
        <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.close()}>取消</button>
        <button class="button primary" ?disabled=${this.busy}>${this.busy ? '正在处理…' : `通过并发布 ${asked.length} 条`}</button>
      </div>
    </form>`;
  }

  private renderOne(one: Waiting) {
    const { itemId, title, writers, changes } = one;
    const text = this.texts.get(itemId);
    const mark = (event: Event) => {
      const read = new Set(this.read);
      if ((event.target as HTMLInputElement).checked) read.add(itemId);
      else read.delete(itemId);
      this.read = read;
      this.problem = '';
    };
    return html`<li>
      <details @toggle=${() => this.show(one)}>
        <summary><strong>${title}</strong> <span class="soft">${changes ? '修改，' : ''}${writers.map((name) => (name === 'ingest' ? '由文件导入' : name)).join('、')}</span></summary>
        ${text === undefined ? loading() : typeof text === 'string' ? html`<p class="problem">${text}</p>` : this.renderText(text)}
      </details>
      <label class="choice"><input type="checkbox" .checked=${this.read.has(itemId)} @change=${mark} /><span>已读<span class="sr">：${title}</span></span></label>
    </li>`;
  }

  private renderText({ draft, published, changes }: WholeEntry) {
    const content = draft?.content ?? published?.content;
    const unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;
    const isChange = draft !== null && published !== null && changes.length > 0;
    return html`${isChange ? html`<h3>改了什么</h3>${changeList(changes)}` : nothing} ${content ? contentView(content, unitName) : nothing}`;
  }

  private renderOutcomes(asked: Waiting[], outcomes: Outcome[]) {
    const titles = new Map(asked.map(({ itemId, title }) => [itemId, title]));
    return html`<div class="form">
      ${outcomeList(outcomes, (itemId) => titles.get(itemId) ?? itemId)}
      <div class="buttons"><button class="button primary" type="button" autofocus @click=${() => this.finish()}>好</button></div>
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    readStyles,
    changeStyles,
    bulkStyles,
    css`
      ol {
        display: grid;
        gap: 8px;
        padding: 0;
        list-style: none;
      }
      ol > li {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 12px;
        padding: 4px 12px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
      }
      details {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      summary {
        min-height: 34px;
        padding: 5px 0;
        cursor: pointer;
      }
      h3 {
        font-size: var(--w-small);
        color: var(--w-ink-soft);
      }
      .content {
        margin: 6px 0 10px;
      }
      .choice {
        flex: none;
      }
      .buttons {
        align-items: center;
      }
    `,
  ];
}
customElements.define('wence-bulk-approve', BulkApproveElement);
