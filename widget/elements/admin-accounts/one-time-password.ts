import { css, html, LitElement } from 'lit';
import { base } from '../../shared/theme.ts';
import '../admin/parts/dialog.ts';
import { partStyles } from '../admin/parts/styles.ts';

/** Shows a one-time password, once. */
export class OneTimePasswordElement extends LitElement {
  static override properties = { given: { attribute: false }, copied: { state: true } };
  declare given: { name: string; login: string; password: string };
  declare private copied: boolean;

  constructor() {
    super();
    this.copied = false;
  }

  private async copy() {
    try {
      await navigator.clipboard.writeText(`登录名 ${this.given.login}\n一次性密码 ${this.given.password}`);
      this.copied = true;
    } catch {
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('code') as Node);
    }
  }

  override render() {
    const close = () => this.dispatchEvent(new CustomEvent('close'));
    return html`<wence-dialog heading="一次性密码" locked>
      <div class="form">
        <p>请当面或用可靠的办法交给<b>${this.given.name}</b>。首次登录时必须改掉；关闭后不会再显示。</p>
        <dl>
          <dt>登录名</dt><dd><code>${this.given.login}</code></dd>
          <dt>一次性密码</dt><dd><code class="password">${this.given.password}</code></dd>
        </dl>
        <p role="status">${this.copied ? '已复制。' : ''}</p>
        <div class="buttons">
          <button class="button" type="button" autofocus @click=${this.copy}>复制</button>
          <button class="button primary" type="button" @click=${close}>已记下，关闭</button>
        </div>
      </div>
    </wence-dialog>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 16px;
        padding: 12px 16px;
        border-radius: var(--w-radius);
        background: var(--w-ground);
      }
      code {
        font: 600 17px/1.5 ui-monospace, Menlo, Consolas, monospace;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
customElements.define('wence-admin-one-time-password', OneTimePasswordElement);
