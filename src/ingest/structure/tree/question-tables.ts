import type { Table } from '../../blocks.ts';
import { findColumns } from '../../faq/columns.ts';
import { answered, asked } from './questions.ts';

/** The columns of a table that hold questions and answers. */
export interface QuestionColumns {
  question: number;
  answer: number;
}

const askingWord = /[？?]|吗|什么|如何|怎么|怎样|哪|多少|多久|几|是否|能否|可否|为何|谁/;

/** Null for a table of other things: half of what stands under 问题 must ask something. */
function questionColumns({ rows }: Table): QuestionColumns | null {
  const map = rows.length > 1 ? findColumns(rows) : null;
  const question = map?.columns.get('question');
  const answer = map?.columns.get('answer');
  if (!map || question === undefined || answer === undefined) return null;
  const asked = rows
    .slice(map.headerRow + 1)
    .map((row) => row[question] ?? '')
    .filter(Boolean);
  return asked.length > 0 && asked.filter((cell) => askingWord.test(cell)).length >= asked.length / 2
    ? { question, answer }
    : null;
}

/** The pair of a row; null where one of the two is missing or the row is the same words over the whole width. */
function pairOf(row: string[], columns: QuestionColumns): { question: string; answer: string } | null {
  const question = (row[columns.question] ?? '').replaceAll('\n', '').replace(asked, '').trim();
  const answer = (row[columns.answer] ?? '').replace(answered, '').trim();
  return question !== '' && answer !== '' && question !== answer ? { question, answer } : null;
}

const askingLabel = /^(?:问题?|提问|Q)\s*[一二三四五六七八九十\d]{0,3}\s*[:：.、]?$/i;
const answeringLabel = /^(?:回?答|答[复案]|回复|A)\s*[一二三四五六七八九十\d]{0,3}\s*[:：.、]?$/i;

/** What a row says when its label is 问 or 答: the words of the other cells; a number may stand before the label. */
function spokenRow(row: string[]): { says: 'question' | 'answer'; text: string } | null {
  const cells = row.filter((cell, column) => cell !== '' && (column === 0 || cell !== row[column - 1]));
  const [label, ...words] = /^\d{1,3}[.、]?$/.test(cells[0] ?? '') ? cells.slice(1) : cells;
  if (label === undefined || words.length === 0) return null;
  const says = askingLabel.test(label) ? 'question' : answeringLabel.test(label) ? 'answer' : null;
  return says && { says, text: words.join('\n') };
}

/** True for a table in which question and answer stand in rows below each other, 问 before the one and 答 before the other. */
export function isDialogue({ rows }: Table): boolean {
  const spoken = rows.map(spokenRow);
  const pairs = spoken.filter((row, index) => row?.says === 'answer' && spoken[index - 1]?.says === 'question').length;
  return pairs > 0 && pairs * 2 >= rows.length / 2;
}

/** What each row holds of questions and answers: a pair, null, or 'asked' for a question whose answer stands in the next row. */
export function pairsOfRows(table: Table, rows: { row: string[] }[]): ({ question: string; answer: string } | 'asked' | null)[] {
  if (!isDialogue(table)) {
    const columns = questionColumns(table);
    return rows.map(({ row }) => columns && pairOf(row, columns));
  }
  const spoken = rows.map(({ row }) => spokenRow(row));
  return spoken.map((row, index) => {
    const above = spoken[index - 1];
    if (row?.says === 'question') return spoken[index + 1]?.says === 'answer' ? 'asked' : null;
    return row && above?.says === 'question' ? { question: above.text.replaceAll('\n', ''), answer: row.text } : null;
  });
}
