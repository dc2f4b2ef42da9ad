import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import './document-picker.ts';
import type { DocumentRow, StaffDocument } from './document-types.ts';
import { stateNames } from './names.ts';

export type AskedStep = 'submit' | 'approve' | 'return' | 'withdraw' | 'superseded';

interface Wording {
  title: string;
  label: string;
  help?: string;
  action: string;
  needed: boolean;
  danger?: boolean;
}

const wordings: Record<AskedStep, Wording> = {
  submit: { title: '送审', label: '给审核人的话', help: '例如：已对照原件核过日期。', action: '送审', needed: false },
  approve: {
    title: '审核通过并发布',
    label: '审核意见',
    help: '通过后马上可以查到；记录中会写明是您审核的。',
    action: '通过并发布',
    needed: false,
  },
  return: { title: '退回修改', label: '退回的理由', help: '编辑会看到。', action: '退回', needed: true },
  withdraw: {
    title: '撤下这份文件',
    label: '撤下的理由',
    help: '撤下后到处都查不到，包括已有对话中的引用。要再发布，须重新送审。',
    action: '撤下',
    needed: true,
    danger: true,
  },
  superseded: {
    title: '由另一份文件取代',
    label: '依据',
    help: '例如：新办法第十二条。',
    action: '记入对方的稿件',
    needed: true,
  },
};

/** Asks for the words that go with a step, and shows what rests on the document where that matters. Fires `done` with the body, or `close`. */
export class StepDialogElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    step: { attribute: false },
    one: { attribute: false },
    busy: { type: Boolean },
    words: { state: true },
    chosen: { state: true },
    from: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare step: AskedStep;
  declare one: StaffDocument;
  declare busy: boolean;
  declare private words: string;
  declare private chosen: DocumentRow | null;
  declare private from: string;
  declare private problem: string;

  constructor() {
    super();
    this.busy = false;
    this.words = '';
    this.chosen = null;
    this.from = '';
    this.problem = '';
  }

  private submit(event: Event) {
    event.preventDefault();
    const words = this.words.trim();
    if (wordings[this.step].needed && words === '') {
      this.problem = `请填写${wordings[this.step].label}。`;
      return;
    }
    if (this.step === 'superseded' && !this.chosen) {
      this.problem = '请从库中选取代它的文件；还没有上传的，请先上传。';
      return;
    }
    const detail =
      this.step === 'superseded'
        ? { byId: this.chosen?.id, effectiveOn: this.from || null, reason: words }
        : wordings[this.step].needed
          ? { reason: words }
          : { note: words || null };
    this.dispatchEvent(new CustomEvent('done', { detail }));
  }

  override render() {
    const { title, label, help, action, needed, danger } = wordings[this.step];
    return html`<wence-dialog heading=${title} ?locked=${this.busy} @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <form class="form" @submit=${this.submit}>
        ${this.step === 'superseded' ? this.renderSuccessor() : nothing}
        ${textField({
          name: 'words',
          label,
          rows: 3,
          maxLength: 500,
          value: this.words,
          optional: !needed,
          ...(help ? { help } : {}),
          input: (value) => {
            this.words = value;
          },
        })}
        ${this.step === 'withdraw' || this.step === 'superseded' ? this.renderEntries() : nothing}
        <p class="problem" role="alert">${this.problem}</p>
        <div class="buttons">
          <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.dispatchEvent(new CustomEvent('close'))}>取消</button>
          <button class="button ${danger ? 'danger' : 'primary'}" ?disabled=${this.busy}>${this.busy ? '正在处理，请稍候…' : action}</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  private renderSuccessor() {
    return html`<p class="soft">写明后，打开对方的稿件送审；通过之日起，公众看到本文件“由某文件取代”。</p>
      <wence-document-picker .api=${this.api} label="取代它的文件" .without=${this.one.id} @chosen=${(
        event: CustomEvent<DocumentRow>,
      ) => {
        this.chosen = event.detail;
      }}></wence-document-picker>
      ${textField({
        name: 'from',
        label: '自哪一天起取代',
        type: 'date',
        optional: true,
        help: '不填则自对方施行之日起。',
        value: this.from,
        input: (value) => {
          this.from = value;
        },
      })}`;
  }

  private renderEntries() {
    const { entries } = this.one;
    if (entries.length === 0) return html`<p class="soft">没有问答以它为依据。</p>`;
    return html`<div class="note warn">
      <p>以它为依据的问答有 ${entries.length} 条，之后请逐条复核：</p>
      <ul>
        ${entries.slice(0, 8).map(({ question, state }) => html`<li>${question}${state === 'published' ? '' : `（${stateNames[state]}）`}</li>`)}
      </ul>
      ${entries.length > 8 ? html`<p class="soft">……</p>` : nothing}
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      li::before {
        content: '· ';
      }
    `,
  ];
}
customElements.define('wence-step-dialog', StepDialogElement);
