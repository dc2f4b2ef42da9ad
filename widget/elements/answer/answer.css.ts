import { css } from 'lit';

/** Looks of one answer; colours and sizes come from the tokens of the element around it. */
export const answerStyles = css`
  :host {
    display: block;
    padding: 14px 16px;
    border: 1px solid var(--w-line);
    border-radius: 4px 14px 14px 14px;
    background: var(--w-surface);
  }
  .banner {
    margin-bottom: 10px;
    padding: 8px 12px;
    border-left: 4px solid var(--w-bad);
    border-radius: 2px;
    background: var(--w-bad-soft);
    color: var(--w-bad);
    font-size: var(--w-small);
  }
  .banner strong {
    display: block;
  }
  .label {
    margin-bottom: 4px;
  }
  .words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .words .notice {
    font-weight: 600;
  }
  .ref {
    min-width: var(--w-ref);
    min-height: var(--w-ref);
    margin: 0 1px;
    padding: 0 3px;
    border: 0;
    border-radius: 4px;
    background: transparent;
    color: var(--w-primary);
    font-size: var(--w-small);
    font-weight: 600;
    line-height: 1.2;
    vertical-align: baseline;
    cursor: pointer;
  }
  .ref:hover {
    background: var(--w-primary-soft);
    text-decoration: underline;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 10px;
  }
  h3 {
    font-size: var(--w-small);
    font-weight: 600;
    color: var(--w-ink-soft);
  }
  .sources {
    margin-top: 12px;
    padding-top: 10px;
    border-top: 1px dashed var(--w-line);
  }
  .source {
    display: flex;
    gap: 10px;
    width: 100%;
    min-height: var(--w-target);
    margin-top: 6px;
    padding: 8px 10px;
    border: 1px solid transparent;
    border-radius: var(--w-radius);
    background: var(--w-ground);
    text-align: left;
    line-height: 1.5;
    cursor: pointer;
  }
  .source:hover {
    border-color: var(--w-primary);
  }
  .number {
    flex: none;
    width: 22px;
    height: 22px;
    border-radius: 5px;
    background: var(--w-primary);
    color: #fff;
    font-size: 14px;
    font-weight: 600;
    line-height: 22px;
    text-align: center;
  }
  .what {
    display: grid;
    gap: 2px;
    min-width: 0;
    justify-items: start;
    overflow-wrap: anywhere;
  }
  .what .badge {
    white-space: normal;
    background: none;
    border: 0;
    padding: 0;
  }
  .title {
    color: var(--w-primary-deep);
    font-weight: 500;
  }
  .human,
  .services,
  .related {
    margin-top: 12px;
  }
  .services {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .services a {
    border-color: var(--w-primary);
    color: var(--w-primary-deep);
    min-height: var(--w-target);
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
  .related li {
    padding: 3px 0;
    overflow-wrap: anywhere;
  }
  .notice {
    margin-top: 10px;
  }
  .words .notice {
    margin: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 2px;
    margin: 8px -10px 0;
  }
  .said:empty {
    display: none;
  }
  .desk {
    margin-bottom: 12px;
    padding-bottom: 12px;
    border-bottom: 1px dashed var(--w-line);
  }
  .script {
    margin: 4px 0 10px;
    padding: 10px 14px;
    border-left: 4px solid var(--w-primary);
    background: var(--w-primary-soft);
    font-size: calc(var(--w-large) + 2px);
    line-height: 1.7;
    white-space: pre-line;
  }
  dl {
    display: grid;
    gap: 4px;
    font-size: var(--w-small);
  }
  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  dt {
    color: var(--w-ink-soft);
  }
  .internal {
    margin-top: 10px;
    padding: 8px 12px;
    border: 1px dashed var(--w-warn);
    border-radius: var(--w-radius);
    background: var(--w-warn-soft);
    color: var(--w-warn);
    white-space: pre-line;
  }
  .source-note {
    margin: 0 0 10px;
    font-weight: 600;
  }
`;
