import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../../shared/theme.ts';
import type { Toast } from './events.ts';

/** Good news goes by itself, unless the person is at it; bad news stays until it is closed. */
const shownMs = 8_000;

/** Short messages at the foot of the page, read out as they come; `show` adds one. */
export class ToastsElement extends LitElement {
  static override properties = { shown: { state: true } };
  declare private shown: (Toast & { number: number })[];
  private next = 1;

  constructor() {
    super();
    this.shown = [];
  }

  show(toast: Toast) {
    const number = this.next++;
    // Good news of before has been read, or can be seen on the page; a way back and bad news stay.
    const stays = this.shown.filter(({ bad, undo }) => bad || undo).slice(-2);
    this.shown = [...stays, { ...toast, number }];
    if (!toast.bad) setTimeout(() => this.fade(number), shownMs);
  }

  private fade(number: number) {
    if (this.renderRoot.querySelector('.toast:hover, .toast:focus-within')) setTimeout(() => this.fade(number), shownMs);
    else this.drop(number);
  }

  private drop(number: number) {
    this.shown = this.shown.filter((toast) => toast.number !== number);
  }

  private undo({ number, undo }: Toast & { number: number }) {
    this.drop(number);
    void undo?.();
  }

  override render() {
    return html`<div role="status" aria-live="polite">
      ${this.shown.map(
        (toast) => html`<div class="toast ${toast.bad ? 'bad' : ''}">
          <span>${toast.text}</span>
          ${toast.undo ? html`<button class="button small" type="button" @click=${() => this.undo(toast)}>撤销</button>` : nothing}
          <button class="button small quiet" type="button" aria-label="关闭提示" @click=${() => this.drop(toast.number)}>✕</button>
        </div>`,
      )}
    </div>`;
  }

  static override styles = [
    base,
    css`
      /* On the left, over the navigation: what is to be pressed stands on the right, on a phone at the bottom. */
      :host {
        position: fixed;
        inset: auto auto 16px 16px;
        z-index: 20;
        max-width: min(560px, calc(100vw - 32px));
      }
      @media (max-width: 860px) {
        :host {
          inset: 56px 8px auto;
          max-width: none;
        }
      }
      .toast {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-top: 8px;
        padding: 8px 8px 8px 16px;
        border-radius: 10px;
        background: #12314f;
        color: #fff;
        box-shadow: 0 6px 24px rgb(10 30 60 / 0.3);
      }
      .toast.bad {
        background: var(--w-bad);
      }
      span {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .button.quiet {
        color: #fff;
      }
      .button.quiet:hover {
        color: var(--w-primary-deep);
      }
      .button:focus-visible {
        outline-color: #fff;
      }
    `,
  ];
}
customElements.define('wence-toasts', ToastsElement);
