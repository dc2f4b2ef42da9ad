import { css, html, type TemplateResult } from 'lit';

interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface ShownChange {
  label: string;
  kind: 'text' | 'list';
  pieces: Piece[];
}

const marked = ({ kind, text }: Piece) => {
  if (kind === 'added') return html`<ins><span class="sr">〔新增〕</span>${text}<span class="sr">〔新增完〕</span></ins>`;
  if (kind === 'removed') return html`<del><span class="sr">〔删去〕</span>${text}<span class="sr">〔删去完〕</span></del>`;
  return html`${text}`;
};

/** Changes field by field: what came is underlined on green, what went is struck through on red; told to who listens, too. */
export const changeList = (changes: ShownChange[]): TemplateResult => html`<dl class="changes">
  ${changes.map(
    ({ label, kind, pieces }) => html`<div>
      <dt>${label}</dt>
      <dd>${
        kind === 'list'
          ? html`<ul>
              ${pieces.map((piece) => html`<li>${marked(piece)}</li>`)}
            </ul>`
          : html`<p class="words">${pieces.map(marked)}</p>`
      }</dd>
    </div>`,
  )}
</dl>`;

export const changeStyles = css`
  .changes {
    display: grid;
    gap: 14px;
  }
  .changes dt {
    margin-bottom: 2px;
    color: var(--w-ink-soft);
    font-size: var(--w-small);
    font-weight: 600;
  }
  .changes .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .changes li {
    padding: 1px 0;
    overflow-wrap: anywhere;
  }
  ins {
    background: var(--w-good-soft);
    color: var(--w-good);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  del {
    background: var(--w-bad-soft);
    color: var(--w-bad);
  }
`;
