import { css, html, nothing } from 'lit';
import { AdminPage, addressOf } from '../admin/page.ts';
import { tick, tickAll, tickStyles } from '../admin/parts/bulk.ts';
import { type FilterOption, filterBar, selectFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
import type { Waiting } from '../admin-entries/entry-types.ts';
import './bulk-approve.ts';
import './review-item.ts';

const noFilter = { kind: '' };
const kinds: FilterOption[] = [
  ['', '问答和文件'],
  ['faq', '只看问答'],
  ['document', '只看文件'],
];

interface Found {
  total: number;
  waiting: Waiting[];
}

/** What an address calls a waiting thing: the draft, or the item itself. */
export const waitingId = ({ draftId, itemId }: Pick<Waiting, 'draftId' | 'itemId'>): string => draftId ?? itemId;

/** 审核: what waits, longest first; `#/review/ID` one of them, the next one follows. */
export class AdminReviewElement extends AdminPage {
  static override properties = { chosen: { state: true } };
  /** Entries ticked to be approved together, by their address; what is approved is what the list showed when they were ticked. */
  declare private chosen: Map<string, Waiting>;
  private list = new PagedList<typeof noFilter, Found>(this, { path: 'v1/staff/review', noFilter });
  private units = new UnitList(this);

  constructor() {
    super();
    this.chosen = new Map();
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('focus', this.refresh);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('focus', this.refresh);
  }

  /** Whoever comes back to the list sees what waits now; by itself it asks nothing, so that an unwatched session ends. */
  private refresh = () => {
    if (this.segments.length === 0) void this.list.load();
  };

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments') && (this.segments.length === 0 || !this.list.found)) void this.list.load();
  }

  /** Entries that this person can review, in the order of the list. */
  private get reviewable(): Waiting[] {
    return (this.list.found?.waiting ?? []).filter(({ kind, own }) => kind === 'faq' && !own);
  }

  private async decided(event: CustomEvent<{ words: string; id: string }>) {
    this.say(event.detail.words);
    const list = this.reviewable.map(waitingId);
    const next = list[list.indexOf(event.detail.id) + 1];
    await this.list.load();
    if (next && this.reviewable.some((one) => waitingId(one) === next)) this.go('review', next);
    else {
      const [first] = this.reviewable;
      if (first) this.go('review', waitingId(first));
      else this.go('review');
    }
  }

  private step(by: 1 | -1) {
    const list = this.reviewable.map(waitingId);
    const next = list[list.indexOf(this.segments[0] ?? '') + by];
    if (next) this.go('review', next);
  }

  override render() {
    const [id] = this.segments;
    if (!id) return this.renderList();
    const { found } = this.list;
    if (!found) return html`${pageHeader('审核')} ${loading()}`;
    const waiting = found.waiting.find((one) => waitingId(one) === id);
    if (!waiting) {
      const back = html`<a class="button" href=${addressOf('review')}>回到审核队列</a>`;
      return html`${pageHeader('审核')} ${emptyState('这一条已不在等待审核', '可能已由别人审核，或者作者收回了。', back)}`;
    }
    const place = this.reviewable.findIndex((one) => waitingId(one) === id) + 1;
    return html`<wence-admin-review-item .api=${this.api} .me=${this.me} .waiting=${waiting} .units=${this.units.all}
      .place=${place > 0 ? `第 ${place} 条，共 ${this.reviewable.length} 条可审` : ''} @decided=${this.decided}
      @step=${(event: CustomEvent<1 | -1>) => this.step(event.detail)}></wence-admin-review-item>`;
  }

  private renderList() {
    const [first] = this.reviewable;
    return html`${pageHeader('审核', {
      lead: '写的人不能审自己的。等得最久的在最前面。',
      actions: html`<button class="button" type="button" @click=${this.refresh}>刷新</button>
        ${
          first && this.may('entry.review')
            ? html`<a class="button primary" href=${addressOf('review', waitingId(first))}>从第一条开始审</a>`
            : nothing
        }`,
    })}
    ${this.may('entry.read') && this.may('document.read') ? filterBar('筛选待审核', selectFilter(this.list, 'kind', '种类', kinds)) : nothing}
    ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private choose(rows: Waiting[], wanted: boolean) {
    const chosen = new Map(this.chosen);
    for (const row of rows) {
      if (wanted) chosen.set(waitingId(row), row);
      else chosen.delete(waitingId(row));
    }
    this.chosen = chosen;
  }

  private renderChoosing() {
    const { reviewable, chosen } = this;
    if (!this.may('entry.review')) return nothing;
    const ticked = reviewable.filter((row) => chosen.has(waitingId(row))).length;
    return html`<wence-bulk-approve .api=${this.api} .units=${this.units.all} .chosen=${[...chosen.values()]} @done=${this.refresh}
        @clear=${() => {
          this.chosen = new Map();
        }}></wence-bulk-approve>
      ${reviewable.length > 1 ? tickAll(reviewable.length, ticked, (all) => this.choose(reviewable, all)) : nothing}`;
  }

  private renderTick(row: Waiting) {
    if (!this.may('entry.review') || row.own || row.kind !== 'faq' || this.reviewable.length < 2) return nothing;
    const isChosen = this.chosen.has(waitingId(row));
    return tick(row.title, isChosen, () => this.choose([row], !isChosen));
  }

  private renderFound({ total, waiting }: Found) {
    return html`${this.renderChoosing()} ${dataTable<Waiting>({
      caption: `${total} 项等待审核`,
      rows: waiting,
      empty: emptyState('没有等待审核的内容', '编辑送审后会出现在这里；由文件导入、还没有发布的也在这里。'),
      columns: [
        { title: '内容', cell: (row) => html`${this.renderTick(row)}<a href=${placeOf(row)}>${row.title}</a>` },
        {
          title: '种类',
          cell: (row) => html`<span class="badges">
            <span class="badge">${row.kind === 'faq' ? '问答' : '文件'}</span>
            ${row.changes ? html`<span class="badge label">修改</span>` : html`<span class="badge label">新</span>`}
            ${row.subject === 'item' ? html`<span class="badge">导入</span>` : nothing}
            ${row.own ? html`<span class="badge warn">您写的，由别人审</span>` : nothing}
          </span>`,
        },
        { title: '谁送的', cell: ({ byName }) => (byName === 'ingest' ? '导入' : byName) },
        { title: '单位', cell: ({ unitId }) => this.units.name(unitId) ?? '—' },
        { title: '等了多久', cell: ({ since }) => html`<span class="nowrap">${ago(since)}</span>` },
      ],
    })}
    ${this.list.renderPager()}`;
  }

  static override styles = [
    ...AdminPage.styles,
    tickStyles,
    css`
      .empty {
        margin-top: 12px;
      }
    `,
  ];
}
customElements.define('wence-admin-review', AdminReviewElement);

/** Documents are reviewed beside their original, on the page of documents. */
const placeOf = (row: Waiting) =>
  row.kind === 'document' ? addressOf('documents', row.itemId) : addressOf('review', waitingId(row));
