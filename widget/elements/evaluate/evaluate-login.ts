import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { loginPageStyles } from '../staff-login/login-page.css.ts';
import '../staff-login/staff-login.ts';

/** The way into the evaluators' page: by one's account (`signed-in`), or by a key with the right to evaluate (`key`). */
export class EvaluateLoginElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    problem: {},
    busy: { type: Boolean },
    keyProblem: { state: true },
    byKey: { state: true },
  };
  declare api: StaffApi;
  /** What was said against the account or the key. */
  declare problem: string;
  declare busy: boolean;
  declare private keyProblem: string;
  declare private byKey: boolean;

  constructor() {
    super();
    this.problem = '';
    this.busy = false;
    this.keyProblem = '';
    this.byKey = false;
  }

  private submit(event: Event) {
    event.preventDefault();
    const key = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    this.byKey = true;
    this.keyProblem = key ? '' : '请填写评测密钥。';
    if (key) this.dispatchEvent(new CustomEvent('key', { detail: key }));
  }

  private signedIn() {
    this.byKey = false;
    this.dispatchEvent(new CustomEvent('signed-in'));
  }

  override render() {
    const keyProblem = this.keyProblem || (this.byKey ? this.problem : '');
    return html`<main>
      <wence-staff-login .api=${this.api} heading="评测台" lead="把一个答复逐步摊开：怎样理解问题、找到什么、依据够不够、最后说了什么。"
        @signed-in=${this.signedIn}></wence-staff-login>
      ${this.problem && !this.byKey ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <details ?open=${this.byKey}>
        <summary>没有账号，用评测密钥进入</summary>
        <form @submit=${this.submit}>
          <label for="key">评测密钥</label>
          <input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="help problem" aria-invalid=${Boolean(keyProblem)} />
          <p id="help" class="soft">由管理员发放，须带评测（evaluate）权限；只保存在本标签页。</p>
          <p id="problem" class="problem" role="alert">${keyProblem}</p>
          <button class="button" ?disabled=${this.busy}>${this.busy ? '正在核对…' : '用密钥进入'}</button>
        </form>
      </details>
    </main>`;
  }

  static override styles = [base, loginPageStyles];
}
customElements.define('wence-evaluate-login', EvaluateLoginElement);
