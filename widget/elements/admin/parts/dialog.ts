import { css, html, LitElement } from 'lit';
import { base, tokens } from '../../../shared/theme.ts';
import { partStyles } from './styles.ts';

/**
 * A modal window: `<wence-dialog heading="新建账号" @close=${…}>form</wence-dialog>`. Opens when it is put on the page; Esc and the button
 * close it and fire `close`; focus returns to where it was. With `locked` only the page itself closes it.
 */
export class DialogElement extends LitElement {
  static override properties = { heading: {}, locked: { type: Boolean }, wide: { type: Boolean, reflect: true } };
  declare heading: string;
  declare locked: boolean;
  declare wide: boolean;
  /** What had the focus when it was opened. */
  private opener: HTMLElement | null = null;

  constructor() {
    super();
    this.heading = '';
    this.locked = false;
    this.wide = false;
  }

  private get window(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  override connectedCallback() {
    super.connectedCallback();
    this.opener = focused();
  }

  override firstUpdated() {
    this.window?.showModal();
    this.querySelector<HTMLElement>('[autofocus]')?.focus();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.window?.close();
    const { opener } = this;
    // Taken off the page, the browser's own window gives the focus back to nobody.
    queueMicrotask(() => {
      if (opener?.isConnected && focused() === document.body) opener.focus();
    });
  }

  private cancel(event: Event) {
    event.preventDefault();
    if (!this.locked) this.dispatchEvent(new CustomEvent('close'));
  }

  override render() {
    return html`<dialog aria-labelledby="heading" @cancel=${this.cancel}>
      <div class="top">
        <h2 id="heading">${this.heading}</h2>
        ${this.locked ? '' : html`<button class="button quiet" type="button" aria-label="关闭" @click=${this.cancel}>✕</button>`}
      </div>
      <slot></slot>
    </dialog>`;
  }

  static override styles = [
    tokens,
    base,
    partStyles,
    css`
      dialog {
        width: min(560px, calc(100vw - 24px));
        max-height: calc(100dvh - 24px);
        padding: 20px 24px 24px;
        overflow: auto;
        border: 0;
        border-radius: 12px;
        background: var(--w-surface);
        color: var(--w-ink);
        box-shadow: 0 16px 60px rgb(10 30 60 / 0.35);
      }
      :host([wide]) dialog {
        width: min(960px, calc(100vw - 24px));
      }
      dialog::backdrop {
        background: rgb(10 25 50 / 0.55);
      }
      .top {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 12px;
        margin-bottom: 8px;
      }
      h2 {
        font-size: 20px;
        line-height: 1.5;
        color: var(--w-primary-deep);
      }
    `,
  ];
}
customElements.define('wence-dialog', DialogElement);

/** The element that has the focus, through all shadow trees. */
function focused(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : null;
}
