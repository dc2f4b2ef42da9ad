import { css, html, LitElement, nothing } from 'lit';
import {
  bookTitle,
  citationPlace,
  hitTicketText,
  internalMark,
  outOfForce,
  validityTone,
  validityWord,
} from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { safeUrl } from '../../shared/links.ts';
import { base } from '../../shared/theme.ts';
import type { Clause, DocumentSummary, FaqItem, SearchHit, ServiceLink } from '../../shared/types.ts';
import { type ClauseTextElement, partsOf, placeOf } from '../clause-text/clause-text.ts';

/** One found entry or clause in full, as an agent needs it during a call. */
export class DeskDetailElement extends LitElement {
  static override properties = {
    hit: { attribute: false },
    query: {},
    load: { attribute: false },
    linkBase: { attribute: false },
    clauses: { state: true },
    problem: { state: true },
    said: { state: true },
  };
  declare hit: SearchHit | null;
  declare query: string;
  /** The clauses of a document; rejects with a message for the reader. */
  declare load: (documentId: string) => Promise<Clause[]>;
  declare linkBase: string;
  declare private clauses: Clause[] | null;
  declare private problem: string;
  declare private said: string;

  constructor() {
    super();
    this.hit = null;
    this.query = '';
    this.load = () => Promise.resolve([]);
    this.linkBase = location.href;
    this.clauses = null;
    this.problem = '';
    this.said = '';
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('hit')) return;
    this.said = '';
    void this.fetch();
  }

  private async fetch() {
    const { hit } = this;
    this.clauses = null;
    this.problem = '';
    if (!hit || hit.kind === 'faq') return;
    try {
      const clauses = await this.load(hit.id);
      if (this.hit !== hit) return;
      this.clauses = clauses;
    } catch (error) {
      if (this.hit === hit) this.problem = error instanceof Error ? error.message : '原文暂时打不开。';
      return;
    }
    await this.updateComplete;
    await this.renderRoot.querySelector<ClauseTextElement>('wence-clause-text')?.updateComplete;
  }

  /** What goes into the ticket. */
  get ticket(): string {
    if (!this.hit) return '';
    const clauses = this.clauses ?? [];
    const place = placeOf(clauses, this.hit.clauseId, '');
    const whole = place < 0 ? null : [clauses[place], ...partsOf(clauses, place)].map((clause) => clause?.text).join('\n');
    return hitTicketText(this.hit, whole, this.query, new Date());
  }

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.ticket);
      this.said = '已复制，含出处和时间，可粘贴到工单';
    } catch {
      this.said = '浏览器不允许复制，请选中文字后复制';
    }
  }

  override render() {
    const { hit } = this;
    if (!hit) return nothing;
    return html`
      <h2 tabindex="-1">${hit.kind === 'document' && hit.document ? bookTitle(hit.document.title) : hit.title}</h2>
      <div class="bar">
        <button class="button primary" @click=${this.copy}>${icons.copy}复制到工单<kbd>C</kbd></button>
        <p role="status" class="soft">${this.said}</p>
      </div>
      ${hit.deskOnly ? html`<div role="note" class="internal"><h3>${internalMark}</h3><p>供坐席处置参考，不要照念，不要抄给来电人。</p></div>` : nothing}
      ${hit.faq ? this.renderFaq(hit.faq) : nothing}
      ${hit.document ? this.renderDocument(hit, hit.document) : nothing}
    `;
  }

  private renderFaq(faq: FaqItem) {
    const unit = faq.desk?.unit ?? faq.unit;
    const basis = faq.desk?.legalBasis ?? faq.legalBasis;
    return html`
      ${faq.desk?.script ? html`<section class="script"><h3>口径（可直接念）</h3><p>${faq.desk.script}</p></section>` : nothing}
      ${faq.desk?.internalNote ? html`<div role="note" class="internal" aria-label="内部提示"><h3>内部提示 · 不得对外</h3><p>${faq.desk.internalNote}</p></div>` : nothing}
      <section>
        <h3>答复<span class="badge label">人工审核答复</span></h3>
        <p class="words">${faq.answer}</p>
      </section>
      <dl>
        ${unit ? html`<div><dt>承办（转办）</dt><dd>${unit}</dd></div>` : nothing}
        ${basis.length > 0 ? html`<div><dt>法规依据</dt><dd>${basis.join('；')}</dd></div>` : nothing}
      </dl>
      ${faq.serviceLink ? this.renderServices([faq.serviceLink]) : nothing}
    `;
  }

  private renderDocument(hit: SearchHit, document: DocumentSummary) {
    const original = safeUrl(document.url, this.linkBase);
    const note = document.validityNote || validityWord(document.validity);
    const rows: [string, string | null][] = [
      ['文号', document.documentNumber],
      ['发布机构', document.issuer],
      ['发布日期', document.publishedOn],
      ['位置', citationPlace({ ...hit, documentNumber: null, issuer: null })],
    ];
    return html`
      ${outOfForce(document.validity) ? html`<p class="warning"><strong>不能作为现行依据：</strong>${note}</p>` : nothing}
      <section>
        <h3>条文及上下文<span class="badge label">原文摘录</span><span class="badge ${validityTone(document.validity)}">${note}</span></h3>
        ${this.renderClauses(hit)}
      </section>
      <dl>
        ${rows.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
      </dl>
      ${this.renderServices(document.serviceLinks)}
      ${original ? html`<p><a href=${original} target="_blank" rel="noopener noreferrer">查看原文网页${icons.open}<span class="sr">（新窗口打开）</span></a></p>` : nothing}
    `;
  }

  private renderClauses(hit: SearchHit) {
    if (this.problem)
      return html`<p class="words">${hit.snippet}</p>
        <p role="status" class="soft">全文没有取到：${this.problem}</p>
        <button class="button small" @click=${this.fetch}>重试</button>`;
    if (!this.clauses) return html`<p class="words">${hit.snippet}</p>`;
    return html`<wence-clause-text .clauses=${this.clauses} .clauseId=${hit.clauseId} .quote=${''}></wence-clause-text>`;
  }

  private renderServices(links: ServiceLink[]) {
    const safe = links.flatMap((link) => {
      const url = safeUrl(link.url, this.linkBase);
      return url
        ? [
            html`<a class="button small" href=${url} target="_blank" rel="noopener noreferrer"><span class="do">办</span>${link.label}<span class="sr">（新窗口打开）</span></a>`,
          ]
        : [];
    });
    return safe.length > 0 ? html`<p class="services">${safe}</p>` : nothing;
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 16px;
        align-content: start;
      }
      h2 {
        font-size: 20px;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      h3 {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin-bottom: 4px;
        font-size: var(--w-small);
        color: var(--w-ink-soft);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 14px;
      }
      kbd {
        padding: 0 6px;
        border: 1px solid currentColor;
        border-radius: 4px;
        font: 600 12px/1.5 var(--w-font);
      }
      @media (max-width: 860px) {
        kbd {
          display: none;
        }
      }
      .script {
        padding: 14px 18px;
        border-left: 5px solid var(--w-primary);
        border-radius: 4px;
        background: var(--w-primary-soft);
      }
      .script p {
        font-size: 21px;
        line-height: 1.75;
        white-space: pre-line;
      }
      .internal {
        padding: 10px 16px;
        border: 1px dashed var(--w-warn);
        border-radius: 4px;
        background: var(--w-warn-soft);
        white-space: pre-line;
      }
      .internal h3 {
        color: var(--w-warn);
      }
      .words {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        gap: 4px;
      }
      dl div {
        display: flex;
        gap: 12px;
      }
      dt {
        flex: none;
        width: 6.5em;
        color: var(--w-ink-soft);
      }
      dd {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .warning {
        padding: 8px 12px;
        border-left: 4px solid var(--w-bad);
        background: var(--w-bad-soft);
        color: var(--w-bad);
      }
      .services {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .do {
        display: inline-grid;
        place-items: center;
        width: 1.6em;
        height: 1.6em;
        border-radius: 4px;
        background: var(--w-red);
        color: #fff;
        font-weight: 600;
      }
      a svg {
        width: 1em;
        height: 1em;
        vertical-align: -2px;
      }
    `,
  ];
}
customElements.define('wence-desk-detail', DeskDetailElement);
