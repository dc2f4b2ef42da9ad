import type { Table } from '../blocks.ts';
import { findColumns } from '../faq/columns.ts';
import { answered, asked } from './questions.ts';

/** The columns of a table that hold questions and answers. */
export interface QuestionColumns {
  question: number;
  answer: number;
}

const askingWord = /[？?]|吗|什么|如何|怎么|怎样|哪|多少|多久|几|是否|能否|可否|为何|谁/;

/** Null for a table of other things: half of what stands under 问题 must ask something. */
export function questionColumns({ rows }: Table): QuestionColumns | null {
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
export function pairOf(row: string[], columns: QuestionColumns): { question: string; answer: string } | null {
  const question = (row[columns.question] ?? '').replaceAll('\n', '').replace(asked, '').trim();
  const answer = (row[columns.answer] ?? '').replace(answered, '').trim();
  return question !== '' && answer !== '' && question !== answer ? { question, answer } : null;
}
