import { css, html, nothing } from 'lit';
import { validityTone, validityWord } from '../../shared/format.ts';
import type { Unit } from '../../shared/staff-types.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import type { DocumentElement } from '../admin-document/document.ts';
import '../admin-document/document.ts';
import type { DocumentRow } from '../admin-document/document-types.ts';
import { kindNames, stateNames } from '../admin-document/names.ts';
import './upload.ts';

interface Filter {
  q: string;
  state: string;
  validity: string;
  kind: string;
  unit: string;
  doubtful: boolean;
}
const noFilter: Filter = { q: '', state: '', validity: '', kind: '', unit: '', doubtful: false };

const pageSize = 50;
const typingMs = 250;

const states: [string, string][] = [
  ['', '全部状态'],
  ['draft', '修改中、未审核'],
  ['submitted', '待审核'],
  ['returned', '已退回'],
  ['published', '已发布'],
  ['changed', '已发布，有未发布的修改'],
  ['withdrawn', '已撤下'],
];
const validities: [string, string][] = [
  ['', '全部'],
  ['in_force', '现行有效'],
  ['expired', '已失效'],
  ['repealed', '已废止'],
  ['amended', '已修改'],
  ['not_yet', '尚未施行'],
  ['unknown', '不明'],
];
const draftWords = { draft: '稿件修改中', submitted: '稿件待审核', returned: '稿件已退回' } as const;

