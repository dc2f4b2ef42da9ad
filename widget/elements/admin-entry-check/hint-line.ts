import { css, html, type TemplateResult } from 'lit';
import type { EntryCheck } from './check-types.ts';

/** What was found that cannot wait until somebody scrolls to it; empty where there is nothing. */
export function urgentWords(found: EntryCheck | null): string {
  if (!found) return '';
  const duplicates = found.near.filter(({ duplicate }) => duplicate).length;
  return [
    duplicates > 0 ? `可能重复 ${duplicates} 条` : '',
    found.figures.length > 0 ? `数字或日期对不上 ${found.figures.length} 处` : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** One line near the question that leads to the hints; stays there empty, so that it is read out when it fills. */
export function hintLine(found: EntryCheck | null, lead: () => void): TemplateResult {
  const words = urgentWords(found);
  return html`<p class="hint-line" role="status">${
    words ? html`<button class="button small" type="button" @click=${lead}>${words}，去看<kbd>Alt+J</kbd></button>` : ''
  }</p>`;
}

/** The key of the line: on some keyboards Alt writes another character, so the place of the key counts. */
export const isHintKey = (event: KeyboardEvent) => event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyJ';

export const hintLineStyles = css`
  .hint-line:empty {
    display: none;
  }
  .hint-line .button {
    border-color: var(--w-warn);
    background: var(--w-warn-soft);
    color: var(--w-warn);
  }
  .hint-line kbd {
    margin-left: 8px;
    font: 600 12px/1.5 var(--w-font);
  }
  @media (max-width: 860px) {
    .hint-line kbd {
      display: none;
    }
  }
`;
