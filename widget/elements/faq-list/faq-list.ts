import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../shared/theme.ts';

/** The questions asked most about the page being read. A tap fires `ask` with `{ question }`. */
export class FaqListElement extends LitElement {
  static override properties = {
    questions: { attribute: false },
    heading: { type: String },
    all: { state: true },
  };
  declare questions: string[];
  declare heading: string;
  declare private all: boolean;

  static readonly shownFirst = 5;

  constructor() {
    super();
    this.questions = [];
    this.heading = '本页常见问题';
    this.all = false;
  }

  private ask(question: string) {
    this.dispatchEvent(new CustomEvent('ask', { detail: { question } }));
  }

  override render() {
    if (this.questions.length === 0) return nothing;
    const shown = this.all ? this.questions : this.questions.slice(0, FaqListElement.shownFirst);
    const rest = this.questions.length - shown.length;
    return html`<h3>${this.heading}</h3>
      <ul>
        ${shown.map((question) => html`<li><button @click=${() => this.ask(question)}>${question}</button></li>`)}
      </ul>
      ${
        rest > 0
          ? html`<button class="button quiet small" @click=${() => {
              this.all = true;
            }}>还有 ${rest} 个问题</button>`
          : nothing
      }`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h3 {
        font-size: var(--w-small);
        font-weight: 600;
        color: var(--w-ink-soft);
        margin-bottom: 6px;
      }
      ul {
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-surface);
        overflow: hidden;
      }
      li + li {
        border-top: 1px solid var(--w-line);
      }
      li button {
        display: block;
        width: 100%;
        min-height: var(--w-target);
        padding: 8px 34px 8px 14px;
        border: 0;
        background: transparent;
        text-align: left;
        line-height: 1.5;
        color: var(--w-primary-deep);
        cursor: pointer;
        position: relative;
      }
      li button::after {
        content: '';
        position: absolute;
        right: 16px;
        top: 50%;
        width: 7px;
        height: 7px;
        border: solid var(--w-line-strong);
        border-width: 2px 2px 0 0;
        transform: translateY(-50%) rotate(45deg);
      }
      li button:hover {
        background: var(--w-primary-soft);
      }
      li button:focus-visible {
        outline-offset: -3px;
      }
      .button {
        margin-top: 4px;
      }
    `,
  ];
}
customElements.define('wence-faq-list', FaqListElement);