/** 文件: the list, and `#/documents/ID` one of them. */
export class AdminDocumentsElement extends AdminPage {
  static override properties = {
    filter: { state: true },
    offset: { state: true },
    found: { state: true },
    units: { state: true },
    uploading: { state: true },
  };
  declare private filter: Filter;
  declare private offset: number;
  declare private found: { total: number; documents: DocumentRow[] } | null;
  declare private units: Unit[];
  declare private uploading: boolean;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.filter = noFilter;
    this.offset = 0;
    this.found = null;
    this.units = [];
    this.uploading = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.loadUnits();
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments') && this.segments.length === 0) void this.load();
  }

  override unsaved(): boolean {
    return this.renderRoot.querySelector<DocumentElement>('wence-admin-document')?.unsaved() ?? false;
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
    const { doubtful, ...filter } = this.filter;
    const query = { ...filter, doubtful: doubtful ? 'true' : null, limit: pageSize, offset: this.offset };
    try {
      this.found = await this.api.get('v1/staff/documents', query, this.running.signal);
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
    const [id] = this.segments;
    if (id)
      return html`<p class="back"><a href=${addressOf('documents')}>← 全部文件</a></p>
        <wence-admin-document .api=${this.api} .me=${this.me} .documentId=${id} .units=${this.units}></wence-admin-document>`;
    return this.renderList();
  }

  private renderList() {
    const writes = this.may('document.write');
    const open = () => {
      this.uploading = true;
    };
    return html`${pageHeader('文件', {
      lead: '政策文件、解读、办事指南和公告。上传后由机器读取，人核对、另一人审核，才能被查到。',
      actions: writes ? html`<button class="button primary" type="button" @click=${open}>上传文件…</button>` : nothing,
    })}
    ${this.renderFilters()}
    ${this.found ? this.renderFound(this.found, writes) : loading()}
    ${
      this.uploading
        ? html`<wence-upload .api=${this.api} .me=${this.me} .units=${this.units} @close=${() => {
            this.uploading = false;
            void this.load();
          }} @uploaded=${(event: CustomEvent<string[]>) => this.uploaded(event.detail)}></wence-upload>`
        : nothing
    }`;
  }

  private uploaded(ids: string[]) {
    this.uploading = false;
    const [first] = ids;
    if (ids.length === 1 && first) this.go('documents', first);
    else {
      this.say(`收下了 ${ids.length} 个文件，正在读取。`);
      this.narrow({ ...noFilter, state: 'draft' });
    }
  }

  private renderFilters() {
    const { q, state, validity, kind, unit, doubtful } = this.filter;
    const select = (label: string, value: string, options: [string, string][], change: (value: string) => void) =>
      html`<label>${label}
        <select @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
          ${options.map(([name, words]) => html`<option value=${name} ?selected=${name === value}>${words}</option>`)}
        </select></label>`;
    const units: [string, string][] = [['', '全部单位'], ...this.units.map(({ id, name }): [string, string] => [id, name])];
    return html`<search class="filters">
      <label class="grow">标题或文号
        <input type="search" .value=${q} placeholder="几个字即可" @input=${(event: Event) =>
          this.narrow({ q: (event.target as HTMLInputElement).value.trim() }, typingMs)} /></label>
      ${select('状态', state, states, (value) => this.narrow({ state: value }))}
      ${select('有效性', validity, validities, (value) => this.narrow({ validity: value }))}
      ${select('类别', kind, [['', '全部类别'], ...Object.entries(kindNames)], (value) => this.narrow({ kind: value }))}
      ${this.units.length > 0 ? select('负责单位', unit, units, (value) => this.narrow({ unit: value })) : nothing}
      <label class="choice"><input type="checkbox" .checked=${doubtful} @change=${(event: Event) =>
        this.narrow({ doubtful: (event.target as HTMLInputElement).checked })} /><span>只看有疑点的</span></label>
    </search>`;
  }

  private renderFound({ total, documents }: { total: number; documents: DocumentRow[] }, writes: boolean) {
    const isFiltered = JSON.stringify(this.filter) !== JSON.stringify(noFilter);
    const empty = isFiltered
      ? emptyState(
          '没有符合条件的文件',
          '换个词，或者放宽条件再看。',
          html`<button class="button" type="button" @click=${() => this.narrow(noFilter)}>清除条件</button>`,
        )
      : emptyState(
          '还没有文件',
          writes
            ? '点“上传文件”，选 PDF、Word、网页或扫描件；机器读出标题、文号、日期和条款，您对照原件核对后送审。成批的文件可由管理员用 wence ingest 导入。'
            : '编辑上传的文件和用 wence ingest 导入的文件都列在这里。',
        );
    return html`${dataTable<DocumentRow>({
      caption: `共 ${total} 份，最近改动的在前`,
      columns: [
        { title: '文件', cell: (row) => this.titleCell(row) },
        { title: '状态', cell: (row) => this.stateCell(row) },
        { title: '有效性', cell: (row) => validityCell(row) },
        { title: '类别', cell: ({ kind }) => html`<span class="kind">${kind ? kindNames[kind] : '—'}</span>` },
        {
          title: '疑点',
          number: true,
          cell: ({ warnings }) => (warnings > 0 ? html`<span class="badge warn">${warnings}</span>` : '0'),
        },
        { title: '最近改动', cell: ({ updatedAt }) => html`<span class="nowrap">${ago(updatedAt)}</span>` },
      ],
      rows: documents,
      empty,
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

  private titleCell({ id, title, documentNumber, issuer, unitId }: DocumentRow) {
    const unit = this.units.find((one) => one.id === unitId)?.name;
    const about = [documentNumber, issuer, unit].filter(Boolean).join(' · ');
    return html`<a href=${addressOf('documents', id)}>${title}</a>${about ? html`<br /><span class="soft">${about}</span>` : nothing}`;
  }

  private stateCell({ state, draft }: DocumentRow) {
    const tone = state === 'published' ? 'good' : state === 'withdrawn' ? 'bad' : 'warn';
    return html`<span class="badges">
      ${state ? html`<span class="badge ${tone}">${stateNames[state]}</span>` : nothing}
      ${draft ? html`<span class="badge ${draft.state === 'draft' ? 'label' : draft.state === 'returned' ? 'bad' : 'warn'}">${draftWords[draft.state]}</span>` : nothing}
    </span>`;
  }

  static override styles = [
    ...AdminPage.styles,
    css`
      .badge,
      .kind {
        white-space: nowrap;
      }
      .back {
        margin-bottom: 4px;
      }
      td .good {
        color: var(--w-good);
      }
      td .warn:not(.badge) {
        color: var(--w-warn);
      }
      td .bad:not(.badge) {
        color: var(--w-bad);
      }
    `,
  ];
}
customElements.define('wence-admin-documents', AdminDocumentsElement);

const validityCell = ({ validity, validityNote }: DocumentRow) =>
  validity ? html`<span class=${validityTone(validity)}>${validityNote || validityWord(validity)}</span>` : '—';
