import { html, nothing, type TemplateResult } from 'lit';
import { validityTone, validityWord } from '../../shared/format.ts';
import { changeList } from '../admin/parts/diff.ts';
import type { ClauseDiff, CorrectedField, DocumentRecord, StaffDocument, ValidityLine } from './document-types.ts';
import { clauseChanges, clauseCounts, fieldChanges } from './history.ts';
import { fieldNames, percent, shownValue } from './names.ts';

/** What stands above a document: how far its reading is, what must be checked first, what citizens will see, what would change. */

export function progressNote({ progress, draft }: StaffDocument): TemplateResult {
  const { page = 0, pages = 0 } = progress ?? {};
  return html`<div class="note" role="status">
    <p>正在读取“${draft?.file.name}”${pages > 0 ? `：第 ${page} / ${pages} 页` : '…'}</p>
    <progress max=${pages || 1} value=${pages > 0 ? page : nothing} aria-label="读取进度"></progress>
    <p class="soft">可以离开或刷新页面，读取不会中断。扫描件每页约需几秒。</p>
  </div>`;
}

/** Names of missing fields as the reading gives them. */
const missingFields: Record<string, CorrectedField> = {
  发文机关: 'issuer',
  发文字号: 'documentNumber',
  发布或成文日期: 'publishedOn',
  施行日期: 'effectiveOn',
};

export interface NoticeSteps {
  toPage(page: number): void;
  /** Opens the form of a field, where it may be set right. */
  fill(field: CorrectedField): void;
}

export function warningsNote(document: DocumentRecord, editable: boolean, { toPage, fill }: NoticeSteps): TemplateResult {
  const { quality, warnings } = document;
  const missing = quality?.missingFields ?? [];
  const pages = quality?.doubtfulPages ?? [];
  const said = [
    ...warnings.map(({ message }) => message),
    ...(quality?.doubtfulTables ?? []).filter((table) => !warnings.some(({ message }) => message.includes(table))),
    ...(quality && quality.garbledShare > 0.001 ? [`约 ${percent(quality.garbledShare)} 的字是乱码`] : []),
  ];
  const count = missing.length + said.length + (pages.length > 0 ? 1 : 0);
  if (count === 0) return html`<p class="note good">机器没有发现疑点。仍请对照原件核对日期、文号和金额。</p>`;
  const line = (name: string) => {
    const field = missingFields[name];
    return html`<li>没有读到${name}
      ${field && editable ? html`<button class="button small" type="button" @click=${() => fill(field)}>补上<span class="sr">${name}</span></button>` : nothing}</li>`;
  };
  return html`<section class="note warn" aria-label="请先核对">
    <h2>请先核对（${count}）</h2>
    <ul>
      ${missing.map(line)}
      ${said.map((text) => html`<li>${text}</li>`)}
      ${
        pages.length > 0
          ? html`<li>这些页识别把握不大：${pages.map(
              ({ page }) => html`<button class="button small" type="button" @click=${() => toPage(page)}>第 ${page} 页</button> `,
            )}</li>`
          : nothing
      }
    </ul>
  </section>`;
}

/** For whoever reviews: what people set right, each with what was read before and why. */
export function correctionsNote({ corrections, document }: StaffDocument): TemplateResult {
  const readBefore = (field: string) =>
    document?.facts.find((fact) => fact.field === field && fact.basis !== 'correction')?.value;
  return html`<section class="note" aria-label="人工更正">
    <h2>人工更正（${corrections.length}），请对照原件核对</h2>
    <ul>
      ${corrections.map(({ field, value, reason, by }) => {
        const before = readBefore(field);
        const words = field === 'relations' ? '见下面“与其他文件的关系”' : shownValue(field, value) || '清空';
        return html`<li><b>${fieldNames[field]}</b>：${before ? html`<del>${shownValue(field, before)}</del> → ` : nothing}${words}
          <span class="soft">${by}：${reason}</span></li>`;
      })}
    </ul>
  </section>`;
}

/** The line that citizens see beside every citation; `published` is how it stands in the base now. */
export function validityLine(validity: ValidityLine, published: ValidityLine | null): TemplateResult {
  const words = (line: ValidityLine) => line.note || validityWord(line.status);
  const differs = published !== null && words(published) !== words(validity);
  return html`<section class="validity" aria-label="公众看到的有效性">
    <p><span class="soft">公众看到的有效性</span>
      <b class=${validityTone(validity.status)}>${words(validity)}</b>
      ${differs ? html`<span class="soft">（现在库中：${words(published)}）</span>` : nothing}</p>
    ${validity.contradictions.map((text) => html`<p class="soft">说法不一：${text}</p>`)}
  </section>`;
}

/** In its place where the document is withdrawn: it holds or not, nobody finds it. */
export const goneLine = (): TemplateResult =>
  html`<section class="validity" aria-label="公众看到的有效性">
    <p><span class="soft">公众看到的有效性</span> <b class="bad">已撤下，公众和坐席都查不到</b></p>
  </section>`;

export interface Changes {
  fields: { field: string; before: unknown; after: unknown }[];
  clauses: ClauseDiff | null;
}

/** So many changes are shown at once; more on demand. */
const shownAtOnce = 12;

export function changesCard({ fields, clauses }: Changes): TemplateResult {
  const shown = fieldChanges(fields);
  const count = shown.length + (clauses?.clauses.length ?? 0);
  const words = [shown.length > 0 ? `要素 ${shown.length} 项` : '', clauses ? clauseCounts(clauses) : ''].filter(Boolean);
  return html`<details class="card changes-card" ?open=${count > 0 && count <= shownAtOnce}>
    <summary>通过后与库中现行内容的不同（${count === 0 ? '没有不同' : words.join('，')}）</summary>
    ${changeList([...shown, ...(clauses ? clauseChanges(clauses) : [])])}
  </details>`;
}
