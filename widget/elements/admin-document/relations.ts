import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { addressOf } from '../admin/page.ts';
import { selectField, textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import './document-picker.ts';
import type { Correction, DocumentRow, RelationCorrection, RelationKind, ShownRelation } from './document-types.ts';
import { namedWords, percent, relationNames, stateNames } from './names.ts';

/** Kinds that people add; attachments and twins are found by the machine alone. */
const addable: RelationKind[] = ['supersedes', 'repeals', 'amends', 'prolongs', 'implements', 'interprets'];
const empty: RelationCorrection = { added: [], removed: [] };

/**
 * The relations that were read or added, each with whether the base has the other document; can be struck out and added. Fires
 * `change-field` with the whole correction.
 */
export class RelationsElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    relations: { attribute: false },
    correction: { attribute: false },
    editable: { type: Boolean },
    adding: { state: true },
    form: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare relations: ShownRelation[];
  declare correction: Correction | null;
  declare editable: boolean;
  declare private adding: boolean;
  declare private form: { kind: RelationKind; title: string; number: string; from: string; until: string; reason: string };
  declare private problem: string;

  constructor() {
    super();
    this.relations = [];
    this.correction = null;
    this.editable = false;
    this.adding = false;
    this.form = newForm();
    this.problem = '';
  }

  get dirty(): boolean {
    return this.adding && JSON.stringify(this.form) !== JSON.stringify(newForm());
  }

  done() {
    this.adding = false;
    this.form = newForm();
    this.problem = '';
  }

  private get corrected(): RelationCorrection {
    return (this.correction?.value as RelationCorrection | undefined) ?? empty;
  }

  private change(value: RelationCorrection, reason: string) {
    const nothingLeft = value.added.length === 0 && value.removed.length === 0;
    const detail = { field: 'relations', reason, ...(nothingLeft ? {} : { value }) };
    this.dispatchEvent(new CustomEvent('change-field', { detail }));
  }

  private strike({ kind, targetNumber, targetTitle, added }: ShownRelation) {
    const named = { kind, targetNumber, targetTitle };
    const isIt = (other: typeof named) =>
      other.kind === kind && other.targetNumber === targetNumber && other.targetTitle === targetTitle;
    const { corrected } = this;
    const value = added
      ? { ...corrected, added: corrected.added.filter((other) => !isIt(other)) }
      : { ...corrected, removed: [...corrected.removed, named] };
    this.change(value, `原文没有${relationNames[kind]}关系`);
  }

  private restore(index: number) {
    const removed = this.corrected.removed.filter((_, other) => other !== index);
    this.change({ ...this.corrected, removed }, '恢复读出的关系');
  }

  private add(event: Event) {
    event.preventDefault();
    const { kind, title, number, from, until, reason } = this.form;
    const [targetTitle, targetNumber] = [title.trim() || null, number.trim() || null];
    if (!targetTitle && !targetNumber) this.problem = '请写对方文件的标题或文号，或从库中选。';
    else if (reason.trim() === '') this.problem = '请写明依据。';
    else {
      // A number says enough; a title that was issued again under another number would not be meant.
      const named = { kind, targetNumber, targetTitle: targetNumber ? null : targetTitle };
      const added = { ...named, effectiveOn: from || null, until: kind === 'prolongs' ? until || null : null };
      this.change({ ...this.corrected, added: [...this.corrected.added, added] }, reason.trim());
    }
  }

  private set(part: Partial<RelationsElement['form']>) {
    this.form = { ...this.form, ...part };
  }

  override render() {
    const { removed } = this.corrected;
    return html`${
      this.relations.length === 0
        ? html`<p class="soft">没有读到与其他文件的关系。</p>`
        : html`<ul>${this.relations.map((one) => this.line(one))}</ul>`
    }
    ${
      removed.length === 0
        ? nothing
        : html`<p class="soft removed">已去掉：${removed.map(
            (one, index) => html`<span><del>${relationNames[one.kind]}${namedWords({ ...one, targetKey: null })}</del>
              ${this.editable ? html`<button class="button small quiet" type="button" @click=${() => this.restore(index)}>恢复</button>` : nothing}</span>`,
          )}</p>`
    }
    ${this.correction ? html`<p class="soft">${this.correction.by} ${this.correction.at.slice(0, 10)}：${this.correction.reason}</p>` : nothing}
    ${this.editable ? (this.adding ? this.renderForm() : this.renderButton()) : nothing}`;
  }

  private line(relation: ShownRelation) {
    const { kind, other, evidence, confidence, effectiveOn, until, added } = relation;
    return html`<li>
      <div class="value">
        <b>${relationNames[kind]}</b>
        ${other ? html`<a href=${addressOf('documents', other.id)}>${namedWords(relation)}</a>` : html`<span>${namedWords(relation)}</span>`}
        ${effectiveOn ? html`<span class="soft">自 ${effectiveOn} 起</span>` : nothing}
        ${until ? html`<span class="soft">至 ${until}</span>` : nothing}
        ${
          other
            ? html`<span class="badge ${other.state === 'published' ? 'good' : 'warn'}">库中${other.state === 'published' ? '有' : `：${stateNames[other.state]}`}</span>`
            : html`<span class="badge">库中没有</span>`
        }
        ${added ? html`<span class="badge label">人工添加</span>` : confidence < 0.9 ? html`<span class="soft">把握 ${percent(confidence)}</span>` : nothing}
        ${
          this.editable && kind !== 'attachment'
            ? html`<button class="button small quiet" type="button" @click=${() => this.strike(relation)}>去掉<span class="sr">：${namedWords(relation)}</span></button>`
            : nothing
        }
      </div>
      <p class="soft">${evidence}</p>
    </li>`;
  }

  private renderButton() {
    const open = () => {
      this.adding = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('select')?.focus());
    };
    return html`<button class="button small" type="button" @click=${open}>添加关系</button>`;
  }

  private renderForm() {
    const { kind, title, number, from, until, reason } = this.form;
    return html`<form class="form" aria-label="添加关系" @submit=${this.add}>
      <div class="row">
        ${selectField({
          name: 'relation',
          label: '本文件',
          value: kind,
          options: addable.map((value) => ({ value, label: `${relationNames[value]}…` })),
          change: (value) => this.set({ kind: value as RelationKind }),
        })}
        ${textField({ name: 'from', label: '自哪一天起', type: 'date', value: from, optional: true, input: (value) => this.set({ from: value }) })}
        ${kind === 'prolongs' ? textField({ name: 'until', label: '延长至', type: 'date', value: until, input: (value) => this.set({ until: value }) }) : nothing}
      </div>
      <wence-document-picker .api=${this.api} label="从库中选对方文件" @chosen=${(event: CustomEvent<DocumentRow>) =>
        this.set({ title: event.detail.title, number: event.detail.documentNumber ?? '' })}></wence-document-picker>
      <div class="row">
        ${textField({ name: 'title', label: '对方标题', value: title, input: (value) => this.set({ title: value }) })}
        ${textField({ name: 'number', label: '对方文号', value: number, optional: true, input: (value) => this.set({ number: value }) })}
      </div>
      ${textField({ name: 'why', label: '依据', value: reason, placeholder: '例如：原件第十条', input: (value) => this.set({ reason: value }) })}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        <button class="button small" type="button" @click=${this.done}>取消</button>
        <button class="button small primary">添加</button>
      </div>
    </form>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      li {
        padding: 7px 0;
        border-bottom: 1px solid var(--w-line);
      }
      .value {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
      }
      .value .button {
        margin-left: auto;
        min-height: 30px;
      }
      .removed span {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        margin-right: 12px;
      }
      form,
      :host > .button {
        margin-top: 10px;
      }
      form {
        padding: 12px;
        border-radius: var(--w-radius);
        background: var(--w-primary-soft);
      }
    `,
  ];
}
customElements.define('wence-document-relations', RelationsElement);

const newForm = () => ({ kind: 'supersedes' as RelationKind, title: '', number: '', from: '', until: '', reason: '' });
