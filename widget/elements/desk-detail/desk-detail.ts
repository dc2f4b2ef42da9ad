import { html, LitElement, nothing } from 'lit';
import {
  bookTitle,
  citationPlace,
  entryStanding,
  hitTicketText,
  internalMark,
  outOfForce,
  transferText,
  unitLine,
  validityTone,
  validityWord,
} from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { safeUrl } from '../../shared/links.ts';
import { hitMessage } from '../../shared/message.ts';
import { base } from '../../shared/theme.ts';
import type { Clause, DocumentSummary, FaqBasis, FaqItem, SearchHit, ServiceLink } from '../../shared/types.ts';
import { type ClauseTextElement, partsOf, placeOf } from '../clause-text/clause-text.ts';
import { lacking, renderFallen } from '../desk/results.ts';
import { detailStyles } from './desk-detail.css.ts';

const oldText = '（旧文字，不要念）';

/** One found entry or clause in full, as an agent needs it during a call. */
export class DeskDetailElement extends LitElement {
  static override properties = {
    hit: { attribute: false },
    query: {},
    load: { attribute: false },
    linkBase: { attribute: false },
    report: { attribute: false },
    refusal: { attribute: false },
    fallen: {},
    lookUpAnew: { attribute: false },
    clauses: { state: true },
    problem: { state: true },
    said: { state: true },
  };
  declare hit: SearchHit | null;
  declare query: string;
  /** The clauses of a document; rejects with a message for the reader. */
  declare load: (documentId: string) => Promise<Clause[]>;
  declare linkBase: string;
  /** Says that this text is wrong; null for those who report nothing. */
  declare report: (() => void) | null;
  /** Asked before each copy: words why it must not be copied; empty when it may. */
  declare refusal: () => Promise<string>;
  /** The text is withdrawn or another one by now, in words; empty while it is as shown. */
  declare fallen: string;
  declare lookUpAnew: () => void;
  declare private clauses: Clause[] | null;
  declare private problem: string;
  declare private said: string;

  constructor() {
    super();
    this.hit = null;
    this.query = '';
    this.load = () => Promise.resolve([]);
    this.linkBase = location.href;
    this.report = null;
    this.refusal = () => Promise.resolve('');
    this.fallen = '';
    this.lookUpAnew = () => {};
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
    return this.hit ? hitTicketText(this.hit, this.wholeClause, this.query, new Date()) : '';
  }

  /** The clause that was found with the items that belong to it; null while they are not there. */
  private get wholeClause(): string | null {
    const clauses = this.clauses ?? [];
    const place = placeOf(clauses, this.hit?.clauseId ?? null, '');
    return place < 0 ? null : [clauses[place], ...partsOf(clauses, place)].map((clause) => clause?.text).join('\n');
  }

  copy = () => this.put(() => this.ticket, '已复制，含出处和时间，可粘贴到工单');

  /** For a question that this text does not settle. */
  copyTransfer = async () => {
    // The question can always be handed on; a text that is no longer so does not go with it.
    const hit = (await this.refusal()) ? null : this.hit;
    const text = transferText(this.query || (this.hit?.title ?? ''), hit, new Date());
    return this.write(text, '已复制转办工单：待相关部门确认');
  };

  /** What the caller gets on the phone; an internal text is sent to nobody. */
  copyMessage = () => (this.message ? this.put(() => this.message, '已复制短信，可直接发给来电人') : undefined);

  get message(): string {
    return this.hit && !this.hit.deskOnly ? hitMessage(this.hit, this.wholeClause) : '';
  }

  /** What stood there a minute ago may be withdrawn by now: the server is asked first. */
  private async put(text: () => string, said: string): Promise<void> {
    this.said = await this.refusal();
    if (!this.said) await this.write(text(), said);
  }

