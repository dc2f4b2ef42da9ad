import type { Clause } from '../domain/document.ts';
import { toIndexView } from '../text/normalise.ts';
import type { DraftSentence, Evidence } from './draft.ts';

/**
 * A table row as a citizen reads it, and what stands over the table. The row's text in the base is "column：value；…" for all its columns,
 * which tells nothing without the table's name and the unit printed over it.
 */

/** Columns that only count the rows. */
const runningNumber = /^(序号|编号|项次|行次|No\.?)$/i;
const separator = '；';

/** The row without its running number and with the name of a group of columns said once. Every part stands in the clause, in this order. */
export function readableRow({ text, table }: Clause, asked = ''): string {
  const cells = (table?.cells ?? []).filter(([column]) => !runningNumber.test(column.trim()));
  if (cells.length === 0) return text;
  const told = withoutOtherCases(cells, asked);
  return told
    .map(([column, value], i) => {
      const group = groupOf(column);
      const name = group !== '' && group === groupOf(told[i - 1]?.[0] ?? '') ? column.slice(group.length).trim() : column;
      return name ? `${name}：${value}` : value;
    })
    .join(separator);
}

/** "统筹基金最高支付限额 职工医保" stands under "统筹基金最高支付限额"; empty where a column has no group. */
const groupOf = (column: string) => (column.includes(' ') ? column.slice(0, column.lastIndexOf(' ')) : '');

/** Of the columns of one group those that the question names, when it names some and leaves others: the rest is of other cases. */
function withoutOtherCases(cells: [string, string][], asked: string): [string, string][] {
  const view = bare(asked);
  const isNamed = ([column]: [string, string]) => view.includes(bare(column.slice(groupOf(column).length)));
  return cells.filter((cell) => {
    const siblings = cells.filter(([column]) => groupOf(column) !== '' && groupOf(column) === groupOf(cell[0]));
    return siblings.length < 2 || !siblings.some(isNamed) || isNamed(cell);
  });
}

const bare = (text: string) => toIndexView(text).replace(/\s+/g, '');

/** Whether a row as shown says only what the row of the base says, in its order. */
export function holdsRow(shown: string, text: string): boolean {
  let from = 0;
  return shown.split(separator).every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

/** Characters of a table's name that is said before its row: a shorter one (标准) tells nothing, a longer one is read no more. */
const nameLength = { least: 4, most: 40 };

/**
 * "“住院待遇”表（单位：元）：" before the first row of a table; null where the table has no name and no unit of its own. A name alone may be
 * left out of a long answer, a unit may not.
 */
export function tableLead({
  clause,
  document,
}: Pick<Evidence, 'clause' | 'document'>): Pick<DraftSentence, 'text' | 'spare' | 'score'> | null {
  const name = tableName(clause, document?.document.title ?? '');
  const unit = clause.table?.unit && !name.includes(clause.table.unit) ? `单位：${clause.table.unit}` : '';
  if (!name) return unit ? { text: `（${unit}）` } : null;
  const text = `“${name}”${name.endsWith('表') ? '' : '表'}${unit ? `（${unit}）` : ''}：`;
  return unit ? { text } : { text, spare: true, score: Number.NEGATIVE_INFINITY };
}

/** The caption, else the heading over the table, without its number; nothing where that is an article's number or the document's title. */
function tableName({ table, headings }: Clause, title: string): string {
  const name = (headings.at(-1) ?? table?.caption ?? '')
    .replace(/^(?:附[件表录]\s*\d*|[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十百]+[章节])\s*/, '')
    .replace(/(?:如下|见下表|按下表执行)?[：:]$/, '')
    .trim();
  const says = /\p{Script=Han}{2}/u.test(name) && !/^第[一二三四五六七八九十百\d]+条/.test(name);
  return says && name.length >= nameLength.least && name.length <= nameLength.most && !title.includes(name) && !/^\d+_/.test(name)
    ? name
    : '';
}
