import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { Api } from '../../shared/api.ts';
import { readersTitle, validityTone, validityWord } from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { phoneUrl } from '../../shared/links.ts';
import { findPageDocument, pageAddresses } from '../../shared/page.ts';
import { scriptBase } from '../../shared/script.ts';
import { keep, recall } from '../../shared/storage.ts';
import { base, tokens } from '../../shared/theme.ts';
import { hasBegun, newTurn, runTurn, stageWords, type Turn } from '../../shared/turn.ts';
import type { Channel, Citation, DocumentSummary, FaqItem } from '../../shared/types.ts';
import type { AskBoxElement } from '../ask-box/ask-box.ts';
import type { BannerElement } from '../banner/banner.ts';
import type { ClauseSheetElement } from '../clause-sheet/clause-sheet.ts';
import type { FeedbackInput } from '../feedback/feedback.ts';
import '../answer/answer.ts';
import '../ask-box/ask-box.ts';
import '../banner/banner.ts';
import '../clause-sheet/clause-sheet.ts';
import '../faq-list/faq-list.ts';
import '../message/message.ts';
import { chatStyles } from './chat.css.ts';

/**
 * The whole conversation: page, frequent questions, history, ask box. Put it in a page as `<wence-chat>`; with
 * `channel="hotline"` (or window) and `key` the same element shows the desk's view.
 */
export class ChatElement extends LitElement {
  static override properties = {
    baseUrl: { attribute: 'base-url' },
    channel: {},
    key: {},
    region: {},
    documentNumber: { attribute: 'document-number' },
    documentId: { attribute: 'document-id' },
    phone: { attribute: 'human-phone' },
    heading: {},
    closable: { type: Boolean },
    elder: { type: Boolean, reflect: true },
    turns: { state: true },
    page: { state: true },
    faqs: { state: true },
    draft: { state: true },
  };
  declare baseUrl: string;
  declare channel: Channel;
  declare key: string;
  declare region: string;
  declare documentNumber: string;
  declare documentId: string;
  declare phone: string;
  declare heading: string;
  declare closable: boolean;
  declare elder: boolean;
  declare private turns: Turn[];
  declare private page: DocumentSummary | null;
  declare private faqs: FaqItem[];
  declare private draft: string;
  private api!: Api;
  private running: AbortController | null = null;

  constructor() {
    super();
    this.baseUrl = '';
    this.channel = 'web';
    this.key = '';
    this.region = '';
    this.documentNumber = '';
    this.documentId = '';
    this.phone = '12345';
    this.heading = '政策问答';
    this.closable = false;
    this.elder = recall('localStorage', 'elder') === '1';
    this.turns = [];
    this.page = null;
    this.faqs = [];
    this.draft = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.api = new Api(new URL(this.baseUrl || scriptBase, location.href).href, this.key || null);
    void this.findPage();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.running?.abort();
  }

  override focus() {
    this.box?.focus();
  }

  private get box() {
    return this.renderRoot.querySelector<AskBoxElement>('wence-ask-box');
  }

  private get sheet() {
    return this.renderRoot.querySelector<ClauseSheetElement>('wence-clause-sheet');
  }

  private get conversationName() {
    return `conversation.${this.channel}`;
  }

  /** The page's document and its questions are a help; without them the chat works on the whole base. */
  private async findPage() {
    try {
      if (!this.documentId) this.page = await findPageDocument(this.api, this.documentNumber, pageAddresses(document));
      this.documentId ||= this.page?.id ?? '';
      if (this.documentId) this.faqs = await this.api.faqOf(this.documentId);
    } catch {
      this.faqs = [];
    }
  }

  async ask(question: string): Promise<void> {
    if (this.running) return;
    const turn = newTurn(question);
    this.turns = [...this.turns, turn];
    this.draft = '';
    await this.run(turn);
  }

  private async run(turn: Turn) {
    const running = new AbortController();
    this.running = running;
    void this.renderRoot.querySelector<BannerElement>('wence-banner')?.refresh();
    void this.showTurn(turn);
    await runTurn(this.api, turn, this.requestFor(turn.question), () => this.requestUpdate(), running.signal);
    this.running = null;
    if (turn.response) keep('sessionStorage', this.conversationName, turn.response.conversationId);
    // The question goes back into the box unless the reader has begun another.
    if (turn.state === 'failed') this.draft ||= turn.question;
    await this.showTurn(turn);
  }

  private requestFor(question: string) {
    const conversationId = recall('sessionStorage', this.conversationName);
    return {
      question,
      channel: this.channel,
      ...(conversationId ? { conversationId } : {}),
      ...(this.documentId ? { documentId: this.documentId } : {}),
      ...(this.region ? { region: this.region } : {}),
    };
  }

  private retry(turn: Turn) {
    if (this.running) return;
    if (this.draft === turn.question) this.draft = '';
    void this.run(turn);
  }

  private async showTurn(turn: Turn) {
    await this.updateComplete;
    const log = this.renderRoot.querySelector<HTMLElement>('.log');
    const shown = this.renderRoot.querySelector<HTMLElement>(`#turn-${turn.id}`);
    if (log && shown) log.scrollTop = shown.offsetTop - log.offsetTop - 12;
  }

  private startOver() {
    this.running?.abort();
    keep('sessionStorage', this.conversationName, null);
    this.turns = [];
    this.focus();
  }

  private toggleElder() {
    this.elder = !this.elder;
    keep('localStorage', 'elder', this.elder ? '1' : null);
  }

