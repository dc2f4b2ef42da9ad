import { css, html, nothing } from 'lit';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import { channelWords, type Gap, gapBadges } from './gap-types.ts';
import './gap.ts';

interface Filter {
  q: string;
  kind: string;
  state: string;
  unit: string;
  channel: string;
  order: string;
}
const noFilter: Filter = { q: '', kind: '', state: 'waiting', unit: '', channel: '', order: 'reports' };
const pageSize = 50;
const typingMs = 250;

const choicesOf: Record<'kind' | 'state' | 'channel' | 'order', [string, string][]> = {
  kind: [
    ['', '缺口和错误'],
    ['gap', '没有答案'],
    ['error', '内容有误'],
  ],
  state: [
    ['waiting', '待处理和处理中'],
    ['open', '待处理'],
    ['taken', '处理中'],
    ['answered', '已答复'],
    ['dismissed', '不处理'],
    ['', '全部'],
  ],
  channel: [
    ['', '全部渠道'],
    ['web', '网页'],
    ['hotline', '热线'],
    ['window', '窗口'],
  ],
  order: [
    ['reports', '问得多的在前'],
    ['recent', '最近的在前'],
  ],
};

/** One line: what asks the same in other words stands with it. */
interface Group {
  lead: Gap;
  others: Gap[];
}

/** 缺口: what desks report and what nothing answered; `#/gaps/ID` one of them, `#/gaps/unit/ID` those of a unit. */
export class AdminGapsElement extends AdminPage {
  static override properties = {
    filter: { state: true },
    offset: { state: true },
    found: { state: true },
    units: { state: true },
  };
  declare private filter: Filter;
  declare private offset: number;
  declare private found: { total: number; gaps: Gap[]; groups: string[][] } | null;
  declare private units: Unit[];
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.filter = noFilter;
    this.offset = 0;
    this.found = null;
    this.units = [];
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.loadUnits();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('segments')) return;
    const [place, unit] = this.segments;
    if (place === 'unit') this.filter = { ...noFilter, unit: unit ?? '' };
    if (!place || place === 'unit') void this.load();
  }

  private async loadUnits() {
    if (!this.may('unit.read')) return;
    try {
      this.units = (await this.api.get<{ units: Unit[] }>('v1/staff/units')).units;
    } catch (error) {
      this.failed(error);
    }
  }

  private async load() {
    this.running?.abort();
    this.running = new AbortController();
    try {
      const query = { ...this.filter, limit: pageSize, offset: this.offset };
      this.found = await this.api.get('v1/staff/gaps', query, this.running.signal);
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
    const [place] = this.segments;
    if (place && place !== 'unit')
      return html`<wence-admin-gap .api=${this.api} .me=${this.me} .gapId=${place} .units=${this.units}></wence-admin-gap>`;
    return html`${pageHeader('缺口和纠错', { lead: '坐席上报的、市民问了没答上的。问法相近的列在一起，可以一并答复。' })}
      ${this.renderFilters()} ${this.found ? this.renderFound(this.found) : loading()}`;
  }

  private renderFilters() {
    const { filter } = this;
    const select = (name: keyof Filter, label: string, options: [string, string][]) => html`<label>${label}
      <select @change=${(event: Event) => this.narrow({ [name]: (event.target as HTMLSelectElement).value })}>
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${filter[name] === value}>${words}</option>`)}
      </select></label>`;
    const units: [string, string][] = [
      ['', '全部单位'],
      ['none', '未指定单位'],
      ...this.units.map(({ id, name }): [string, string] => [id, name]),
    ];
    return html`<div class="filters" role="search" aria-label="筛选缺口">
      <label class="grow">查找
        <input type="search" placeholder="问题里的词" .value=${filter.q} @input=${(event: Event) =>
          this.narrow({ q: (event.target as HTMLInputElement).value }, typingMs)} />
      </label>
      ${select('state', '状态', choicesOf.state)} ${select('kind', '种类', choicesOf.kind)}
      ${this.units.length > 0 ? select('unit', '单位', units) : nothing}
      ${select('channel', '渠道', choicesOf.channel)} ${select('order', '排列', choicesOf.order)}
    </div>`;
  }

  private groups({ gaps, groups }: NonNullable<typeof this.found>): Group[] {
    const byId = new Map(gaps.map((gap) => [gap.id, gap]));
    const found = groups.flatMap((ids): Group[] => {
      const [lead, ...others] = ids.flatMap((id) => byId.get(id) ?? []);
      return lead ? [{ lead, others }] : [];
    });
    const last = ({ lead, others }: Group) =>
      [lead, ...others]
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1) ?? '';
    return this.filter.order === 'recent' ? found.sort((a, b) => last(b).localeCompare(last(a))) : found;
  }

  private renderFound(found: NonNullable<typeof this.found>) {
    const unitName = (id: string | null) => (id === null ? '—' : (this.units.find((unit) => unit.id === id)?.name ?? '其他单位'));
    return html`${dataTable<Group>({
      caption: `${found.total} 条`,
      rows: this.groups(found),
      empty: emptyState(
        this.filter.state === 'waiting' ? '没有待处理的缺口' : '没有符合条件的',
        '坐席在工作台按 Alt+G 报缺口、Alt+E 报错误；市民问了而系统没有依据作答的，也会自动记在这里。',
      ),
      columns: [
        {
          title: '问题',
          cell: ({ lead, others }) => html`<a href=${addressOf('gaps', lead.id)}>${lead.question}</a>
            ${lead.itemTitle ? html`<p class="soft">报错的内容：${lead.itemTitle}</p>` : nothing}
            ${others.length > 0 ? html`<ul class="soft alike">${others.map((gap) => html`<li><a href=${addressOf('gaps', gap.id)}>${gap.question}</a>（${gap.reports} 次）</li>`)}</ul>` : nothing}`,
        },
        { title: '状态', cell: ({ lead }) => gapBadges(lead) },
        {
          title: '次数',
          number: true,
          cell: ({ lead, others }) => [lead, ...others].reduce((sum, { reports }) => sum + reports, 0),
        },
        {
          title: '最近',
          cell: ({ lead }) => html`<span class="nowrap">${channelWords[lead.channel]} · ${ago(lead.lastAt)}</span>`,
        },
        { title: '单位', cell: ({ lead }) => unitName(lead.unitId) },
        { title: '期限', cell: ({ lead }) => html`<span class="nowrap">${lead.dueOn}</span>` },
      ],
    })}
    ${pager({
      total: found.total,
      offset: this.offset,
      limit: pageSize,
      turn: (offset) => {
        this.offset = offset;
        void this.load();
      },
    })}`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .alike {
        margin-top: 4px;
        padding-left: 12px;
        border-left: 2px solid var(--w-line);
      }
      .alike a {
        font-weight: 400;
      }
    `,
  ];
}
customElements.define('wence-admin-gaps', AdminGapsElement);
