import { css } from 'lit';

export const upkeepStyles = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 16px;
  }
  .tabs [aria-current='page'] {
    background: var(--w-primary);
    color: #fff;
  }
  .flags {
    display: grid;
    gap: 16px;
    padding: 0;
    list-style: none;
  }
  .flags .card + .card {
    margin-top: 0;
  }
  .flags .card {
    display: grid;
    gap: 8px;
  }
  .flags h2 {
    margin: 0;
  }
  section {
    display: grid;
    gap: 4px;
    padding: 8px 0;
    border-top: 1px solid var(--w-line);
  }
  blockquote {
    margin: 0;
    padding: 8px 12px;
    border-left: 3px solid var(--w-line-strong);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
