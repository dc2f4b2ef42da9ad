import { type CSSResult, css } from 'lit';
import { changeStyles } from '../admin/parts/diff.ts';
import { clauseStyles } from './clauses.ts';

/** Original left and reading right, each scrolling by itself; one above the other on narrow screens. */
export const documentStyles: CSSResult[] = [
  changeStyles,
  clauseStyles,
  css`
    .note {
      margin-bottom: 10px;
    }
    .note h2 {
      font-size: 16px;
    }
    .note.good {
      border-color: var(--w-good);
      background: var(--w-good-soft);
    }
    .note ul {
      padding-left: 1.2em;
      list-style: disc;
    }
    .note .button.small {
      min-height: 30px;
    }
    progress {
      width: 100%;
      height: 10px;
      accent-color: var(--w-primary);
    }
    .validity {
      margin-bottom: 10px;
      padding: 10px 14px;
      border: 1px solid var(--w-line);
      border-radius: var(--w-radius);
      background: var(--w-surface);
    }
    .validity b {
      margin: 0 8px;
    }
    .validity .good {
      color: var(--w-good);
    }
    .validity .warn {
      color: var(--w-warn);
    }
    .validity .bad {
      color: var(--w-bad);
    }
    .changes-card {
      margin-bottom: 10px;
    }
    summary {
      cursor: pointer;
      font-weight: 600;
    }
    summary + .changes {
      margin-top: 10px;
    }
    .side {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: 16px;
      align-items: start;
    }
    .side.single {
      grid-template-columns: minmax(0, 1fr);
    }
    .side.single .original {
      position: static;
      height: auto;
    }
    .side:not(.single) .original {
      position: sticky;
      top: 64px;
      height: calc(100dvh - 80px);
    }
    .file {
      position: relative;
      overflow: hidden;
      cursor: pointer;
    }
    .file:focus-within {
      outline: 3px solid var(--w-primary);
      outline-offset: 2px;
    }
    .entries li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      padding: 4px 0;
    }
    @media (max-width: 1000px) {
      .side {
        grid-template-columns: minmax(0, 1fr);
      }
      .side:not(.single) .original {
        position: static;
        height: 70dvh;
      }
    }
  `,
];
