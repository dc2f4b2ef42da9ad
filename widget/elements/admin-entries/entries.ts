import { css, html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
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

const pageSize = 50;
const typingMs = 250;

const states: [string, string][] = [
  ['', '全部状态'],
  ['draft', '草稿'],
  ['submitted', '待审核'],
  ['returned', '已退回'],
  ['published', '已发布'],
  ['changed', '已发布，有未发布的修改'],
  ['withdrawn', '已撤下'],
];
const phases: [string, string][] = [
  ['', '全部时段'],
  ['coming', '待生效'],
  ['current', '生效中'],
  ['ended', '已失效'],
];
const sorts: [string, string][] = [
  ['updated', '最近改动在前'],
  ['ends', '先到期在前'],
  ['question', '按问题'],
];

/** 问答: the list, `#/entries/ID` one of them, `#/entries/new` a new one, `#/entries/ID/history/2` what became different. */
export class AdminEntriesElement extends AdminPage {
  static override properties = {
    filter: { state: true },
    offset: { state: true },
    found: { state: true },
    units: { state: true },
    words: { state: true },
    chosen: { state: true },
  };
  declare private filter: Filter;
  declare private offset: number;
  declare private found: { total: number; entries: EntryRow[] } | null;
  declare private units: Unit[];
  declare private words: { topics: string[]; tags: string[] };
  /** Entries ticked for a bulk step, with their questions. */
  declare private chosen: Map<string, string>;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.filter = noFilter;
    this.offset = 0;
    this.found = null;
    this.units = [];
    this.words = { topics: [], tags: [] };
    this.chosen = new Map();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.loadWords();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments') && this.segments.length === 0) void this.load();
  }

  private get opened(): EntryElement | null {
    return this.renderRoot.querySelector('wence-admin-entry');
  }

  override unsaved(): boolean {
    return this.opened?.unsaved() ?? false;
  }

  private async loadWords() {
    try {
      const [{ units }, words] = await Promise.all([
        this.api.get<{ units: Unit[] }>('v1/staff/units'),
        this.api.get<{ topics: string[]; tags: string[] }>('v1/staff/entries/words'),
      ]);
      this.units = units;
      this.words = words;
    } catch (error) {
      this.failed(error);
    }
  }

  private async load() {
    this.running?.abort();
    this.running = new AbortController();
    const { mine, ...filter } = this.filter;
    try {
      this.found = await this.api.get(
        'v1/staff/entries',
        { ...filter, mine: mine || null, limit: pageSize, offset: this.offset },
        this.running.signal,
      );
    } catch (error) {
      this.failed(error);
    }
  }

  private narrow(part: Partial<Filter>, wait = 0) {
    this.filter = { ...this.filter, ...part };
    this.offset = 0;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.load(), wait);
  }

  override render() {
    const [id, place, number] = this.segments;
    if (!id) return this.renderList();
    if (place === 'history')
      return html`<wence-admin-entry-history .api=${this.api} .me=${this.me} .entryId=${id} .number=${number ? Number(number) : null}></wence-admin-entry-history>`;
    const gapIds = id === 'new' && number ? number.split(',') : [];
    return html`<wence-admin-entry .api=${this.api} .me=${this.me} .entryId=${id} .units=${this.units} .words=${this.words}
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
    ${this.renderFilters()} ${this.found ? this.renderFound(this.found) : loading()}`;
  }

  private renderFilters() {
    const { filter } = this;
    const select = (name: keyof Filter, label: string, options: [string, string][]) => html`<label>${label}
      <select @change=${(event: Event) => this.narrow({ [name]: (event.target as HTMLSelectElement).value })}>
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${filter[name] === value}>${words}</option>`)}
      </select></label>`;
    const all = (first: string, words: string[]): [string, string][] => [
      ['', first],
      ...words.map((word): [string, string] => [word, word]),
    ];
    return html`<div class="filters" role="search" aria-label="筛选问答">
      <label class="grow">查找
        <input type="search" placeholder="问题、答案、口径里的词，空格分开" .value=${filter.q} @input=${(event: Event) =>
          this.narrow({ q: (event.target as HTMLInputElement).value }, typingMs)} />
      </label>
      ${select('state', '状态', states)} ${select('phase', '时段', phases)} ${select('sort', '排列', sorts)}
      <details class="more">
        <summary>更多条件</summary>
        <div class="filters">
          ${select('unit', '承办单位', [['', '全部单位'], ...this.units.map(({ id, name }): [string, string] => [id, name])])}
          ${select('topic', '事项分类', all('全部分类', this.words.topics))} ${select('tag', '标签', all('全部标签', this.words.tags))}
          ${select('audience', '给谁看', [['', '不限'], ...Object.entries(audienceNames)])}
          <label class="choice"><input type="checkbox" .checked=${filter.mine} @change=${(event: Event) =>
            this.narrow({ mine: (event.target as HTMLInputElement).checked })} /><span>只看我写过的</span></label>
        </div>
      </details>
    </div>`;
  }

  private renderFound({ total, entries }: { total: number; entries: EntryRow[] }) {
    return html`<wence-entries-bulk .api=${this.api} .me=${this.me} .units=${this.units} .chosen=${this.chosen} @done=${() => this.load()}
      @clear=${() => {
        this.chosen = new Map();
      }}></wence-entries-bulk>
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
        { title: '承办单位', cell: (row) => this.units.find(({ id }) => id === row.unitId)?.name ?? row.unit ?? '—' },
        { title: '给谁看', cell: ({ audiences }) => audiences.map((one) => audienceNames[one]).join('、') || '—' },
        { title: '有效期至', cell: ({ visibleUntil }) => html`<span class="nowrap">${visibleUntil ?? '长期'}</span>` },
        { title: '最近改动', cell: ({ updatedAt }) => html`<span class="nowrap">${ago(updatedAt)}</span>` },
      ],
    })}
    ${pager({
      total,
      offset: this.offset,
      limit: pageSize,
      turn: (offset) => {
        this.offset = offset;
        void this.load();
      },
    })}`;
  }

  private renderTick({ id, question }: EntryRow) {
    if (!this.may('entry.write') && !this.may('entry.withdraw')) return nothing;
    return html`<input class="tick" type="checkbox" aria-label="选中：${question}" .checked=${this.chosen.has(id)} @change=${() => {
      const chosen = new Map(this.chosen);
      if (!chosen.delete(id)) chosen.set(id, question);
      this.chosen = chosen;
    }} />`;
  }

  /** The list as it is narrowed now, all pages. */
  private async export(format: 'xlsx' | 'csv') {
    const { mine, ...filter } = this.filter;
    const given = Object.entries({ ...filter, mine: mine ? 'true' : '', format }).filter(([, value]) => value !== '');
    try {
      saveFile(await this.api.download(`v1/staff/export/entries?${new URLSearchParams(given)}`));
    } catch (error) {
      this.failed(error);
    }
  }

  private renderNothing() {
    const narrowed = JSON.stringify({ ...this.filter, sort: '' }) !== JSON.stringify({ ...noFilter, sort: '' });
    if (narrowed) {
      const all = html`<button class="button" type="button" @click=${() => this.narrow(noFilter)}>去掉全部条件</button>`;
      return emptyState('没有符合条件的问答', '换个词，或放宽条件。', all);
    }
    const begin = this.may('entry.write')
      ? html`<a class="button primary" href=${addressOf('entries', 'new')}>起草第一条</a>`
      : nothing;
    return emptyState('还没有问答', '从市民常问的一个问题开始：写下问题、答案和依据，送审后由另一人审核发布。', begin);
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .tick {
        width: 18px;
        height: 18px;
        margin: 0 10px 0 0;
        transform: translateY(3px);
        accent-color: var(--w-primary);
      }
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
      .filters label.choice {
        display: flex;
        align-self: end;
        min-height: var(--w-target);
        align-items: center;
        color: var(--w-ink);
        font-size: var(--w-text);
      }
    `,
  ];
}
customElements.define('wence-admin-entries', AdminEntriesElement);
