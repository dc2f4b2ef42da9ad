import { css, html, type TemplateResult } from 'lit';

/** What became of one thing of many. */
export interface Outcome {
  itemId: string;
  ok: boolean;
  /** What was done, or why not. */
  message: string;
}

/** The box before a row that chooses it. */
export const tick = (label: string, checked: boolean, change: () => void): TemplateResult =>
  html`<input class="tick" type="checkbox" aria-label="选中：${label}" .checked=${checked} @change=${change} />`;

/** Chooses all that this page shows, or none of them. `count` of them can be chosen. */
export const tickAll = (count: number, chosen: number, change: (all: boolean) => void): TemplateResult =>
  html`<label class="choice tick-all"><input type="checkbox" .checked=${chosen === count} .indeterminate=${chosen > 0 && chosen < count}
    @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} /><span>选中本页 ${count} 条</span></label>`;

/** Done or not, row by row, those that were not done first. */
export function outcomeList(outcomes: Outcome[], titleOf: (itemId: string) => string): TemplateResult {
  const failed = outcomes.filter(({ ok }) => !ok);
  const done = outcomes.filter(({ ok }) => ok);
  return html`<p role="status"><strong>${done.length} 条完成${failed.length > 0 ? `，${failed.length} 条没有做` : ''}。</strong></p>
    <ul class="outcomes">
      ${[...failed, ...done].map(
        ({ itemId, ok, message }) => html`<li><span class="badge ${ok ? 'good' : 'bad'}">${ok ? '完成' : '未做'}</span>
          ${titleOf(itemId)}：${message}</li>`,
      )}
    </ul>`;
}

export const bulkStyles = css`
  .bulk {
    position: sticky;
    /* Below the bar on top of every page. */
    top: 48px;
    z-index: 4;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 10px;
    padding: 8px 12px;
    border: 1px solid var(--w-primary);
    border-radius: 10px;
    background: var(--w-primary-soft);
  }
  .outcomes {
    display: grid;
    gap: 6px;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  .outcomes .badge {
    white-space: nowrap;
  }
`;

export const tickStyles = css`
  .tick {
    width: 18px;
    height: 18px;
    margin: 0 10px 0 0;
    transform: translateY(3px);
    accent-color: var(--w-primary);
  }
  .tick-all {
    width: fit-content;
    padding-left: 14px;
  }
  /* A long heading leaves the other columns their room. */
  @media (min-width: 701px) {
    tbody th {
      width: 40%;
    }
  }
`;
