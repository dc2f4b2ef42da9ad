import { css, html, LitElement, nothing } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { textField } from '../admin/parts/field.ts';
import { partStyles } from '../admin/parts/styles.ts';

interface Started {
  secret: string;
  uri: string;
  svg: string;
}

/** Sets up the second factor: password, picture to scan, first code, recovery codes. Fires `done` when the codes were noted. */
export class TotpSetupElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    password: { attribute: false },
    started: { state: true },
    codes: { state: true },
    problem: { state: true },
    busy: { state: true },
  };
  declare api: StaffApi;
  /** When the person has just typed it. */
  declare password: string;
  declare private started: Started | null;
  declare private codes: string[] | null;
  declare private problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.password = '';
    this.started = null;
    this.codes = null;
    this.problem = '';
    this.busy = false;
  }

  override firstUpdated() {
    if (this.password) void this.start(this.password);
  }

  private async step(work: () => Promise<void>) {
    this.busy = true;
    this.problem = '';
    try {
      await work();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '出错了，请重试。';
    }
    this.busy = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-first]')?.querySelector('input')?.focus();
  }

  private start(password: string) {
    return this.step(async () => {
      this.started = await this.api.post<Started>('v1/staff/me/totp', { password });
    });
  }

  private submit(event: SubmitEvent) {
    event.preventDefault();
    const given = String(new FormData(event.target as HTMLFormElement).get(this.started ? 'code' : 'current') ?? '');
    if (!this.started) void this.start(given);
    else {
      void this.step(async () => {
        const { recoveryCodes } = await this.api.post<{ recoveryCodes: string[] }>('v1/staff/me/totp/confirm', { code: given });
        this.codes = recoveryCodes;
      });
    }
  }

  private save() {
    const text = `问策恢复码（每个只能用一次）\n\n${this.codes?.join('\n')}\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = '问策恢复码.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  override render() {
    if (this.codes) return this.renderCodes(this.codes);
    return html`<form class="form" @submit=${this.submit}>
      ${this.started ? this.renderScan(this.started) : this.renderPassword()}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons"><button class="button primary" ?disabled=${this.busy}>${this.busy ? '请稍候…' : this.started ? '启用' : '下一步'}</button></div>
    </form>`;
  }

  private renderPassword() {
    return html`<p>动态验证码是手机应用每 30 秒变一次的六位数字。登录时除了密码还要输入它，别人拿到密码也进不来。</p>
      <div data-first>${textField({ name: 'current', label: '现在的密码', type: 'password', autocomplete: 'current-password', required: true })}</div>`;
  }

  private renderScan({ secret, svg }: Started) {
    return html`<ol class="steps">
        <li>在手机上装一个验证器应用（如“腾讯身份验证器”、Microsoft Authenticator、FreeOTP）。</li>
        <li>用它扫描下面的二维码；扫不了就手工输入密钥。</li>
        <li>把应用显示的六位数字填在下面。</li>
      </ol>
      <div class="scan">
        <div class="picture" role="img" aria-label="二维码，用验证器应用扫描">${unsafeSVG(svg)}</div>
        <p>密钥：<code>${secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
      </div>
      <div data-first>
        ${textField({ name: 'code', label: '验证码', inputmode: 'numeric', autocomplete: 'one-time-code', maxLength: 10, required: true })}
      </div>`;
  }

  private renderCodes(codes: string[]) {
    return html`<div class="form">
      <p class="note">动态验证码已启用。请把下面十个恢复码存好：手机丢了时用它登录，每个只能用一次，以后不会再显示。</p>
      <ul class="codes" tabindex="0" aria-label="恢复码">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <div class="buttons">
        <button class="button" type="button" @click=${this.save}>保存为文件</button>
        <button class="button primary" type="button" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>我已存好</button>
      </div>
      ${nothing}
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    css`
      .steps {
        padding-left: 1.4em;
        list-style: decimal;
      }
      .scan {
        display: grid;
        justify-items: center;
        gap: 6px;
      }
      .picture {
        width: 190px;
        padding: 4px;
        background: #fff;
      }
      .picture svg {
        display: block;
        width: 100%;
        height: auto;
      }
      code {
        font-family: ui-monospace, Menlo, Consolas, monospace;
        overflow-wrap: anywhere;
      }
      .codes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
        gap: 4px 16px;
        padding: 12px 16px;
        border-radius: var(--w-radius);
        background: var(--w-ground);
      }
    `,
  ];
}
customElements.define('wence-totp-setup', TotpSetupElement);
