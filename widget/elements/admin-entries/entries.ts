import { css, html, nothing } from 'lit';
import { AdminPage, addressOf } from '../admin/page.ts';
import { tick, tickAll, tickStyles } from '../admin/parts/bulk.ts';
import { checkFilter, type FilterOption, filterBar, searchFilter, selectFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
import type { EntryElement } from '../admin-entry/entry.ts';
import '../admin-entry/entry.ts';
import '../admin-entry/history.ts';
import { saveFile } from '../../shared/save-file.ts';
import { stateBadges } from './badges.ts';
import './bulk-bar.ts';
import { audienceNames, type EntryRow } from './entry-types.ts';

interface Filter {
  q: string;
  state: string;
  phase: string;
  unit: string;
  topic: string;
  tag: string;
  audience: string;
  mine: boolean;
  sort: string;
}
const noFilter: Filter = {
  q: '',
  state: '',
  phase: '',
  unit: '',
  topic: '',
  tag: '',
  audience: '',
  mine: false,
  sort: 'updated',
};

const states: FilterOption[] = [
  ['', '全部状态'],
  ['draft', '草稿'],
  ['submitted', '待审核'],
  ['returned', '已退回'],
  ['published', '已发布'],
  ['changed', '已发布，有未发布的修改'],
  ['withdrawn', '已撤下'],
];
const phases: FilterOption[] = [
  ['', '全部时段'],
  ['coming', '待生效'],
  ['current', '生效中'],
  ['ended', '已失效'],
];
const sorts: FilterOption[] = [
  ['updated', '最近改动在前'],
  ['ends', '先到期在前'],
  ['question', '按问题'],
];

/** 问答: the list, `#/entries/ID` one of them, `#/entries/new` a new one, `#/entries/ID/history/2` what became different. */
export class AdminEntriesElement extends AdminPage {
  static override properties = { words: { state: true }, chosen: { state: true } };
  declare private words: { topics: string[]; tags: string[] };
  /** Entries ticked for a bulk step, with their questions. */
  declare private chosen: Map<string, string>;
  private list = new PagedList<Filter, { total: number; entries: EntryRow[] }>(this, { path: 'v1/staff/entries', noFilter });
  private units = new UnitList(this);

  constructor() {
    super();
    this.words = { topics: [], tags: [] };
    this.chosen = new Map();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.loadWords();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments') && this.segments.length === 0) void this.list.load();
  }

  private get opened(): EntryElement | null {
    return this.renderRoot.querySelector('wence-admin-entry');
  }

  override unsaved(): boolean {
    return this.opened?.unsaved() ?? false;
  }

  private async loadWords() {
    try {
      this.words = await this.api.get<{ topics: string[]; tags: string[] }>('v1/staff/entries/words');
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    const [id, place, number] = this.segments;
    if (!id) return this.renderList();
    if (place === 'history')
      return html`<wence-admin-entry-history .api=${this.api} .me=${this.me} .entryId=${id} .number=${number ? Number(number) : null}></wence-admin-entry-history>`;
    const gapIds = id === 'new' && number ? number.split(',') : [];
    return html`<wence-admin-entry .api=${this.api} .me=${this.me} .entryId=${id} .units=${this.units.all} .words=${this.words}
      .prefill=${id === 'new' && place ? place : ''} .gapIds=${gapIds}></wence-admin-entry>`;
  }

  private renderList() {
    const writes = this.may('entry.write');
    return html`${pageHeader('问答', {
      lead: '一问一答，审核通过后网页、热线、窗口同时可查。',
      actions: html`${
        this.may('entry.export')
          ? html`<button class="button" type="button" @click=${() => this.export('xlsx')}>导出 XLSX</button>
              <button class="button" type="button" @click=${() => this.export('csv')}>导出 CSV</button>`
          : nothing
      }
      ${this.may('entry.import') ? html`<a class="button" href=${addressOf('import')}>批量导入</a>` : nothing}
      ${writes ? html`<a class="button primary" href=${addressOf('entries', 'new')}>起草新问答</a>` : nothing}`,
    })}
    ${this.renderFilters()} ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private renderFilters() {
    const { list, units, words } = this;
    const all = (first: string, values: string[]): FilterOption[] => [
      ['', first],
      ...values.map((value): FilterOption => [value, value]),
    ];
    return filterBar(
      '筛选问答',
      html`${searchFilter(list, 'q', { placeholder: '问题、答案、口径里的词，空格分开' })}
        ${selectFilter(list, 'state', '状态', states)} ${selectFilter(list, 'phase', '时段', phases)}
        ${selectFilter(list, 'sort', '排列', sorts)}
        <details class="more">
          <summary>更多条件</summary>
          <div class="filters">
            ${selectFilter(list, 'unit', '承办单位', [['', '全部单位'], ...units.options])}
            ${selectFilter(list, 'topic', '事项分类', all('全部分类', words.topics))}
            ${selectFilter(list, 'tag', '标签', all('全部标签', words.tags))}
            ${selectFilter(list, 'audience', '给谁看', [['', '不限'], ...Object.entries(audienceNames)])}
            ${checkFilter(list, 'mine', '只看我写过的')}
          </div>
        </details>`,
    );
  }

  private renderFound({ total, entries }: { total: number; entries: EntryRow[] }) {
    return html`<wence-entries-bulk .api=${this.api} .me=${this.me} .units=${this.units.all} .chosen=${this.chosen} @done=${() => this.list.load()}
      @clear=${() => {
        this.chosen = new Map();
      }}></wence-entries-bulk>
    ${this.renderTickAll(entries)}
    ${dataTable<EntryRow>({
      caption: `共 ${total} 条`,
      rows: entries,
      empty: this.renderNothing(),
      columns: [
        {
          title: '问题',
          cell: (row) =>
            html`${this.renderTick(row)}<a href=${addressOf('entries', row.id)}>${row.question}</a>${
              row.draft && row.draft.title !== row.question
                ? html`<br /><span class="soft">改为：${row.draft.title}</span>`
                : nothing
            }`,
        },
        { title: '状态', cell: (row) => stateBadges(row) },
        { title: '承办单位', cell: (row) => this.units.name(row.unitId) ?? row.unit ?? '—' },
        { title: '给谁看', cell: ({ audiences }) => audiences.map((one) => audienceNames[one]).join('、') || '—' },
        { title: '有效期至', cell: ({ visibleUntil }) => html`<span class="nowrap">${visibleUntil ?? '长期'}</span>` },
        { title: '最近改动', cell: ({ updatedAt }) => html`<span class="nowrap">${ago(updatedAt)}</span>` },
      ],
    })}
    ${this.list.renderPager()}`;
  }

  private get mayChoose(): boolean {
    return this.may('entry.write') || this.may('entry.withdraw');
  }

  private choose(rows: EntryRow[], wanted: boolean) {
    const chosen = new Map(this.chosen);
    for (const { id, question } of rows) {
      if (wanted) chosen.set(id, question);
      else chosen.delete(id);
    }
    this.chosen = chosen;
  }

  private renderTickAll(rows: EntryRow[]) {
    if (!this.mayChoose || rows.length < 2) return nothing;
    const ticked = rows.filter(({ id }) => this.chosen.has(id)).length;
    return tickAll(rows.length, ticked, (all) => this.choose(rows, all));
  }

  private renderTick(row: EntryRow) {
    const isChosen = this.chosen.has(row.id);
    return this.mayChoose ? tick(row.question, isChosen, () => this.choose([row], !isChosen)) : nothing;
  }

  /** The list as it is narrowed now, all pages. */
  private async export(format: 'xlsx' | 'csv') {
    const query: Record<string, string> = { ...this.list.query, format };
    const given = Object.entries(query).filter(([, value]) => value !== '');
    try {
      saveFile(await this.api.download(`v1/staff/export/entries?${new URLSearchParams(given)}`));
    } catch (error) {
      this.failed(error);
    }
  }

  private renderNothing() {
    if (this.list.isNarrowed('sort')) {
      const all = html`<button class="button" type="button" @click=${() => this.list.widen()}>去掉全部条件</button>`;
      return emptyState('没有符合条件的问答', '换个词，或放宽条件。', all);
    }
    const begin = this.may('entry.write')
      ? html`<a class="button primary" href=${addressOf('entries', 'new')}>起草第一条</a>`
      : nothing;
    return emptyState('还没有问答', '从市民常问的一个问题开始：写下问题、答案和依据，送审后由另一人审核发布。', begin);
  }

  static override styles = [
    ...AdminPage.styles,
    tickStyles,
    css`
      .more {
        flex: 1 1 100%;
      }
      .more summary {
        width: fit-content;
        min-height: 32px;
        padding: 4px 0;
        color: var(--w-primary-deep);
        cursor: pointer;
      }
      .more .filters {
        margin: 6px 0 0;
      }
    `,
  ];
}
customElements.define('wence-admin-entries', AdminEntriesElement);
