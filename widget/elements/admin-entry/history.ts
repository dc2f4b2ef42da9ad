import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { addressOf } from '../admin/page.ts';
import { changeList, changeStyles } from '../admin/parts/diff.ts';
import { moment } from '../admin/parts/format.ts';
import { loading, pageHeader } from '../admin/parts/page-parts.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { EntryContent, FieldChange, Revision, WholeEntry } from '../admin-entries/entry-types.ts';
import { contentView, readStyles } from './read-view.ts';

interface Shown {
  revision: Revision & { content: EntryContent };
  before: number | null;
  changes: FieldChange[];
}

/** What was approved of an entry, version by version, and what became different. */
export class EntryHistoryElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    entryId: {},
    number: { attribute: false },
    whole: { state: true },
    shown: { state: true },
    units: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare entryId: string;
  /** The version that is open; null: the last one. */
  declare number: number | null;
  declare private whole: WholeEntry | null;
  declare private shown: Shown | null;
  declare private units: { id: string; name: string }[];
  declare private problem: string;

  constructor() {
    super();
    this.number = null;
    this.whole = null;
    this.shown = null;
    this.units = [];
    this.problem = '';
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('entryId') || changed.has('number')) void this.load();
  }

  private async load() {
    this.problem = '';
    try {
      if (this.whole?.id !== this.entryId) {
        this.whole = await this.api.get<WholeEntry>(`v1/staff/entries/${this.entryId}`);
        this.units = (await this.api.get<{ units: { id: string; name: string }[] }>('v1/staff/units')).units;
      }
      const number = this.number ?? this.whole.revisions[0]?.number;
      if (number !== undefined) this.shown = await this.api.get<Shown>(`v1/staff/entries/${this.entryId}/revisions/${number}`);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有取到历史，请重试。';
    }
  }

  private unitName = (id: string) => this.units.find((unit) => unit.id === id)?.name ?? id;

  override render() {
    const title = this.whole?.published?.content.question ?? this.whole?.draft?.title ?? '';
    return html`<p><a href=${addressOf('entries', this.entryId)}>← 回到这条问答</a></p>
      ${pageHeader('历史', { lead: title })}
      <p class="problem" role="alert">${this.problem}</p>
      ${this.whole ? this.renderAll(this.whole) : this.problem ? nothing : loading()}`;
  }

  private renderAll({ revisions }: WholeEntry) {
    if (revisions.length === 0) return html`<p class="soft">还没有发布过。每次审核通过记一版。</p>`;
    return html`<div class="sides">
      <nav aria-label="各版">
        <ol>
          ${revisions.map(
            ({ number, writtenBy, approvedBy, approvedAt, note }) => html`<li>
              <a href=${addressOf('entries', this.entryId, 'history', String(number))}
                aria-current=${this.shown?.revision.number === number ? 'true' : nothing}>
                <strong>${number === 0 ? '导入的内容' : `第 ${number} 版`}</strong>
                <span>${moment(approvedAt)}</span>
                <span>${writtenBy.map(({ name }) => name).join('、')} 写${approvedBy ? `，${approvedBy.name} 审` : ''}</span>
                ${note ? html`<span>${note}</span>` : nothing}
              </a>
            </li>`,
          )}
        </ol>
      </nav>
      ${this.shown ? this.renderShown(this.shown) : nothing}
    </div>`;
  }

  private renderShown({ revision, before, changes }: Shown) {
    const title = before === null ? '这一版是最初的内容' : before === 0 ? '与导入的内容相比' : `与第 ${before} 版相比`;
    return html`<div>
      ${
        before === null
          ? nothing
          : html`<section class="card"><h2>${title}</h2>${
              changes.length > 0 ? changeList(changes) : html`<p>没有不同。</p>`
            }</section>`
      }
      <section class="card"><h2>${before === null ? title : '全文'}</h2>${contentView(revision.content, this.unitName)}</section>
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    changeStyles,
    readStyles,
    css`
      .sides {
        display: grid;
        grid-template-columns: 240px minmax(0, 1fr);
        gap: 20px;
        align-items: start;
      }
      nav a {
        display: grid;
        padding: 8px 12px;
        border-left: 3px solid var(--w-line);
        color: var(--w-ink);
        text-decoration: none;
      }
      nav a span {
        color: var(--w-ink-soft);
        font-size: var(--w-small);
      }
      nav a:hover,
      nav a[aria-current] {
        border-color: var(--w-primary);
        background: var(--w-primary-soft);
      }
      @media (max-width: 760px) {
        .sides {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}
customElements.define('wence-admin-entry-history', EntryHistoryElement);
