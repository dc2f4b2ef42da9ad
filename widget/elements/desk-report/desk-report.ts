import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../shared/theme.ts';

export interface ReportAbout {
  kind: 'gap' | 'error';
  /** The caller's question as it was typed. */
  question: string;
  /** What is opened; needed for an error. */
  item: { id: string; title: string; clauseId: string | null } | null;
  answerId: string | null;
}

export interface Report extends ReportAbout {
  words: string | null;
}

/** What is often wrong, to be put into the words with one click. */
const often = ['金额或数字不对', '已经过期', '电话或地址不对', '办事入口打不开', '看不懂'];

/**
 * Reports a gap or an error: the key that opens it and Enter are enough, words are welcome. `send` rejects with a message; then everything
 * typed stays. Fires `reported` with what `send` gave.
 */
export class DeskReportElement extends LitElement {
  static override properties = {
    send: { attribute: false },
    about: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare send: (report: Report) => Promise<unknown>;
  declare private about: ReportAbout | null;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.send = () => Promise.resolve();
    this.about = null;
    this.problem = '';
    this.busy = false;
  }

  private get dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  private field<Element extends HTMLTextAreaElement | HTMLInputElement>(name: string) {
    return this.renderRoot.querySelector<Element>(`#${name}`);
  }

  async open(about: ReportAbout): Promise<void> {
    this.about = about;
    this.problem = '';
    await this.updateComplete;
    const question = this.field<HTMLInputElement>('question');
    if (question) question.value = about.question;
    const words = this.field<HTMLTextAreaElement>('words');
    if (words) words.value = '';
    this.dialog?.showModal();
    (about.kind === 'gap' && !about.question ? question : words)?.focus();
  }

  private key = (event: KeyboardEvent) => {
    // Enter ends the word of an input method first.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void this.submit();
  };

  private submit = async (event?: Event) => {
    event?.preventDefault();
    const { about } = this;
    if (!about || this.busy) return;
    const question = this.field<HTMLInputElement>('question')?.value.trim() ?? '';
    const words = this.field<HTMLTextAreaElement>('words')?.value.trim() || null;
    if (about.kind === 'gap' && !question) {
      this.problem = '请写下来电人的问题。';
      this.field('question')?.focus();
      return;
    }
    this.busy = true;
    this.problem = '';
    try {
      const detail = await this.send({ ...about, question, words });
      this.dialog?.close();
      this.dispatchEvent(new CustomEvent('reported', { detail }));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有报上去，请重试。';
    }
    this.busy = false;
  };

  private add(phrase: string) {
    const words = this.field<HTMLTextAreaElement>('words');
    if (!words) return;
    words.value = [words.value.trim(), phrase].filter(Boolean).join('；');
    words.focus();
  }

  override render() {
    const { about } = this;
    const error = about?.kind === 'error';
    return html`<dialog aria-labelledby="title" @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') event.stopPropagation();
    }}>
      <form @submit=${this.submit}>
        <h2 id="title">${error ? '报错误' : '报缺口'}</h2>
        ${error && about?.item ? html`<p class="item">${about.item.title}</p>` : nothing}
        <label for="question">来电人的问题${error ? '（可不填）' : ''}</label>
        <input id="question" maxlength="500" autocomplete="off" @keydown=${this.key} aria-describedby="problem" />
        <label for="words">${error ? '哪里不对（可不填）' : '缺什么（可不填）'}</label>
        <textarea id="words" rows="3" maxlength="500" @keydown=${this.key}></textarea>
        ${error ? html`<p class="often">${often.map((phrase) => html`<button class="button small" type="button" @click=${() => this.add(phrase)}>${phrase}</button>`)}</p>` : nothing}
        <p class="soft">身份证号、电话等个人信息会自动隐去。</p>
        <p id="problem" class="problem" role="alert">${this.problem || nothing}</p>
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.dialog?.close()}>取消 <kbd>Esc</kbd></button>
          <button class="button primary" ?disabled=${this.busy}>${this.busy ? '正在上报…' : '上报'} <kbd>Enter</kbd></button>
        </div>
      </form>
    </dialog>`;
  }

  static override styles = [
    base,
    css`
      dialog {
        width: min(520px, calc(100vw - 24px));
        max-height: calc(100dvh - 24px);
        padding: 20px 24px;
        overflow: auto;
        border: 0;
        border-radius: 12px;
        background: var(--w-surface);
        color: var(--w-ink);
        box-shadow: 0 16px 60px rgb(10 30 60 / 0.35);
      }
      dialog::backdrop {
        background: rgb(15 30 50 / 0.42);
      }
      form {
        display: grid;
        gap: 6px;
      }
      h2 {
        font-size: 20px;
        color: var(--w-primary-deep);
      }
      .item {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      label {
        font-weight: 600;
      }
      input,
      textarea {
        width: 100%;
        min-height: var(--w-target);
        padding: 8px 12px;
        border: 1px solid var(--w-line-strong);
        border-radius: var(--w-radius);
        background: var(--w-surface);
        line-height: 1.5;
      }
      .often,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .buttons {
        justify-content: flex-end;
        margin-top: 4px;
      }
      .problem {
        color: var(--w-bad);
      }
      .problem:empty {
        display: none;
      }
      kbd {
        padding: 0 6px;
        border: 1px solid currentColor;
        border-radius: 4px;
        font: 600 12px/1.5 var(--w-font);
      }
    `,
  ];
}
customElements.define('wence-desk-report', DeskReportElement);
