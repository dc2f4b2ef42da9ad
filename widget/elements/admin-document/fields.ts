import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { CorrectedField, Correction, DocumentRecord, FieldFact } from './document-types.ts';
import './field-form.ts';
import type { FieldFormElement } from './field-form.ts';
import { basisNames, fieldNames, percent, shownValue } from './names.ts';

/** In the order of an official letter; validity first, because citizens see it first. */
const shown: CorrectedField[] = [
  'effectiveOn',
  'expiresOn',
  'repealedOn',
  'statedStatus',
  'title',
  'wrappedTitle',
  'documentNumber',
  'issuer',
  'kind',
  'publishedOn',
  'issuedOn',
  'jurisdiction',
  'appliesTo',
  'theme',
  'tags',
  'serviceLinks',
  'url',
  'audiences',
  'unitId',
];

/** Facts that are read and shown, but not set right one by one. */
const others: Record<string, string> = { validFor: '有效期', printedOn: '印发日期' };

/**
 * What the machine read, field by field with the words it was read from, and what people set right; each can be set right in its place.
 * Fires `change-field` with FieldChange, and `take-back` with the name of the field.
 */
export class FieldsElement extends LitElement {
  static override properties = {
    record: { attribute: false },
    corrections: { attribute: false },
    audiences: { attribute: false },
    unitId: { attribute: false },
    units: { attribute: false },
    editable: { type: Boolean },
    editing: { state: true },
  };
  declare record: DocumentRecord;
  declare corrections: Correction[];
  declare audiences: string[];
  declare unitId: string | null;
  declare units: Unit[];
  declare editable: boolean;
  declare private editing: CorrectedField | null;

  constructor() {
    super();
    this.corrections = [];
    this.audiences = [];
    this.unitId = null;
    this.units = [];
    this.editable = false;
    this.editing = null;
  }

  /** Something is typed in the open form. */
  get dirty(): boolean {
    return this.renderRoot.querySelector<FieldFormElement>('wence-field-form')?.changed ?? false;
  }

  /** Opens the form of a field and brings it into view. */
  open(field: CorrectedField): void {
    this.editing = field;
    this.show();
  }

  /** Brings the open form into view. */
  show(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('wence-field-form')?.scrollIntoView({ block: 'center' }));
  }

  /** Closes the form; the focus goes back to the button that opened it. */
  done(): void {
    const field = this.editing;
    if (!field) return;
    this.editing = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#edit-${field}`)?.focus());
  }

  private currentValue(field: CorrectedField): unknown {
    if (field === 'audiences') return this.audiences;
    if (field === 'unitId') return this.unitId;
    return this.record[field as keyof DocumentRecord];
  }

  private wordsOf(field: CorrectedField): string {
    const value = this.currentValue(field);
    if (field === 'unitId') return value ? (this.units.find(({ id }) => id === value)?.name ?? String(value)) : '全市';
    return shownValue(field, value);
  }

  override render() {
    const missing = this.record.quality?.missingFields ?? [];
    return html`<dl>${shown.map((field) => this.row(field, missing))}</dl>${this.otherFacts()}`;
  }

  private row(field: CorrectedField, missing: string[]): TemplateResult {
    const words = this.wordsOf(field);
    const correction = this.corrections.find((one) => one.field === field);
    const facts = this.record.facts.filter((fact) => fact.field === field && fact.basis !== 'correction');
    const lacks = words === '' && missing.some((name) => name === fieldNames[field] || name.startsWith(fieldNames[field]));
    const derived = field === 'expiresOn' && this.record.expiryDerived && !correction;
    return html`<div class="field-row ${this.editing === field ? 'open' : ''}">
      <dt>${fieldNames[field]}</dt>
      <dd>
        <div class="value">
          <span class="words ${words === '' ? 'none' : ''}">${words ? words.split('\n').map((line, index) => (index === 0 ? line : html`<br />${line}`)) : lacks ? '没有读到' : '无'}
            ${derived ? html`<span class="badge warn">推定</span>` : nothing}
            ${lacks ? html`<span class="badge bad">缺</span>` : nothing}
            ${correction ? html`<span class="badge label">人工更正</span>` : nothing}
          </span>
          ${this.buttons(field, correction)}
        </div>
        ${correction ? html`<p class="soft">${correction.by} ${correction.at.slice(0, 10)}：${correction.reason}</p>` : nothing}
        ${facts.map((fact) => evidence(fact, correction !== undefined || facts.length > 1))}
        ${this.editing === field ? this.form(field) : nothing}
      </dd>
    </div>`;
  }

  private buttons(field: CorrectedField, correction: Correction | undefined) {
    if (!this.editable || this.editing === field) return nothing;
    const open = () => {
      this.editing = field;
    };
    return html`<span class="actions">
      ${
        correction
          ? html`<button class="button small quiet" type="button" @click=${() =>
              this.dispatchEvent(
                new CustomEvent('take-back', { detail: field }),
              )}>取消更正<span class="sr">：${fieldNames[field]}</span></button>`
          : nothing
      }
      <button class="button small" type="button" id="edit-${field}" @click=${open}>更正<span class="sr">：${fieldNames[field]}</span></button>
    </span>`;
  }

  private form(field: CorrectedField) {
    return html`<wence-field-form .field=${field} .value=${this.currentValue(field)} .units=${this.units}
      @change-field=${(event: CustomEvent) => this.dispatchEvent(new CustomEvent('change-field', { detail: event.detail }))}
      @close=${this.done}></wence-field-form>`;
  }

  private otherFacts() {
    const rest = this.record.facts.filter(({ field }) => field in others);
    if (rest.length === 0) return nothing;
    return html`<details>
      <summary>还读到的</summary>
      ${rest.map((fact) => html`<p class="soft"><b>${others[fact.field]}</b> ${fact.value}（${basisNames[fact.basis]}：${fact.evidence}）</p>`)}
    </details>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      .field-row {
        display: grid;
        grid-template-columns: 7.5em minmax(0, 1fr);
        gap: 4px 12px;
        padding: 7px 0;
        border-bottom: 1px solid var(--w-line);
      }
      .field-row:last-child {
        border-bottom: 0;
      }
      dt {
        color: var(--w-ink-soft);
        padding-top: 3px;
      }
      .value {
        display: flex;
        align-items: flex-start;
        gap: 4px 8px;
      }
      .words {
        flex: 1;
        padding-top: 2px;
        overflow-wrap: anywhere;
      }
      .words.none {
        color: var(--w-ink-soft);
      }
      .actions {
        display: inline-flex;
        flex: none;
        gap: 4px;
      }
      .actions .button {
        min-height: 30px;
        min-width: 30px;
      }
      .soft {
        overflow-wrap: anywhere;
      }
      wence-field-form {
        display: block;
        margin-top: 8px;
      }
      summary {
        padding: 8px 0;
        cursor: pointer;
        color: var(--w-ink-soft);
      }
      @media (max-width: 520px) {
        .field-row {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
}
customElements.define('wence-document-fields', FieldsElement);

/** Where it was read; with the value where it is not the one that counts. */
const evidence = ({ field, value, basis, evidence: words, confidence }: FieldFact, withValue: boolean) =>
  html`<p class="soft">${withValue ? html`读到“${shownValue(field, value)}”，` : nothing}${basisNames[basis]}${
    confidence < 0.9 ? `，把握 ${percent(confidence)}` : ''
  }${words ? html`：“${words.length > 120 ? `${words.slice(0, 120)}…` : words}”` : nothing}</p>`;
