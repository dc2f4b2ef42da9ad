import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { choices, selectField, textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { CorrectedField } from './document-types.ts';
import { audienceNames, fieldNames, kindNames, levelNames, statusNames } from './names.ts';

export interface FieldChange {
  field: CorrectedField;
  value: unknown;
  reason: string;
}

/** Fields that may be empty: "the original says nothing". */
const clearable: readonly CorrectedField[] = [
  'wrappedTitle',
  'documentNumber',
  'issuer',
  'publishedOn',
  'issuedOn',
  'effectiveOn',
  'expiresOn',
  'repealedOn',
  'statedStatus',
  'theme',
  'url',
];
const dates: readonly CorrectedField[] = ['publishedOn', 'issuedOn', 'effectiveOn', 'expiresOn', 'repealedOn'];
const lists: readonly CorrectedField[] = ['tags', 'appliesTo'];

const splitWords = (text: string) => [...new Set(text.split(/[、,，;；\s]+/).filter(Boolean))];

/** Sets one field right, with the reason; fires `change-field` with FieldChange, or `close`. Esc closes. */
export class FieldFormElement extends LitElement {
  static override properties = {
    field: { attribute: false },
    value: { attribute: false },
    units: { attribute: false },
    typed: { state: true },
    reason: { state: true },
    problem: { state: true },
  };
  declare field: CorrectedField;
  declare value: unknown;
  declare units: Unit[];
  /** As typed; lists and links as text. */
  declare private typed: string;
  declare private reason: string;
  declare private problem: string;

  constructor() {
    super();
    this.units = [];
    this.typed = '';
    this.reason = '';
    this.problem = '';
  }

  get changed(): boolean {
    return this.reason !== '' || this.typed !== textOf(this.field, this.value);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.typed = textOf(this.field, this.value);
  }

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }

  private save(event: Event) {
    event.preventDefault();
    const given = typedValue(this.field, this.typed);
    if (typeof given === 'object' && given !== null && 'problem' in given) this.problem = String(given.problem);
    else if (this.reason.trim() === '') this.problem = '请写明依据，例如“原件第 2 页”。';
    else {
      const detail: FieldChange = { field: this.field, value: given, reason: this.reason.trim() };
      this.dispatchEvent(new CustomEvent('change-field', { detail }));
    }
  }

  private clear() {
    this.typed = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#reason')?.focus());
  }

  private keys(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('close'));
  }

  override render() {
    return html`<form class="form" aria-label="更正${fieldNames[this.field]}" @submit=${this.save} @keydown=${this.keys}>
      ${this.control()}
      ${textField({
        name: 'reason',
        label: '依据',
        value: this.reason,
        maxLength: 200,
        placeholder: '例如：原件第 2 页第三条',
        input: (value) => {
          this.reason = value;
        },
      })}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        ${
          clearable.includes(this.field) && this.typed !== ''
            ? html`<button class="button small quiet" type="button" @click=${this.clear}>原件上没有，清空</button>`
            : nothing
        }
        <button class="button small" type="button" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>取消</button>
        <button class="button small primary">保存更正</button>
      </div>
    </form>`;
  }

  private control(): TemplateResult {
    const { field, typed } = this;
    const input = (value: string) => {
      this.typed = value;
    };
    const shared = { name: 'value', label: `更正为` };
    const select = (options: [string, string][]) =>
      selectField({
        ...shared,
        value: typed,
        options: options.map(([value, label]) => ({ value, label })),
        change: input,
      });
    if (dates.includes(field)) return textField({ ...shared, type: 'date', value: typed, input });
    if (field === 'kind') return select(Object.entries(kindNames));
    if (field === 'statedStatus') return select([['', '没有标注'], ...Object.entries(statusNames)]);
    if (field === 'unitId') return select([['', '全市'], ...this.units.map(({ id, name }): [string, string] => [id, name])]);
    if (field === 'audiences')
      return choices({
        ...shared,
        label: '哪些人可以查到',
        values: typed.split(' '),
        options: Object.entries(audienceNames).map(([value, label]) => ({ value, label })),
        change: (values) => input(values.join(' ')),
      });
    if (field === 'jurisdiction')
      return textField({
        ...shared,
        value: typed,
        input,
        help: `层级和由大到小的地名，用空格分开，例如“市 示例省 示例市”。层级：${Object.values(levelNames).join('、')}。`,
      });
    if (field === 'serviceLinks')
      return textField({ ...shared, value: typed, rows: 3, input, help: '每行一个：名称，空格，网址。' });
    if (lists.includes(field)) return textField({ ...shared, value: typed, input, help: '用顿号或空格分开。' });
    return textField({ ...shared, value: typed, input, type: field === 'url' ? 'url' : 'text', maxLength: 300 });
  }

  static override styles = [
    base,
    partStyles,
    css`
      form {
        gap: 10px;
        padding: 12px;
        border-radius: var(--w-radius);
        background: var(--w-primary-soft);
      }
      .field input:not([type='checkbox']),
      .field select {
        min-height: var(--w-small-target);
      }
    `,
  ];
}
customElements.define('wence-field-form', FieldFormElement);

function textOf(field: CorrectedField, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field === 'audiences') return (value as string[]).join(' ');
  if (lists.includes(field)) return (value as string[]).join('、');
  if (field === 'serviceLinks')
    return (value as { label: string; url: string }[]).map(({ label, url }) => `${label} ${url}`).join('\n');
  if (field === 'jurisdiction') {
    const { level, path } = value as { level: keyof typeof levelNames | null; path: string[] };
    return [level ? levelNames[level] : '', ...path].filter(Boolean).join(' ');
  }
  return String(value);
}

function typedValue(field: CorrectedField, typed: string): unknown {
  const text = typed.trim();
  if (lists.includes(field)) return splitWords(text);
  if (field === 'audiences') return text ? text.split(' ') : { problem: '至少选一个可见范围。' };
  if (field === 'serviceLinks') {
    const links = text
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => /^\s*(.+?)\s+(https?:\/\/\S+)\s*$/.exec(line));
    return links.includes(null)
      ? { problem: '每行写“名称 网址”，网址以 http:// 或 https:// 开头。' }
      : links.map((link) => ({ label: link![1], url: link![2] }));
  }
  if (field === 'jurisdiction') {
    const [first = '', ...rest] = text.split(/\s+/).filter(Boolean);
    const level = Object.entries(levelNames).find(([, name]) => name === first)?.[0] ?? null;
    return level ? { level, path: rest } : { level: null, path: [first, ...rest].filter(Boolean) };
  }
  if (field === 'title' && text === '') return { problem: '标题不能为空。' };
  return text === '' ? null : text;
}
