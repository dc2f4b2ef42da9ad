import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config.ts';
import { readJsonLines } from '../../cases.ts';
import { type CorpusDocument, readCorpus } from '../../documents.ts';
import { readQrels } from '../../metrics/ranking.ts';
import { loadBenchSet, spread } from '../texts.ts';

export interface DeskEntry {
  id: string;
  question: string;
  answer: string;
}

/** What an agent types until the result stands in the list. */
export interface TypedQuery {
  text: string;
  /** Ids of entries and clauses that are right. */
  relevant: string[];
}

export interface DeskSet {
  note: string;
  clauses: CorpusDocument[];
  entries: DeskEntry[];
  typed: TypedQuery[];
}

/** Real texts, when they lie beside the project. */
const data = join(projectRoot, '../shared/data');

/** So many entries and clauses together, and so many queries. */
export function loadDeskSet(count: number, queries: number): DeskSet {
  return existsSync(join(data, 'statutes')) ? realSet(count, queries) : sampleSet(count, queries);
}

const even = (_: unknown, index: number) => index % 2 === 0;
const odd = (_: unknown, index: number) => index % 2 === 1;

/**
 * Clauses: statute articles. Entries: guides of service items, and of every second lay consultation the question with a lawyer's answer.
 * Typed: the other consultations (right: their articles) and names of service items (right: the items of that name).
 */
function realSet(count: number, queries: number): DeskSet {
  const items = readCorpus(join(data, 'service-items/corpus.jsonl'));
  const qrels = readQrels(join(data, 'statutes/qrels.tsv'));
  const consultations = (readJsonLines(join(data, 'statutes/queries.jsonl')) as { id: string; text: string }[]).filter(({ id }) =>
    qrels.has(id),
  );
  const answers = new Map(
    (readJsonLines(join(data, 'statutes/answers.jsonl')) as { query_id: string; answers: string[] }[]).map((line) => [
      line.query_id,
      line.answers[0] ?? '',
    ]),
  );
  const guides = [...new Map(items.map(({ id, title, text }) => [title, { id, question: title, answer: text }])).values()];
  const answered = consultations
    .filter(even)
    .flatMap(({ id, text }) => (answers.get(id) ? [{ id, question: text, answer: answers.get(id)! }] : []));
  const entries = [...guides, ...answered].slice(0, Math.floor(count / 2));
  const clauses = loadBenchSet(count - entries.length, 0).documents.slice(0, count - entries.length);
  const held = new Set(clauses.map(({ id }) => id));
  const asked = consultations
    .filter(odd)
    .map(({ id, text }) => ({ text, relevant: [...qrels.get(id)!].filter((article) => held.has(article)) }))
    .filter(({ relevant }) => relevant.length > 0);
  const named = entries
    .slice(0, guides.length)
    .filter(({ question }) => question.length <= 24)
    .map(({ id, question }) => ({ text: question, relevant: [id] }));
  return {
    note: 'clauses: statute articles; entries: guides of service items, consultations with a lawyer’s answer',
    clauses,
    entries,
    typed: [...spread(asked, Math.ceil(queries / 2)), ...spread(named, Math.floor(queries / 2))],
  };
}

/** The sample base's questions and quotes, copied for invented cities: time and memory mean something, quality little. */
function sampleSet(count: number, queries: number): DeskSet {
  const { documents, questions, note } = loadBenchSet(count, queries);
  const entries = documents
    .filter(odd)
    .map(({ id, title, text }) => ({ id, question: `${title}：${text.slice(0, 40)}`, answer: text }));
  return {
    note,
    clauses: documents.filter(even),
    entries,
    typed: questions.map(({ text, relevant }) => ({ text, relevant })),
  };
}
