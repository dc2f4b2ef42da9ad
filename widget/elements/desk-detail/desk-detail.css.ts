import { css } from 'lit';

/** An entry or clause in full: what is read aloud is large, what is internal stands apart. */
export const detailStyles = css`

  :host {
    display: grid;
    gap: 16px;
    align-content: start;
  }
  h2 {
    font-size: 20px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 4px;
    font-size: var(--w-small);
    color: var(--w-ink-soft);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
  }
  kbd {
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 4px;
    font: 600 12px/1.5 var(--w-font);
  }
  @media (max-width: 860px) {
    kbd {
      display: none;
    }
  }
  .script {
    padding: 14px 18px;
    border-left: 5px solid var(--w-primary);
    border-radius: 4px;
    background: var(--w-primary-soft);
  }
  .script p {
    font-size: 22px;
    line-height: 1.7;
    white-space: pre-line;
  }
  .internal {
    padding: 10px 16px;
    border: 1px dashed var(--w-warn);
    border-radius: 4px;
    background: var(--w-warn-soft);
    white-space: pre-line;
  }
  .internal h3 {
    color: var(--w-warn);
  }
  .words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    gap: 4px;
  }
  dl div {
    display: flex;
    gap: 12px;
  }
  dt {
    flex: none;
    width: 6.5em;
    color: var(--w-ink-soft);
  }
  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .fallen:has(p) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    padding: 10px 14px;
    border: 2px solid var(--w-bad);
    border-radius: var(--w-radius);
    background: var(--w-bad-soft);
    color: var(--w-bad);
  }
  .warning {
    padding: 8px 12px;
    border-left: 4px solid var(--w-bad);
    background: var(--w-bad-soft);
    color: var(--w-bad);
  }
  .services {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .do {
    display: inline-grid;
    place-items: center;
    width: 1.6em;
    height: 1.6em;
    border-radius: 4px;
    background: var(--w-red);
    color: #fff;
    font-weight: 600;
  }
  a svg {
    width: 1em;
    height: 1em;
    vertical-align: -2px;
  }

  .standing {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: -8px;
  }
  .standing .badge {
    font-size: 13px;
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
    gap: 12px 28px;
  }
  .basis button {
    padding: 4px 0;
    border: 0;
    background: transparent;
    color: var(--w-primary);
    text-align: left;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .basis li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    overflow-wrap: anywhere;
  }
  .basis .badge {
    font-size: 13px;
  }
  .hand-on {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding: 8px 14px;
    border: 1px solid var(--w-line);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  .hand-on p {
    flex: 1 1 300px;
  }
`;