  private async write(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.said = said;
    } catch {
      this.said = '浏览器不允许复制，请选中文字后复制';
    }
  }

  override render() {
    const { hit } = this;
    if (!hit) return nothing;
    return html`
      <h2 tabindex="-1">${hit.kind === 'document' && hit.document ? bookTitle(hit.document.title) : hit.title}</h2>
      ${renderFallen(this.fallen, this.lookUpAnew)}
      <div class="bar">
        <button class="button primary" ?disabled=${this.fallen !== ''} @click=${this.copy}>${icons.copy}复制到工单<kbd>C</kbd></button>
        ${hit.deskOnly ? nothing : html`<button class="button" ?disabled=${this.fallen !== ''} @click=${this.copyMessage}>${icons.copy}发短信<kbd>S</kbd></button>`}
        ${this.report ? html`<button class="button" @click=${this.report}>${icons.flag}报错误<kbd>Alt+E</kbd></button>` : nothing}
        <p role="status" class="soft">${this.said}</p>
      </div>
      ${hit.missing.length > 0 ? html`<p class="warning"><strong>只对上来电问题的一部分：</strong>${lacking(hit.missing)}。先核对是不是同一件事，再答复。</p>` : nothing}
      ${hit.deskOnly ? html`<div role="note" class="internal"><h3>${internalMark}</h3><p>供坐席处置参考，不要照念，不要抄给来电人。</p></div>` : nothing}
      ${hit.faq ? this.renderFaq(hit.faq, hit.deskOnly === true) : nothing}
      ${hit.document ? this.renderDocument(hit, hit.document) : nothing}
    `;
  }

  private renderFaq(faq: FaqItem, deskOnly: boolean) {
    const { desk } = faq;
    const bad = faq.basis.filter(({ validity }) => outOfForce(validity));
    return html`
      <p class="standing"><span class="badge label">人工审核答复</span>${entryStanding(faq).map((words) => html`<span class="badge">${words}</span>`)}</p>
      ${bad.map(({ label, validityNote }) => html`<p class="warning"><strong>依据已变，请核对：</strong>${label}${validityNote}</p>`)}
      ${
        desk?.script
          ? html`<section class="script"><h3>口径${this.fallen ? oldText : deskOnly ? '（内部，不要照念）' : '（可直接念）'}</h3><p>${desk.script}</p></section>`
          : html`<section class="script"><h3>答复${this.fallen ? oldText : desk && !deskOnly ? '（没有另写口径，可照念）' : ''}</h3><p>${faq.answer}</p></section>`
      }
      ${desk?.internalNote ? html`<div role="note" class="internal" aria-label="内部提示"><h3>内部提示 · 不得对外</h3><p>${desk.internalNote}</p></div>` : nothing}
      ${desk?.script ? html`<section><h3>答复</h3><p class="words">${faq.answer}</p></section>` : nothing}
      ${this.renderParts(faq)}
      ${this.renderBasis(faq)}
      ${faq.serviceLink ? this.renderServices([faq.serviceLink]) : nothing}
      ${this.renderHandOn(unitLine(faq))}
    `;
  }

  private renderParts(faq: FaqItem) {
    const parts: [string, string | null][] = [
      ['办理条件', faq.conditions],
      ['所需材料', faq.materials],
      ['办理步骤', faq.steps],
      ['咨询方式', faq.contact],
    ];
    const written = parts.filter(([, text]) => text);
    if (written.length === 0) return nothing;
    return html`<div class="parts">${written.map(([name, text]) => html`<section><h3>${name}</h3><p class="words">${text}</p></section>`)}</div>`;
  }

  /** Clauses of the base can be opened; the rest is words. */
  private renderBasis(faq: FaqItem) {
    const known = new Set(faq.basis.map(({ label }) => label));
    const inWords = faq.legalBasis.filter((words) => !known.has(words));
    if (faq.basis.length + inWords.length === 0) return nothing;
    return html`<section class="basis"><h3>依据</h3><ul>
      ${faq.basis.map(
        (basis) => html`<li>
          <button @click=${() => this.cite(basis)}>${basis.label}</button>
          <span class="badge ${validityTone(basis.validity)}">${basis.validityNote || validityWord(basis.validity)}</span>
        </li>`,
      )}
      ${inWords.map((words) => html`<li>${words}</li>`)}
    </ul></section>`;
  }

  private cite({ documentId, clauseId, label, validity, validityNote }: FaqBasis) {
    const nothingKnown = { documentNumber: null, issuer: null, clause: null, versionId: '', page: null, quote: '', url: null };
    const citation = { n: 1, kind: 'document', documentId, title: label, validity, validityNote, clauseId, ...nothingKnown };
    this.dispatchEvent(new CustomEvent('cite', { detail: { citation }, bubbles: true, composed: true }));
  }

  /** Nothing is promised: the question goes on to those who decide. */
  private renderHandOn(unit: string) {
    return html`<div class="hand-on">
      <p><strong>拿不准就转办：</strong>待相关部门确认${unit ? html`，转 ${unit}` : nothing}</p>
      <button class="button small" @click=${this.copyTransfer}>${icons.forward}复制转办工单<kbd>T</kbd></button>
    </div>`;
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
      ${this.renderHandOn(document.issuer ?? '')}
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

  static override styles = [base, detailStyles];
}
customElements.define('wence-desk-detail', DeskDetailElement);
