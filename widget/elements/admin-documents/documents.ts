import { css, html, nothing } from 'lit';
import { validityTone, validityWord } from '../../shared/format.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { checkFilter, type FilterOption, filterBar, searchFilter, selectFilter } from '../admin/parts/filters.ts';
import { ago } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { dataTable } from '../admin/parts/table.ts';
import { UnitList } from '../admin/parts/units.ts';
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

const states: FilterOption[] = [
  ['', '全部状态'],
  ['draft', '修改中、未审核'],
  ['submitted', '待审核'],
  ['returned', '已退回'],
  ['published', '已发布'],
  ['changed', '已发布，有未发布的修改'],
  ['withdrawn', '已撤下'],
];
const validities: FilterOption[] = [
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
  static override properties = { uploading: { state: true } };
  declare private uploading: boolean;
  private list = new PagedList<Filter, { total: number; documents: DocumentRow[] }>(this, {
    path: 'v1/staff/documents',
    noFilter,
  });
  private units = new UnitList(this);

  constructor() {
    super();
    this.uploading = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments') && this.segments.length === 0) void this.list.load();
  }

  override unsaved(): boolean {
    return this.renderRoot.querySelector<DocumentElement>('wence-admin-document')?.unsaved() ?? false;
  }

  override render() {
    const [id] = this.segments;
    if (id)
      return html`<p class="back"><a href=${addressOf('documents')}>← 全部文件</a></p>
        <wence-admin-document .api=${this.api} .me=${this.me} .documentId=${id} .units=${this.units.all}></wence-admin-document>`;
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
    ${this.list.found ? this.renderFound(this.list.found, writes) : loading()}
    ${
      this.uploading
        ? html`<wence-upload .api=${this.api} .me=${this.me} .units=${this.units.all} @close=${() => {
            this.uploading = false;
            void this.list.load();
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
      this.list.narrow({ ...noFilter, state: 'draft' });
    }
  }

  private renderFilters() {
    const { list, units } = this;
    return filterBar(
      '筛选文件',
      html`${searchFilter(list, 'q', { label: '标题或文号', placeholder: '几个字即可' })}
        ${selectFilter(list, 'state', '状态', states)} ${selectFilter(list, 'validity', '有效性', validities)}
        ${selectFilter(list, 'kind', '类别', [['', '全部类别'], ...Object.entries(kindNames)])}
        ${units.all.length > 0 ? selectFilter(list, 'unit', '负责单位', [['', '全部单位'], ...units.options]) : nothing}
        ${checkFilter(list, 'doubtful', '只看有疑点的')}`,
    );
  }

  private renderFound({ total, documents }: { total: number; documents: DocumentRow[] }, writes: boolean) {
    const empty = this.list.isNarrowed()
      ? emptyState(
          '没有符合条件的文件',
          '换个词，或者放宽条件再看。',
          html`<button class="button" type="button" @click=${() => this.list.widen()}>清除条件</button>`,
        )
      : emptyState(
          this.me.account.unitId ? '您的单位还没有文件' : '还没有文件',
          writes
            ? `${this.me.account.unitId ? '这里只列本单位负责的。' : ''}点“上传文件”，选 PDF、Word、网页或扫描件；机器读出标题、文号、日期和条款，您对照原件核对后送审。成批的文件可由管理员用 wence ingest 导入。`
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
          cell: ({ warnings, unread }) => (unread ? '—' : warnings > 0 ? html`<span class="badge warn">${warnings}</span>` : '0'),
        },
        { title: '最近改动', cell: ({ updatedAt }) => html`<span class="nowrap">${ago(updatedAt)}</span>` },
      ],
      rows: documents,
      empty,
    })}
    ${this.list.renderPager()}`;
  }

  private titleCell({ id, title, documentNumber, issuer, unitId }: DocumentRow) {
    const unit = this.units.name(unitId);
    const about = [documentNumber, issuer, unit].filter(Boolean).join(' · ');
    return html`<a href=${addressOf('documents', id)}>${title}</a>${about ? html`<br /><span class="soft">${about}</span>` : nothing}`;
  }

  private stateCell({ state, draft, unread }: DocumentRow) {
    const tone = state === 'published' ? 'good' : state === 'withdrawn' ? 'bad' : 'warn';
    return html`<span class="badges">
      ${state ? html`<span class="badge ${tone}">${stateNames[state]}</span>` : nothing}
      ${draft ? html`<span class="badge ${draft.state === 'draft' ? 'label' : draft.state === 'returned' ? 'bad' : 'warn'}">${draftWords[draft.state]}</span>` : nothing}
      ${unread ? html`<span class="badge bad">没有读出来</span>` : nothing}
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
