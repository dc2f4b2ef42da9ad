import { html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Me } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import type { Channel } from '../../shared/types.ts';
import { loginPageStyles } from '../staff-login/login-page.css.ts';
import '../staff-login/staff-login.ts';

/**
 * The way into the desk: by one's account, else by the desk's key, else with public content only. `enter…` try it; a rejection's message is
 * shown and what was typed stays.
 */
export class DeskLoginElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    channel: {},
    problem: {},
    enterByAccount: { attribute: false },
    enterByKey: { attribute: false },
    enterPublic: { attribute: false },
    busy: { state: true },
    keyProblem: { state: true },
  };
  declare api: StaffApi;
  declare channel: Channel;
  declare problem: string;
  declare enterByAccount: (me: Me) => Promise<void>;
  declare enterByKey: (key: string, channel: Channel) => Promise<void>;
  declare enterPublic: () => void;
  declare private busy: boolean;
  declare private keyProblem: string;

  constructor() {
    super();
    this.channel = 'hotline';
    this.problem = '';
    this.enterByAccount = () => Promise.resolve();
    this.enterByKey = () => Promise.resolve();
    this.enterPublic = () => {};
    this.busy = false;
    this.keyProblem = '';
  }

  private async signedIn(event: CustomEvent<Me>) {
    this.problem = '';
    await this.enterByAccount(event.detail).catch((error: Error) => {
      this.problem = error.message;
    });
  }

  private async submitKey(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const key = String(fields.get('key') ?? '').trim();
    if (!key) {
      this.keyProblem = '请填写本单位的坐席密钥。';
      return;
    }
    this.busy = true;
    this.keyProblem = '';
    await this.enterByKey(key, fields.get('channel') as Channel).catch((error: Error) => {
      this.keyProblem = error.message;
    });
    this.busy = false;
  }

  override render() {
    return html`<main>
      <wence-staff-login .api=${this.api} heading="坐席工作台" lead="边听边查政策、口径和依据，一键复制到工单。"
        @signed-in=${this.signedIn}></wence-staff-login>
      <p class="problem" role="alert">${this.problem || nothing}</p>
      <details ?open=${Boolean(this.keyProblem)}>
        <summary>没有账号，用坐席密钥进入</summary>
        <form @submit=${this.submitKey}>
          <label for="key">坐席密钥</label>
          <input id="key" name="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="help key-problem" aria-invalid=${Boolean(this.keyProblem)} />
          <p id="help" class="soft">由管理员发放，只保存在本标签页，关闭即清除。</p>
          <label for="channel">工作渠道</label>
          <select id="channel" name="channel" .value=${this.channel}>
            <option value="hotline" ?selected=${this.channel === 'hotline'}>12345 热线坐席</option>
            <option value="window" ?selected=${this.channel === 'window'}>政务服务窗口</option>
          </select>
          <p id="key-problem" role="alert" class="problem">${this.keyProblem || nothing}</p>
          <button class="button" ?disabled=${this.busy}>${this.busy ? '正在核对…' : '用密钥进入'}</button>
        </form>
      </details>
      <button class="button quiet" type="button" @click=${() => this.enterPublic()}>只查公开内容</button>
    </main>`;
  }

  static override styles = [base, loginPageStyles];
}
customElements.define('wence-desk-login', DeskLoginElement);
