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

/** What was replaced stands as "原 5 新 10": without a mark between them two figures would read as one. */
const inText = (pieces: Piece[]) =>
  pieces.map((piece, index) => {
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    if (piece.kind === 'removed' && after?.kind === 'added')
      return html`<span class="was" aria-hidden="true">原</span>${marked(piece)}`;
    if (piece.kind === 'added' && before?.kind === 'removed')
      return html`<span class="now" aria-hidden="true">新</span>${marked(piece)}`;
    return marked(piece);
  });

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
          : html`<p class="words">${inText(pieces)}</p>`
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
    text-decoration: line-through;
  }
  .was,
  .now {
    margin-inline: 5px 2px;
    font-size: 0.78em;
    font-weight: 600;
  }
  .was {
    color: var(--w-bad);
  }
  .now {
    color: var(--w-good);
  }
  .now + ins {
    margin-inline-end: 5px;
  }
`;
