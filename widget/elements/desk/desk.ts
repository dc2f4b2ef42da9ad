import { LitElement } from 'lit';
import type { Api } from '../../shared/api.ts';
import { writeDeskLink } from '../../shared/deep-link.ts';
import { recentLookups, rememberLookup } from '../../shared/recent.ts';
import { scriptBase } from '../../shared/script.ts';
import { base, tokens } from '../../shared/theme.ts';
import type { Turn } from '../../shared/turn.ts';
import type { Channel, SearchHit } from '../../shared/types.ts';
import type { AnswerElement } from '../answer/answer.ts';
import type { BannerElement } from '../banner/banner.ts';
import type { DeskDetailElement } from '../desk-detail/desk-detail.ts';
import type { DeskReportElement } from '../desk-report/desk-report.ts';
import '../admin/parts/dialog.ts';
import '../answer/answer.ts';
import '../banner/banner.ts';
import '../clause-sheet/clause-sheet.ts';
import '../desk-changes/desk-changes.ts';
import '../desk-detail/desk-detail.ts';
import '../desk-login/desk-login.ts';
import '../desk-report/desk-report.ts';
import { DeskClauses } from './clauses.ts';
import { deskStyles } from './desk.css.ts';
import { DeskEntrance } from './entrance.ts';
import { renderDesks, renderLogin } from './frame.ts';
import { DeskFullAnswer } from './full-answer.ts';
import { DeskKeyboard } from './keyboard.ts';
import { DeskLookup } from './lookup.ts';
import { DeskNews } from './news.ts';
import { DeskOpened } from './opened.ts';
import { renderPage } from './page.ts';
import { aboutOf, DeskReports } from './reports.ts';
import { DeskSession } from './session.ts';
import { DeskStanding, type Fate } from './standing.ts';

/** What stands beside the list: the active hit, a full answer, what changed, or something opened from a link. */
export type Shown = { kind: 'hit' } | { kind: 'answer'; turn: Turn } | { kind: 'news' } | { kind: 'item'; hit: SearchHit };

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
  declare opened: boolean;
  declare recent: string[];
  session!: DeskSession;
  readonly lookup = new DeskLookup(this);
  readonly reports = new DeskReports(this);
  readonly news = new DeskNews(this);
  readonly standing = new DeskStanding(this);
  readonly seen = new DeskOpened(this);
  readonly keyboard = new DeskKeyboard(this);
  readonly clauses = new DeskClauses(this);
  readonly fullAnswer = new DeskFullAnswer(this);
  readonly entrance = new DeskEntrance(this);

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
  }

  get api(): Api {
    return this.session.api;
  }

  get channel(): Channel {
    return this.session.channel;
  }

  find<Found extends Element>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }

  get detail() {
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
    for (const id of fates.keys()) this.clauses.forget(id);
    this.lookup.drop(new Set(fates.keys()));
    if (this.lookup.looked && this.lookup.upToDate) void this.lookup.run(true);
  }

  moved() {
    if (this.shown.kind !== 'news') void this.news.read();
  }

  refusal = () => this.standing.refusal();

  /** Looks up anew what the fallen text was found by. */
  lookUpAnew = () => {
    if (this.turn) return void this.askInFull(this.turn.question);
    this.shown = { kind: 'hit' };
    this.backToSearch();
    if (this.lookup.query.trim()) void this.lookUp();
  };

  // ---- looking up ----

  typed = (event: Event) => {
    // Half-typed pinyin is not a query; the input method sends one more event when it is done.
    if ((event as InputEvent).isComposing) return;
    this.lookup.typed((event.target as HTMLInputElement).value, this.lookedUp);
  };

  async lookUp(): Promise<void> {
    if (await this.lookup.run()) this.lookedUp();
  }

  /** The newest hits replace what was shown; a refused key leads back to the entry. */
  private lookedUp = () => {
    this.shown = { kind: 'hit' };
    if (this.lookup.refused) void this.entrance.leave('密钥无效或已停用，请重新进入。');
    else if (!this.lookup.problem)
      history.replaceState(null, '', writeDeskLink({ q: this.lookup.query.trim() }) || location.pathname);
  };

  choose = (index: number) => {
    this.lookup.choose(index);
    this.openHit();
  };

  /** Looks this up again, from the list of what was looked up before. */
  again(query: string) {
    this.lookup.query = query;
    this.find<HTMLInputElement>('#search')?.focus();
    void this.lookUp();
  }

  // ---- opening ----

  /** Shows it beside the list; on narrow screens over it. */
  open(shown: Shown) {
    this.shown = shown;
    this.opened = true;
  }

  remember(query: string) {
    this.recent = rememberLookup(query);
  }

  /** Opens the hit that is active. */
  openHit() {
    this.open({ kind: 'hit' });
    this.remember(this.lookup.query.trim());
    void this.updateComplete.then(() => this.detail?.focus());
  }

  async openItem(id: string) {
    try {
      const hit = await this.api.item(id, this.channel);
      this.open({ kind: 'item', hit });
      history.replaceState(null, '', writeDeskLink({ item: id }));
      await this.updateComplete;
      this.detail?.focus();
    } catch (error) {
      this.reports.say({ words: error instanceof Error ? error.message : '没有打开，请重试。' });
    }
  }

  showNews() {
    this.open({ kind: 'news' });
    void this.news.read();
    void this.updateComplete.then(() => this.find<HTMLElement>('wence-desk-changes')?.focus());
  }

  /** The full answer to a sentence; where none is given, to what is in the box. */
  askInFull(question = this.lookup.query.trim()): Promise<void> {
    return this.fullAnswer.ask(question);
  }

  refreshBanner() {
    void this.find<BannerElement>('wence-banner')?.refresh();
  }

  // ---- doing something with what is open ----

  report(kind: 'gap' | 'error') {
    if (!this.session.mayReport) return;
    const about = aboutOf(kind, this.lookup.query.trim(), this.hit, this.turn);
    if (about) void this.find<DeskReportElement>('wence-desk-report')?.open(about);
    else this.reports.say({ words: '请先打开有错的内容，再报错误。' });
  }

  copy = () => (this.turn ? this.find<AnswerElement>('wence-answer') : this.detail)?.copy();

  /** A short text for the caller's phone. */
  copyMessage = () => (this.turn ? this.fullAnswer.copyMessage(this.turn) : this.detail?.copyMessage());

  showHelp() {
    this.find<HTMLDialogElement>('dialog.help')?.showModal();
  }

  backToSearch() {
    this.opened = false;
    this.find<HTMLInputElement>('#search')?.focus();
    this.find<HTMLInputElement>('#search')?.select();
  }

  // ---- view ----

  override render() {
    const { session } = this;
    if (!session.who) return renderLogin(session, () => this.entrance.entered());
    if (session.choosing) return renderDesks(session, (channel) => this.entrance.choose(channel));
    return renderPage(this);
  }

  static override styles = [tokens, base, deskStyles];
}
customElements.define('wence-desk', DeskElement);
