import { css, html, LitElement } from 'lit';
import { icons } from '../../shared/icons.ts';
import { base, tokens } from '../../shared/theme.ts';
import type { ChatElement } from '../chat/chat.ts';
import '../chat/chat.ts';

/** Attributes handed on to the chat inside. */
const handedOn = ['base-url', 'channel', 'key', 'region', 'document-number', 'document-id', 'human-phone', 'heading'];

/**
 * A button in the corner of any page that opens the chat in a panel: beside the page on wide screens, over it on phones.
 * Esc and the close button close it; focus goes back to the button.
 */
export class LauncherElement extends LitElement {
  static override properties = {
    position: { reflect: true },
    label: {},
    open: { state: true },
    elder: { type: Boolean, reflect: true },
  };
  declare position: string;
  declare label: string;
  declare open: boolean;
  declare elder: boolean;
  private chat: ChatElement;

  constructor() {
    super();
    this.position = 'right';
    this.label = '政策问答';
    this.open = false;
    this.elder = false;
    this.chat = document.createElement('wence-chat') as ChatElement;
    this.chat.closable = true;
    this.elder = this.chat.elder;
    this.chat.addEventListener('close', () => this.hide());
    this.chat.addEventListener('elder', (event) => {
      this.elder = (event as CustomEvent<{ elder: boolean }>).detail.elder;
    });
  }

  override connectedCallback() {
    for (const name of handedOn) {
      const value = this.getAttribute(name);
      if (value !== null) this.chat.setAttribute(name, value);
    }
    super.connectedCallback();
  }

  private get dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  show() {
    if (this.open) return;
    // On a phone the panel covers the page, so nothing behind it may take the focus.
    if (matchMedia('(max-width: 640px)').matches) this.dialog?.showModal();
    else this.dialog?.show();
    this.open = true;
    this.chat.focus();
  }

  hide() {
    this.dialog?.close();
  }

  private async closed() {
    this.open = false;
    // The button is hidden while the panel is open and cannot take the focus before it is shown again.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.launch')?.focus();
  }

  override render() {
    return html`
      <button class="launch" aria-haspopup="dialog" aria-expanded=${this.open} @click=${() => (this.open ? this.hide() : this.show())}>
        ${icons.ask}<span>${this.label}</span>
      </button>
      <dialog
        aria-label=${this.label}
        @close=${this.closed}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape' && !event.isComposing) this.hide();
        }}
      >${this.chat}</dialog>
    `;
  }

  static override styles = [
    tokens,
    base,
    css`
      .launch {
        position: fixed;
        right: 24px;
        bottom: 24px;
        z-index: 2147483000;
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: max(52px, var(--w-target));
        padding: 0 20px 0 16px;
        border: 2px solid #fff;
        border-radius: 99px;
        background: var(--w-primary);
        color: #fff;
        font-size: var(--w-large);
        font-weight: 600;
        box-shadow: 0 4px 18px rgb(10 40 90 / 0.35);
        cursor: pointer;
      }
      .launch:hover {
        background: var(--w-primary-deep);
      }
      .launch:focus-visible {
        outline-offset: 3px;
      }
      .launch[aria-expanded='true'] {
        visibility: hidden;
      }
      :host([position='left']) .launch {
        right: auto;
        left: 24px;
      }
      dialog {
        position: fixed;
        inset: auto 24px 24px auto;
        z-index: 2147483001;
        width: 432px;
        height: min(720px, calc(100dvh - 48px));
        max-width: none;
        max-height: none;
        margin: 0;
        padding: 0;
        border: 0;
        border-radius: 12px;
        background: transparent;
        box-shadow: 0 12px 48px rgb(10 30 60 / 0.3);
        color: var(--w-ink);
      }
      :host([position='left']) dialog {
        inset: auto auto 24px 24px;
      }
      :host([elder]) dialog {
        width: min(560px, calc(100vw - 48px));
      }
      wence-chat {
        height: 100%;
      }
      @media (max-width: 640px) {
        .launch {
          right: 16px;
          bottom: 16px;
        }
        :host dialog {
          inset: 0;
          width: 100vw;
          height: 100dvh;
          border-radius: 0;
        }
        :host([elder]) dialog {
          width: 100vw;
        }
        wence-chat {
          border: 0;
          border-radius: 0;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];
}
customElements.define('wence-launcher', LauncherElement);
