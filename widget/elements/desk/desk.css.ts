import { css } from 'lit';

/** The agents' page: search on top, results left, detail right; one column on phones. */
export const deskStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    background: var(--w-ground);
  }
  header {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    padding: 6px 20px;
    background: var(--w-primary-deep);
    color: #fff;
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 auto 0 0;
    font-size: 18px;
    line-height: 1.4;
  }
  header select {
    min-height: 36px;
    border-color: #fff;
    background: transparent;
    color: #fff;
  }
  header option {
    color: var(--w-ink);
  }
  header .button.quiet {
    color: #fff;
  }
  header .button.quiet:hover {
    color: var(--w-primary-deep);
  }
  header :focus-visible {
    outline-color: #fff;
  }
  main {
    flex: 1;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(320px, 440px) minmax(0, 1fr);
    min-height: 0;
  }
  .search {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 12px 20px 6px;
    border-bottom: 1px solid var(--w-line);
    background: var(--w-surface);
  }
  .field {
    flex: 1 1 360px;
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    padding: 0 12px;
    border: 2px solid var(--w-primary);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  .field:focus-within {
    box-shadow: 0 0 0 3px var(--w-primary-soft), 0 0 0 4px var(--w-primary);
  }
  input {
    flex: 1;
    min-width: 0;
    min-height: var(--w-target);
    border: 0;
    outline: 0;
    background: transparent;
    font-size: var(--w-large);
  }
  input:focus-visible {
    outline: 0;
  }
  input::placeholder {
    color: var(--w-ink-soft);
    opacity: 1;
    font-size: 15px;
  }
  select {
    min-height: var(--w-target);
    padding: 4px 8px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
    font-size: var(--w-small);
  }
  .under {
    flex-basis: 100%;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
    min-height: 36px;
  }
  .tries {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .who {
    font-size: var(--w-small);
  }
  .missing {
    margin: 12px 16px;
    padding: 10px 14px;
    border-radius: var(--w-radius);
    background: var(--w-warn-soft);
    color: var(--w-warn);
    font-weight: 600;
  }
  .foreign {
    margin: 12px 16px;
    padding: 8px 14px;
    border-radius: var(--w-radius);
    background: var(--w-primary-soft);
    color: var(--w-primary-deep);
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
  .lacks {
    color: var(--w-warn);
    font-size: var(--w-small);
    font-weight: 600;
  }
  .count-badge {
    min-width: 1.6em;
    padding: 0 6px;
    border-radius: 99px;
    background: #fff;
    color: var(--w-primary-deep);
    font-weight: 600;
    line-height: 1.6;
    text-align: center;
  }
  .said {
    position: fixed;
    inset: auto auto 16px 16px;
    z-index: 5;
    max-width: min(560px, calc(100vw - 32px));
  }
  .said p {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 10px 8px 16px;
    border-radius: 10px;
    background: #12314f;
    color: #fff;
    box-shadow: 0 6px 24px rgb(10 30 60 / 0.3);
  }
  .said .button {
    flex: none;
  }
  .said :focus-visible {
    outline-color: #fff;
  }
  .desks {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    place-items: center;
    padding: 24px 16px;
  }
  .desks div {
    display: grid;
    gap: 12px;
    width: min(420px, 100%);
    padding: 28px;
    border-radius: 12px;
    background: var(--w-surface);
    box-shadow: 0 12px 40px rgb(10 30 60 / 0.18);
  }
  .desks h1 {
    margin: 0;
    color: var(--w-primary-deep);
  }
  kbd {
    padding: 0 7px;
    border: 1px solid var(--w-line-strong);
    border-radius: 4px;
    background: var(--w-ground);
    font: 600 13px/1.6 var(--w-font);
    color: var(--w-ink-soft);
  }
  .list,
  .detail {
    min-height: 0;
    overflow: auto;
  }
  .list {
    border-right: 1px solid var(--w-line);
    background: var(--w-surface);
  }
  .detail {
    padding: 20px 28px 40px;
  }
  .list:focus-visible,
  .detail:focus-visible {
    outline-offset: -3px;
  }
  .detail > wence-desk-detail,
  .detail > wence-desk-changes,
  .asked {
    max-width: 820px;
  }
  .back {
    display: none;
  }
  .hint {
    padding: 40px 0;
    text-align: center;
  }
  [role='option'] {
    padding: 12px 16px 12px 18px;
    border-bottom: 1px solid var(--w-line);
    border-left: 4px solid transparent;
    cursor: pointer;
  }
  [role='option']:hover {
    background: var(--w-ground);
  }
  [role='option'].active {
    border-left-color: var(--w-primary);
    background: var(--w-primary-soft);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
    margin-bottom: 4px;
  }
  .line .badge {
    font-size: 13px;
    background: none;
  }
  .title {
    font-weight: 600;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .snippet {
    font-size: 15px;
    line-height: 1.6;
    overflow-wrap: anywhere;
  }
  .empty {
    display: grid;
    gap: 10px;
    justify-items: start;
    padding: 24px 20px;
  }
  .empty h2,
  .help h2 {
    font-size: 17px;
  }
  .recent {
    width: 100%;
    margin-bottom: 10px;
  }
  .recent button {
    width: 100%;
    min-height: 40px;
    padding: 4px 10px;
    border: 0;
    border-bottom: 1px solid var(--w-line);
    background: transparent;
    color: var(--w-primary-deep);
    text-align: left;
    cursor: pointer;
  }
  .recent button:hover {
    background: var(--w-primary-soft);
  }
  .keys {
    display: grid;
    gap: 8px;
    margin: 6px 0;
    font-size: var(--w-small);
  }
  .keys div {
    display: flex;
    gap: 12px;
  }
  .keys dt {
    flex: none;
    width: 8em;
  }
  .asked {
    display: grid;
    gap: 10px;
  }
  .asked h2 {
    font-size: 20px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .primary kbd {
    border-color: currentColor;
    background: transparent;
    color: inherit;
  }
  .help {
    width: min(440px, calc(100vw - 32px));
    padding: 24px;
    border: 1px solid var(--w-line);
    border-radius: 12px;
    color: var(--w-ink);
  }
  .help::backdrop {
    background: rgb(15 30 50 / 0.42);
  }
  @media (max-width: 860px) {
    :host {
      height: auto;
      min-height: 100dvh;
    }
    header,
    .search {
      padding-inline: 12px;
    }
    header {
      flex-wrap: nowrap;
      gap: 4px;
    }
    header h1 span {
      position: absolute;
      clip-path: inset(50%);
    }
    header select {
      min-width: 0;
      max-width: 11em;
    }
    header .button {
      flex: none;
      padding-inline: 8px;
    }
    main {
      display: block;
    }
    kbd,
    .keys,
    .keyhelp,
    .who {
      display: none;
    }
    .list {
      border: 0;
    }
    .detail {
      display: none;
      padding: 12px 16px 40px;
    }
    .opened .detail {
      display: block;
    }
    .opened .list,
    .opened .search {
      display: none;
    }
    .back {
      display: inline-flex;
      margin: 0 0 8px -8px;
    }
  }
`;
