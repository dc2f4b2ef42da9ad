import { css } from 'lit';

/** The frame: bar on top, navigation left, page right; on phones the navigation opens under the bar. */
export const adminStyles = css`
  :host {
    display: block;
    min-height: 100dvh;
    background: var(--w-ground);
  }
  .alone {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    min-height: 100dvh;
    padding: 24px 16px;
  }
  .alone.login {
    background: linear-gradient(var(--w-primary-deep) 0 260px, var(--w-ground) 260px);
  }
  .alone.login wence-staff-login {
    width: min(488px, calc(100vw - 32px));
    padding: 28px 24px;
    border-radius: 12px;
    background: var(--w-surface);
    box-shadow: 0 12px 40px rgb(10 30 60 / 0.18);
  }
  .skip {
    position: absolute;
    left: -999px;
    z-index: 30;
  }
  .skip:focus {
    left: 8px;
    top: 8px;
  }
  header {
    position: sticky;
    top: 0;
    z-index: 10;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding: 6px 20px;
    background: var(--w-primary-deep);
    color: #fff;
  }
  header .name {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-right: auto;
    font-size: 18px;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
    font-size: var(--w-small);
  }
  .who a {
    color: #fff;
    font-size: var(--w-text);
    font-weight: 600;
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
  .menu {
    display: none;
  }
  .body {
    display: grid;
    grid-template-columns: 200px minmax(0, 1fr);
    align-items: start;
    max-width: 1500px;
    margin: 0 auto;
  }
  nav {
    position: sticky;
    top: 58px;
    max-height: calc(100dvh - 58px);
    padding: 12px 0 24px 16px;
    overflow: auto;
  }
  nav h2 {
    padding: 12px 14px 2px;
    font-size: var(--w-small);
    font-weight: 400;
    color: var(--w-ink-soft);
  }
  nav a {
    display: flex;
    align-items: center;
    min-height: 40px;
    padding: 4px 14px;
    border-radius: var(--w-radius);
    color: var(--w-ink);
    text-decoration: none;
  }
  nav a:hover {
    background: var(--w-primary-soft);
  }
  nav a[aria-current] {
    background: var(--w-primary);
    color: #fff;
    font-weight: 600;
  }
  nav .advice {
    margin-top: 16px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    font-size: var(--w-small);
  }
  main#main {
    min-width: 0;
    padding: 20px 24px 80px;
  }
  main:focus-visible {
    outline: 0;
  }
  .nowhere h1 {
    margin: 0 0 8px;
    font-size: 24px;
  }
  @media (max-width: 860px) {
    header {
      padding: 4px 12px;
    }
    .menu {
      display: inline-flex;
      padding: 4px 8px;
    }
    .name b,
    .who span {
      display: none;
    }
    .body {
      display: block;
    }
    nav {
      display: none;
      position: static;
      max-height: none;
      padding: 4px 12px 12px;
      border-bottom: 1px solid var(--w-line);
      background: var(--w-surface);
    }
    nav.open {
      display: block;
    }
    nav a {
      min-height: 44px;
    }
    main#main {
      padding: 16px 12px 90px;
    }
  }
`;
