import { html, LitElement, nothing } from 'lit';
import {
  answerText,
  bookTitle,
  citationPlace,
  copyText,
  hasInternal,
  internalMark,
  isDeclined,
  lineBefore,
  machineReadNote,
  outOfForceNotes,
  textLabel,
  ticketText,
  validityText,
  validityTone,
  validityWord,
} from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { phoneUrl, safeUrl } from '../../shared/links.ts';
import { printText } from '../../shared/print.ts';
import { canSpeak, speak, stopSpeaking } from '../../shared/speech.ts';
import { base } from '../../shared/theme.ts';
import type { AskResponse, Choice, Citation, DeskView, Sentence } from '../../shared/types.ts';
import type { FeedbackInput } from '../feedback/feedback.ts';
import '../feedback/feedback.ts';
import { answerStyles } from './answer.css.ts';

/**
 * One answer: what kind of text it is, a banner when its basis is out of force, the sentences with numbered citations,
 * the sources, what can be done next. While it streams only `sentences` and `citations` are set; `response` completes it.
 * Fires `cite` with `{ citation }` when a citation is opened, `ask` with `{ question }` when a related question or an answer to a question back is chosen.
 */
export class AnswerElement extends LitElement {
  static override properties = {
    question: { type: String },
    sentences: { attribute: false },
    citations: { attribute: false },
    response: { attribute: false },
    at: { attribute: false },
    linkBase: { attribute: false },
    phone: { type: String },
    sendFeedback: { attribute: false },
    refusal: { attribute: false },
    speaking: { state: true },
    said: { state: true },
  };
  declare question: string;
  declare sentences: Sentence[];
  declare citations: Citation[];
  declare response: AskResponse | null;
  declare at: Date;
  declare linkBase: string;
  declare phone: string;
  declare sendFeedback: ((input: FeedbackInput) => Promise<void>) | null;
  /** Asked before each copy: words why it must not be copied; empty when it may. */
  declare refusal: (() => Promise<string>) | null;
  declare private speaking: boolean;
  declare private said: string;

  constructor() {
    super();
    this.question = '';
    this.sentences = [];
    this.citations = [];
    this.response = null;
    this.at = new Date();
    this.linkBase = location.href;
    this.phone = '12345';
    this.sendFeedback = null;
    this.refusal = null;
    this.speaking = false;
    this.said = '';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    if (this.speaking) stopSpeaking();
  }

  /** The text for the clipboard and for print: the desk's ticket, or the answer with its sources. */
  get plainText(): string {
    const { response } = this;
    if (!response) return '';
    const source = { question: this.question, response, at: this.at };
    return response.desk ? ticketText(source) : copyText(source);
  }

  async copy(): Promise<void> {
    this.said = (await this.refusal?.()) ?? '';
    if (this.said) return;
    try {
      await navigator.clipboard.writeText(this.plainText);
      this.said = this.response?.desk ? '已复制到剪贴板，可粘贴到工单' : '已复制，含出处';
    } catch {
      this.said = '浏览器不允许复制，请选中文字后复制';
    }
  }

  private async print(): Promise<void> {
    this.said = (await this.refusal?.()) ?? '';
    if (!this.said) printText(this.plainText);
  }

  private toggleSpeech() {
    if (this.speaking) {
      stopSpeaking();
      this.speaking = false;
      return;
    }
    this.speaking = true;
    speak(this.response ? answerText(this.response) : '', () => {
      this.speaking = false;
    });
  }

  private open(citation: Citation) {
    this.dispatchEvent(new CustomEvent('cite', { detail: { citation }, bubbles: true, composed: true }));
  }

  private askAbout(question: string) {
    this.dispatchEvent(new CustomEvent('ask', { detail: { question }, bubbles: true, composed: true }));
  }

  override render() {
    const { response } = this;
    const sentences = response?.sentences ?? this.sentences;
    const citations = response?.citations ?? this.citations;
    const notes = outOfForceNotes(citations);
    const shown =
      sentences.length > 0 ? sentences : [{ kind: 'notice', text: response?.answer ?? '', citations: [] } as Sentence];
    return html`
      ${notes.length > 0 ? html`<p class="banner"><strong>请注意：所引文件不是现行有效</strong>${notes.join('；')}</p>` : nothing}
      ${response?.desk ? this.renderDesk(response.desk) : nothing}
      ${hasInternal(citations) ? html`<p role="note" class="internal source-note">${internalMark}</p>` : nothing}
      <p class="label"><span class="badge label">${textLabel(sentences, response?.status)}</span></p>
      <p class="words">${shown.map((sentence, index) => html`${lineBefore(shown, index)}${this.renderSentence(sentence, citations)}`)}</p>
      ${citations.length > 0 ? this.renderSources(citations) : nothing}
      ${response?.choices?.length ? this.renderChoices(response.choices) : nothing}
      ${response ? this.renderNext(response) : nothing}
    `;
  }

