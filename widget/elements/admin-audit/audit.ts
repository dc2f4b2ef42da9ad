import { html, nothing } from 'lit';
import { AdminPage, addressOf } from '../admin/page.ts';
import { moment } from '../admin/parts/format.ts';
import { emptyState, loading, pageHeader, pager } from '../admin/parts/page-parts.ts';
import { dataTable } from '../admin/parts/table.ts';
import { auditStyles } from './audit.css.ts';
import { actionGroups, actionWords, differences, pageOf } from './audit-words.ts';

interface AuditEntry {
  number: number;
  at: string;
  actor: string;
  actorId: string | null;
  origin: string | null;
  action: string;
  subject: string;
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
  who: string;
  action: string;
  subject: string;
  from: string;
  to: string;
}
const noFilter: Filter = { who: '', action: '', subject: '', from: '', to: '' };

const pageSize = 50;
const typingMs = 300;

/** 审计: who did what to which, with the states before and after; and whether the chain is whole. `#/audit/ID` shows one thing's records. */
export class AdminAuditElement extends AdminPage {
  static override properties = {
    filter: { state: true },
    offset: { state: true },
    found: { state: true },
    verdict: { state: true },
    noted: { state: true },
    checking: { state: true },
  };
  declare private filter: Filter;
  declare private offset: number;
  declare private found: { total: number; entries: AuditEntry[] } | null;
  declare private verdict: Verdict | null;
  declare private noted: string;
  declare private checking: boolean;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.filter = noFilter;
    this.offset = 0;
    this.found = null;
    this.verdict = null;
    this.noted = '';
    this.checking = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('segments')) return;
    this.filter = { ...this.filter, subject: this.segments[0] ?? '' };
    this.offset = 0;
    void this.load();
  }

  private async load() {
    this.running?.abort();
    this.running = new AbortController();
    try {
      const query = { ...this.filter, limit: pageSize, offset: this.offset };
      this.found = await this.api.get('v1/staff/audit', query, this.running.signal);
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
    })}
    ${this.renderChain()} ${this.renderFilters()} ${this.found ? this.renderFound(this.found) : loading()}`;
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
    const { filter } = this;
    const day = (name: 'from' | 'to', label: string) => html`<label>${label}
      <input type="date" .value=${filter[name]} @change=${(event: Event) =>
        this.narrow({ [name]: (event.target as HTMLInputElement).value })} /></label>`;
    return html`<div class="filters" role="search" aria-label="筛选审计记录">
      <label class="grow">操作人
        <input type="search" placeholder="姓名的一部分" .value=${filter.who} @input=${(event: Event) =>
          this.narrow({ who: (event.target as HTMLInputElement).value }, typingMs)} /></label>
      <label>操作
        <select @change=${(event: Event) => this.narrow({ action: (event.target as HTMLSelectElement).value })}>
          ${actionGroups.map(([value, words]) => html`<option value=${value} ?selected=${value === filter.action}>${words}</option>`)}
        </select></label>
      <label class="grow">对象编号
        <input type="search" .value=${filter.subject} @input=${(event: Event) =>
          this.narrow({ subject: (event.target as HTMLInputElement).value.trim() }, typingMs)} /></label>
      ${day('from', '从')} ${day('to', '到')}
    </div>`;
  }

  private renderFound({ total, entries }: { total: number; entries: AuditEntry[] }) {
    const narrowed = JSON.stringify(this.filter) !== JSON.stringify(noFilter);
    const all = html`<button class="button" type="button" @click=${() => this.narrow(noFilter)}>去掉全部条件</button>`;
    return html`${dataTable<AuditEntry>({
      caption: `共 ${total} 条，最近的在前`,
      rows: entries,
      empty: narrowed
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
        { title: '操作', cell: ({ action }) => html`<span class="nowrap">${actionWords(action)}</span>` },
        { title: '对象和经过', cell: (entry) => this.renderWhat(entry) },
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

  private renderWhat({ action, subject, detail, before, after }: AuditEntry) {
    const page = pageOf(action, subject);
    const parts = differences(before, after);
    return html`${detail ? html`<p class="detail">${detail}</p>` : nothing}
      <p class="soft">${page ? html`<a href=${addressOf(...page)}>${subject}</a>` : subject}</p>
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
customElements.define('wence-admin-audit', AdminAuditElement);
