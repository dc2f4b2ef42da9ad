import { css, html, nothing } from 'lit';
import { AdminPage, addressOf } from '../admin/page.ts';
import { type FilterOption, filterBar, searchFilter, selectFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
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

const choicesOf: Record<'kind' | 'state' | 'channel' | 'order', FilterOption[]> = {
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

interface Found {
  total: number;
  gaps: Gap[];
  /** Ids of those that ask the same. */
  groups: string[][];
}

/** 缺口: what desks report and what nothing answered; `#/gaps/ID` one of them, `#/gaps/unit/ID` those of a unit. */
export class AdminGapsElement extends AdminPage {
  private list = new PagedList<Filter, Found>(this, { path: 'v1/staff/gaps', noFilter });
  private units = new UnitList(this);

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('segments')) return;
    const [place, unit] = this.segments;
    if (place === 'unit') this.list.narrow({ ...noFilter, unit: unit ?? '' });
    else if (!place) void this.list.load();
  }

  override render() {
    const [place] = this.segments;
    if (place && place !== 'unit')
      return html`<wence-admin-gap .api=${this.api} .me=${this.me} .gapId=${place} .units=${this.units.all}></wence-admin-gap>`;
    return html`${pageHeader('缺口和纠错', { lead: '坐席上报的、市民问了没答上的。问法相近的列在一起，可以一并答复。' })}
      ${this.renderFilters()} ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private renderFilters() {
    const { list, units } = this;
    const unitOptions: FilterOption[] = [['', '全部单位'], ['none', '未指定单位'], ...units.options];
    return filterBar(
      '筛选缺口',
      html`${searchFilter(list, 'q', { placeholder: '问题里的词' })}
        ${selectFilter(list, 'state', '状态', choicesOf.state)} ${selectFilter(list, 'kind', '种类', choicesOf.kind)}
        ${units.all.length > 0 ? selectFilter(list, 'unit', '单位', unitOptions) : nothing}
        ${selectFilter(list, 'channel', '渠道', choicesOf.channel)} ${selectFilter(list, 'order', '排列', choicesOf.order)}`,
    );
  }

  private groups({ gaps, groups }: Found): Group[] {
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
    return this.list.filter.order === 'recent' ? found.sort((a, b) => last(b).localeCompare(last(a))) : found;
  }

  private renderFound(found: Found) {
    const unitName = (id: string | null) => (id === null ? '—' : (this.units.name(id) ?? '其他单位'));
    return html`${dataTable<Group>({
      caption: `${found.total} 条`,
      rows: this.groups(found),
      empty: emptyState(
        this.list.filter.state === 'waiting' ? '没有待处理的缺口' : '没有符合条件的',
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
    ${this.list.renderPager()}`;
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
