import { html, LitElement, nothing } from 'lit';
import { Api, ApiError, isAbort } from '../../shared/api.ts';
import { type DeskLink, readDeskLink, writeDeskLink } from '../../shared/deep-link.ts';
import { icons } from '../../shared/icons.ts';
import { recentLookups, rememberLookup } from '../../shared/recent.ts';
import { scriptBase } from '../../shared/script.ts';
import { keep, recall } from '../../shared/storage.ts';
import { base, tokens } from '../../shared/theme.ts';
import type { Channel, Citation, SearchHit } from '../../shared/types.ts';
import type { AnswerElement } from '../answer/answer.ts';
import type { ClauseSheetElement } from '../clause-sheet/clause-sheet.ts';
import type { DeskDetailElement } from '../desk-detail/desk-detail.ts';
import type { FeedbackInput } from '../feedback/feedback.ts';
import '../answer/answer.ts';
import '../clause-sheet/clause-sheet.ts';
import '../desk-detail/desk-detail.ts';
import '../desk-login/desk-login.ts';
import { newTurn, stageWords, type Turn } from '../chat/turn.ts';
import { deskStyles } from './desk.css.ts';
import { renderGuide, renderKeys } from './guide.ts';
import { renderResults } from './results.ts';

/** Milliseconds without a keystroke before a look-up starts. */
const pause = 120;
const resultsShown = 20;

const channels: [Channel, string][] = [
  ['hotline', '12345 热线坐席'],
  ['window', '政务服务窗口'],
  ['web', '只查公开内容'],
];

/** The agents' page: look up as you type, read the script, copy into the ticket, all by keyboard. */
export class DeskElement extends LitElement {
  static override properties = {
    baseUrl: { attribute: 'base-url' },
    key: { state: true },
    channel: { state: true },
    query: { state: true },
    hits: { state: true },
    active: { state: true },
    looked: { state: true },
    kind: { state: true },
    validity: { state: true },
    problem: { state: true },
    turn: { state: true },
    opened: { state: true },
    recent: { state: true },
    keyProblem: { state: true },
  };
  declare baseUrl: string;
  /** Null until the agent has entered; empty for public content only. */
  declare private key: string | null;
  declare private channel: Channel;
  declare private query: string;
  declare private hits: SearchHit[];
  declare private active: number;
  /** The last finished look-up: what, and how many milliseconds it took. */
  declare private looked: { query: string; ms: number } | null;
  declare private kind: string;
  declare private validity: string;
  declare private problem: string;
  /** The full answer shown instead of a found text. */
  declare private turn: Turn | null;
  /** On narrow screens: whether the detail covers the list. */
  declare private opened: boolean;
  declare private recent: string[];
  declare private keyProblem: string;
  private api!: Api;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: AbortController | null = null;
  private asking: AbortController | null = null;

