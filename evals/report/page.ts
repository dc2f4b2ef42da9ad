import { style } from './style.ts';
import { safe } from './words.ts';

/** One self-contained page: nothing is loaded, nothing runs. `body` is HTML; the title is escaped. */
export const page = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${safe(title)}</title><style>${style}</style></head><body>
<header><h1>${safe(title)}</h1></header><main>
${body}
</main></body></html>
`;

export interface Tile {
  name: string;
  value: string;
  note: string;
  /** What the figure means, in one or two sentences. */
  meaning: string;
}

export const tiles = (all: Tile[]) =>
  `<div class="tiles">${all
    .map(
      ({ name, value, note, meaning }) =>
        `<div class="tile"><h3>${safe(name)}</h3><b>${safe(value)}</b><small>${safe(note)}</small><p>${safe(meaning)}</p></div>`,
    )
    .join('')}</div>`;

export interface TableColumn {
  name: string;
  number?: boolean;
}

/** A table that may scroll sideways on its own. Cells are HTML. */
export function table(columns: TableColumn[], rows: string[][], caption = ''): string {
  const kind = ({ number }: TableColumn) => (number ? ' class="number"' : '');
  // A column of pictures has no name, and no heading that says nothing.
  const head = columns
    .map((column) => (column.name ? `<th scope="col"${kind(column)}>${safe(column.name)}</th>` : '<td></td>'))
    .join('');
  const body = rows.map((row) => `<tr>${row.map((cell, i) => `<td${kind(columns[i]!)}>${cell}</td>`).join('')}</tr>`);
  const title = caption ? `<caption>${safe(caption)}</caption>` : '';
  return `<div class="wide" role="group" aria-label="${safe(caption || columns.flatMap(({ name }) => name || []).join('、'))}" tabindex="0"><table>${title}<thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

/** A bar for a share of 0..1, for the eye only: the number stands beside it. */
export const bar = (share: number, kind = '') =>
  `<span class="bar ${kind}" aria-hidden="true"><i style="width:${(share * 100).toFixed(1)}%"></i></span>`;

export const answerBox = (text: string) => `<p class="answer">${safe(text) || '（无）'}</p>`;
