import { css, html, nothing, type TemplateResult } from 'lit';
import { validityTone, validityWord } from '../../shared/format.ts';
import type { Validity } from '../../shared/types.ts';
import { type EntryContent, type EntryField, type Evidence, fieldLines, fieldNames } from '../admin-entries/entry-types.ts';

const lists = new Set<EntryField>(['similarQuestions', 'basis', 'legalBasis', 'tags']);

/** Said, unlike other empty fields: whoever answers has nobody to hand the question on to. */
const noUnit = html`<div><dt>${fieldNames.unitId}</dt><dd class="lacking">未指定：坐席答不了时，不知道转给谁</dd></div>`;

/** All that an entry says, field by field; what is empty is left out, but for the unit. */
export function contentView(content: EntryContent, unitName: (id: string) => string): TemplateResult {
  return html`<dl class="content">
    ${(Object.keys(fieldNames) as EntryField[]).map((field) => {
      const lines = fieldLines(content, field, unitName);
      if (lines.length === 0) return field === 'unitId' ? noUnit : nothing;
      const several = lists.has(field) && field !== 'tags';
      return html`<div class=${field === 'question' || field === 'answer' ? 'main' : ''}>
        <dt>${fieldNames[field]}</dt>
        <dd>${several ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : lines.join('、')}</dd>
      </div>`;
    })}
  </dl>`;
}

/** Does the document hold today? Nothing where it says nothing about it. */
export const validityBadge = (validity: Validity | null, note: string | null) =>
  validity && validity !== 'unknown'
    ? html`<span class="badge ${validityTone(validity)}">${note || validityWord(validity)}</span>`
    : nothing;

/** The clauses that an entry rests on, as they stand today. */
export function evidenceView(evidence: Evidence[]): TemplateResult {
  if (evidence.length === 0) return html`<p class="soft">没有选库里的条款作依据。</p>`;
  return html`<ul class="evidence">
    ${evidence.map(
      ({ basis, text, changed, validity, validityNote }) => html`<li>
        <h3>${basis.label}</h3>
        <p class="badges">
          ${validityBadge(validity, validityNote)}
          ${text === null ? html`<span class="badge bad">库里已没有，或已撤下</span>` : nothing}
          ${text !== null && changed ? html`<span class="badge warn">文字与选用时不同</span>` : nothing}
        </p>
        ${text === null ? nothing : html`<blockquote>${text}</blockquote>`}
      </li>`,
    )}
  </ul>`;
}

export const readStyles = css`
  .content {
    display: grid;
    gap: 12px;
  }
  .content dt,
  .evidence h3 {
    color: var(--w-ink-soft);
    font-size: var(--w-small);
    font-weight: 600;
  }
  .content dd {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .content .main dd {
    font-size: var(--w-large);
  }
  .content .lacking {
    color: var(--w-warn);
    font-weight: 600;
  }
  .content ul {
    white-space: normal;
  }
  .evidence {
    display: grid;
    gap: 16px;
  }
  .evidence h3 {
    color: var(--w-ink);
    overflow-wrap: anywhere;
  }
  .evidence blockquote {
    margin-top: 4px;
    padding: 8px 12px;
    border-left: 3px solid var(--w-line-strong);
    background: var(--w-ground);
    font-family: var(--w-serif);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