  /** Choosing asks the whole question with that condition. */
  private renderChoices(choices: Choice[]) {
    return html`<div role="group" class="choices" aria-label="请选择您要问的情况">
      ${choices.map(
        (choice) => html`<button class="button small" @click=${() => this.askAbout(choice.question)}>${choice.label}</button>`,
      )}
    </div>`;
  }

  private renderSentence(sentence: Sentence, citations: Citation[]) {
    const cited = citations.filter((citation) => sentence.citations.includes(citation.n));
    return html`<span class=${sentence.kind}>${sentence.text}</span>${cited.map(
      (citation) =>
        html`<button class="ref" aria-label=${`引用 ${citation.n}：${citation.title}`} @click=${() => this.open(citation)}>[${citation.n}]</button>`,
    )}`;
  }

  private renderSources(citations: Citation[]) {
    return html`<div role="group" class="sources" aria-label="依据">
      <h3>依据（点击查看原文）</h3>
      <ul>
        ${citations.map(
          (citation) => html`<li>
            <button class="source" @click=${() => this.open(citation)}>
              <span class="number" aria-hidden="true">${citation.n}</span>
              <span class="what">
                <span class="title">${citation.kind === 'faq' ? citation.title : bookTitle(citation.title)}</span>
                <span class="soft">${citation.kind === 'faq' ? '人工审核的常见问题' : citationPlace(citation)}</span>
                <span class="badge ${validityTone(citation.validity)}">${validityText(citation)}</span>
                ${citation.machineRead ? html`<span class="soft">${machineReadNote}</span>` : nothing}
              </span>
            </button>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  private renderDesk(desk: DeskView) {
    return html`<div role="group" class="desk" aria-label="坐席口径">
      ${desk.script ? html`<h3>口径</h3><p class="script">${desk.script}</p>` : html`<p class="soft">没有专门的口径，请按下方答复和原文解答。</p>`}
      <dl>
        ${desk.unit ? html`<div><dt>承办（转办）单位</dt><dd>${desk.unit}</dd></div>` : nothing}
        ${desk.legalBasis.length > 0 ? html`<div><dt>法规依据</dt><dd>${desk.legalBasis.join('；')}</dd></div>` : nothing}
      </dl>
      ${desk.internalNote ? html`<div role="note" class="internal" aria-label="内部提示"><strong>内部提示 · 不得对外</strong><p>${desk.internalNote}</p></div>` : nothing}
    </div>`;
  }

  private renderNext(response: AskResponse) {
    const call = phoneUrl(this.phone);
    return html`
      ${isDeclined(response.status) && call ? html`<a class="button primary human" href=${call}>${icons.phone}转人工 ${this.phone}</a>` : nothing}
      ${this.renderLinks(response)}
      ${response.notice ? html`<p class="soft notice">${response.notice}</p>` : nothing}
      <div class="actions">
        <button class="button quiet small" @click=${this.copy}>${icons.copy}${response.desk ? '复制到工单' : '复制'}</button>
        <button class="button quiet small" @click=${this.print}>${icons.print}打印</button>
        ${
          canSpeak()
            ? html`<button class="button quiet small" aria-pressed=${this.speaking} @click=${this.toggleSpeech}>
                ${this.speaking ? icons.stop : icons.speak}${this.speaking ? '停止' : '朗读'}
              </button>`
            : nothing
        }
        ${this.sendFeedback ? html`<wence-feedback .send=${this.sendFeedback}></wence-feedback>` : nothing}
      </div>
      <p role="status" class="soft said">${this.said}</p>
    `;
  }

  private renderLinks(response: AskResponse) {
    const service = response.serviceLinks.flatMap((link) => {
      const url = safeUrl(link.url, this.linkBase);
      return url
        ? [
            html`<li><a class="button small" href=${url} target="_blank" rel="noopener noreferrer"><span class="do">办</span>${link.label}<span class="sr">（新窗口打开）</span></a></li>`,
          ]
        : [];
    });
    const related = response.related.map((item) => {
      const url = safeUrl(item.url, this.linkBase);
      const badge = html`<span class="badge ${validityTone(item.validity)}">${validityWord(item.validity)}</span>`;
      if (item.kind === 'faq')
        return html`<li><button class="button small" @click=${() => this.askAbout(item.title)}>${item.title}</button></li>`;
      return html`<li>${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${item.title}</a>` : item.title} ${badge}</li>`;
    });
    return html`
      ${service.length > 0 ? html`<ul class="services" aria-label="在线办理">${service}</ul>` : nothing}
      ${related.length > 0 ? html`<div role="group" class="related" aria-label="相关内容"><h3>相关内容</h3><ul>${related}</ul></div>` : nothing}
    `;
  }

  static override styles = [base, answerStyles];
}
customElements.define('wence-answer', AnswerElement);