  constructor() {
    super();
    this.baseUrl = '';
    this.key = recall('sessionStorage', 'key');
    this.channel = (recall('sessionStorage', 'channel') as Channel | null) ?? 'hotline';
    this.query = '';
    this.hits = [];
    this.active = -1;
    this.looked = null;
    this.kind = '';
    this.validity = '';
    this.problem = '';
    this.turn = null;
    this.opened = false;
    this.recent = recentLookups();
    this.keyProblem = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.pageKey);
    window.addEventListener('hashchange', this.followLink);
    this.makeApi();
    void this.start();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.pageKey);
    window.removeEventListener('hashchange', this.followLink);
    this.looking?.abort();
    this.asking?.abort();
  }

  private makeApi() {
    this.api = new Api(new URL(this.baseUrl || scriptBase, location.href).href, this.key || null);
  }

  // ---- entering ----

  private async start() {
    const link = readDeskLink(location.hash);
    if (link.channel) this.channel = link.channel;
    if (link.key) {
      history.replaceState(null, '', writeDeskLink({ ...link, key: '' }) || location.pathname);
      await this.enter(link.key, this.channel).catch((error: Error) => {
        this.keyProblem = error.message;
      });
      return;
    }
    if (this.key !== null) this.follow(link);
    await this.updateComplete;
    this.searchBox?.focus();
  }

  /** Tries the key with a small look-up; only a key that opens the channel is kept. Rejects with the API's message. */
  private async enter(key: string, channel: Channel): Promise<void> {
    const api = new Api(this.api.base, key || null);
    await api.search({ q: '政策', channel, limit: 1 });
    this.key = key;
    this.channel = channel;
    keep('sessionStorage', 'key', key);
    keep('sessionStorage', 'channel', channel);
    this.keyProblem = '';
    this.makeApi();
    await this.updateComplete;
    this.searchBox?.focus();
    this.follow(readDeskLink(location.hash));
  }

  private async switchChannel(event: Event) {
    const select = event.target as HTMLSelectElement;
    try {
      await this.enter(this.key ?? '', select.value as Channel);
      if (this.query.trim()) await this.lookUp();
    } catch (error) {
      select.value = this.channel;
      this.lookUpFailed(error);
    }
  }

  private leave(problem = '') {
    this.looking?.abort();
    this.asking?.abort();
    for (const name of ['key', 'channel', 'recent', 'conversation.desk']) keep('sessionStorage', name, null);
    this.key = null;
    this.keyProblem = problem;
    this.recent = [];
    this.clear();
  }

  private clear() {
    clearTimeout(this.timer);
    this.looking?.abort();
    this.query = '';
    this.hits = [];
    this.active = -1;
    this.looked = null;
    this.turn = null;
    this.opened = false;
    this.problem = '';
  }

  private followLink = () => {
    if (this.key !== null) this.follow(readDeskLink(location.hash));
  };

  private follow(link: DeskLink) {
    if (link.ask) {
      this.query = link.ask;
      void this.askInFull(link.ask);
    } else if (link.q && link.q !== this.query) {
      this.query = link.q;
      void this.lookUp();
    }
  }

  // ---- looking up ----

  private get searchBox() {
    return this.renderRoot.querySelector<HTMLInputElement>('#search');
  }

  private typed(event: Event) {
    this.query = (event.target as HTMLInputElement).value;
    // Half-typed pinyin is not a query; the input method sends one more event when it is done.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lookUp(), pause);
  }

  private async lookUp(): Promise<void> {
    clearTimeout(this.timer);
    this.looking?.abort();
    const query = this.query.trim();
    this.turn = null;
    if (!query) return this.clear();
    const looking = new AbortController();
    this.looking = looking;
    const began = performance.now();
    try {
      const hits = await this.api.search(
        { q: query.slice(0, 200), channel: this.channel, kind: this.kind, validity: this.validity, limit: resultsShown },
        looking.signal,
      );
      this.hits = hits;
      this.looked = { query, ms: performance.now() - began };
      this.active = hits.length > 0 ? 0 : -1;
      this.problem = '';
      history.replaceState(null, '', writeDeskLink({ q: query }));
    } catch (error) {
      this.lookUpFailed(error);
    }
  }

  private lookUpFailed(error: unknown) {
    if (isAbort(error)) return;
    if (error instanceof ApiError && error.status === 401) return this.leave('密钥无效或已停用，请重新输入。');
    this.problem = error instanceof ApiError ? error.message : '查询没有成功，请重试。';
  }

  private choose(index: number) {
    this.turn = null;
    this.active = index;
    this.openDetail();
  }

  private openDetail() {
    this.opened = true;
    this.recent = rememberLookup(this.query.trim());
    void this.updateComplete.then(() => this.detail?.focus());
  }

  // ---- full answer ----

  private async askInFull(question: string): Promise<void> {
    if (!question) return;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const turn = newTurn(question);
    this.turn = turn;
    this.opened = true;
    this.recent = rememberLookup(question);
    const change = (part: Partial<Turn>) => {
      Object.assign(turn, part);
      this.requestUpdate();
    };
    try {
      const response = await this.api.ask(
        { question, channel: this.channel },
        {
          status: (stage) => change({ stage }),
          sentence: (sentence) => change({ sentences: [...turn.sentences, sentence] }),
          citations: (citations) => change({ citations }),
        },
        asking.signal,
      );
      change({ state: 'done', response, at: new Date() });
    } catch (error) {
      if (isAbort(error)) return;
      change({ state: 'failed', problem: error instanceof ApiError ? error.message : '没有得到答复，请重试。' });
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.asked h2')?.focus();
  }

  // ---- keyboard ----

  private get detail() {
    return this.renderRoot.querySelector<DeskDetailElement>('wence-desk-detail');
  }

  private searchKey(event: KeyboardEvent) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && this.hits.length > 0) {
      event.preventDefault();
      this.turn = null;
      this.active = (this.active + step + this.hits.length) % this.hits.length;
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector(`#hit-${this.active}`)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.enterPressed(event.ctrlKey || event.metaKey);
    }
  }

  private async enterPressed(full: boolean) {
    const query = this.query.trim();
    if (full) return this.askInFull(query);
    if (this.looked?.query !== query) await this.lookUp();
    if (this.active >= 0) this.openDetail();
  }

  /** Keys that work anywhere on the page but in a field. */
  private pageKey = (event: KeyboardEvent) => {
    const target = event.composedPath()[0] as HTMLElement;
    const inField = /^(input|textarea|select)$/i.test(target.tagName);
    const inDialog = event.composedPath().some((node) => node instanceof HTMLDialogElement);
    if (this.key === null || inDialog || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && (!inField || this.opened)) this.backToSearch();
    if (inField) return;
    const actions: Record<string, () => void> = {
      '/': () => this.backToSearch(),
      c: () => void this.copy(),
      C: () => void this.copy(),
      '?': () => this.renderRoot.querySelector<HTMLDialogElement>('dialog')?.showModal(),
      '？': () => this.renderRoot.querySelector<HTMLDialogElement>('dialog')?.showModal(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  private backToSearch() {
    this.opened = false;
    this.searchBox?.focus();
    this.searchBox?.select();
  }

  private copy() {
    const shown = this.turn ? this.renderRoot.querySelector<AnswerElement>('wence-answer') : this.detail;
    return shown?.copy();
  }

  // ---- view ----

  override render() {
    if (this.key === null)
      return html`<wence-desk-login
        .channel=${this.channel}
        .problem=${this.keyProblem}
        .check=${(key: string, channel: Channel) => this.enter(key, channel)}
      ></wence-desk-login>`;
    return html`
      ${this.renderTop()}
      <main class=${this.opened ? 'opened' : ''}>
        ${this.renderSearch()}
        <section class="list" aria-label="查询结果" tabindex="0">${this.renderList()}</section>
        <section class="detail" aria-label="详情" tabindex="0" @cite=${(event: CustomEvent<{ citation: Citation }>) => this.openCitation(event.detail.citation)}>
          <button class="button quiet small back" @click=${this.backToSearch}>${icons.back}返回结果</button>
          ${this.renderDetail()}
        </section>
      </main>
      ${renderKeys()}
      <wence-clause-sheet .load=${(citation: Citation) => this.clausesOf(citation)} .linkBase=${this.api.base}></wence-clause-sheet>
    `;
  }

  private renderTop() {
    return html`<header>
      <h1>${icons.ask}问策 · 坐席工作台</h1>
      <select aria-label="工作渠道" @change=${this.switchChannel}>
        ${channels.map(([channel, words]) => html`<option value=${channel} ?selected=${channel === this.channel}>${words}</option>`)}
      </select>
      <button class="button quiet small keyhelp" @click=${() => this.renderRoot.querySelector<HTMLDialogElement>('dialog')?.showModal()}>快捷键 ?</button>
      <button class="button quiet small" @click=${() => this.leave()}>退出</button>
    </header>`;
  }

  private renderSearch() {
    const { looked } = this;
    return html`<div class="search" role="search">
      <div class="field">
        ${icons.search}
        <input
          id="search"
          role="combobox"
          aria-label="查政策、口径、文号"
          aria-expanded=${this.hits.length > 0}
          aria-controls="results"
          aria-autocomplete="list"
          aria-activedescendant=${this.active >= 0 ? `hit-${this.active}` : nothing}
          autocomplete="off"
          spellcheck="false"
          maxlength="500"
          placeholder="来电人怎么说就怎么输入，也可输文号、标题、第几条"
          .value=${this.query}
          @input=${this.typed}
          @compositionend=${this.typed}
          @keydown=${this.searchKey}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${this.renderFilters()}
      <button class="button primary" ?disabled=${!this.query.trim()} @click=${() => this.askInFull(this.query.trim())}>完整答复</button>
      <p class="soft count" role="status">${looked && !this.problem ? `“${looked.query}” ${this.hits.length} 条 · ${Math.round(looked.ms)} 毫秒` : nothing}</p>
    </div>`;
  }

  private renderFilters() {
    const change = (name: 'kind' | 'validity') => (event: Event) => {
      this[name] = (event.target as HTMLSelectElement).value;
      void this.lookUp();
    };
    return html`
      <select aria-label="类型" @change=${change('kind')}>
        <option value="">全部类型</option>
        <option value="faq">常见问题</option>
        <option value="policy">政策文件</option>
        <option value="interpretation">解读</option>
        <option value="guide">办事指南</option>
        <option value="notice">公告通告</option>
      </select>
      <select aria-label="有效性" @change=${change('validity')}>
        <option value="">全部有效性</option>
        <option value="in_force">现行有效</option>
        <option value="not_yet">尚未施行</option>
        <option value="expired">已失效</option>
        <option value="repealed">已废止</option>
      </select>
    `;
  }

  private renderList() {
    if (this.problem)
      return html`<div class="empty" role="alert">
        <h2>没有查成</h2>
        <p>${this.problem}</p>
        <button class="button" @click=${this.lookUp}>重试</button>
      </div>`;
    if (!this.looked) return renderGuide(this.recent, (query) => this.again(query));
    if (this.hits.length === 0)
      return html`<div class="empty">
        <h2>没有查到“${this.looked.query}”</h2>
        <p>换个说法，或只留关键词；文号可用任意括号。仍没有时，按“待相关部门确认”答复，并转承办单位。</p>
        <button class="button" @click=${() => this.askInFull(this.query.trim())}>用整句提问试试</button>
      </div>`;
    return renderResults(this.hits, this.turn ? -1 : this.active, (index) => this.choose(index));
  }

  private renderDetail() {
    if (this.turn) return this.renderAnswer(this.turn);
    const hit = this.hits[this.active] ?? null;
    if (!hit) return html`<p class="soft hint">查到的口径、答复、条文和依据显示在这里。</p>`;
    return html`<wence-desk-detail
      .hit=${hit}
      .query=${this.looked?.query ?? ''}
      .linkBase=${this.api.base}
      .load=${async (id: string) => (await this.api.document(id)).clauses}
    ></wence-desk-detail>`;
  }

  private renderAnswer(turn: Turn) {
    const begun = turn.response ?? turn.sentences.length > 0;
    return html`<div class="asked" aria-busy=${turn.state === 'asking' ? 'true' : 'false'}>
      <h2 tabindex="-1">${turn.question}</h2>
      ${turn.response ? html`<p><button class="button primary" @click=${this.copy}>${icons.copy}复制到工单<kbd>C</kbd></button></p>` : nothing}
      <p role="status" class="soft">${turn.state === 'asking' ? stageWords(turn.stage) : turn.problem}</p>
      ${turn.state === 'failed' ? html`<button class="button" @click=${() => this.askInFull(turn.question)}>重试</button>` : nothing}
      ${
        begun
          ? html`<wence-answer
              .question=${turn.question}
              .sentences=${turn.sentences}
              .citations=${turn.citations}
              .response=${turn.response}
              .at=${turn.at}
              .linkBase=${this.api.base}
              .sendFeedback=${turn.response ? (input: FeedbackInput) => this.api.feedback({ answerId: turn.response?.id ?? '', ...input }) : null}
            ></wence-answer>`
          : nothing
      }
    </div>`;
  }

  private again(query: string) {
    this.query = query;
    this.searchBox?.focus();
    void this.lookUp();
  }

  private openCitation(citation: Citation) {
    void this.renderRoot.querySelector<ClauseSheetElement>('wence-clause-sheet')?.show(citation);
  }

  private async clausesOf(citation: Citation) {
    if (citation.kind === 'faq') return [];
    return (await this.api.document(citation.documentId, citation.versionId)).clauses;
  }

  static override styles = [tokens, base, deskStyles];
}
customElements.define('wence-desk', DeskElement);
