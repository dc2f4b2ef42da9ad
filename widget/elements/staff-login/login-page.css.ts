import { css } from 'lit';

/** A page that is nothing but the way in: the login in a box, below it another way for who has no account. */
export const loginPageStyles = css`
  :host {
    display: grid;
    place-items: center;
    min-height: 100dvh;
    padding: 24px 16px;
    background: linear-gradient(var(--w-primary-deep) 0 240px, var(--w-ground) 240px);
  }
  main {
    display: grid;
    gap: 10px;
    width: min(460px, 100%);
    padding: 28px;
    border-radius: 12px;
    background: var(--w-surface);
    box-shadow: 0 12px 40px rgb(10 30 60 / 0.18);
  }
  form {
    display: grid;
    gap: 6px;
    padding: 8px 0 4px;
  }
  summary {
    display: flex;
    align-items: center;
    min-height: 44px;
    color: var(--w-primary-deep);
    cursor: pointer;
  }
  summary::before {
    content: '▸';
    width: 1.2em;
  }
  details[open] summary::before {
    content: '▾';
  }
  details {
    border-top: 1px solid var(--w-line);
  }
  label {
    font-weight: 600;
  }
  input,
  select {
    width: 100%;
    min-height: var(--w-target);
    padding: 8px 12px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  .problem {
    color: var(--w-bad);
  }
  .problem:empty {
    display: none;
  }
`;
