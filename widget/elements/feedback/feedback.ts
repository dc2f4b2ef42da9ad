import { css, html, LitElement, nothing } from 'lit';
import { icons } from '../../shared/icons.ts';
import { base } from '../../shared/theme.ts';
import type { FeedbackReason, FeedbackRequest } from '../../shared/types.ts';

export type FeedbackInput = Omit<FeedbackRequest, 'answerId'>;

const reasons: [FeedbackReason, string][] = [
  ['irrelevant', '答非所问'],
  ['incomplete', '内容不全'],
  ['outdated', '内容过时'],
  ['unclear', '看不懂'],
  ['wrong', '内容有误'],
  ['other', '其他'],
];

/** 有用 / 没用 under an answer; "没用" asks why before it is sent. What is typed stays when sending fails. */
export class FeedbackElement extends LitElement {
  static override properties = {
    send: { attribute: false },
    state: { state: true },
    reason: { state: true },
    problem: { state: true },
  };
  /** Delivers the feedback; rejects with a message for the reader. */
  declare send: (input: FeedbackInput) => Promise<void>;
  declare private state: 'idle' | 'asking' | 'sending' | 'sent';
  declare private reason: FeedbackReason | null;
  declare private problem: string;

  constructor() {
    super();
    this.send = () => Promise.resolve();
    this.state = 'idle';
    this.reason = null;
    this.problem = '';
  }

  private async deliver(input: FeedbackInput) {
    const before = this.state;
    this.state = 'sending';
    this.problem = '';
    try {
      await this.send(input);
      this.state = 'sent';
    } catch (error) {
      this.state = before;
      this.problem = error instanceof Error ? error.message : '反馈没有送达，请稍后再试。';
    }
  }

  private async toggleReasons() {
    this.state = this.state === 'asking' ? 'idle' : 'asking';
    await this.updateComplete;
    this.renderRoot.querySelector('form')?.scrollIntoView({ block: 'nearest' });
  }

  private submitReason(event: Event) {
    event.preventDefault();
    const comment = this.renderRoot.querySelector('textarea')?.value.trim();
    void this.deliver({ helpful: false, reason: this.reason ?? 'other', ...(comment ? { comment } : {}) });
  }

  override render() {
    return html`
      ${this.state === 'sent' ? nothing : this.renderChoice()}
      ${this.state === 'asking' || (this.state === 'sending' && this.reason) ? this.renderReasons() : nothing}
      <p role="status" class="soft">${this.state === 'sent' ? '感谢反馈，已转给内容维护人员。' : this.problem}</p>
    `;
  }

  private renderChoice() {
    const busy = this.state === 'sending';
    return html`<div class="choice" role="group" aria-label="这个回答有用吗">
      <button class="button quiet small" ?disabled=${busy} @click=${() => this.deliver({ helpful: true })}>
        ${icons.up}有用
      </button>
      <button
        class="button quiet small"
        ?disabled=${busy}
        aria-expanded=${this.state === 'asking'}
        @click=${this.toggleReasons}
      >
        ${icons.down}没用
      </button>
    </div>`;
  }

  private renderReasons() {
    return html`<form @submit=${this.submitReason}>
      <fieldset>
        <legend>哪里没帮上您？</legend>
        <div class="reasons">
          ${reasons.map(
            ([reason, words]) => html`<label class="reason">
              <input type="radio" name="reason" .checked=${this.reason === reason} @change=${() => {
                this.reason = reason;
              }} /><span>${words}</span>
            </label>`,
          )}
        </div>
      </fieldset>
      <label class="soft" for="comment">补充说明（选填，请勿填写身份证号等个人信息）</label>
      <textarea id="comment" rows="2" maxlength="500"></textarea>
      <button class="button primary small" ?disabled=${this.state === 'sending' || !this.reason}>提交反馈</button>
    </form>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      .choice {
        display: flex;
        gap: 4px;
      }
      form {
        margin-top: 8px;
        padding: 12px;
        border: 1px solid var(--w-line);
        border-radius: var(--w-radius);
        background: var(--w-ground);
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 6px;
        font-size: var(--w-small);
        font-weight: 600;
      }
      .reasons {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .reason {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: var(--w-small-target);
        padding: 0 10px;
        border: 1px solid var(--w-line-strong);
        border-radius: 99px;
        background: var(--w-surface);
        font-size: var(--w-small);
        cursor: pointer;
      }
      .reason:has(:checked) {
        border-color: var(--w-primary);
        background: var(--w-primary-soft);
      }
      .reason:has(:focus-visible) {
        outline: 3px solid var(--w-primary);
        outline-offset: 2px;
      }
      .reason input {
        accent-color: var(--w-primary);
        margin: 0;
      }
      textarea {
        width: 100%;
        padding: 6px 10px;
        border: 1px solid var(--w-line-strong);
        border-radius: 6px;
        background: var(--w-surface);
        resize: vertical;
      }
    `,
  ];
}
customElements.define('wence-feedback', FeedbackElement);
