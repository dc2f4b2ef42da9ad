import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me, Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { bulkStyles, type Outcome, outcomeList } from '../admin/parts/bulk.ts';
import '../admin/parts/dialog.ts';
import { selectField, textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';

type Step = 'submit' | 'add_tag' | 'remove_tag' | 'set_end' | 'set_unit' | 'withdraw';

const steps: { step: Step; words: string; action: string }[] = [
  { step: 'submit', words: '送审', action: 'entry.write' },
  { step: 'add_tag', words: '加标签', action: 'entry.write' },
  { step: 'remove_tag', words: '去标签', action: 'entry.write' },
  { step: 'set_end', words: '设结束日期', action: 'entry.write' },
  { step: 'set_unit', words: '定承办单位', action: 'entry.write' },
  { step: 'withdraw', words: '撤下', action: 'entry.withdraw' },
];

/** What can be done with the chosen entries of the list at once; fires `done` when something was, `clear` to choose none. */
export class EntriesBulkElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    me: { attribute: false },
    units: { attribute: false },
    chosen: { attribute: false },
    step: { state: true },
    value: { state: true },
    outcomes: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare me: Me;
  declare units: Unit[];
  /** Questions by entry. */
  declare chosen: Map<string, string>;
  declare private step: Step | null;
  declare private value: string;
  declare private outcomes: Outcome[] | null;
  declare private busy: boolean;
  declare private problem: string;

  constructor() {
    super();
    this.chosen = new Map();
    this.units = [];
    this.close();
  }

  private close() {
    this.step = null;
    this.value = '';
    this.outcomes = null;
    this.busy = false;
    this.problem = '';
  }

  private async take(event: Event) {
    event.preventDefault();
    const { step, value } = this;
    if (!step) return;
    const itemIds = [...this.chosen.keys()];
    const text = value.trim();
    const change = {
      submit: { step, note: text || null },
      add_tag: { step, tag: text },
      remove_tag: { step, tag: text },
      set_end: { step, until: text || null },
      set_unit: { step, unitId: text || null },
      withdraw: null,
    }[step];
    this.busy = true;
    try {
      const { outcomes } = change
        ? await this.api.post<{ outcomes: Outcome[] }>('v1/staff/bulk/entries', { itemIds, change })
        : await this.api.post<{ outcomes: Outcome[] }>('v1/staff/bulk/withdraw', { itemIds, reason: text });
      this.outcomes = outcomes;
      this.problem = '';
      this.dispatchEvent(new CustomEvent('done'));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有做成，请重试。';
    } finally {
      this.busy = false;
    }
  }

  override render() {
    if (this.chosen.size === 0) return nothing;
    const allowed = steps.filter(({ action }) => this.me.actions.includes(action));
    return html`<div class="bulk" role="group" aria-label="批量操作">
        <strong role="status">已选 ${this.chosen.size} 条</strong>
        ${allowed.map(
          ({ step, words }) =>
            html`<button class="button small" type="button" @click=${() => {
              this.step = step;
            }}>${words}</button>`,
        )}
        <button class="button small quiet" type="button" @click=${() => this.dispatchEvent(new CustomEvent('clear'))}>不选了</button>
      </div>
      ${this.step ? this.renderWindow(this.step) : nothing}`;
  }

  private renderWindow(step: Step) {
    const words = steps.find((one) => one.step === step)?.words ?? '';
    return html`<wence-dialog heading="${words}：${this.chosen.size} 条" @close=${() => this.close()}>
      ${this.outcomes ? this.renderOutcomes(this.outcomes) : this.renderForm(step, words)}
    </wence-dialog>`;
  }

  private renderForm(step: Step, words: string) {
    return html`<form class="form" @submit=${this.take}>
      ${this.renderInput(step)}
      ${
        step === 'withdraw'
          ? html`<p class="note bad">立即生效：网页、热线、窗口马上都查不到。要恢复须修改后重新送审。</p>`
          : step === 'submit'
            ? html`<p class="soft">没有草稿的跳过；填写不全的会说明原因。</p>`
            : html`<p class="soft">已发布的照旧，改动写在旁边的草稿里，送审通过后生效。</p>`
      }
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        <button class="button" type="button" @click=${() => this.close()}>取消</button>
        <button class="button ${step === 'withdraw' ? 'danger' : 'primary'}" ?disabled=${this.busy}>${this.busy ? '正在处理…' : words}</button>
      </div>
    </form>`;
  }

  private renderInput(step: Step) {
    const input = (value: string) => {
      this.value = value;
    };
    const { value } = this;
    if (step === 'submit')
      return textField({ name: 'bulk', label: '给审核人的话', optional: true, maxLength: 500, value, input });
    if (step === 'set_end')
      return textField({ name: 'bulk', label: '结束日期', type: 'date', value, input, help: '不填就是长期有效。' });
    if (step === 'set_unit') {
      const options = [
        { value: '', label: '不归哪个单位' },
        ...this.units.filter(({ retiredAt }) => !retiredAt).map(({ id, name }) => ({ value: id, label: name })),
      ];
      return selectField({ name: 'bulk', label: '承办单位', value, options, change: input });
    }
    if (step === 'withdraw')
      return textField({ name: 'bulk', label: '撤下的理由', required: true, rows: 2, maxLength: 500, value, input });
    return textField({ name: 'bulk', label: '标签', required: true, maxLength: 20, value, input });
  }

  private renderOutcomes(outcomes: Outcome[]) {
    return html`<div class="form">
      ${outcomeList(outcomes, (itemId) => this.chosen.get(itemId) ?? itemId)}
      <div class="buttons"><button class="button primary" type="button" autofocus @click=${() => {
        this.close();
        this.dispatchEvent(new CustomEvent('clear'));
      }}>好</button></div>
    </div>`;
  }

  static override styles = [base, partStyles, bulkStyles];
}
customElements.define('wence-entries-bulk', EntriesBulkElement);
