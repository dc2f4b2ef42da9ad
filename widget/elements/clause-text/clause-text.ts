import { css, html, LitElement, nothing } from 'lit';
import { cutAtMarks, findQuote } from '../../shared/marks.ts';
import { base } from '../../shared/theme.ts';
import type { Clause } from '../../shared/types.ts';

/** Clauses shown before and after the one meant, until the reader asks for the whole text. */
const around = 2;

/** A clause between its neighbours, with the quoted words marked. Everything is set as text, never as markup. */
export class ClauseTextElement extends LitElement {
  static override properties = {
    clauses: { attribute: false },
    clauseId: { attribute: false },
    quote: { attribute: false },
    whole: { state: true },
  };
  declare clauses: Clause[];
  declare clauseId: string | null;
  /** Marked in the clause; empty when the whole clause is meant. */
  declare quote: string;
  declare private whole: boolean;

  constructor() {
    super();
    this.clauses = [];
    this.clauseId = null;
    this.quote = '';
    this.whole = false;
  }

  /** Brings the marked words (or the clause) into view. */
  async reveal(): Promise<void> {
    await this.updateComplete;
    (this.renderRoot.querySelector('mark') ?? this.renderRoot.querySelector('.meant'))?.scrollIntoView({ block: 'center' });
  }

  protected override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('clauseId') || changed.has('clauses')) this.whole = false;
  }

  override render() {
    const place = placeOf(this.clauses, this.clauseId, this.quote);
    const from = this.whole || place < 0 ? 0 : Math.max(0, place - around);
    const to =
      this.whole || place < 0
        ? this.clauses.length
        : Math.min(this.clauses.length, place + partsOf(this.clauses, place).length + around + 1);
    return html`
      ${from > 0 ? this.wholeButton(`显示前面 ${from} 段`) : nothing}
      <div class="text">${this.clauses.slice(from, to).map((clause, index) => this.renderClause(clause, from + index === place))}</div>
      ${to < this.clauses.length ? this.wholeButton(`显示后面 ${this.clauses.length - to} 段`) : nothing}
    `;
  }

  private wholeButton(label: string) {
    return html`<button class="button quiet small" @click=${() => {
      this.whole = true;
    }}>${label}</button>`;
  }

  private renderClause(clause: Clause, meant: boolean) {
    if (!meant) return html`<p class=${clause.kind === 'heading' ? 'heading' : ''}>${clause.text}</p>`;
    const found = this.quote ? findQuote(clause.text, this.quote) : null;
    const pieces = cutAtMarks(clause.text, found ? [found] : []);
    return html`<p class="meant">${pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</p>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .text {
        margin: 6px 0;
        padding: 12px 16px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-surface);
      }
      p {
        padding: 3px 0;
        color: var(--w-ink-soft);
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .heading {
        font-weight: 600;
      }
      .meant {
        margin: 4px -10px;
        padding: 6px 10px;
        border-left: 4px solid var(--w-primary);
        background: var(--w-primary-soft);
        color: var(--w-ink);
      }
    `,
  ];
}
customElements.define('wence-clause-text', ClauseTextElement);

/** What belongs to a clause: the items （一）（二） that follow "…下列条件：", by path. */
export function partsOf(clauses: Clause[], place: number): Clause[] {
  const path = `${clauses[place]?.path}/`;
  const after = clauses.slice(place + 1);
  const end = after.findIndex((clause) => !clause.path.startsWith(path));
  return end < 0 ? after : after.slice(0, end);
}

/** The clause meant, by id; when a new version renamed it, the clause that still holds the quote; -1 when none does. */
export function placeOf(clauses: Clause[], clauseId: string | null, quote: string): number {
  const holds = (clause: Clause) => findQuote(clause.text, quote) !== null;
  const named = clauses.findIndex((clause) => clause.id === clauseId && (!quote || holds(clause)));
  return named < 0 && quote ? clauses.findIndex(holds) : named;
}
