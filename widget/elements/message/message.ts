import { css, html, LitElement, nothing } from 'lit';
import type { Api } from '../../shared/api.ts';
import { chineseDay } from '../../shared/format.ts';
import { base } from '../../shared/theme.ts';
import type { MessageReply } from '../../shared/types.ts';

/** Longest message, in characters. */
const longest = 1000;

/**
 * 留言: asks a person where nothing answered, and finds the reply again with the receipt code. With `question` it begins with that question;
 * with `reading` it asks for a code first.
 */
export class MessageElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    question: {},
    answerId: { attribute: false },
    reading: { type: Boolean },
    open: { state: true },
    busy: { state: true },
    problem: { state: true },
    left: { state: true },
    found: { state: true },
    said: { state: true },
  };
  declare api: Api;
  declare question: string;
  declare answerId: string | null;
  declare reading: boolean;
  declare private open: boolean;
  declare private busy: boolean;
  declare private problem: string;
  declare private left: { code: string; dueOn: string } | null;
  declare private found: MessageReply | null;
  declare private said: string;

  constructor() {
    super();
    this.question = '';
    this.answerId = null;
    this.reading = false;
    this.open = false;
    this.busy = false;
    this.problem = '';
    this.left = null;
    this.found = null;
    this.said = '';
  }

  private async show() {
    this.open = true;
    await this.updateComplete;
    this.scrollIntoView({ block: 'nearest' });
    this.renderRoot.querySelector<HTMLElement>('textarea, input')?.focus();
  }

  private submit = async (event: Event) => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input');
    const text = field?.value.trim() ?? '';
    if (!text) {
      this.problem = this.reading ? '请输入回执编号。' : '请写下您的问题。';
      field?.focus();
      return;
    }
    this.busy = true;
    this.problem = '';
    try {
      if (this.reading) this.found = await this.api.readMessage(text);
      else this.left = await this.api.leaveMessage({ text, answerId: this.answerId });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.result')?.focus();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有成功，请重试。您写的内容还在。';
    }
    this.busy = false;
  };

  private async copy() {
    try {
      await navigator.clipboard.writeText(this.left?.code ?? '');
      this.said = '已复制';
    } catch {
      this.said = '请选中编号后复制';
    }
  }

  override render() {
    if (!this.open)
      return html`<button class="button ${this.reading ? 'quiet small' : ''}" @click=${this.show}>${this.reading ? '查询留言回复' : '留言，请工作人员答复'}</button>`;
    if (this.left) return this.renderReceipt(this.left);
    return html`<form @submit=${this.submit}>
        <label for="words">${this.reading ? '回执编号' : '您的问题'}</label>
        ${
          this.reading
            ? html`<input id="words" autocomplete="off" spellcheck="false" maxlength="60" aria-describedby="problem" />`
            : html`<textarea id="words" rows="3" maxlength=${longest} aria-describedby="problem" .value=${this.question}></textarea>
                <p class="soft">不要写身份证号、电话，写了也会隐去；答复凭回执编号查看。</p>`
        }
        <p id="problem" class="problem" role="alert">${this.problem || nothing}</p>
        <div class="buttons">
          <button class="button small primary" ?disabled=${this.busy}>${this.busy ? '请稍候…' : this.reading ? '查询' : '提交留言'}</button>
          <button class="button small" type="button" @click=${() => {
            this.open = false;
            this.found = null;
          }}>取消</button>
        </div>
      </form>
      ${this.found ? this.renderFound(this.found) : nothing}`;
  }

  private renderReceipt({ code, dueOn }: { code: string; dueOn: string }) {
    return html`<div class="result" tabindex="-1" role="status">
      <p>已收到，${chineseDay(dueOn)}前答复。请记下回执编号，只显示这一次：</p>
      <p class="code">${code}</p>
      <p><button class="button small" @click=${this.copy}>复制编号</button> <span class="soft">${this.said}</span></p>
    </div>`;
  }

  private renderFound({ text, reply, unit, dueOn, answeredAt }: MessageReply) {
    return html`<div class="result" tabindex="-1" role="status">
      <p class="soft">您的留言：${text}</p>
      ${reply ? html`<p class="reply">${reply}</p><p class="soft">${[unit, answeredAt?.slice(0, 10), '人工答复'].filter(Boolean).join(' · ')}</p>` : html`<p>还没有答复，${chineseDay(dueOn)}前答复，请届时再查。</p>`}
    </div>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      form,
      .result {
        display: grid;
        gap: 6px;
        padding: 12px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-surface);
      }
      .result {
        margin-top: 8px;
      }
      label {
        font-weight: 600;
      }
      textarea,
      input {
        width: 100%;
        min-height: var(--w-target);
        padding: 8px 12px;
        border: 1px solid var(--w-line-strong);
        border-radius: var(--w-radius);
        background: var(--w-surface);
        line-height: 1.5;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .problem {
        color: var(--w-bad);
      }
      .problem:empty {
        display: none;
      }
      .code {
        font: 600 20px/1.6 ui-monospace, monospace;
        overflow-wrap: anywhere;
        user-select: all;
      }
      .reply {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-message', MessageElement);
