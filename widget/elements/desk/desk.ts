import { html, LitElement, nothing } from 'lit';
import type { Api } from '../../shared/api.ts';
import { type DeskLink, readDeskLink, writeDeskLink } from '../../shared/deep-link.ts';
import { hasInternal } from '../../shared/format.ts';
import { answerMessage } from '../../shared/message.ts';
import { recentLookups, rememberLookup } from '../../shared/recent.ts';
import { scriptBase } from '../../shared/script.ts';
import type { Me } from '../../shared/staff-types.ts';
import { base, tokens } from '../../shared/theme.ts';
import { newTurn, runTurn, type Turn } from '../../shared/turn.ts';
import type { Channel, Citation, Clause, SearchHit } from '../../shared/types.ts';
import type { AnswerElement } from '../answer/answer.ts';
import type { BannerElement } from '../banner/banner.ts';
import type { ClauseSheetElement } from '../clause-sheet/clause-sheet.ts';
import type { DeskDetailElement } from '../desk-detail/desk-detail.ts';
import type { DeskReportElement, Report } from '../desk-report/desk-report.ts';
import '../admin/parts/dialog.ts';
import '../answer/answer.ts';
import '../banner/banner.ts';
import '../clause-sheet/clause-sheet.ts';
import '../desk-changes/desk-changes.ts';
import '../desk-detail/desk-detail.ts';
import '../desk-login/desk-login.ts';
import '../desk-report/desk-report.ts';
import { deskStyles } from './desk.css.ts';
import { renderDesks, renderDetail, renderInterruption, renderSaid, renderTop } from './frame.ts';
import { renderKeys } from './guide.ts';
import { pageAction } from './keys.ts';
import { DeskLookup } from './lookup.ts';
import { DeskNews } from './news.ts';
import { rememberOpened } from './opened.ts';
import { renderList, renderSearch } from './parts.ts';
import { DeskReports } from './reports.ts';
import { DeskSession } from './session.ts';
import { DeskStanding, type Fate } from './standing.ts';

/** What stands beside the list: the active hit, a full answer, what changed, or something opened from a link. */
export type Shown = { kind: 'hit' } | { kind: 'answer'; turn: Turn } | { kind: 'news' } | { kind: 'item'; hit: SearchHit };

/** Milliseconds for which the clauses of a document are kept: the list is walked up and down within that time. */
const clausesKeptMs = 30_000;

/** The agents' page: look up as you type, read the script, copy into the ticket, report what is missing, all by keyboard. */
export class DeskElement extends LitElement {
  static override properties = {
    baseUrl: { attribute: 'base-url' },
    shown: { state: true },
    opened: { state: true },
    recent: { state: true },
  };
  declare baseUrl: string;
  declare shown: Shown;
  /** On narrow screens: whether the detail covers the list. */
  declare private opened: boolean;
  declare private recent: string[];
  session!: DeskSession;
  readonly lookup = new DeskLookup(this);
  readonly reports = new DeskReports(this);
  readonly news = new DeskNews(this);
  readonly standing = new DeskStanding(this);
  private asking: AbortController | null = null;
  /** Ids of what was open at the last look. */
  private seen = '';
  private readonly clauses = new Map<string, { at: number; read: Promise<Clause[]> }>();

  constructor() {
    super();
    this.baseUrl = '';
    this.shown = { kind: 'hit' };
    this.opened = false;
    this.recent = recentLookups();
  }

  override connectedCallback() {
    this.session ??= new DeskSession(this, new URL(this.baseUrl || scriptBase, location.href).href);
    super.connectedCallback();
    document.addEventListener('keydown', this.pageKey);
    window.addEventListener('hashchange', this.followLink);
    void this.start();
  }

