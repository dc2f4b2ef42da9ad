import { findDocumentNumbers } from '../../../text/document-number.ts';
import type { SourceField } from '../../blocks.ts';
import { markerOf } from '../lines/markers.ts';
import { halfWidth } from '../lines/spelling.ts';
import type { Line } from '../types.ts';
import { meaningOf } from './field-names.ts';

const headLines = 12;
/** "文号：" and, as collections of laws print it, "【文号】". */
const label = /(?<![\p{L}\p{N}])(\p{Script=Han}{2,6})\s?:\s*|[【[](\p{Script=Han}{2,6})[】\]]\s*:?\s*/gu;

/**
 * Labelled data that the text itself prints above its first paragraph: "文号：…　发布机构：…　发布日期：…". A line counts when it begins
 * with a label that says something about documents, or with the number and a label behind it.
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
  const plain = halfWidth(text).trim();
  const view = /^[([【][^()[\]【】]*[)\]】]$/.test(plain) ? plain.slice(1, -1).trim() : plain;
  if (view.length > 160 || /。/.test(view)) return [];
  const marks = [...view.matchAll(label)];
  const first = marks[0];
  if (!first || meaningOf(nameOf(first)) === null) return [];
  const number = view.slice(0, first.index).trim();
  if (number !== '' && findDocumentNumbers(number)[0]?.raw !== number) return [];
  const leading: [string, string][] = number === '' ? [] : [['文号', number]];
  const pairs = marks.flatMap((mark, index): [string, string][] => {
    const value = view
      .slice(mark.index + mark[0].length, marks[index + 1]?.index ?? view.length)
      .trim()
      .replace(/[|;,，；]$/, '')
      .replace(/ 自.{4,20}起.{0,4}$/, '');
    const name = nameOf(mark);
    return meaningOf(name) !== null && value !== '' && value.length <= 60 ? [[name, value]] : [];
  });
  return [...leading, ...pairs];
}

const nameOf = (mark: RegExpMatchArray) => mark[1] ?? mark[2]!;
