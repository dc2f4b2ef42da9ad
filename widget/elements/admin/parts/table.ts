import { html, nothing, type TemplateResult } from 'lit';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => unknown;
  /** Right-aligned figures. */
  number?: boolean;
  /** Shown to nobody who looks (a column of buttons), but read out. */
  hiddenTitle?: boolean;
}

interface Table<Row> {
  /** What the table shows, read out and shown above it. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  /** In place of the table when there are no rows: what would stand here and how it gets there. */
  empty?: TemplateResult;
}

/** A table that becomes cards on a phone. The first column is the row's heading; put a link in it where a row can be opened. */
export function dataTable<Row>({ caption, columns, rows, empty }: Table<Row>): TemplateResult {
  if (rows.length === 0 && empty) return empty;
  const [first, ...others] = columns;
  const head = (column: Column<Row>) =>
    html`<th scope="col" class=${column.number ? 'number' : ''}>
      ${column.hiddenTitle ? html`<span class="sr">${column.title}</span>` : column.title}
    </th>`;
  const cell = (column: Column<Row>, row: Row) =>
    html`<td data-title=${column.hiddenTitle ? '' : column.title} class=${column.number ? 'number' : ''}>${column.cell(row)}</td>`;
  return html`<div class="table stacks">
    <table>
      <caption>${caption}</caption>
      <thead><tr>${columns.map(head)}</tr></thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            ${first ? html`<th scope="row">${first.cell(row)}</th>` : nothing}
            ${others.map((column) => cell(column, row))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
