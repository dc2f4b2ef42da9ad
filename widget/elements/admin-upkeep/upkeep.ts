import { html, nothing } from 'lit';
import { saveFile } from '../../shared/save-file.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import { ago, moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
import './recall.ts';
import { upkeepStyles } from './upkeep.css.ts';
import {
  causes,
  type DatedEntry,
  type ExpiringEntry,
  type FlaggedEntry,
  type FlagReason,
  flagKinds,
  type Recall,
} from './upkeep-types.ts';

type Tab = 'flags' | 'expiring' | 'stale' | 'recalls';
const tabs: [Tab, string][] = [
  ['flags', '需复核'],
  ['expiring', '即将到期'],
  ['stale', '久未复核'],
  ['recalls', '更正清单'],
];

const leads: Record<Tab, string> = {
  flags: '所依据的条款变了、没有了，或文件失效、修改、撤下的问答。看过新旧文字，要么修改，要么由另一人确认“仍然正确”。',
  expiring: '结束日期快到或已到的问答，以及所依据的文件快要失效的问答。要继续用，就改结束日期或换依据，再送审。',
  stale: '很久没有人复核过的问答。内容没变的，由另一人确认“仍然正确”；变了的，修改后送审。',
  recalls: '答复作出之后，所用的文字变了、撤下了或失效了。看要不要告诉问过的人，处理完标上。',
};

/** 到期与复核: `#/upkeep/flags`, `/expiring`, `/stale`, `/recalls` (and `/recalls/ID` one of them). */
export class AdminUpkeepElement extends AdminPage {
  static override properties = {
    flags: { state: true },
    expiring: { state: true },
    stale: { state: true },
    recalls: { state: true },
  };
  declare private flags: FlaggedEntry[] | null;
  declare private expiring: ExpiringEntry[] | null;
  declare private stale: DatedEntry[] | null;
  declare private recalls: Recall[] | null;
  private units = new UnitList(this);

  constructor() {
    super();
    this.flags = null;
    this.expiring = null;
    this.stale = null;
    this.recalls = null;
  }

  private get tab(): Tab {
    return tabs.find(([tab]) => tab === this.segments[0])?.[0] ?? 'flags';
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.loadAll();
  }

  /** All four: the tabs bear their numbers. */
  private async loadAll() {
    const entries = <Row>(what: string) => this.api.get<{ entries: Row[] }>(`v1/staff/upkeep/${what}`);
    try {
      const [flags, expiring, stale, recalls] = await Promise.all([
        entries<FlaggedEntry>('flags'),
        entries<ExpiringEntry>('expiring'),
        entries<DatedEntry>('stale'),
        this.may('answer.read') ? this.api.get<{ recalls: Recall[] }>('v1/staff/recalls') : { recalls: [] },
      ]);
      this.flags = flags.entries;
      this.expiring = expiring.entries;
      this.stale = stale.entries;
      this.recalls = recalls.recalls;
    } catch (error) {
      this.failed(error);
    }
  }

  private async confirmRight({ itemId, question, fingerprint }: { itemId: string; question: string; fingerprint: string }) {
    const sure = await this.confirm({
      title: '确认仍然正确？',
      text: `“${question}”\n表示您看过答案和依据现在的文字，内容不用改。会记为新的一版，审核人是您。`,
      action: '仍然正确',
    });
    if (!sure) return;
    try {
      const { number } = await this.api.post<{ number: number }>(`v1/staff/entries/${itemId}/confirm`, { fingerprint });
      this.say(`已确认，记为第 ${number} 版。`);
      await this.loadAll();
    } catch (error) {
      this.failed(error);
    }
  }

  private async saveList() {
    try {
      saveFile(await this.api.download('v1/staff/recalls/export'));
    } catch (error) {
      this.failed(error);
    }
  }

  override render() {
    const { tab } = this;
    const open = this.recalls?.filter((recall) => recall.open > 0).length ?? 0;
    const numbers: Record<Tab, number | undefined> = {
      flags: this.flags?.length,
      expiring: this.expiring?.length,
      stale: this.stale?.length,
      recalls: this.recalls ? open : undefined,
    };
    const shown = tabs.filter(([one]) => one !== 'recalls' || this.may('answer.read'));
    return html`${pageHeader('到期与复核', {
      lead: leads[tab],
      actions:
        tab === 'recalls' && (this.recalls?.length ?? 0) > 0
          ? html`<button class="button" type="button" @click=${this.saveList}>导出 CSV</button>`
          : undefined,
    })}
    <nav class="tabs" aria-label="到期与复核">
      ${shown.map(
        ([
          one,
          words,
        ]) => html`<a class="button small" href=${addressOf('upkeep', one)} aria-current=${one === tab ? 'page' : 'false'}>
          ${words}${numbers[one] === undefined ? nothing : `（${numbers[one]}）`}</a>`,
      )}
    </nav>
    ${this.renderTab(tab)}`;
  }

  private renderTab(tab: Tab) {
    if (tab === 'flags') return this.flags ? this.renderFlags(this.flags) : loading();
    if (tab === 'expiring') return this.expiring ? this.renderExpiring(this.expiring) : loading();
    if (tab === 'stale') return this.stale ? this.renderStale(this.stale) : loading();
    return this.recalls ? this.renderRecalls(this.recalls) : loading();
  }

  private link = ({ itemId, question }: { itemId: string; question: string }) =>
    html`<a href=${addressOf('entries', itemId)}>${question}</a>`;

  private unitName = (unitId: string | null, other: string | null = null) => this.units.name(unitId) ?? other ?? '—';