  protected override updated(changed: PropertyValues) {
    if (changed.has('elder')) this.dispatchEvent(new CustomEvent('elder', { detail: { elder: this.elder } }));
  }

  override render() {
    const asking = this.turns.find((turn) => turn.state === 'asking');
    return html`
      ${this.renderHeader()}
      <wence-banner .api=${this.api} .channel=${this.channel}></wence-banner>
      <div class="log" role="log" aria-label="问答记录" aria-busy=${asking ? 'true' : 'false'} tabindex="0"
        @cite=${(event: CustomEvent<{ citation: Citation }>) => this.sheet?.show(event.detail.citation)}
        @ask=${this.asked}>
        ${this.renderWelcome()}
        ${this.turns.map((turn) => this.renderTurn(turn))}
        ${this.turns.length > 0 && !asking ? html`<button class="button quiet small over" @click=${this.startOver}>清空并开始新话题</button>` : nothing}
      </div>
      <p class="status soft" role="status">${asking ? stageWords(asking.stage) : nothing}</p>
      <div class="foot">
        <wence-ask-box
          .busy=${Boolean(asking)}
          .value=${this.draft}
          placeholder=${this.page ? '就本页政策提问' : '请输入您的问题'}
          @draft=${(event: CustomEvent<{ value: string }>) => {
            this.draft = event.detail.value;
          }}
          @ask=${this.asked}
          @stop=${() => this.running?.abort()}
        ></wence-ask-box>
        <p class="about soft">答案附原文出处，含人工智能生成内容时会标明，请以原文为准。</p>
      </div>
      <wence-clause-sheet .load=${(citation: Citation) => this.clausesOf(citation)} .linkBase=${this.api.base}></wence-clause-sheet>
    `;
  }

  private sendFeedback(turn: Turn, input: FeedbackInput) {
    return this.api.feedback({ answerId: turn.response?.id ?? '', ...input });
  }

  private asked(event: CustomEvent<{ question: string }>) {
    void this.ask(event.detail.question);
  }

  private async clausesOf(citation: Citation) {
    if (citation.kind === 'faq') return [];
    return (await this.api.document(citation.documentId, citation.versionId)).clauses;
  }

  private renderHeader() {
    const call = phoneUrl(this.phone);
    return html`<div class="head">
      <h2>${icons.ask}<span>${this.heading}</span></h2>
      <div class="tools">
        <button class="button quiet" aria-pressed=${this.elder} @click=${this.toggleElder}>${this.elder ? '标准版' : '长辈版'}</button>
        ${call ? html`<a class="button human" href=${call} aria-label=${`转人工，拨打 ${this.phone}`}>${icons.phone}<span>转人工<b> ${this.phone}</b></span></a>` : nothing}
        ${this.closable ? html`<button class="button quiet close" aria-label="关闭问答窗口" @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${icons.close}</button>` : nothing}
      </div>
    </div>`;
  }

  private renderWelcome() {
    const { page } = this;
    return html`<div class="welcome">
      ${
        page
          ? html`<p>您正在阅读<strong>${readersTitle(page.title)}</strong>
              <span class="badge ${validityTone(page.validity)}">${page.validityNote || validityWord(page.validity)}</span></p>
              <p class="soft">可以就本页政策提问，也可以问其他政策。每个答案都附原文出处，点击即可核对。</p>`
          : html`<p>您好，请直接输入想了解的政策问题。</p>
              <p class="soft">每个答案都附原文出处，点击即可核对；文件里没有的，会如实告诉您并转人工。</p>`
      }
      <wence-faq-list .questions=${this.faqs.map((faq) => faq.question)} @ask=${this.asked}></wence-faq-list>
      ${this.channel === 'web' ? html`<wence-message .api=${this.api} reading></wence-message>` : nothing}
    </div>`;
  }

  private renderTurn(turn: Turn) {
    const begun = hasBegun(turn);
    return html`<div class="turn" id=${`turn-${turn.id}`}>
      <p class="question"><span class="sr">您的问题：</span>${turn.question}</p>
      ${
        begun
          ? html`<wence-answer
              .question=${turn.question}
              .sentences=${turn.sentences}
              .citations=${turn.citations}
              .response=${turn.response}
              .at=${turn.at}
              .linkBase=${this.api.base}
              .phone=${this.phone}
              .sendFeedback=${turn.response ? (input: FeedbackInput) => this.sendFeedback(turn, input) : null}
            ></wence-answer>`
          : nothing
      }
      ${
        this.channel === 'web' && turn.response?.status === 'declined_no_evidence'
          ? html`<wence-message .api=${this.api} .question=${turn.question} .answerId=${turn.response.id}></wence-message>`
          : nothing
      }
      ${turn.state === 'asking' && !begun ? html`<p class="waiting" aria-hidden="true"><i></i><i></i><i></i></p>` : nothing}
      ${turn.state === 'failed' || turn.state === 'stopped' ? this.renderTrouble(turn) : nothing}
    </div>`;
  }

  private renderTrouble(turn: Turn) {
    return html`<div class="trouble ${turn.state}">
      <p role="status">${turn.state === 'failed' ? turn.problem : '已停止，以上内容可能不完整。'}</p>
      <button class="button small" @click=${() => this.retry(turn)}>${turn.state === 'failed' ? '重试' : '重新回答'}</button>
    </div>`;
  }

  static override styles = [tokens, base, chatStyles];
}
customElements.define('wence-chat', ChatElement);
