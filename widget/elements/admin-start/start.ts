import { html, nothing } from 'lit';
import { ApiError } from '../../shared/api.ts';
import { chineseTime } from '../../shared/format.ts';
import { roleNames } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { UnitList } from '../admin/parts/units.ts';
import type { BannerState } from '../admin-banner/banner-types.ts';
import { draftsCard, feedbackCard, gapsCard, messagesCard, reviewCard, upkeepCard } from './cards.ts';
import type { Overview, Upkeep } from './overview-types.ts';
import { setupCard } from './setup-card.ts';
import { startStyles } from './start.css.ts';

/** 首页: what waits for me. */
export class AdminStartElement extends AdminPage {
  static override properties = {
    overview: { state: true },
    upkeep: { state: true },
    banner: { state: true },
  };
  declare private overview: Overview | null;
  declare private upkeep: Upkeep | null;
  declare private banner: BannerState | null;
  private units = new UnitList(this);

  constructor() {
    super();
    this.overview = null;
    this.upkeep = null;
    this.banner = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private async load() {
    try {
      this.overview = await this.api.get<Overview>('v1/staff/overview');
      this.banner = await this.api.get<BannerState>('v1/staff/banner');
      await this.loadUpkeep();
    } catch (error) {
      this.failed(error);
    }
  }

  private async loadUpkeep() {
    const count = async (path: string, list: string, allowed: boolean): Promise<number | null> => {
      if (!allowed) return null;
      try {
        return (await this.api.get<Record<string, unknown[]>>(path))[list]?.length ?? null;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    };
    const [entries, answers] = [this.may('entry.read'), this.may('answer.read')];
    const [flags, expiring, stale, recalls] = await Promise.all([
      count('v1/staff/upkeep/flags', 'entries', entries),
      count('v1/staff/upkeep/expiring', 'entries', entries),
      count('v1/staff/upkeep/stale', 'entries', entries),
      count('v1/staff/recalls', 'recalls', answers),
    ]);
    this.upkeep = { flags, expiring, stale, recalls };
  }

  override render() {
    const { account, unitName } = this.me;
    const roles = account.roles.map((role) => roleNames[role]).join('、');
    return html`${pageHeader(`${account.name}，您好`, { lead: [unitName ?? '全市', roles].join(' · ') })}
      ${this.renderBanner()}
      ${this.overview ? html`<div class="cards">${this.cards(this.overview)}</div>` : loading()}`;
  }

  private renderBanner() {
    const banner = this.banner?.banner;
    if (!banner || Date.parse(banner.until) <= Date.now()) return nothing;
    const begun = Date.parse(banner.from) <= Date.now();
    return html`<p class="note ${banner.level === 'notice' ? '' : 'warn'}">
      <strong>${begun ? '正在显示紧急提示' : '紧急提示待显示'}：</strong>${banner.text}
      <span class="soft">${begun ? `至 ${chineseTime(new Date(banner.until))}` : `自 ${chineseTime(new Date(banner.from))} 起`}</span>
      ${this.may('banner.write') ? html`<a href=${addressOf('banner')}>管理</a>` : nothing}
    </p>`;
  }

  private cards({ drafts, review, gaps, feedback, messages, administration }: Overview): unknown[] {
    return [
      drafts ? draftsCard(drafts, this.may('entry.write')) : nothing,
      review ? reviewCard(review) : nothing,
      gaps ? gapsCard(gaps, (id) => this.units.name(id)) : nothing,
      this.upkeep && this.may('entry.read') ? upkeepCard(this.upkeep) : nothing,
      messages ? messagesCard(messages) : nothing,
      feedback === null ? nothing : feedbackCard(feedback),
      administration ? setupCard(administration) : nothing,
      this.renderElsewhere(),
    ];
  }

  private renderElsewhere() {
    const page = (name: string) => new URL(name, this.api.base).href;
    const links: [boolean, string, string, string][] = [
      [this.may('desk.use'), page('desk'), '坐席工作台', '边接电话边查，上报缺口和错误。'],
      [this.may('evaluate.use'), page('evaluate'), '评测台', '看一个答复是怎样得来的。'],
    ];
    const open = links.filter(([allowed]) => allowed);
    if (open.length === 0) return nothing;
    return html`<section class="card"><h2>工作页面</h2>
      <ul class="lines">${open.map(([, href, words, about]) => html`<li><a href=${href}>${words}</a><span class="soft">${about}</span></li>`)}</ul></section>`;
  }

  static override styles = [...AdminPage.styles, startStyles];
}
customElements.define('wence-admin-start', AdminStartElement);
