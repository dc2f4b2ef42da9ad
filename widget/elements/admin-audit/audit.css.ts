import { css } from 'lit';

export const auditStyles = css`
  .card {
    margin-bottom: 16px;
  }
  .chain {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px;
  }
  .chain label {
    display: grid;
    gap: 2px;
    flex: 1 1 320px;
    font-size: var(--w-small);
    color: var(--w-ink-soft);
  }
  .chain input {
    width: 100%;
    min-height: var(--w-target);
    padding: 8px 12px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  .note {
    margin-top: 12px;
  }
  code {
    overflow-wrap: anywhere;
  }
  .detail {
    white-space: pre-line;
  }
  summary {
    width: fit-content;
    min-height: 32px;
    padding: 4px 0;
    color: var(--w-primary-deep);
    cursor: pointer;
  }
  dl div {
    display: grid;
    grid-template-columns: minmax(60px, 140px) minmax(0, 1fr);
    gap: 10px;
    padding: 2px 0;
  }
  dt {
    color: var(--w-ink-soft);
  }
  dd {
    display: grid;
    gap: 2px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  ins {
    width: fit-content;
    background: var(--w-good-soft);
    color: var(--w-good);
    text-decoration: none;
  }
  del {
    width: fit-content;
    background: var(--w-bad-soft);
    color: var(--w-bad);
  }
  @media (max-width: 700px) {
    dl div {
      grid-template-columns: 1fr;
      gap: 0;
    }
  }
`;
