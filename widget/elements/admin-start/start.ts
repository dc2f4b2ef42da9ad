import { css, html, nothing, type TemplateResult } from 'lit';
import { ApiError } from '../../shared/api.ts';
import { chineseTime } from '../../shared/format.ts';
import { roleNames } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { ago } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { UnitList } from '../admin/parts/units.ts';
import type { BannerState } from '../admin-banner/banner-types.ts';

interface Line {
  id: string;
  kind: 'faq' | 'document';
  itemId: string;
  title: string;
  state: 'draft' | 'submitted' | 'returned';
  note: string | null;
  updatedAt: string;
}

interface Overview {
  drafts: { returned: number; draft: number; submitted: number; lines: Line[] } | null;
  review: { faq: number; document: number; lines: Line[] } | null;
  gaps: { unitId: string | null; gap: number; error: number }[] | null;
  feedback: number | null;
  messages: { open: number; submitted: number } | null;
}

/** What grows old or wrong by itself; null where this account may not read it. */
interface Upkeep {
  flags: number | null;
  expiring: number | null;
  stale: number | null;
  recalls: number | null;
}

const draftWords = { returned: '已退回', draft: '草稿', submitted: '待审核' } as const;
const draftTones = { returned: 'bad', draft: '', submitted: 'label' } as const;

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

  private cards({ drafts, review, gaps, feedback, messages }: Overview): unknown[] {
    return [
      drafts ? this.renderDrafts(drafts) : nothing,
      review ? this.renderReview(review) : nothing,
      gaps ? this.renderGaps(gaps) : nothing,
      this.upkeep && this.may('entry.read') ? this.renderUpkeep(this.upkeep) : nothing,
      messages ? this.renderMessages(messages) : nothing,
      feedback === null ? nothing : this.renderFeedback(feedback),
      this.renderElsewhere(),
    ];
  }

  private renderDrafts({ returned, draft, submitted, lines }: NonNullable<Overview['drafts']>) {
    const figures: Figure[] = [
      { count: returned, words: '退回给我', bad: true },
      { count: draft, words: '未提交' },
      { count: submitted, words: '等别人审核' },
    ];
    return card(
      '我的草稿',
      figures,
      lines.length > 0
        ? renderLines(lines, (line) => (line.kind === 'faq' ? ['entries', line.itemId] : ['documents', line.itemId]), true)
        : html`<p class="soft">没有在写的内容。起草的问答、上传的文件会列在这里，退回的排在最前。</p>`,
      this.may('entry.write') ? html`<a class="button small" href=${addressOf('entries', 'new')}>起草新问答</a>` : nothing,
    );
  }

  private renderReview({ faq, document, lines }: NonNullable<Overview['review']>) {
    const figures: Figure[] = [
      { count: faq, words: '问答' },
      { count: document, words: '文件' },
    ];
    const address = (line: Line) => (line.kind === 'faq' ? ['review', line.id] : ['documents', line.itemId]);
    return card(
      '等我审核',
      figures,
      lines.length > 0
        ? renderLines(lines, address, false)
        : html`<p class="soft">没有等您审核的内容。自己写过的不会出现在这里，由别人审核。</p>`,
      lines.length > 0 ? html`<a class="button small" href=${addressOf('review')}>全部待审核</a>` : nothing,
    );
  }

  private renderGaps(gaps: NonNullable<Overview['gaps']>) {
    const nameOf = (id: string | null) => (id === null ? '未指定单位' : (this.units.name(id) ?? '其他单位'));
    const sum = (of: 'gap' | 'error') => gaps.reduce((total, row) => total + row[of], 0);
    const rows = [...gaps].sort((a, b) => b.gap + b.error - a.gap - a.error);
    return card(
      '缺口和纠错',
      [
        { count: sum('gap'), words: '没有答案' },
        { count: sum('error'), words: '内容有误', bad: true },
      ],
      rows.length > 0
        ? html`<ul class="lines">${rows.map(
            ({ unitId, gap, error }) =>
              html`<li><a href=${addressOf('gaps', 'unit', unitId ?? 'none')}>${nameOf(unitId)}</a><span class="soft">缺口 ${gap} · 错误 ${error}</span></li>`,
          )}</ul>`
        : html`<p class="soft">没有待处理的。坐席上报的、市民问了没答上的会按单位列在这里。</p>`,
      rows.length > 0 ? html`<a class="button small" href=${addressOf('gaps')}>全部缺口</a>` : nothing,
    );
  }

  private renderUpkeep({ flags, expiring, stale, recalls }: Upkeep) {
    const rows: [number | null, string, string][] = [
      [flags, 'flags', '依据变了，需复核'],
      [expiring, 'expiring', '即将到期或已到期'],
      [stale, 'stale', '久未复核'],
      [recalls, 'recalls', '已作答复需更正'],
    ];
    const known = rows.filter((row): row is [number, string, string] => row[0] !== null);
    if (known.length === 0) return nothing;
    return html`<section class="card"><h2>到期与更正</h2>
      <ul class="lines">${known.map(
        ([count, path, words]) =>
          html`<li><a href=${addressOf('upkeep', path)}>${words}</a><b class=${count > 0 ? 'some' : ''}>${count}</b></li>`,
      )}</ul></section>`;
  }

  private renderMessages({ open, submitted }: NonNullable<Overview['messages']>) {
    return card(
      '市民留言',
      [
        { count: open, words: '待答复' },
        { count: submitted, words: '答复待审核' },
      ],
      html`<p class="soft">没有答上的问题，市民请工作人员答复；期限按工作日计算。</p>`,
      html`<a class="button small" href=${addressOf('messages')}>查看留言</a>`,
    );
  }

  private renderFeedback(count: number) {
    return card(
      '读者评价',
      [{ count, words: '条还没看' }],
      html`<p class="soft">市民、坐席对答复点的“没有帮助”和写下的意见。</p>`,
      html`<a class="button small" href=${addressOf('feedback')}>查看评价</a>`,
    );
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

  static override styles = [
    ...AdminPage.styles,
    css`
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(380px, 100%), 1fr));
        gap: 16px;
        align-items: start;
      }
      .card + .card {
        margin-top: 0;
      }
      .note {
        margin-bottom: 16px;
        overflow-wrap: anywhere;
      }
      .card {
        display: grid;
        gap: 10px;
        min-width: 0;
      }
      .card > h2 {
        margin: 0;
      }
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
      }
      .figures p {
        display: flex;
        align-items: baseline;
        gap: 6px;
        color: var(--w-ink-soft);
      }
      .figures b {
        font-size: 26px;
        line-height: 1.3;
        color: var(--w-ink);
        font-variant-numeric: tabular-nums;
      }
      .figures .bad b {
        color: var(--w-bad);
      }
      .lines {
        border-top: 1px solid var(--w-line);
      }
      .lines li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0 10px;
        padding: 7px 0;
        border-bottom: 1px solid var(--w-line);
      }
      .lines a {
        overflow-wrap: anywhere;
      }
      .lines .why {
        grid-column: 1 / -1;
        color: var(--w-bad);
        font-size: var(--w-small);
        overflow-wrap: anywhere;
      }
      .lines b.some {
        color: var(--w-bad);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];
}
customElements.define('wence-admin-start', AdminStartElement);

interface Figure {
  count: number;
  words: string;
  bad?: boolean;
}

const card = (title: string, figures: Figure[], body: TemplateResult, foot: unknown) => html`<section class="card">
  <h2>${title}</h2>
  <div class="figures">${figures.map(({ count, words, bad }) => html`<p class=${bad && count > 0 ? 'bad' : ''}><b>${count}</b>${words}</p>`)}</div>
  ${body}
  <div class="foot">${foot}</div>
</section>`;

const renderLines = (lines: Line[], address: (line: Line) => string[], withState: boolean) => html`<ul class="lines">
  ${lines.map(
    (line) => html`<li>
      <a href=${addressOf(...address(line))}>${line.title}</a>
      <span class="soft">${withState ? html`<span class="badge ${draftTones[line.state]}">${draftWords[line.state]}</span> ` : nothing}${ago(line.updatedAt)}</span>
      ${line.state === 'returned' && line.note ? html`<span class="why">退回理由：${line.note}</span>` : nothing}
    </li>`,
  )}
</ul>`;
