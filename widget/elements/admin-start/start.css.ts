import { css } from 'lit';

/** Cards side by side, each with its figures, its lines and a way on. */
export const startStyles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(380px, 100%), 1fr));
    gap: 16px;
    align-items: start;
  }
  .card + .card {
    margin-top: 0;
  }
  .note {
    margin-bottom: 16px;
    overflow-wrap: anywhere;
  }
  .card {
    display: grid;
    gap: 10px;
    min-width: 0;
  }
  .card > h2 {
    margin: 0;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
  }
  .figures p {
    display: flex;
    align-items: baseline;
    gap: 6px;
    color: var(--w-ink-soft);
  }
  .figures b {
    font-size: 26px;
    line-height: 1.3;
    color: var(--w-ink);
    font-variant-numeric: tabular-nums;
  }
  .figures .bad b {
    color: var(--w-bad);
  }
  .lines {
    border-top: 1px solid var(--w-line);
  }
  .lines li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0 10px;
    padding: 7px 0;
    border-bottom: 1px solid var(--w-line);
  }
  .lines a {
    overflow-wrap: anywhere;
  }
  .lines .why {
    grid-column: 1 / -1;
    color: var(--w-bad);
    font-size: var(--w-small);
    overflow-wrap: anywhere;
  }
  .lines .more {
    grid-column: 1 / -1;
    font-size: var(--w-small);
  }
  .lines b.some {
    color: var(--w-bad);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
