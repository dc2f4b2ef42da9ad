import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';
import { changeList, changeStyles, type ShownChange } from '../admin/parts/diff.ts';
import { moment } from '../admin/parts/format.ts';
import { loading } from '../admin/parts/page-parts.ts';
import { partStyles } from '../admin/parts/styles.ts';
import type { ClauseDiff, CorrectedField, DocumentFields, DocumentRevision } from './document-types.ts';
import { changeNames, fieldNames, shownValue } from './names.ts';

/** Fields that differ, as lines that changeList shows. */
export function fieldChanges(differences: { field: string; before: unknown; after: unknown }[]): ShownChange[] {
  return differences
    .filter(({ field }) => field in fieldNames)
    .map(({ field, before, after }) => {
      const [was, is] = [shownValue(field, before), shownValue(field, after)];
      const pieces = [
        ...(was ? [{ kind: 'removed' as const, text: was }] : []),
        ...(is ? [{ kind: 'added' as const, text: is }] : []),
      ];
      return { label: fieldNames[field as CorrectedField], kind: 'list' as const, pieces };
    });
}

export const clauseChanges = ({ clauses }: ClauseDiff): ShownChange[] =>
  clauses.map(({ kind, path, pieces }) => ({
    label: `${path.replaceAll('/', ' ')}${{ added: '（新增）', removed: '（删去）', changed: '' }[kind]}`,
    kind: 'text' as const,
    pieces,
  }));

export const clauseCounts = ({ added, removed, changed }: ClauseDiff) =>
  [changed && `改了 ${changed} 条`, added && `增加 ${added} 条`, removed && `删去 ${removed} 条`].filter(Boolean).join('，') ||
  '条款没有变化';

interface Compared {
  number: number;
  fields: ShownChange[];
  clauses: ClauseDiff | null;
}

/** What was approved of a document, newest first; each can be compared with the one before it. */
export class DocumentHistoryElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    documentId: { attribute: false },
    stamp: { attribute: false },
    revisions: { state: true },
    compared: { state: true },
    problem: { state: true },
  };
  declare api: StaffApi;
  declare documentId: string;
  /** Another one makes it read anew. */
  declare stamp: string;
  declare private revisions: DocumentRevision[] | null;
  declare private compared: Compared | null;
  declare private problem: string;

  constructor() {
    super();
    this.stamp = '';
    this.revisions = null;
    this.compared = null;
    this.problem = '';
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('documentId') || changed.has('stamp')) void this.load();
  }

  private get path() {
    return `v1/staff/documents/${encodeURIComponent(this.documentId)}`;
  }

  private async load() {
    try {
      this.revisions = (await this.api.get<{ revisions: DocumentRevision[] }>(`${this.path}/revisions`)).revisions;
      this.compared = null;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '读不到历史。';
    }
  }

  private async compare(after: DocumentRevision, before: DocumentRevision) {
    if (this.compared?.number === after.number) {
      this.compared = null;
      return;
    }
    const names = Object.keys(after.fields) as (keyof DocumentFields)[];
    const differing = names.filter((name) => JSON.stringify(after.fields[name]) !== JSON.stringify(before.fields[name]));
    const fields = fieldChanges(differing.map((field) => ({ field, before: before.fields[field], after: after.fields[field] })));
    const same = after.versionId === before.versionId;
    try {
      const clauses = same
        ? null
        : await this.api.get<ClauseDiff>(`${this.path}/versions/${before.versionId}/diff/${after.versionId}`);
      this.compared = { number: after.number, fields, clauses };
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '比较不出来。';
    }
  }

  override render() {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.revisions) return loading();
    if (this.revisions.length === 0)
      return html`<p class="soft">还没有在工作台审核过。审核通过一次就有一版，每版都可以和上一版比较。</p>`;
    return html`<ol>${this.revisions.map((revision, index) => this.line(revision, this.revisions?.[index + 1]))}</ol>`;
  }

  private line(revision: DocumentRevision, before: DocumentRevision | undefined) {
    const { number, change, file, approvedAt, approvedBy, writtenBy, note } = revision;
    const open = this.compared?.number === number;
    return html`<li>
      <p><b>${number === 0 ? '导入时' : `第 ${number} 版`}</b> ${number === 0 ? nothing : changeNames[change]}
        <span class="soft">${moment(approvedAt)} ${approvedBy ? `${approvedBy} 审核通过` : ''}，${writtenBy.join('、')} 编写</span></p>
      <p class="soft">${file.name}${note ? html`；${note}` : nothing}</p>
      ${
        before
          ? html`<button class="button small" type="button" aria-expanded=${open} @click=${() => this.compare(revision, before)}>
              ${open ? '收起' : `与${before.number === 0 ? '导入时' : `第 ${before.number} 版`}比较`}</button>`
          : nothing
      }
      ${open && this.compared ? this.renderCompared(this.compared) : nothing}
    </li>`;
  }

  private renderCompared({ fields, clauses }: Compared) {
    return html`<div class="compared">
      ${fields.length > 0 ? changeList(fields) : html`<p class="soft">要素没有变化。</p>`}
      <p class="soft">${clauses ? clauseCounts(clauses) : '条款没有变化'}</p>
      ${clauses ? changeList(clauseChanges(clauses)) : nothing}
    </div>`;
  }

  static override styles = [
    base,
    partStyles,
    changeStyles,
    css`
      li {
        padding: 10px 0;
        border-bottom: 1px solid var(--w-line);
      }
      li:last-child {
        border-bottom: 0;
      }
      .compared {
        display: grid;
        gap: 10px;
        margin-top: 8px;
        padding: 12px;
        border-radius: var(--w-radius);
        background: var(--w-ground);
      }
    `,
  ];
}
customElements.define('wence-document-history', DocumentHistoryElement);
