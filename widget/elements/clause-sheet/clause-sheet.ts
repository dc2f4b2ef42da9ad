import { css, html, LitElement, nothing } from 'lit';
import {
  bookTitle,
  citationPlace,
  machineReadNote,
  outOfForce,
  validityText,
  validityTone,
  validityWord,
} from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { safeUrl } from '../../shared/links.ts';
import { base } from '../../shared/theme.ts';
import type { Citation, Clause } from '../../shared/types.ts';
import { type ClauseTextElement, placeOf } from '../clause-text/clause-text.ts';

/** A side sheet (a full page on phones) that shows a quoted clause in its document. Native dialog: focus stays inside, Esc closes. */
export class ClauseSheetElement extends LitElement {
  static override properties = {
    load: { attribute: false },
    linkBase: { attribute: false },
    citation: { state: true },
    clauses: { state: true },
    problem: { state: true },
  };
  /** The clauses of the cited version; rejects with a message for the reader. */
  declare load: (citation: Citation) => Promise<Clause[]>;
  /** Relative addresses of originals are resolved against it. */
  declare linkBase: string;
  declare private citation: Citation | null;
  declare private clauses: Clause[] | null;
  declare private problem: string;

  constructor() {
    super();
    this.load = () => Promise.resolve([]);
    this.linkBase = location.href;
    this.citation = null;
    this.clauses = null;
    this.problem = '';
  }

  private get dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  /** Opens with what the answer already holds, then fetches the surrounding text. */
  async show(citation: Citation): Promise<void> {
    this.citation = citation;
    await this.updateComplete;
    if (!this.dialog?.open) this.dialog?.showModal();
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    await this.fetch(citation);
  }

  close() {
    this.dialog?.close();
  }

  private async fetch(citation: Citation) {
    this.clauses = null;
    this.problem = '';
    try {
      const clauses = await this.load(citation);
      if (this.citation === citation) this.clauses = clauses;
    } catch (error) {
      if (this.citation === citation) this.problem = error instanceof Error ? error.message : '原文暂时打不开。';
    }
    await this.updateComplete;
    await this.renderRoot.querySelector<ClauseTextElement>('wence-clause-text')?.reveal();
  }

  override render() {
    const { citation } = this;
    return html`<dialog
      aria-labelledby="title"
      @keydown=${(event: KeyboardEvent) => {
        // The panel behind must not close with the sheet.
        if (event.key === 'Escape') event.stopPropagation();
      }}
      @click=${(event: Event) => {
        if (event.target === this.dialog) this.close();
      }}
    >
      ${citation ? this.renderSheet(citation) : nothing}
    </dialog>`;
  }

  private renderSheet(citation: Citation) {
    const original = safeUrl(citation.url, this.linkBase);
    return html`<div class="sheet">
      <div class="head">
        <p class="soft">引用 [${citation.n}]${citation.kind === 'faq' ? '　人工审核的常见问题' : '　原文'}</p>
        <button class="button quiet close" aria-label="关闭原文" @click=${this.close}>${icons.close}</button>
      </div>
      <div class="body" tabindex="0" role="group" aria-label="引用的原文">
        <h2 id="title" tabindex="-1">${citation.kind === 'faq' ? citation.title : bookTitle(citation.title)}</h2>
        ${this.renderFacts(citation)}
        ${outOfForce(citation.validity) ? html`<p class="warning"><strong>请注意：</strong>${citation.validityNote || validityWord(citation.validity)}，不能作为现行依据。</p>` : nothing}
        ${citation.machineRead ? html`<p class="soft">${machineReadNote}。</p>` : nothing}
        ${this.renderText(citation)}
      </div>
      <div class="foot">
        ${original ? html`<a class="button primary" href=${original} target="_blank" rel="noopener noreferrer">查看原文网页${icons.open}<span class="sr">（新窗口打开）</span></a>` : nothing}
        <button class="button" @click=${this.close}>返回</button>
      </div>
    </div>`;
  }

  private renderFacts(citation: Citation) {
    const rows: [string, string | null][] = [
      ['文号', citation.documentNumber],
      ['发布机构', citation.issuer],
      ['位置', citationPlace({ ...citation, documentNumber: null, issuer: null })],
    ];
    const validity = validityText(citation);
    return html`<dl>
      ${validity ? html`<div><dt>有效性</dt><dd><span class="badge ${validityTone(citation.validity)}">${validity}</span></dd></div>` : nothing}
      ${rows.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>`;
  }

  private renderText(citation: Citation) {
    if (this.problem)
      return html`${this.renderQuote(citation)}
        <p role="status" class="soft">上下文没有取到：${this.problem}</p>
        <button class="button small" @click=${() => this.fetch(citation)}>重试</button>`;
    if (!this.clauses) return html`${this.renderQuote(citation)}<p role="status" class="soft">正在打开上下文…</p>`;
    if (placeOf(this.clauses, citation.clauseId, citation.quote) < 0)
      return html`${this.renderQuote(citation)}
        <p class="soft">${this.clauses.length > 0 ? '原文此后有更新，以上引文为回答时的文本。' : '以上为回答时引用的文本。'}</p>`;
    return html`<wence-clause-text .clauses=${this.clauses} .clauseId=${citation.clauseId} .quote=${citation.quote}></wence-clause-text>`;
  }

  private renderQuote(citation: Citation) {
    return html`<blockquote><mark>${citation.quote}</mark></blockquote>`;
  }

  static override styles = [
    base,
    css`
      dialog {
        margin: 0 0 0 auto;
        padding: 0;
        width: min(520px, 100vw);
        max-width: none;
        height: 100dvh;
        max-height: none;
        border: 0;
        background: var(--w-surface);
        color: var(--w-ink);
        box-shadow: -8px 0 32px rgb(10 30 60 / 0.22);
      }
      dialog::backdrop {
        background: rgb(15 30 50 / 0.42);
      }
      dialog[open] {
        animation: slide 0.2s ease-out;
      }
      @keyframes slide {
        from {
          transform: translateX(40px);
          opacity: 0;
        }
      }
      .sheet {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      .head,
      .foot {
        display: flex;
        flex: none;
        align-items: center;
        gap: 8px;
        padding: 8px 12px 8px 20px;
        border-bottom: 1px solid var(--w-line);
        background: var(--w-ground);
      }
      .head {
        justify-content: space-between;
      }
      .foot {
        padding: 10px 20px;
        border: 0;
        border-top: 1px solid var(--w-line);
        flex-wrap: wrap;
      }
      .close {
        padding: 0;
      }
      .body {
        flex: 1;
        overflow: auto;
        padding: 18px 20px 24px;
        overscroll-behavior: contain;
      }
      .body:focus-visible {
        outline-offset: -3px;
      }
      h2 {
        font-size: var(--w-large);
        line-height: 1.5;
      }
      dl {
        margin: 12px 0 16px;
        display: grid;
        gap: 4px;
        font-size: var(--w-small);
      }
      dl div {
        display: flex;
        gap: 12px;
      }
      dt {
        flex: none;
        width: 4.5em;
        color: var(--w-ink-soft);
      }
      dd {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .badge {
        white-space: normal;
      }
      .warning {
        margin-bottom: 14px;
        padding: 8px 12px;
        border-left: 4px solid var(--w-bad);
        background: var(--w-bad-soft);
        color: var(--w-bad);
      }
      blockquote {
        margin: 6px 0 10px;
        padding: 10px 14px;
        border-left: 4px solid var(--w-primary);
        background: var(--w-ground);
        white-space: pre-line;
      }
    `,
  ];
}
customElements.define('wence-clause-sheet', ClauseSheetElement);
