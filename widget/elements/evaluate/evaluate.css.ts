import { css } from 'lit';

export const evaluateStyles = css`
  :host {
    display: block;
    min-height: 100dvh;
    background: var(--w-ground);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding: 10px 24px;
    background: var(--w-primary-deep);
    color: #fff;
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 0;
    font-size: 20px;
  }
  header p {
    flex: 1 1 280px;
    color: #dce8f5;
  }
  header .button {
    border-color: #fff;
    background: transparent;
    color: #fff;
  }
  main {
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    align-items: start;
    gap: 20px;
    max-width: 1280px;
    margin: 0 auto;
    padding: 20px 24px 60px;
  }
  main.login {
    grid-template-columns: minmax(0, 440px);
    justify-content: center;
    padding-top: 8vh;
  }
  form,
  section {
    padding: 18px 20px;
    border: 1px solid var(--w-line);
    border-radius: 12px;
    background: var(--w-surface);
  }
  form {
    display: grid;
    gap: 6px;
  }
  label {
    margin-top: 8px;
    font-weight: 600;
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: var(--w-target);
    padding: 8px 12px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  textarea {
    resize: vertical;
    line-height: 1.5;
  }
  form .button {
    margin-top: 12px;
  }
  .problem {
    min-height: 1.7em;
    color: var(--w-bad);
  }
  .results {
    display: grid;
    gap: 14px;
    min-width: 0;
  }
  h2 {
    margin: 0 0 8px;
    font-size: var(--w-large);
    color: var(--w-primary-deep);
  }
  h3 {
    margin: 12px 0 4px;
    font-size: 15px;
  }
  .empty {
    padding: 40px 20px;
    text-align: center;
    color: var(--w-ink-soft);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
    margin-top: 4px;
  }
  .chip {
    padding: 0 8px;
    border: 1px solid var(--w-line);
    border-radius: 10px;
    font-size: 13px;
    white-space: nowrap;
  }
  .chip.minus {
    color: var(--w-bad);
  }
  ol.candidates > li,
  ol.sentences > li {
    padding: 10px 0;
    border-top: 1px solid var(--w-line);
    overflow-wrap: anywhere;
  }
  ol.candidates > li:first-child,
  ol.sentences > li:first-child {
    border-top: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
  }
  .head b {
    color: var(--w-primary-deep);
  }
  .score {
    margin-left: auto;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .text {
    margin-top: 4px;
    white-space: pre-wrap;
  }
  .gauge {
    position: relative;
    height: 16px;
    margin: 10px 0 26px;
    border-radius: 8px;
    background: var(--w-ground);
    border: 1px solid var(--w-line);
  }
  .gauge i {
    display: block;
    height: 100%;
    border-radius: 8px;
    background: var(--w-good);
  }
  .gauge.short i {
    background: var(--w-bad);
  }
  .gauge span {
    position: absolute;
    top: -4px;
    bottom: -4px;
    border-left: 3px solid var(--w-ink);
  }
  .gauge em {
    position: absolute;
    top: 20px;
    left: 0;
    transform: translateX(-50%);
    font-size: 13px;
    font-style: normal;
    white-space: nowrap;
    color: var(--w-ink-soft);
  }
  .wide {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th,
  td {
    padding: 5px 8px;
    border-bottom: 1px solid var(--w-line);
    text-align: left;
    vertical-align: top;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .answer {
    padding: 10px 14px;
    border-radius: var(--w-radius);
    background: var(--w-ground);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  blockquote {
    margin: 4px 0;
    padding: 2px 12px;
    border-left: 3px solid var(--w-line-strong);
    color: var(--w-ink-soft);
    overflow-wrap: anywhere;
  }
  @media (max-width: 860px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      padding: 12px;
    }
  }
`;
