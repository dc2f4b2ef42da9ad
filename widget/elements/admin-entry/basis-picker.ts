import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import type { Validity } from '../../shared/types.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { Basis, Evidence } from '../admin-entries/entry-types.ts';
import { validityBadge } from './read-view.ts';

interface FoundClause extends Basis {
  text: string;
  validity: Validity;
  validityNote: string;
  deskOnly: boolean;
}

const typingMs = 300;

/** Which clauses of the base the entry rests on: those chosen with their text, and a search for more. Fires `choose` with the new list. */
export class BasisPickerElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    basis: { attribute: false },
    query: { state: true },
    found: { state: true },
    evidence: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare basis: Basis[];
  declare private query: string;
  declare private found: FoundClause[] | null;
  declare private evidence: Evidence[];
  declare private problem: string;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.basis = [];
    this.query = '';
    this.found = null;
    this.evidence = [];
    this.problem = '';
  }

  override willUpdate(changed: Map<string, unknown>) {
    const known = this.evidence.map(({ basis }) => key(basis)).join();
    if (changed.has('basis') && known !== this.basis.map(key).join()) void this.readEvidence();
  }

  private async readEvidence() {
    if (this.basis.length === 0) {
      this.evidence = [];
      return;
    }
    try {
      const { evidence } = await this.api.post<{ evidence: Evidence[] }>('v1/staff/entries/evidence', { basis: this.basis });
      this.evidence = evidence;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '依据的原文没有取到';
    }
  }

  private search(query: string) {
    this.query = query;
    clearTimeout(this.waiting);
    if (query.trim()) this.waiting = setTimeout(() => void this.find(), typingMs);
    else this.found = null;
  }

  private async find() {
    this.running?.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    try {
      const { clauses } = await this.api.get<{ clauses: FoundClause[] }>('v1/staff/clauses', { q: this.query.trim() }, signal);
      this.found = clauses;
      this.problem = '';
    } catch (error) {
      if (!signal.aborted) this.problem = error instanceof Error ? error.message : '没有查成';
    }
  }

  private choose(basis: Basis[]) {
    this.dispatchEvent(new CustomEvent<Basis[]>('choose', { detail: basis }));
  }

  /** The button stays where the focus is, and does it once. */
  private add({ documentId, clauseId, label, textHash }: FoundClause) {
    if (this.basis.some((one) => key(one) === key({ documentId, clauseId, label, textHash }))) return;
    this.choose([...this.basis, { documentId, clauseId, label, textHash }]);
  }

  override render() {
    return html`${this.renderChosen()}
      <div class="field">
        <label for="find">从库里查找条款</label>
        <input id="find" type="search" placeholder="文件名、文号或条文里的词" .value=${this.query}
          @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') event.preventDefault();
          }} />
      </div>
      <p class="problem" role="alert">${this.problem}</p>
      <div role="status" class="sr">${this.found ? `查到 ${this.found.length} 条` : ''}</div>
      ${this.found ? this.renderFound(this.found) : nothing}`;
  }

  private renderChosen() {
    if (this.basis.length === 0) return html`<p class="soft">还没有选条款。选好后，条文有变动会提醒您。</p>`;
    return html`<ul>
      ${this.basis.map((basis, index) => {
        const known = this.evidence.find((one) => key(one.basis) === key(basis));
        return html`<li>
          <div class="top">
            <strong>${basis.label}</strong>
            <button class="button small" type="button" aria-label="去掉依据 ${basis.label}" @click=${() =>
              this.choose(this.basis.filter((_, at) => at !== index))}>去掉</button>
          </div>
          ${known ? this.renderEvidence(known) : nothing}
        </li>`;
      })}
    </ul>`;
  }

  private renderEvidence({ basis, text, changed, currentHash, validity, validityNote }: Evidence) {
    if (text === null || currentHash === null) return html`<p class="badge bad">库里已没有，或已撤下，请另选</p>`;
    return html`${validityBadge(validity, validityNote)}
      ${
        changed
          ? html`<span class="badge warn">文字与选用时不同，请核对答案</span>
              <button class="button small" type="button" @click=${() => this.confirmText(basis, currentHash)}>已核对，按现在的文字</button>`
          : nothing
      }
      <blockquote>${text}</blockquote>`;
  }

  /** The words were compared: from now on these are what the entry rests on. */
  private confirmText(basis: Basis, textHash: string) {
    this.evidence = this.evidence.map((one) => (key(one.basis) === key(basis) ? { ...one, changed: false } : one));
    this.choose(this.basis.map((one) => (key(one) === key(basis) ? { ...one, textHash } : one)));
  }

  private renderFound(found: FoundClause[]) {
    if (found.length === 0) return html`<p class="soft">没有查到。换个词试试；库里确实没有的，写在“依据文字”里。</p>`;
    const chosen = new Set(this.basis.map(key));
    return html`<ul class="found">
      ${found.map(
        (clause) => html`<li>
          <div class="top">
            <strong>${clause.label}</strong>
            <button class="button small" type="button" aria-disabled=${chosen.has(key(clause)) ? 'true' : 'false'} aria-label="选作依据 ${clause.label}"
              @click=${() => this.add(clause)}>${chosen.has(key(clause)) ? '已选' : '选作依据'}</button>
          </div>
          ${validityBadge(clause.validity, clause.validityNote)}
          ${clause.deskOnly ? html`<span class="badge warn">不对公众开放</span>` : nothing}
          <blockquote>${clause.text}</blockquote>
        </li>`,
      )}
    </ul>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      ul {
        display: grid;
        gap: 10px;
      }
      .found {
        max-height: 420px;
        padding: 10px;
        overflow: auto;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
      }
      .top {
        display: flex;
        gap: 8px;
        align-items: flex-start;
        justify-content: space-between;
      }
      .top strong {
        overflow-wrap: anywhere;
      }
      .top .button {
        flex: none;
      }
      blockquote {
        max-height: 8.5em;
        margin-top: 4px;
        padding: 6px 12px;
        overflow: auto;
        border-left: 3px solid var(--w-line-strong);
        background: var(--w-ground);
        font-family: var(--w-serif);
        white-space: pre-wrap;
      }
    `,
  ];
}
customElements.define('wence-admin-basis-picker', BasisPickerElement);

const key = ({ documentId, clauseId }: Basis) => `${documentId}/${clauseId ?? ''}`;
