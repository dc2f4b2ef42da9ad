import { html, LitElement, nothing } from 'lit';
import { isAbort } from '../../shared/api.ts';
import { icons } from '../../shared/icons.ts';
import { scriptBase } from '../../shared/script.ts';
import { keep, recall } from '../../shared/storage.ts';
import { base, tokens } from '../../shared/theme.ts';
import type { Channel } from '../../shared/types.ts';
import '../admin/parts/dialog.ts';
import { evaluateStyles } from './evaluate.css.ts';
import {
  AccountEvaluateApi,
  EvaluateApi,
  type Evaluated,
  type EvaluateRequest,
  type Evaluation,
  type EvaluatorRights,
} from './evaluate-api.ts';
import './evaluate-login.ts';
import { renderStages } from './stages.ts';

const channelNames: Record<Channel, string> = { web: '网站（公众）', hotline: '12345 热线', window: '政务服务窗口' };
/** Candidates shown at first. */
const shownAtFirst = 5;
/** Earlier turns that may be given. */
const turnsBefore = 5;

/** The evaluators' page: one question, and every step that leads to its answer. */
export class EvaluateElement extends LitElement {
  static override properties = {
    baseUrl: { attribute: 'base-url' },
    rights: { state: true },
    problem: { state: true },
    busy: { state: true },
    shown: { state: true },
    most: { state: true },
    interrupted: { state: true },
  };
  declare baseUrl: string;
  /** Null until somebody may evaluate. */
  declare private rights: EvaluatorRights | null;
  declare private problem: string;
  declare private busy: boolean;
  declare private shown: { evaluated: Evaluated; turns: string[] } | null;
  declare private most: number;
  /** The session ended meanwhile: the login lies over the page. */
  declare private interrupted: boolean;
  /** By key or by account. */
  private api!: Evaluation;
  private account!: AccountEvaluateApi;
  private waiting: (() => void)[] = [];
  private asking: AbortController | null = null;

  constructor() {
    super();
    this.baseUrl = '';
    this.rights = null;
    this.problem = '';
    this.busy = false;
    this.shown = null;
    this.most = shownAtFirst;
    this.interrupted = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.account = new AccountEvaluateApi(this.baseUrl || scriptBase, { signIn: () => this.signInAgain() });
    const key = recall('sessionStorage', 'evaluate-key');
    if (key) void this.enterByKey(key);
    else void this.comeBack();
  }

  private async enter(api: Evaluation, key: string | null) {
    this.busy = true;
    this.problem = '';
    try {
      this.rights = await api.rights();
      this.api = api;
      keep('sessionStorage', 'evaluate-key', key);
      await this.updateComplete;
      this.renderRoot.querySelector('textarea')?.focus();
    } catch (error) {
      this.problem = messageOf(error);
      keep('sessionStorage', 'evaluate-key', null);
    }
    this.busy = false;
  }

  private enterByKey(key: string) {
    return this.enter(new EvaluateApi(this.baseUrl || scriptBase, key), key);
  }

  /** Signed in on another page of the staff already. */
  private async comeBack() {
    try {
      const me = (await this.account.ways()).signedIn ? await this.account.me() : null;
      if (me && !me.setupNeeded) await this.enter(this.account, null);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private signedIn() {
    if (!this.interrupted) return void this.enter(this.account, null);
    this.interrupted = false;
    for (const goOn of this.waiting.splice(0)) goOn();
  }

  private signInAgain(): Promise<void> {
    if (!this.rights) return Promise.reject(new Error('请先登录。'));
    this.interrupted = true;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private async leave() {
    this.asking?.abort();
    if (this.api === this.account) await this.account.logout().catch(() => {});
    keep('sessionStorage', 'evaluate-key', null);
    this.rights = null;
    this.shown = null;
    this.problem = '';
    this.busy = false;
  }

  private submitQuestion(event: SubmitEvent) {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const before = text('before')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const turns = [...before, text('question')];
    if (!text('question')) {
      this.problem = '请填写要看的问题。';
      return;
    }
    if (before.length > turnsBefore) {
      this.problem = `前面说过的话最多 ${turnsBefore} 句。`;
      return;
    }
    const optional = { region: text('region'), documentId: text('documentId'), asOf: text('asOf') };
    const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value));
    void this.evaluate({ turns, channel: text('channel') as Channel, ...given });
  }

  private async evaluate(request: EvaluateRequest) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.busy = true;
    this.problem = '';
    try {
      const evaluated = await this.api.evaluate(request, asking.signal);
      this.most = shownAtFirst;
      this.shown = { evaluated, turns: request.turns };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#stage-1')?.focus();
    } catch (error) {
      if (isAbort(error)) return;
      this.problem = messageOf(error);
    }
    this.busy = false;
  }

