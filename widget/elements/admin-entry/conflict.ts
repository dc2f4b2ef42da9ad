import { css, html, LitElement } from 'lit';
import { base, tokens } from '../../shared/theme.ts';
import { type EntryContent, type EntryField, fieldLines, fieldNames } from '../admin-entries/entry-types.ts';
import '../admin/parts/dialog.ts';
import { partStyles } from '../admin/parts/styles.ts';

/** Fields in which two texts differ, in the order of the page. */
export const differing = (mine: EntryContent, theirs: EntryContent): EntryField[] =>
  (Object.keys(fieldNames) as EntryField[]).filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]));

/**
 * Two people wrote at the same time: both texts side by side, field by field, one of them is chosen for each. Fires `settle` with the text
 * that is to stand. Nothing is lost until then.
 */
export class ConflictElement extends LitElement {
  static override properties = {
    mine: { attribute: false },
    theirs: { attribute: false },
    who: {},
    unitName: { attribute: false },
    taken: { state: true },
  };
  declare mine: EntryContent;
  declare theirs: EntryContent;
  declare who: string;
  declare unitName: (id: string) => string;
  /** Fields in which the other's text stands. */
  declare private taken: Set<EntryField>;

  constructor() {
    super();
    this.who = '';
    this.unitName = (id) => id;
    this.taken = new Set();
  }

  private take(field: EntryField, theirs: boolean) {
    const taken = new Set(this.taken);
    if (theirs) taken.add(field);
    else taken.delete(field);
    this.taken = taken;
  }

  private settle() {
    const chosen = Object.fromEntries([...this.taken].map((field) => [field, this.theirs[field]]));
    this.dispatchEvent(new CustomEvent<EntryContent>('settle', { detail: { ...this.mine, ...chosen } }));
  }

  private takeAll(theirs: boolean) {
    this.taken = new Set(theirs ? differing(this.mine, this.theirs) : []);
  }

  override render() {
    const fields = differing(this.mine, this.theirs);
    return html`<wence-dialog wide locked heading="${this.who}同时改了这份草稿">
      <p>两边的文字都在，什么也没有丢。逐项选定留哪一个，再保存。</p>
      <p class="buttons all">
        <button class="button small" type="button" @click=${() => this.takeAll(false)}>全部用我的</button>
        <button class="button small" type="button" @click=${() => this.takeAll(true)}>全部用对方的</button>
      </p>
      ${fields.map((field) => this.renderField(field))}
      <div class="buttons">
        <button class="button primary" type="button" autofocus @click=${this.settle}>按选定的保存</button>
      </div>
    </wence-dialog>`;
  }

  private renderField(field: EntryField) {
    const side = (words: string, content: EntryContent, theirs: boolean) => html`<label class="side">
      <span class="choice"><input type="radio" name=${field} .checked=${this.taken.has(field) === theirs}
        @change=${() => this.take(field, theirs)} />${words}</span>
      <span class="words">${fieldLines(content, field, this.unitName).join('\n') || '（空）'}</span>
    </label>`;
    return html`<fieldset>
      <legend>${fieldNames[field]}</legend>
      <div class="sides">${side('我的', this.mine, false)} ${side(`${this.who}的`, this.theirs, true)}</div>
    </fieldset>`;
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
