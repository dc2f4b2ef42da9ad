import { css } from 'lit';

/** The form of an entry and the bar under it. */
export const editorStyles = css`
      :host {
        display: block;
      }
      .note {
        margin-bottom: 12px;
      }
      .card + .card {
        margin-top: 0;
      }
      .link {
        padding: 2px 0;
        border: 0;
        background: none;
        color: var(--w-bad);
        text-align: left;
        text-decoration: underline;
        cursor: pointer;
      }
      .bar {
        position: sticky;
        bottom: 0;
        z-index: 5;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 6px 16px;
        margin: 14px -8px 0;
        padding: 8px;
        border-top: 1px solid var(--w-line);
        background: var(--w-ground);
      }
      .told:not(:empty) {
        flex-basis: 100%;
        color: var(--w-good);
        font-size: var(--w-small);
      }
      .state {
        flex: 1 1 140px;
        color: var(--w-ink-soft);
      }
      .left {
        min-height: 24px;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        text-decoration: underline;
        text-underline-offset: 3px;
        cursor: pointer;
      }
      .left.bad {
        color: var(--w-bad);
        font-weight: 600;
      }
      .state.failed,
      .state.conflict {
        color: var(--w-bad);
      }
    `;