  private actions(entry: { itemId: string; question: string; fingerprint: string }, sure = true) {
    return html`<span class="row-actions">
      ${
        this.may('entry.review') && sure
          ? html`<button class="button small" type="button" @click=${() => this.confirmRight(entry)}>仍然正确</button>`
          : nothing
      }
      ${this.may('entry.write') ? html`<a class="button small" href=${addressOf('entries', entry.itemId)}>去修改</a>` : nothing}
    </span>`;
  }

  private renderFlags(entries: FlaggedEntry[]) {
    if (entries.length === 0)
      return emptyState(
        '没有需要复核的问答',
        '问答所依据的条款一有变化，或文件失效、撤下，就会自动列到这里。写问答时从库中选条款作依据，才查得到。',
      );
    return html`<ul class="flags">
      ${entries.map(
        (entry) => html`<li class="card">
          <h2>${this.link(entry)}</h2>
          <p class="soft">${entry.unitId ? `${this.unitName(entry.unitId)}，` : ''}上次审核 ${ago(entry.reviewedAt)}
            ${entry.draft ? html`<span class="badge warn">正在修改中</span>` : nothing}
            ${entry.answers > 0 ? html`<a href=${addressOf('upkeep', 'recalls')}>已由它作出 ${entry.answers} 条答复</a>` : nothing}</p>
          ${entry.reasons.map((reason) => this.renderReason(reason))}
          <div class="buttons">${this.actions(entry, !entry.draft && entry.reasons.every(({ kind }) => kind !== 'gone' && kind !== 'withdrawn'))}</div>
        </li>`,
      )}
    </ul>`;
  }

  private renderReason({ kind, label, words, since, oldText, newText, pieces }: FlagReason) {
    const both = pieces
      ? changeList([{ label: '原来的文字 → 现在的文字', kind: 'text', pieces }])
      : html`${oldText && oldText !== newText ? html`<blockquote><span class="soft">原来的文字</span><br />${oldText}</blockquote>` : nothing}
        ${newText ? html`<blockquote><span class="soft">现在的文字</span><br />${newText}</blockquote>` : nothing}`;
    return html`<section>
      <p><span class="badge bad">${flagKinds[kind]}</span> ${label}</p>
      <p>${words}${since ? html` <span class="soft">${moment(since)} 起</span>` : nothing}</p>
      ${both}
    </section>`;
  }

  private renderExpiring(entries: ExpiringEntry[]) {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    return dataTable<ExpiringEntry>({
      caption: `${entries.length} 条，先到期在前`,
      rows: entries,
      empty: emptyState(
        '没有快到期的问答',
        '问答的结束日期，或所依据文件的有效期，在提醒期内就会列到这里。提前多少天提醒，在“设置”里定。',
      ),
      columns: [
        { title: '问题', cell: this.link },
        { title: '承办单位', cell: ({ unitId, unit }) => this.unitName(unitId, unit) },
        {
          title: '最后一天',
          cell: ({ lastDay }) =>
            html`<span class="nowrap">${lastDay}</span> ${lastDay < today ? html`<span class="badge bad">已到期</span>` : nothing}`,
        },
        { title: '因为', cell: ({ because }) => because ?? '问答的结束日期' },
        { title: '操作', hiddenTitle: true, cell: (entry) => this.actions(entry, false) },
      ],
    });
  }

  private renderStale(entries: DatedEntry[]) {
    return dataTable<DatedEntry>({
      caption: `${entries.length} 条，最久的在前`,
      rows: entries,
      empty: emptyState('没有久未复核的问答', '超过设置的天数没有人审核过的问答会列到这里。多少天算久，在“设置”里定。'),
      columns: [
        { title: '问题', cell: this.link },
        { title: '承办单位', cell: ({ unitId, unit }) => this.unitName(unitId, unit) },
        { title: '上次审核', cell: ({ reviewedAt }) => html`<span class="nowrap">${moment(reviewedAt)}</span>` },
        { title: '操作', hiddenTitle: true, cell: (entry) => this.actions(entry) },
      ],
    });
  }

  private renderRecalls(recalls: Recall[]) {
    const opened = this.segments[1];
    return html`${dataTable<Recall>({
      caption: `${recalls.length} 项，未处理的在前`,
      rows: recalls,
      empty: emptyState(
        '没有要更正的答复',
        '文件改了、撤下了或失效了，此前由它作出的答复会自动列到这里。处理之前，这些答复不会因为过了保留期而删除。',
      ),
      columns: [
        {
          title: '引用的内容',
          cell: ({ id, title, place, kind }) =>
            html`<a href=${addressOf('upkeep', 'recalls', id)}>${kind === 'faq' ? '问答' : '文件'}：${title}</a>${place ? html`<br /><span class="soft">${place}</span>` : nothing}`,
        },
        { title: '为什么', cell: ({ cause, words }) => html`<span class="badge warn">${causes[cause]}</span><br />${words}` },
        { title: '变动时间', cell: ({ since }) => html`<span class="nowrap">${moment(since)}</span>` },
        { title: '答复', number: true, cell: ({ answers }) => answers },
        { title: '未处理', number: true, cell: ({ open }) => (open > 0 ? html`<strong>${open}</strong>` : '0') },
      ],
    })}
    ${
      opened
        ? html`<wence-admin-recall .api=${this.api} recallId=${opened} ?writes=${this.may('entry.write')}
            @close=${() => this.go('upkeep', 'recalls')}
            @handled=${(event: CustomEvent<number>) => {
              this.say(`已更新 ${event.detail} 条。`);
              void this.loadAll();
            }}></wence-admin-recall>`
        : nothing
    }`;
  }

  static override styles = [...AdminPage.styles, changeStyles, upkeepStyles];
}
customElements.define('wence-admin-upkeep', AdminUpkeepElement);
