import { css, html, LitElement, nothing } from 'lit';
import { icons } from '../../shared/icons.ts';
import { base } from '../../shared/theme.ts';
import type { Channel } from '../../shared/types.ts';

/** Where an agent gives the desk's key. `check` tries it; a rejection's message is shown and the key stays in the field. */
export class DeskLoginElement extends LitElement {
  static override properties = {
    channel: {},
    check: { attribute: false },
    problem: {},
    busy: { state: true },
  };
  declare channel: Channel;
  declare check: (key: string, channel: Channel) => Promise<void>;
  declare problem: string;
  declare private busy: boolean;

  constructor() {
    super();
    this.channel = 'hotline';
    this.check = () => Promise.resolve();
    this.problem = '';
    this.busy = false;
  }

  override focus() {
    this.renderRoot.querySelector('input')?.focus();
  }

  private async enter(key: string, channel: Channel) {
    this.busy = true;
    this.problem = '';
    try {
      await this.check(key, channel);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '密钥没有通过。';
    }
    this.busy = false;
  }

  private submit(event: Event) {
    event.preventDefault();
    const key = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    const channel = (this.renderRoot.querySelector('select')?.value ?? 'hotline') as Channel;
    if (!key) {
      this.problem = '请填写本单位的坐席密钥。';
      return;
    }
    void this.enter(key, channel);
  }

  override render() {
    return html`<main>
      <h1>${icons.ask}问策 · 坐席工作台</h1>
      <p class="soft">接听来电时边输入边查政策、口径和依据，一键复制到工单。</p>
      <form @submit=${this.submit}>
        <label for="key">坐席密钥</label>
        <input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="help problem" aria-invalid=${Boolean(this.problem)} />
        <p id="help" class="soft">由知识库管理员发放，只保存在本标签页，关闭即清除。</p>
        <label for="channel">工作渠道</label>
        <select id="channel" .value=${this.channel}>
          <option value="hotline" ?selected=${this.channel === 'hotline'}>12345 热线坐席</option>
          <option value="window" ?selected=${this.channel === 'window'}>政务服务窗口</option>
        </select>
        <p id="problem" role="alert" class="problem">${this.problem || nothing}</p>
        <button class="button primary" ?disabled=${this.busy}>${this.busy ? '正在核对…' : '进入工作台'}</button>
        <button class="button quiet" type="button" ?disabled=${this.busy} @click=${() => this.enter('', 'web')}>没有密钥，只查公开内容</button>
      </form>
    </main>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100dvh;
        padding: 24px 16px;
        background: linear-gradient(var(--w-primary-deep) 0 240px, var(--w-ground) 240px);
      }
      main {
        width: min(440px, 100%);
        padding: 32px 28px;
        border-radius: 12px;
        background: var(--w-surface);
        box-shadow: 0 12px 40px rgb(10 30 60 / 0.18);
      }
      h1 {
        display: flex;
        align-items: center;
        gap: 10px;
        margin: 0 0 6px;
        font-size: 24px;
        line-height: 1.4;
        color: var(--w-primary-deep);
      }
      form {
        display: grid;
        gap: 6px;
        margin-top: 20px;
      }
      label {
        font-weight: 600;
      }
      label:not(:first-child) {
        margin-top: 10px;
      }
      input,
      select {
        width: 100%;
        min-height: var(--w-target);
        padding: 8px 12px;
        border: 1px solid var(--w-line-strong);
        border-radius: var(--w-radius);
        background: var(--w-surface);
      }
      .problem {
        min-height: 1.7em;
        color: var(--w-bad);
      }
    `,
  ];
}
customElements.define('wence-desk-login', DeskLoginElement);
