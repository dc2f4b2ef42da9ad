import { css, html, nothing, type TemplateResult } from 'lit';
import type { ReadClause } from './document-types.ts';
import { percent } from './names.ts';

/** Clauses that are shown before somebody asks for all: long texts open at once that way. */
export const shownClauses = 200;

/** Below it the machine itself doubts what it read (see doubtfulConfidence of the reading). */
const doubtful = 0.85;

// Private use, replacement and control characters stand in no official text.
const garbled = /((?:(?![\t\n\r])[\p{Cc}\p{Co}\ufffd])+)/u;

/** The reading text in order, indented as the tree of clauses is; a page number leads to the page. */
export const clauseList = (clauses: ReadClause[], toPage: ((page: number) => void) | null): TemplateResult => {
  const depth = depths(clauses);
  return html`<div class="clauses">
    ${clauses.map((clause) => line(clause, depth.get(clause.path) ?? 0, toPage))}
  </div>`;
};

function line(
  { path, page, text, ocrConfidence, kind, table }: ReadClause,
  depth: number,
  toPage: ((page: number) => void) | null,
) {
  const unsure = ocrConfidence !== null && ocrConfidence < doubtful;
  return html`<div class="clause ${kind} ${unsure ? 'unsure' : ''}" style="--depth:${Math.min(depth, 4)}">
    <p class="place">
      ${path.replaceAll('/', ' ')}
      ${page === null ? nothing : toPage ? html`<button type="button" @click=${() => toPage(page)}>第 ${page} 页</button>` : html`第 ${page} 页`}
      ${ocrConfidence === null ? nothing : html`<span class=${unsure ? 'badge warn' : ''}>机器识别，把握 ${percent(ocrConfidence)}</span>`}
    </p>
    ${table ? cells(table) : html`<p class="text">${text.split(garbled).map(marked)}</p>`}
  </div>`;
}

const marked = (part: string, index: number) =>
  index % 2 === 1 ? html`<mark title="乱码">${'□'.repeat([...part].length)}</mark>` : part;

const cells = ({ caption, unit, cells: pairs }: NonNullable<ReadClause['table']>) => html`<dl class="cells">
  ${caption ? html`<div><dt>表</dt><dd>${caption}${unit ? `（单位：${unit}）` : ''}</dd></div>` : nothing}
  ${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

function depths(clauses: ReadClause[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const { path, parentPath } of clauses) known.set(path, parentPath === null ? 0 : (known.get(parentPath) ?? 0) + 1);
  return known;
}

export const clauseStyles = css`
  .clause {
    padding: 6px 0 6px calc(var(--depth) * 18px);
    border-bottom: 1px solid var(--w-line);
  }
  .clause.heading .text {
    font-weight: 600;
  }
  .clause.unsure {
    background: var(--w-warn-soft);
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    color: var(--w-ink-soft);
    font-size: 13px;
  }
  .place button {
    padding: 0 4px;
    border: 0;
    background: transparent;
    color: var(--w-primary);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
    min-height: 24px;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .cells {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
  }
  .cells div {
    display: flex;
    gap: 6px;
  }
  .cells dt {
    color: var(--w-ink-soft);
  }
`;