  override render() {
    if (!this.rights) return this.renderLogin();
    return html`${this.renderDesk(this.rights)}
    ${
      this.interrupted
        ? html`<wence-dialog heading="请重新登录" locked>
            <wence-staff-login .api=${this.account} heading="登录已过期" lead="您写的内容还在，登录后接着做。"
              @signed-in=${this.signedIn}></wence-staff-login>
          </wence-dialog>`
        : nothing
    }`;
  }

  private renderLogin() {
    return html`<wence-evaluate-login .api=${this.account} .problem=${this.problem} .busy=${this.busy} @signed-in=${this.signedIn}
      @key=${(event: CustomEvent<string>) => this.enterByKey(event.detail)}></wence-evaluate-login>`;
  }

  private renderDesk({ channels, today }: EvaluatorRights) {
    return html`<header>
        <h1>${icons.search}问策 · 评测台</h1>
        <p>在这里提问不留记录，不计入市民的提问和知识缺口。</p>
        <button class="button small" type="button" @click=${this.leave}>退出</button>
      </header>
      <main>
        <form @submit=${this.submitQuestion}>
          <label for="question">问题</label>
          <textarea id="question" name="question" rows="3" maxlength="500" aria-describedby="problem"></textarea>
          <label for="before">前面说过的话</label>
          <textarea id="before" name="before" rows="2" aria-describedby="before-help"></textarea>
          <p id="before-help" class="soft">看追问时填写，一行一句，最多五句；可以不填。</p>
          <label for="channel">渠道</label>
          <select id="channel" name="channel">${channels.map((channel) => html`<option value=${channel}>${channelNames[channel]}</option>`)}</select>
          <label for="region">所在地</label>
          <input id="region" name="region" maxlength="60" autocomplete="off" placeholder="可以不填" />
          <label for="documentId">正在看的文件</label>
          <input id="documentId" name="documentId" maxlength="80" autocomplete="off" spellcheck="false" aria-describedby="document-help" />
          <p id="document-help" class="soft">文件编号；问“这个政策……”时填写。</p>
          <label for="asOf">按哪一天的效力</label>
          <input id="asOf" name="asOf" type="date" aria-describedby="day-help" />
          <p id="day-help" class="soft">不填就是今天（${today}）。</p>
          <p id="problem" class="problem" role="alert">${this.problem || nothing}</p>
          <button class="button primary" ?disabled=${this.busy}>${this.busy ? '正在作答…' : '逐步查看'}</button>
        </form>
        <div class="results" aria-busy=${this.busy}>
          ${
            this.shown
              ? renderStages(this.shown.evaluated, this.shown.turns, this.most, () => {
                  this.most = Number.POSITIVE_INFINITY;
                })
              : html`<section class="empty"><p>填写问题后，这里依次显示：理解、候选、句子、依据判断、答复。</p></section>`
          }
        </div>
      </main>`;
  }

  static override styles = [tokens, base, evaluateStyles];
}
customElements.define('wence-evaluate', EvaluateElement);

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '出错了，请重试。');