  override updated() {
    const { hit, turn } = this;
    const cited = turn?.state === 'done' ? turn.citations.map(({ documentId, title }) => ({ id: documentId, title })) : [];
    const seen = hit ? [{ id: hit.id, title: hit.title }] : cited;
    const key = seen.map(({ id }) => id).join();
    if (key !== this.seen && seen.length > 0) rememberOpened(seen);
    this.seen = key;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.pageKey);
    window.removeEventListener('hashchange', this.followLink);
    this.asking?.abort();
  }

  get api(): Api {
    return this.session.api;
  }

  get channel(): Channel {
    return this.session.channel;
  }

  private find<Found extends Element>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }

  private get detail() {
    return this.find<DeskDetailElement>('wence-desk-detail');
  }

  /** The text on the screen, to copy, to hand on or to report. */
  get hit(): SearchHit | null {
    if (this.shown.kind === 'item') return this.shown.hit;
    return this.shown.kind === 'hit' ? this.lookup.hit : null;
  }

  /** The open text first, then the others of the list. */
  get held(): SearchHit[] {
    const { hit } = this;
    return hit ? [hit, ...this.lookup.hits.filter((one) => one !== hit)] : this.lookup.hits;
  }

  get turn(): Turn | null {
    return this.shown.kind === 'answer' ? this.shown.turn : null;
  }

  // ---- what falls while it is open ----

  /** The open text stays where it is and says so; the list and the memory of the page lose it. */
  fell(fates: Map<string, Fate>) {
    const { hit } = this;
    if (hit && fates.has(hit.id)) this.shown = { kind: 'item', hit };
    for (const id of fates.keys()) this.clauses.delete(id);
    this.lookup.drop(new Set(fates.keys()));
    if (this.lookup.looked && this.lookup.upToDate) void this.lookup.run(true);
  }

  moved() {
    if (this.shown.kind !== 'news') void this.news.read();
  }

  refusal = () => this.standing.refusal();

  /** Looks up anew what the fallen text was found by. */
  lookUpAnew = () => {
    if (this.shown.kind === 'answer') return void this.askInFull(this.shown.turn.question);
    this.shown = { kind: 'hit' };
    this.backToSearch();
    if (this.lookup.query.trim()) void this.lookUp();
  };

  // ---- entering ----

  private async start() {
    const link = readDeskLink(location.hash);
    if (link.key) history.replaceState(null, '', writeDeskLink({ ...link, key: '' }) || location.pathname);
    if (await this.session.start(link)) await this.entered();
  }

  /** Begins with what the link asks for, else with what changed since the last shift. */
  async entered() {
    if (this.session.choosing) return;
    await this.updateComplete;
    this.find<HTMLInputElement>('#search')?.focus();
    const link = readDeskLink(location.hash);
    this.follow(link);
    if (!this.session.me) return;
    await this.news.read();
    const busy = link.q || link.ask || link.item || this.lookup.query;
    if (!busy && this.news.fresh > 0 && this.shown.kind === 'hit') this.shown = { kind: 'news' };
  }

  chooseDesk(channel: Channel) {
    this.session.choose(channel);
    void this.entered();
  }

  async switchChannel(select: HTMLSelectElement) {
    try {
      await this.session.switchTo(select.value as Channel);
      this.clauses.clear();
      if (this.shown.kind === 'item') this.shown = { kind: 'hit' };
      void this.news.read();
      if (this.lookup.query.trim()) await this.lookUp();
    } catch (error) {
      select.value = this.channel;
      this.lookup.failed(error);
    }
  }

  async leave(problem = '') {
    this.asking?.abort();
    await this.session.leave(problem);
    this.recent = [];
    this.shown = { kind: 'hit' };
    this.opened = false;
    this.news.clear();
    this.clauses.clear();
    this.lookup.clear();
  }

  private followLink = () => {
    if (this.session.who && !this.session.choosing) this.follow(readDeskLink(location.hash));
  };

  private follow(link: DeskLink) {
    if (link.ask) {
      this.lookup.query = link.ask;
      void this.askInFull(link.ask);
    } else if (link.item) void this.openItem(link.item);
    else if (link.q && link.q !== this.lookup.query) {
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

  /** The newest hits replace what was shown; a refused key leads back to the entry. */
  private lookedUp = () => {
    this.shown = { kind: 'hit' };
    if (this.lookup.refused) void this.leave('密钥无效或已停用，请重新进入。');
    else if (!this.lookup.problem)
      history.replaceState(null, '', writeDeskLink({ q: this.lookup.query.trim() }) || location.pathname);
  };

  private choose = (index: number) => {
    this.lookup.choose(index);
    this.openDetail();
  };

  private openDetail() {
    this.shown = { kind: 'hit' };
    this.opened = true;
    this.recent = rememberLookup(this.lookup.query.trim());
    void this.updateComplete.then(() => this.detail?.focus());
  }

  async openItem(id: string) {
    try {
      const hit = await this.api.item(id, this.channel);
      this.shown = { kind: 'item', hit };
      this.opened = true;
      history.replaceState(null, '', writeDeskLink({ item: id }));
      await this.updateComplete;
      this.detail?.focus();
    } catch (error) {
      this.reports.say({ words: error instanceof Error ? error.message : '没有打开，请重试。' });
    }
  }

  showNews() {
    this.shown = { kind: 'news' };
    this.opened = true;
    void this.news.read();
    void this.updateComplete.then(() => this.find<HTMLElement>('wence-desk-changes')?.focus());
  }

  // ---- full answer ----

  async askInFull(question: string): Promise<void> {
    if (!question) return;
    void this.find<BannerElement>('wence-banner')?.refresh();
    // What waits for a pause is looked up at once: the list beside the answer is that of the same question.
    this.lookup.query = question;
    if (this.lookup.upToDate) this.lookup.stop();
    else void this.lookup.run();
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const turn = newTurn(question);
    this.shown = { kind: 'answer', turn };
    this.opened = true;
    this.recent = rememberLookup(question);
    await runTurn(this.api, turn, { question, channel: this.channel }, () => this.requestUpdate(), asking.signal);
    if (turn.state === 'stopped') return;
    await this.updateComplete;
    this.find<HTMLElement>('.asked h2')?.focus();
  }

  // ---- reporting ----

  report(kind: 'gap' | 'error') {
    if (!this.session.mayReport) return;
    const { hit, shown } = this;
    const answered = shown.kind === 'answer' ? shown.turn.response : null;
    const cited = answered?.citations[0];
    const item = hit
      ? { id: hit.id, title: hit.title, clauseId: hit.clauseId }
      : cited
        ? { id: cited.documentId, title: cited.title, clauseId: cited.clauseId }
        : null;
    if (kind === 'error' && !item) {
      this.reports.say({ words: '请先打开有错的内容，再报错误。' });
      return;
    }
    const about = { kind, item, question: this.lookup.query.trim(), answerId: answered?.id ?? null };
    void this.find<DeskReportElement>('wence-desk-report')?.open(about);
  }

  // ---- keyboard ----

  private searchKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && this.lookup.hits.length > 0) {
      event.preventDefault();
      this.shown = { kind: 'hit' };
      this.lookup.move(step);
      void this.updateComplete.then(() => this.find('.active')?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void this.enterPressed(event.ctrlKey || event.metaKey);
    }
  };

  private async enterPressed(full: boolean) {
    if (full) return this.askInFull(this.lookup.query.trim());
    if (!this.lookup.upToDate) await this.lookUp();
    if (!this.lookup.hit && this.lookup.hits.length > 0) this.lookup.choose(0);
    if (this.lookup.hit) this.openDetail();
  }

  private pageKey = (event: KeyboardEvent) => {
    if (!this.session.who || this.session.choosing || this.session.interrupted) return;
    const action = pageAction(event, this.opened, {
      search: () => this.backToSearch(),
      copy: () => void this.copy(),
      message: () => void this.copyMessage(),
      handOn: () => void this.detail?.copyTransfer(),
      help: () => this.showHelp(),
      gap: () => this.report('gap'),
      error: () => this.report('error'),
      undo: () => void this.reports.undo(),
      news: () => this.session.me && this.showNews(),
    });
    if (!action) return;
    event.preventDefault();
    action();
  };

  showHelp() {
    this.find<HTMLDialogElement>('dialog.help')?.showModal();
  }

  backToSearch() {
    this.opened = false;
    this.find<HTMLInputElement>('#search')?.focus();
    this.find<HTMLInputElement>('#search')?.select();
  }

  copy = () => (this.shown.kind === 'answer' ? this.find<AnswerElement>('wence-answer') : this.detail)?.copy();

  /** A short text for the caller's phone. */
  copyMessage = async () => {
    const { shown } = this;
    if (shown.kind !== 'answer') return this.detail?.copyMessage();
    const refusal = await this.refusal();
    if (refusal) return this.reports.say({ words: refusal });
    const { response } = shown.turn;
    const text = response && !hasInternal(response.citations) ? answerMessage(response) : '';
    const copied =
      text &&
      (await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ));
    const words = !text ? '没有可以发给来电人的答复。' : copied ? '已复制短信，可直接发给来电人。' : '浏览器不允许复制。';
    this.reports.say({ words });
  };

  // ---- view ----

  override render() {
    const { session } = this;
    if (!session.who)
      return html`<wence-desk-login
        .api=${session.staff}
        .channel=${session.channel}
        .problem=${session.problem}
        .enterByAccount=${async (me: Me) => {
          await session.enterByAccount(me);
          void this.entered();
        }}
        .enterByKey=${async (key: string, channel: Channel) => {
          await session.enterByKey(key, channel);
          void this.entered();
        }}
        .enterPublic=${() => {
          session.enterPublic();
          void this.entered();
        }}
      ></wence-desk-login>`;
    if (session.choosing) return renderDesks(session, (channel) => this.chooseDesk(channel));
    const ask = () => this.askInFull(this.lookup.query.trim());
    return html`
      ${renderTop(this)}
      <wence-banner .api=${session.quiet} .channel=${session.channel}></wence-banner>
      <main class=${this.opened ? 'opened' : ''}>
        ${renderSearch(this.lookup, {
          typed: this.typed,
          key: this.searchKey,
          filter: () => this.lookUp(),
          ask,
          report: session.mayReport ? () => this.report('gap') : null,
        })}
        <section class="list" aria-label="查询结果" tabindex="0">${renderList(
          this.lookup,
          this.recent,
          this.shown.kind !== 'hit',
          {
            again: (query) => this.again(query),
            choose: this.choose,
            retry: () => this.lookUp(),
            ask,
            report: session.mayReport ? () => this.report('gap') : null,
          },
        )}</section>
        <section class="detail" aria-label="详情" tabindex="0" @cite=${(event: CustomEvent<{ citation: Citation }>) => this.openCitation(event.detail.citation)}>
          ${renderDetail(this)}
        </section>
      </main>
      ${renderSaid(this.reports)}
      ${renderKeys(session)}
      <wence-desk-report .send=${(report: Report) => this.reports.send(report)}></wence-desk-report>
      <wence-clause-sheet .load=${(citation: Citation) => this.clausesOf(citation)} .linkBase=${this.api.base}></wence-clause-sheet>
      ${session.interrupted ? renderInterruption(session) : nothing}
    `;
  }

  private again(query: string) {
    this.lookup.query = query;
    this.find<HTMLInputElement>('#search')?.focus();
    void this.lookUp();
  }

  private openCitation(citation: Citation) {
    void this.find<ClauseSheetElement>('wence-clause-sheet')?.show(citation);
  }

  /** The clauses of a document as it stands now, for the time in which one walks up and down the list. */
  load = (id: string): Promise<Clause[]> => {
    const known = this.clauses.get(id);
    if (known && Date.now() - known.at < clausesKeptMs) return known.read;
    const read = this.api.document(id).then(({ clauses }) => clauses);
    read.catch(() => this.clauses.delete(id));
    this.clauses.set(id, { at: Date.now(), read });
    return read;
  };

  private async clausesOf(citation: Citation) {
    if (citation.kind === 'faq') return [];
    return (await this.api.document(citation.documentId, citation.versionId)).clauses;
  }

  static override styles = [tokens, base, deskStyles];
}
customElements.define('wence-desk', DeskElement);
