import { html, LitElement } from 'lit';
import { Api } from '../../shared/api.ts';
import { type DeskLink, readDeskLink, writeDeskLink } from '../../shared/deep-link.ts';
import { icons } from '../../shared/icons.ts';
import { recentLookups, rememberLookup } from '../../shared/recent.ts';
import { scriptBase } from '../../shared/script.ts';
import { keep, recall } from '../../shared/storage.ts';
import { base, tokens } from '../../shared/theme.ts';
import { newTurn, runTurn, type Turn } from '../../shared/turn.ts';
import type { Channel, Citation } from '../../shared/types.ts';
import type { AnswerElement } from '../answer/answer.ts';
import type { ClauseSheetElement } from '../clause-sheet/clause-sheet.ts';
import type { DeskDetailElement } from '../desk-detail/desk-detail.ts';
import '../answer/answer.ts';
import '../clause-sheet/clause-sheet.ts';
import '../desk-detail/desk-detail.ts';
import '../desk-login/desk-login.ts';
import { deskStyles } from './desk.css.ts';
import { renderKeys } from './guide.ts';
import { DeskLookup } from './lookup.ts';
import { renderAnswer, renderList, renderSearch } from './parts.ts';

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
    turn: { state: true },
    opened: { state: true },
    recent: { state: true },
    keyProblem: { state: true },
  };
  declare baseUrl: string;
  /** Null until the agent has entered; empty for public content only. */
  declare private key: string | null;
  declare channel: Channel;
  /** The full answer shown instead of a found text. */
  declare private turn: Turn | null;
  /** On narrow screens: whether the detail covers the list. */
  declare private opened: boolean;
  declare private recent: string[];
  declare private keyProblem: string;
  api!: Api;
  private readonly lookup = new DeskLookup(this);
  private asking: AbortController | null = null;

  constructor() {
    super();
    this.baseUrl = '';
    this.key = recall('sessionStorage', 'key');
    this.channel = (recall('sessionStorage', 'channel') as Channel | null) ?? 'hotline';
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
    this.asking?.abort();
  }

  private makeApi() {
    this.api = new Api(new URL(this.baseUrl || scriptBase, location.href).href, this.key || null);
  }

  private get searchBox() {
    return this.renderRoot.querySelector<HTMLInputElement>('#search');
  }

  private get detail() {
    return this.renderRoot.querySelector<DeskDetailElement>('wence-desk-detail');
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
      if (this.lookup.query.trim()) await this.lookUp();
    } catch (error) {
      select.value = this.channel;
      this.lookup.failed(error);
    }
  }

  private leave(problem = '') {
    this.asking?.abort();
    for (const name of ['key', 'channel', 'recent']) keep('sessionStorage', name, null);
    this.key = null;
    this.keyProblem = problem;
    this.recent = [];
    this.turn = null;
    this.opened = false;
    this.lookup.clear();
  }

  private followLink = () => {
    if (this.key !== null) this.follow(readDeskLink(location.hash));
  };

  private follow(link: DeskLink) {
    if (link.ask) {
      this.lookup.query = link.ask;
      void this.askInFull(link.ask);
    } else if (link.q && link.q !== this.lookup.query) {
      this.lookup.query = link.q;
      void this.lookUp();
    }
  }

  // ---- looking up ----

  private typed = (event: Event) => {
    // Half-typed pinyin is not a query; the input method sends one more event when it is done.
    if ((event as InputEvent).isComposing) return;
    this.lookup.typed((event.target as HTMLInputElement).value, this.lookedUp);
  };

  private async lookUp(): Promise<void> {
    if (await this.lookup.run()) this.lookedUp();
  }

  /** The newest hits replace a full answer; a refused key leads back to the entry. */
  private lookedUp = () => {
    this.turn = null;
    if (this.lookup.refused) this.leave('密钥无效或已停用，请重新输入。');
    else if (!this.lookup.problem)
      history.replaceState(null, '', writeDeskLink({ q: this.lookup.query.trim() }) || location.pathname);
  };

  private choose = (index: number) => {
    this.turn = null;
    this.lookup.choose(index);
    this.openDetail();
  };

  private openDetail() {
    this.opened = true;
    this.recent = rememberLookup(this.lookup.query.trim());
    void this.updateComplete.then(() => this.detail?.focus());
  }

  // ---- full answer ----

  private async askInFull(question: string): Promise<void> {
    if (!question) return;
    // What waits for a pause is looked up at once: the list beside the answer is that of the same question.
    this.lookup.query = question;
    if (this.lookup.upToDate) this.lookup.stop();
    else void this.lookup.run();
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const turn = newTurn(question);
    this.turn = turn;
    this.opened = true;
    this.recent = rememberLookup(question);
    await runTurn(this.api, turn, { question, channel: this.channel }, () => this.requestUpdate(), asking.signal);
    if (turn.state === 'stopped') return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.asked h2')?.focus();
  }

  // ---- keyboard ----

  private searchKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && this.lookup.hits.length > 0) {
      event.preventDefault();
      this.turn = null;
      this.lookup.move(step);
      void this.updateComplete.then(() => this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void this.enterPressed(event.ctrlKey || event.metaKey);
    }
  };

  private async enterPressed(full: boolean) {
    if (full) return this.askInFull(this.lookup.query.trim());
    if (!this.lookup.upToDate) await this.lookUp();
    if (this.lookup.hit) this.openDetail();
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
      '?': () => this.showHelp(),
      '？': () => this.showHelp(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  private showHelp() {
    this.renderRoot.querySelector<HTMLDialogElement>('dialog.help')?.showModal();
  }

  private backToSearch() {
    this.opened = false;
    this.searchBox?.focus();
    this.searchBox?.select();
  }

  private copy = () => {
    const shown = this.turn ? this.renderRoot.querySelector<AnswerElement>('wence-answer') : this.detail;
    return shown?.copy();
  };

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
        ${renderSearch(this.lookup, { typed: this.typed, key: this.searchKey, filter: () => this.lookUp(), ask: () => this.askInFull(this.lookup.query.trim()) })}
        <section class="list" aria-label="查询结果" tabindex="0">${renderList(this.lookup, this.recent, this.turn !== null, {
          again: (query) => this.again(query),
          choose: this.choose,
          retry: () => this.lookUp(),
          ask: () => this.askInFull(this.lookup.query.trim()),
        })}</section>
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
      <button class="button quiet small keyhelp" @click=${this.showHelp}>快捷键 ?</button>
      <button class="button quiet small" @click=${() => this.leave()}>退出</button>
    </header>`;
  }

  private renderDetail() {
    if (this.turn) return renderAnswer(this.turn, this.api, { copy: this.copy, again: (question) => this.askInFull(question) });
    if (!this.lookup.hit) return html`<p class="soft hint">查到的口径、答复、条文和依据显示在这里。</p>`;
    return html`<wence-desk-detail
      .hit=${this.lookup.hit}
      .query=${this.lookup.looked?.query ?? ''}
      .linkBase=${this.api.base}
      .load=${async (id: string) => (await this.api.document(id)).clauses}
    ></wence-desk-detail>`;
  }

  private again(query: string) {
    this.lookup.query = query;
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
