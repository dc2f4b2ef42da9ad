import { css } from 'lit';

/** How the shared parts of the staff's pages look; in every page through AdminPage. */
export const partStyles = css`
  .page-header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    margin-bottom: 16px;
  }
  .page-header h1 {
    flex: 1 1 auto;
    margin: 0;
    font-size: 24px;
    line-height: 1.4;
    color: var(--w-primary-deep);
  }
  .page-header .lead {
    flex-basis: 100%;
    order: 3;
    color: var(--w-ink-soft);
  }
  .page-header .actions,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .buttons {
    justify-content: flex-end;
    margin-top: 4px;
  }
  .button.danger {
    border-color: var(--w-bad);
    background: var(--w-bad);
    color: #fff;
  }
  .button.danger:hover {
    background: #7d120d;
  }
  .button.danger:focus-visible {
    outline-color: var(--w-ink);
  }
  .card {
    padding: 18px 20px;
    border: 1px solid var(--w-line);
    border-radius: 12px;
    background: var(--w-surface);
  }
  .card + .card {
    margin-top: 16px;
  }
  .card > h2 {
    margin-bottom: 8px;
    font-size: var(--w-large);
    color: var(--w-primary-deep);
  }
  .form {
    display: grid;
    align-content: start;
    gap: 14px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 14px;
  }
  .row > * {
    flex: 1 1 220px;
    min-width: 0;
  }
  .field {
    display: grid;
    gap: 4px;
    align-content: start;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field > label:not(.choice),
  .field > legend {
    padding: 0;
    font-weight: 600;
  }
  .field .optional {
    font-weight: 400;
    color: var(--w-ink-soft);
    font-size: var(--w-small);
  }
  .field input:not([type='checkbox'], [type='radio']),
  .field select,
  .field textarea,
  .filters input:not([type='checkbox'], [type='radio']),
  .filters select {
    width: 100%;
    min-height: var(--w-target);
    padding: 8px 12px;
    border: 1px solid var(--w-line-strong);
    border-radius: var(--w-radius);
    background: var(--w-surface);
  }
  .field textarea {
    resize: vertical;
    line-height: 1.6;
  }
  .field [aria-invalid='true'] {
    border-color: var(--w-bad);
    box-shadow: inset 0 0 0 1px var(--w-bad);
  }
  .field .help {
    color: var(--w-ink-soft);
    font-size: var(--w-small);
  }
  .problem {
    color: var(--w-bad);
  }
  .problem:empty {
    display: none;
  }
  .choice {
    display: flex;
    align-items: baseline;
    gap: 10px;
    padding: 5px 0;
  }
  .choice input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 0;
    transform: translateY(3px);
    accent-color: var(--w-primary);
  }
  .choice small {
    display: block;
    color: var(--w-ink-soft);
    font-size: var(--w-small);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 12px;
    margin-bottom: 14px;
  }
  .filters label:not(.choice) {
    display: grid;
    gap: 2px;
    flex: 0 1 180px;
    font-size: var(--w-small);
    color: var(--w-ink-soft);
  }
  .filters label.grow:not(.choice) {
    flex: 1 1 240px;
  }
  .filters .choice {
    align-items: center;
    min-height: var(--w-target);
  }
  .filters .choice input {
    transform: none;
  }
  .filters > .fold {
    display: none;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--w-line);
    border-radius: 12px;
    background: var(--w-surface);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 15px;
    line-height: 1.5;
  }
  caption {
    padding: 10px 14px 0;
    text-align: left;
    color: var(--w-ink-soft);
    font-size: var(--w-small);
  }
  th,
  td {
    padding: 10px 14px;
    border-bottom: 1px solid var(--w-line);
    text-align: left;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  /* Four signs of Chinese at least: a long neighbour does not squeeze it to one below the other. */
  td {
    min-width: 4.4em;
  }
  td .badge {
    white-space: nowrap;
  }
  thead th {
    color: var(--w-ink-soft);
    font-size: var(--w-small);
    font-weight: 600;
    white-space: nowrap;
  }
  tbody tr:last-child > * {
    border-bottom: 0;
  }
  tbody tr:hover {
    background: var(--w-primary-soft);
  }
  tbody th a {
    font-weight: 600;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .nowrap {
    white-space: nowrap;
  }
  .row-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    justify-content: flex-end;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 10px;
    padding: 40px 20px;
    border: 1px dashed var(--w-line-strong);
    border-radius: 12px;
    background: var(--w-surface);
    text-align: center;
  }
  .empty strong {
    font-size: var(--w-large);
  }
  .empty p {
    max-width: 46em;
    color: var(--w-ink-soft);
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin-top: 12px;
    color: var(--w-ink-soft);
  }
  .note {
    padding: 10px 14px;
    border-left: 4px solid var(--w-primary);
    border-radius: 4px;
    background: var(--w-primary-soft);
  }
  .note.warn {
    border-color: var(--w-warn);
    background: var(--w-warn-soft);
  }
  .note.bad {
    border-color: var(--w-bad);
    background: var(--w-bad-soft);
  }
  @media (max-width: 700px) {
    /* Two conditions and more wait behind one button; the search stays. */
    .filters:has(> .fold):has(> label:not(.grow) ~ label:not(.grow)) > .fold {
      display: inline-flex;
    }
    .filters:has(> .fold):has(> label:not(.grow) ~ label:not(.grow)):not(.open) > :not(.grow, .fold) {
      display: none;
    }
    .filters label:not(.choice) {
      flex-basis: 140px;
      flex-grow: 1;
    }
    td .badge {
      white-space: normal;
    }
    .table.stacks {
      border: 0;
      background: transparent;
    }
    .stacks table,
    .stacks tbody,
    .stacks caption,
    .stacks tr,
    .stacks th,
    .stacks td {
      display: block;
    }
    .stacks thead {
      display: none;
    }
    .stacks caption {
      padding: 0 0 8px;
    }
    .stacks tr {
      margin-bottom: 12px;
      padding: 6px 0;
      border: 1px solid var(--w-line);
      border-radius: 12px;
      background: var(--w-surface);
    }
    .stacks tbody th,
    .stacks tbody td {
      padding: 5px 14px;
      border: 0;
      text-align: left;
    }
    .stacks td[data-title]:not([data-title=''])::before {
      content: attr(data-title) '：';
      color: var(--w-ink-soft);
      font-size: var(--w-small);
    }
    .stacks .badges,
    .stacks td .row-actions {
      justify-content: flex-start;
      display: inline-flex;
    }
  }
`;
