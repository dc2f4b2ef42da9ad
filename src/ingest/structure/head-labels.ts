import type { SourceField } from '../blocks.ts';
import { meaningOf } from './field-names.ts';
import { markerOf } from './markers.ts';
import { halfWidth } from './spelling.ts';
import type { Line } from './types.ts';

const headLines = 12;
const label = /(?<![\p{L}\p{N}])(\p{Script=Han}{2,6}):\s*/gu;

/**
 * Labelled data that the text itself prints above its first paragraph: "文号：…　发布机构：…　发布日期：…". A line counts when it begins
 * with a label that says something about documents.
 */
export function readHeadLabels(lines: Line[]): { fields: SourceField[]; lines: number[] } {
  const fields: SourceField[] = [];
  const found: number[] = [];
  for (const [index, line] of lines.slice(0, headLines).entries()) {
    if (line.kind === 'table' || (line.kind === 'text' && markerOf(line.text))) break;
    const pairs = pairsOf(line.text);
    if (pairs.length === 0) continue;
    fields.push(...pairs.map(([name, value]): SourceField => ({ name, value, basis: 'page_table' })));
    found.push(index);
  }
  return { fields, lines: found };
}

function pairsOf(text: string): [string, string][] {
  const view = halfWidth(text)
    .replace(/^[（(【[]|[)）】\]]$/g, ' ')
    .trim();
  if (view.length > 160 || /。/.test(view)) return [];
  const marks = [...view.matchAll(label)];
  if (marks.length === 0 || marks[0]!.index !== 0 || meaningOf(marks[0]![1]!) === null) return [];
  return marks.flatMap((mark, index): [string, string][] => {
    const value = view
      .slice(mark.index + mark[0].length, marks[index + 1]?.index ?? view.length)
      .trim()
      .replace(/[|;,，；]$/, '')
      .replace(/ 自.{4,20}起.{0,4}$/, '');
    return meaningOf(mark[1]!) !== null && value !== '' && value.length <= 60 ? [[mark[1]!, value]] : [];
  });
}
