import { html, nothing } from 'lit';
import { saveFile } from '../../shared/save-file.ts';
import { AdminPage, addressOf } from '../admin/page.ts';
import { dayFilter, filterBar, searchFilter, selectFilter } from '../admin/parts/filters.ts';
import { moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader } from '../admin/parts/page-parts.ts';
import { PagedList } from '../admin/parts/paged-list.ts';
import { dataTable } from '../admin/parts/table.ts';
import { auditStyles } from './audit.css.ts';
import { actionGroups, differences, pageOf } from './audit-words.ts';

interface AuditEntry {
  number: number;
  at: string;
  actor: string;
  actorId: string | null;
  origin: string | null;
  action: string;
  words: string;
  subject: string;
  subjectName: string | null;
  detail: string;
  before: unknown;
  after: unknown;
  hash: string | null;
}

interface Verdict {
  sound: boolean;
  verdict: string;
  records: number;
  headHash: string | null;
  noted: number | null;
}

interface Filter {
  q: string;
  who: string;
  action: string;
  subject: string;
  from: string;
  to: string;
}
const noFilter: Filter = { q: '', who: '', action: '', subject: '', from: '', to: '' };

/** 审计: who did what to which, with the states before and after; and whether the chain is whole. `#/audit/ID` shows one thing's records. */
export class AdminAuditElement extends AdminPage {
  static override properties = {
    verdict: { state: true },
    noted: { state: true },
    checking: { state: true },
  };
  declare private verdict: Verdict | null;
  declare private noted: string;
  declare private checking: boolean;
  private list = new PagedList<Filter, { total: number; entries: AuditEntry[] }>(this, { path: 'v1/staff/audit', noFilter });

  constructor() {
    super();
    this.verdict = null;
    this.noted = '';
    this.checking = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('segments')) this.list.narrow({ subject: this.segments[0] ?? '' });
  }

  private async verify(event: Event) {
    event.preventDefault();
    this.checking = true;
    try {
      this.verdict = await this.api.get<Verdict>('v1/staff/audit/verify', { hash: this.noted.trim().toLowerCase() });
    } catch (error) {
      this.failed(error);
    } finally {
      this.checking = false;
    }
  }

  override render() {
    return html`${pageHeader('审计', {
      lead: '谁在什么时候、从哪里、对什么做了什么。只增不改：每条记录带着前一条的校验值，被改、被删、被插入都查得出来。',
      actions: html`<button class="button" type="button" @click=${this.export}>导出 CSV</button>`,
    })}
    ${this.renderChain()} ${this.renderFilters()} ${this.list.found ? this.renderFound(this.list.found) : loading()}`;
  }

  private renderChain() {
    const { verdict } = this;
    return html`<section class="card" aria-label="核验审计链">
      <form class="chain" @submit=${this.verify}>
        <label>以前记下的校验值（可不填）
          <input .value=${this.noted} spellcheck="false" autocomplete="off" pattern="\\s*[0-9a-fA-F]{64}\\s*" placeholder="64 位十六进制"
            title="64 位十六进制的校验值" @input=${(event: Event) => {
              this.noted = (event.target as HTMLInputElement).value;
            }} />
        </label>
        <button class="button" ?disabled=${this.checking}>${this.checking ? '正在核验…' : '核验审计链'}</button>
      </form>
      <div role="status">
        ${
          verdict
            ? html`<p class="note ${verdict.sound ? '' : 'bad'}"><strong>${verdict.verdict}</strong>
                ${
                  this.noted.trim() && verdict.noted === null
                    ? html`<br />链里没有以前记下的校验值：记下之后，记录被重写或删除过。`
                    : verdict.noted
                      ? html`<br />以前记下的校验值在第 ${verdict.noted} 条，相符。`
                      : nothing
                }
                ${
                  verdict.headHash
                    ? html`<br />链尾校验值，请另行记下（纸上或另一套系统）：<code>${verdict.headHash}</code>`
                    : nothing
                }</p>`
            : nothing
        }
      </div>
    </section>`;
  }

  private renderFilters() {
    const { list } = this;
    return filterBar(
      '筛选审计记录',
      html`${searchFilter(list, 'q', { placeholder: '标题、内容、电话、编号里的词，空格分开' })}
        ${searchFilter(list, 'who', { label: '操作人', placeholder: '姓名的一部分' })}
        ${selectFilter(list, 'action', '操作', actionGroups)}
        ${dayFilter(list, 'from', '从')} ${dayFilter(list, 'to', '到')}`,
    );
  }

  private renderFound({ total, entries }: { total: number; entries: AuditEntry[] }) {
    const all = html`<button class="button" type="button" @click=${() => this.list.widen()}>去掉全部条件</button>`;
    return html`${dataTable<AuditEntry>({
      caption: `共 ${total} 条，最近的在前`,
      rows: entries,
      empty: this.list.isNarrowed()
        ? emptyState('没有符合条件的记录', '换一个人、一种操作或一段时间。', all)
        : emptyState('还没有记录', '工作人员的每一步操作都会记在这里。'),
      columns: [
        {
          title: '时间',
          cell: ({ at, number }) =>
            html`<span class="nowrap">${moment(at)}</span><br /><span class="soft">第 ${number} 条</span>`,
        },
        {
          title: '操作人',
          cell: ({ actor, origin }) => html`${actor}${origin ? html`<br /><span class="soft nowrap">${origin}</span>` : nothing}`,
        },
        { title: '操作', cell: ({ words }) => html`<span class="nowrap">${words}</span>` },
        { title: '对象和经过', cell: (entry) => this.renderWhat(entry) },
      ],
    })}
    ${this.list.renderPager()}`;
  }

  /** The list as it is narrowed now, all pages. */
  private async export() {
    const given = Object.entries(this.list.query).filter(([, value]) => value !== '');
    try {
      saveFile(await this.api.download(`v1/staff/audit/export?${new URLSearchParams(given)}`));
    } catch (error) {
      this.failed(error);
    }
  }

  private renderWhat({ action, subject, subjectName, detail, before, after }: AuditEntry) {
    const page = pageOf(action, subject);
    const named = subjectName ?? subject;
    const more = subjectName && !detail.startsWith(subjectName) ? subjectName : null;
    const parts = differences(before, after);
    return html`${detail ? html`<p class="detail">${detail}</p>` : nothing}
      <p class="soft">
        ${page ? html`<a href=${addressOf(...page)}>${more ?? '打开'}<span class="sr">：${named}</span></a>` : more}
        ${subject in places ? '' : html`<code>${subject}</code>`}
      </p>
      ${
        parts.length === 0
          ? nothing
          : html`<details><summary>前后对照（${parts.length} 处）</summary>
              <dl>
                ${parts.map(
                  ({ name, before: earlier, after: later }) => html`<div>
                    ${name ? html`<dt>${name}</dt>` : html`<dt>值</dt>`}
                    <dd><del><span class="sr">原来：</span>${earlier}</del> <ins><span class="sr">改为：</span>${later}</ins></dd>
                  </div>`,
                )}
              </dl>
            </details>`
      }`;
  }

  static override styles = [...AdminPage.styles, auditStyles];
}
/** Subjects that stand for a whole page: their name says nothing that the action does not. */
const places = { import: true, export: true, audit: true, banner: true };
customElements.define('wence-admin-audit', AdminAuditElement);
