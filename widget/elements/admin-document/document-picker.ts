import { css, html, LitElement, nothing } from 'lit';
import { LatestRequest, typingMs } from '../../shared/latest-request.ts';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { DocumentRow } from './document-types.ts';

/** Finds a document of the base by words of its title or number; fires `chosen` with its row. */
export class DocumentPickerElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    label: {},
    /** Left out: the document one comes from. */
    without: { attribute: false },
    found: { state: true },
    typed: { state: true },
  };
  declare api: StaffApi;
  declare label: string;
  declare without: string;
  declare private found: DocumentRow[] | null;
  declare private typed: string;
  private request = new LatestRequest();

  constructor() {
    super();
    this.label = '从库中选文件';
    this.without = '';
    this.found = null;
    this.typed = '';
  }

  private type(value: string) {
    this.typed = value;
    this.request.stop();
    if (value.trim() === '') this.found = null;
    else this.request.after(typingMs, () => this.search());
  }

  private async search() {
    const query = { q: this.typed.trim(), limit: 8 };
    try {
      const answer = await this.request.run((signal) =>
        this.api.get<{ documents: DocumentRow[] }>('v1/staff/documents', query, signal),
      );
      if (answer) this.found = answer.documents.filter(({ id }) => id !== this.without);
    } catch {
      this.found = [];
    }
  }

  private choose(row: DocumentRow) {
    this.typed = row.title;
    this.found = null;
    this.request.stop();
    this.renderRoot.querySelector('input')?.focus();
    this.dispatchEvent(new CustomEvent<DocumentRow>('chosen', { detail: row }));
  }

  /** Down from the words into what was found, Enter takes the first, Esc closes the list; the buttons hear Enter themselves. */
  private keys(event: KeyboardEvent) {
    if (event.isComposing || !this.found?.length) return;
    const places = [...this.renderRoot.querySelectorAll<HTMLElement>('input, li button')];
    const at = places.indexOf(event.target as HTMLElement);
    if (event.key === 'ArrowDown') places[Math.min(at + 1, places.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') places[Math.max(at - 1, 0)]?.focus();
    else if (event.key === 'Enter' && at === 0) this.choose(this.found[0]!);
    else if (event.key === 'Escape') {
      this.found = null;
      places[0]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override render() {
    return html`<div @keydown=${this.keys}>${textField({
      name: 'picker',
      label: this.label,
      type: 'search',
      value: this.typed,
      placeholder: '输入标题或文号中的几个字',
      input: (value) => this.type(value),
    })}
    <div role="status">
      ${
        this.found === null
          ? nothing
          : this.found.length === 0
            ? html`<p class="soft">库中没有找到。</p>`
            : html`<p class="sr">找到 ${this.found.length} 份，用上下键选，回车确定。</p><ul>
                ${this.found.map(
                  (row) => html`<li>
                    <button class="button quiet" type="button" @click=${() => this.choose(row)}>
                      ${row.title}<span class="soft">${[row.documentNumber, row.validityNote].filter(Boolean).join(' · ')}</span>
                    </button>
                  </li>`,
                )}
              </ul>`
      }
    </div></div>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      ul {
        margin-top: 4px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-surface);
      }
      li + li {
        border-top: 1px solid var(--w-line);
      }
      .button {
        display: grid;
        justify-items: start;
        justify-content: start;
        width: 100%;
        text-align: left;
      }
    `,
  ];
}
customElements.define('wence-document-picker', DocumentPickerElement);
