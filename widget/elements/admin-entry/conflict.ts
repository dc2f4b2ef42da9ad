import { css, html, LitElement, nothing } from 'lit';
import { base, tokens } from '../../shared/theme.ts';
import { type EntryContent, type EntryField, fieldLines, fieldNames } from '../admin-entries/entry-types.ts';
import '../admin/parts/dialog.ts';
import { partStyles } from '../admin/parts/styles.ts';
import { bothOf, type Merged } from './three-way.ts';
import { type Stretch, wordDiff } from './word-diff.ts';

type Choice = 'mine' | 'theirs' | 'both';

/**
 * Two people changed the same fields at the same time: both texts side by side, for each field a person says which one stands. What only
 * one of them changed is settled already. Nothing is chosen beforehand: a click too fast would wipe a colleague's words. Fires `settle`
 * with the text that is to stand, `close` to look at the page first.
 */
export class ConflictElement extends LitElement {
  static override properties = {
    merged: { attribute: false },
    theirs: { attribute: false },
    who: {},
    unitName: { attribute: false },
    chosen: { state: true },
    reminded: { state: true },
  };
  declare merged: Merged;
  declare theirs: EntryContent;
  declare who: string;
  declare unitName: (id: string) => string;
  declare private chosen: Map<EntryField, Choice>;
  /** Somebody wanted to save before everything was chosen. */
  declare private reminded: boolean;

  constructor() {
    super();
    this.who = '';
    this.unitName = (id) => id;
    this.chosen = new Map();
    this.reminded = false;
  }

  private get left(): EntryField[] {
    return this.merged.asked.filter((field) => !this.chosen.has(field));
  }

  private choose(fields: EntryField[], choice: Choice) {
    this.chosen = new Map([...this.chosen, ...fields.map((field): [EntryField, Choice] => [field, choice])]);
  }

  private settledValue(field: EntryField): unknown {
    const { content } = this.merged;
    const choice = this.chosen.get(field);
    if (choice === 'both') return bothOf(field, content, this.theirs);
    return (choice === 'theirs' ? this.theirs : content)[field];
  }

  private settle() {
    const [first] = this.left;
    if (first) {
      this.reminded = true;
      this.renderRoot.querySelector<HTMLElement>(`input[name="${first}"]`)?.focus();
      return;
    }
    const parts = Object.fromEntries(this.merged.asked.map((field) => [field, this.settledValue(field)]));
    this.dispatchEvent(new CustomEvent<EntryContent>('settle', { detail: { ...this.merged.content, ...parts } }));
  }

  override render() {
    const { asked, theirs } = this.merged;
    const taken = theirs.map((field) => fieldNames[field]).join('、');
    return html`<wence-dialog wide heading="${this.who}同时改了这份草稿" @close=${() => this.dispatchEvent(new CustomEvent('close'))}>
      <p>两边的文字都在，什么也没有丢。下面 ${asked.length} 处两边都改了，逐项选定，再保存；可以先关上看看页面。</p>
      ${taken ? html`<p class="soft">只有${this.who}改的（${taken}）直接用${this.who}的；只有您改的直接用您的。</p>` : nothing}
      <p class="buttons all">
        <button class="button small" type="button" @click=${() => this.choose(asked, 'mine')}>全部用我的</button>
        <button class="button small" type="button" @click=${() => this.choose(asked, 'theirs')}>全部用对方的</button>
      </p>
      ${asked.map((field) => this.renderField(field))}
      <div class="buttons">
        <p class="left" role="status">${this.left.length > 0 ? `还有 ${this.left.length} 处没有选` : ''}</p>
        <button class="button primary" type="button" @click=${this.settle}>按选定的保存</button>
      </div>
    </wence-dialog>`;
  }

  private renderField(field: EntryField) {
    const { content } = this.merged;
    const lines = (side: EntryContent) => fieldLines(side, field, this.unitName).join('\n');
    const [mine, theirs] = wordDiff(lines(content), lines(this.theirs));
    const both = bothOf(field, content, this.theirs) !== undefined;
    const missing = this.reminded && !this.chosen.has(field);
    return html`<fieldset class=${missing ? 'missing' : ''}>
      <legend>${fieldNames[field]}${missing ? html` <span class="problem">请选一个</span>` : nothing}</legend>
      <div class="sides">
        ${this.renderSide(field, 'mine', '我的', mine)} ${this.renderSide(field, 'theirs', `${this.who}的`, theirs)}
      </div>
      ${both ? html`<label class="side both"><span class="choice">${this.renderRadio(field, 'both')}两边都留（先我的，后对方的）</span></label>` : nothing}
    </fieldset>`;
  }

  private renderRadio(field: EntryField, choice: Choice) {
    return html`<input type="radio" name=${field} .checked=${this.chosen.get(field) === choice} @change=${() => this.choose([field], choice)} />`;
  }

  private renderSide(field: EntryField, choice: Choice, words: string, stretches: Stretch[]) {
    return html`<label class="side">
      <span class="choice">${this.renderRadio(field, choice)}${words}</span>
      <span class="words">${stretches.length === 0 ? '（空）' : stretches.map(({ text, own }) => (own ? html`<mark>${text}</mark>` : text))}</span>
    </label>`;
  }

  static override styles = [
    tokens,
    base,
    partStyles,
    css`
      fieldset {
        min-width: 0;
        margin: 12px 0 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
      }
      .all {
        justify-content: flex-start;
        margin-top: 8px;
      }
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 10px;
      }
      .side {
        display: block;
        padding: 6px 12px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        cursor: pointer;
      }
      .both {
        margin-top: 8px;
      }
      .missing .side {
        border-color: var(--w-bad);
      }
      .left {
        margin-right: auto;
        color: var(--w-bad);
      }
      mark {
        border-radius: 2px;
        background: var(--w-warn-soft);
        color: inherit;
        font-weight: 600;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .side:has(input:checked) {
        border-color: var(--w-primary);
        background: var(--w-primary-soft);
      }
      .words {
        display: block;
        max-height: 14em;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      @media (max-width: 700px) {
        .sides {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}
customElements.define('wence-admin-entry-conflict', ConflictElement);
