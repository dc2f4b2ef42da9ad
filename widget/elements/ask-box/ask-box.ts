import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { maxQuestionLength } from '../../shared/format.ts';
import { icons } from '../../shared/icons.ts';
import { base } from '../../shared/theme.ts';

/**
 * Where the question is typed. Enter sends, Shift+Enter starts a line, and an Enter that only confirms an input method's
 * candidate does neither. More than 500 characters may be pasted: nothing is cut off, sending waits until it fits.
 * Fires `draft` with `{ value }` as it is typed, `ask` with `{ question }` and, while an answer is being made, `stop`.
 */
export class AskBoxElement extends LitElement {
  static override properties = {
    busy: { type: Boolean },
    value: { type: String },
    placeholder: { type: String },
  };
  declare busy: boolean;
  declare value: string;
  declare placeholder: string;

  constructor() {
    super();
    this.busy = false;
    this.value = '';
    this.placeholder = '请输入您的问题';
  }

  override focus() {
    this.box?.focus();
  }

  private get box() {
    return this.renderRoot.querySelector('textarea');
  }

  private get excess() {
    return this.value.trim().length - maxQuestionLength;
  }

  private send() {
    const question = this.value.trim();
    if (this.busy || !question || this.excess > 0) return;
    this.dispatchEvent(new CustomEvent('ask', { detail: { question } }));
  }

  private keyDown(event: KeyboardEvent) {
    // keyCode 229: the key went to the input method (Safari ends the composition before the keydown of Enter).
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    this.send();
  }

  private typed(event: Event) {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new CustomEvent('draft', { detail: { value: this.value } }));
  }

  protected override updated(changed: PropertyValues) {
    const box = this.box;
    if (!changed.has('value') || !box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
  }

  override render() {
    const length = this.value.trim().length;
    const tooLong = this.excess > 0;
    return html`<div class="box">
        <textarea
          rows="1"
          aria-label="您的问题"
          aria-describedby="hint count"
          aria-invalid=${tooLong}
          placeholder=${this.placeholder}
          enterkeyhint="send"
          .value=${this.value}
          @input=${this.typed}
          @keydown=${this.keyDown}
        ></textarea>
        ${
          this.busy
            ? html`<button class="button primary round" aria-label="停止回答" title="停止回答" @click=${this.stop}>${icons.stop}</button>`
            : html`<button class="button primary round" aria-label="发送" title="发送" ?disabled=${!length || tooLong} @click=${this.send}>${icons.send}</button>`
        }
      </div>
      <p class="under soft">
        <span id="hint">${tooLong ? html`<strong>问题过长，请删去 ${this.excess} 字</strong>` : html`<span class="keys">Enter 发送，Shift+Enter 换行</span>`}</span>
        <span id="count" class=${tooLong ? 'over' : ''}>${length || tooLong ? html`${length}/${maxQuestionLength}` : nothing}</span>
      </p>`;
  }

  private stop() {
    this.dispatchEvent(new CustomEvent('stop'));
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .box {
        display: flex;
        align-items: flex-end;
        gap: 8px;
        padding: 6px;
        border: 1px solid var(--w-line-strong);
        border-radius: 14px;
        background: var(--w-surface);
      }
      .box:focus-within {
        border-color: var(--w-primary);
        box-shadow: 0 0 0 2px var(--w-primary);
      }
      textarea {
        flex: 1;
        min-width: 0;
        min-height: var(--w-target);
        padding: 8px 10px;
        border: 0;
        outline: 0;
        resize: none;
        background: transparent;
        line-height: 1.6;
      }
      textarea:focus-visible {
        outline: 0;
      }
      textarea::placeholder {
        color: var(--w-ink-soft);
        opacity: 1;
      }
      .round {
        border-radius: 10px;
        padding: 0;
      }
      .under {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        min-height: 1.7em;
        padding: 2px 8px 0;
      }
      @media (hover: none), (max-width: 640px) {
        .keys {
          display: none;
        }
        .under:not(:has(strong, .over)) {
          min-height: 0;
        }
      }
      strong,
      .over {
        color: var(--w-bad);
        font-weight: 600;
      }
      @media (forced-colors: active) {
        .box:focus-within {
          outline: 3px solid Highlight;
        }
      }
    `,
  ];
}
customElements.define('wence-ask-box', AskBoxElement);
