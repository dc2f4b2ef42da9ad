import { css } from 'lit';

/** Layout of the conversation: header, scrolling history, ask box. Fills the box it stands in. */
export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 640px;
    min-height: 0;
    overflow: hidden;
    border: 1px solid var(--w-line);
    border-radius: 12px;
    background: var(--w-ground);
    text-align: left;
    container-type: inline-size;
  }
  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
    padding: 8px 8px 8px 16px;
    border-bottom: 3px solid var(--w-red);
    background: var(--w-surface);
  }
  h2 {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-size: var(--w-large);
    line-height: 1.3;
    color: var(--w-primary-deep);
    white-space: nowrap;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin-left: auto;
  }
  .tools .button {
    padding: 4px 10px;
    font-size: var(--w-small);
  }
  .human {
    border-color: var(--w-primary);
    color: var(--w-primary-deep);
    white-space: nowrap;
  }
  .human b {
    font-weight: inherit;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 16px;
    scroll-padding: 12px;
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .welcome {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
  }
  .welcome wence-faq-list {
    margin-top: 8px;
  }
  .turn {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    margin-top: 18px;
  }
  .question {
    justify-self: end;
    max-width: 88%;
    padding: 8px 14px;
    border-radius: 14px 4px 14px 14px;
    background: var(--w-primary);
    color: #fff;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  wence-answer {
    min-width: 0;
  }
  .waiting {
    display: flex;
    gap: 6px;
    padding: 10px 4px;
  }
  .waiting i {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--w-primary);
    animation: wait 1.2s infinite ease-in-out;
  }
  .waiting i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .waiting i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes wait {
    0%,
    60%,
    100% {
      opacity: 0.25;
    }
    30% {
      opacity: 1;
    }
  }
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 10px 14px;
    border: 1px solid var(--w-line);
    border-left: 4px solid var(--w-line-strong);
    border-radius: 4px;
    background: var(--w-surface);
  }
  .trouble.failed {
    border-left-color: var(--w-bad);
  }
  .status {
    flex: none;
    padding: 4px 18px;
  }
  .status:empty {
    display: none;
  }
  .foot {
    flex: none;
    padding: 10px 12px 8px;
    border-top: 1px solid var(--w-line);
    background: var(--w-surface);
  }
  .about {
    padding: 0 8px;
    font-size: max(12px, calc(var(--w-small) - 1px));
    line-height: 1.5;
  }
  :host([elder]) .about {
    font-size: var(--w-small);
  }
  @container (max-width: 380px) {
    .head {
      padding-left: 12px;
    }
    .human b {
      display: none;
    }
    .log {
      padding: 12px;
    }
    h2 svg {
      display: none;
    }
  }
`;
