import { css, html, LitElement, nothing } from 'lit';
import { base, tokens } from '../../../shared/theme.ts';
import './dialog.ts';
import type { Question } from './events.ts';
import { partStyles } from './styles.ts';

/** Asks in a window of its own; the way back has the focus. */
export class ConfirmElement extends LitElement {
  static override properties = { question: { attribute: false }, problem: { state: true } };
  declare question: Question;
  declare private problem: string;
  /** Set by who asks. */
  answer: (yes: boolean) => void = () => {};

  constructor() {
    super();
    this.problem = '';
  }

  private submit(event: Event) {
    event.preventDefault();
    const { typed } = this.question;
    if (typed !== undefined && this.renderRoot.querySelector('input')?.value.trim() !== typed) {
      this.problem = '与要求输入的文字不一致。';
      this.renderRoot.querySelector('input')?.focus();
    } else this.answer(true);
  }

  override render() {
    const { title, text, action, danger, typed } = this.question;
    return html`<wence-dialog heading=${title} @close=${() => this.answer(false)}>
      <form class="form" @submit=${this.submit}>
        ${text ? html`<p>${text}</p>` : nothing}
        ${
          typed === undefined
            ? nothing
            : html`<div class="field">
                <label for="typed">请输入“${typed}”以确认</label>
                <input id="typed" autocomplete="off" aria-describedby="problem" />
                <p id="problem" class="problem" role="alert">${this.problem}</p>
              </div>`
        }
        <div class="buttons">
          <button class="button" type="button" autofocus @click=${() => this.answer(false)}>取消</button>
          <button class="button ${danger ? 'danger' : 'primary'}">${action}</button>
        </div>
      </form>
    </wence-dialog>`;
  }

  static override styles = [
    tokens,
    base,
    partStyles,
    css`
      p {
        white-space: pre-line;
      }
    `,
  ];
}
customElements.define('wence-confirm', ConfirmElement);

/** True when the person goes on; false for the button back, Esc and the cross. */
export function askToConfirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const element = new ConfirmElement();
    element.question = question;
    element.answer = (yes) => {
      element.remove();
      resolve(yes);
    };
    document.body.append(element);
  });
}
