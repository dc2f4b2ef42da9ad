import { css } from 'lit';

/**
 * The one place of colours and measures. Outer elements (chat, launcher, desk) carry them; inner elements inherit.
 * A site may set --wence-primary. `elder` switches to 长辈版: text >= 18 px, targets 60 px, stronger contrast.
 */
export const tokens = css`
  :host {
    --w-primary: var(--wence-primary, #14569e);
    --w-primary-deep: #0d3f78;
    --w-primary-soft: #eaf2fb;
    --w-red: #b3261e;
    --w-ink: #1a2532;
    --w-ink-soft: #4f5b69;
    --w-line: #dce3ea;
    --w-line-strong: #77838f;
    --w-surface: #ffffff;
    --w-ground: #f4f7fa;
    --w-good: #0b6138;
    --w-good-soft: #e6f4ec;
    --w-warn: #7a4a00;
    --w-warn-soft: #fff3dc;
    --w-bad: #a31b14;
    --w-bad-soft: #fdecea;
    --w-mark: #ffe8a3;
    --w-text: 16px;
    --w-small: 14px;
    --w-large: 18px;
    --w-leading: 1.7;
    --w-target: 44px;
    --w-small-target: 36px;
    --w-ref: 28px;
    --w-radius: 8px;
    --w-font: 'PingFang SC', 'Microsoft YaHei', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', system-ui, sans-serif;
    --w-serif: 'STZhongsong', 'SimSun', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', serif;
    color: var(--w-ink);
    font: 400 var(--w-text) / var(--w-leading) var(--w-font);
  }
  :host([elder]) {
    --w-primary: var(--wence-primary, #0d3f78);
    --w-ink: #000000;
    --w-ink-soft: #2a323b;
    --w-line: #9aa5b1;
    --w-line-strong: #4f5b69;
    --w-text: 20px;
    --w-small: 18px;
    --w-large: 24px;
    --w-leading: 1.8;
    --w-target: 60px;
    --w-small-target: 60px;
    --w-ref: 40px;
  }
`;

/** Resets, buttons, chips and focus shared by every shadow root. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  a {
    color: var(--w-primary);
    text-underline-offset: 3px;
  }
  svg {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: var(--w-target);
    min-width: var(--w-target);
    padding: 4px 14px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
    color: var(--w-ink);
    text-decoration: none;
    line-height: 1.3;
    cursor: pointer;
    transition: background-color 0.15s, border-color 0.15s;
  }
  .button:hover {
    background: var(--w-primary-soft);
    border-color: var(--w-primary);
  }
  .button.primary {
    background: var(--w-primary);
    border-color: var(--w-primary);
    color: #fff;
  }
  .button.primary:hover {
    background: var(--w-primary-deep);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--w-primary-deep);
  }
  .button.quiet:hover {
    background: var(--w-primary-soft);
    color: var(--w-primary-deep);
  }
  .button.small {
    min-height: var(--w-small-target);
    min-width: var(--w-small-target);
    padding: 2px 10px;
    font-size: var(--w-small);
  }
  .button[aria-pressed='true'] {
    background: var(--w-primary-soft);
    border-color: var(--w-primary);
    color: var(--w-primary-deep);
  }
  .button[disabled],
  .button[aria-disabled='true'] {
    background: var(--w-ground);
    border-color: var(--w-line);
    color: var(--w-ink-soft);
    cursor: not-allowed;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    padding: 0 8px;
    border: 1px solid color-mix(in srgb, currentColor 40%, transparent);
    border-radius: 4px;
    font-size: var(--w-small);
    line-height: 1.6;
    overflow-wrap: anywhere;
    color: var(--w-ink-soft);
  }
  .badge.good {
    color: var(--w-good);
    background: var(--w-good-soft);
  }
  .badge.warn {
    color: var(--w-warn);
    background: var(--w-warn-soft);
  }
  .badge.bad {
    color: var(--w-bad);
    background: var(--w-bad-soft);
  }
  .badge.label {
    color: var(--w-primary-deep);
    background: var(--w-primary-soft);
  }
  .soft {
    color: var(--w-ink-soft);
    font-size: var(--w-small);
  }
  mark {
    background: var(--w-mark);
    color: inherit;
    padding: 1px 0;
    border-radius: 2px;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 3px solid var(--w-primary);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus-visible {
    outline: 0;
  }
  .primary:focus-visible {
    outline-color: var(--w-ink);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media (forced-colors: active) {
    .button,
    .badge {
      border-color: ButtonText;
    }
    mark {
      forced-color-adjust: none;
      background: Mark;
      color: MarkText;
    }
  }
`;
