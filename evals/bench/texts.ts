import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config.ts';
import { readCases, readJsonLines } from '../cases.ts';
import { type CorpusDocument, readCorpus } from '../documents.ts';
import { type Qrels, readQrels } from '../metrics/ranking.ts';

export interface BenchQuestion {
  id: string;
  text: string;
  relevant: string[];
}

export interface BenchSet {
  /** What the texts are, printed above the table. */
  note: string;
  documents: CorpusDocument[];
  questions: BenchQuestion[];
}

/** Real statutes and lay consultations, when they lie beside the project. */
const statutes = join(projectRoot, '../shared/data/statutes');

export function loadBenchSet(documents: number, questions: number): BenchSet {
  return existsSync(statutes) ? statuteSet(documents, questions) : sampleSet(documents, questions);
}

function statuteSet(documents: number, questions: number): BenchSet {
  const qrels = readQrels(join(statutes, 'qrels.tsv'));
  const gold = new Set([...qrels.values()].flatMap((relevant) => [...relevant]));
  const corpus = readCorpus(join(statutes, 'corpus.jsonl'));
  const needed = corpus.filter((document) => gold.has(document.id));
  const fill = corpus.filter((document) => !gold.has(document.id)).slice(0, Math.max(0, documents - needed.length));
  return {
    note: `statute articles and lay consultations: all ${needed.length} articles that answer a question, filled up with others`,
    documents: [...needed, ...fill],
    questions: spread(questionsOf(join(statutes, 'queries.jsonl'), qrels), questions),
  };
}

function questionsOf(path: string, qrels: Qrels): BenchQuestion[] {
  return (readJsonLines(path) as { id: string; text: string }[]).flatMap(({ id, text }) => {
    const relevant = qrels.get(id);
    return relevant ? [{ id, text, relevant: [...relevant] }] : [];
  });
}

/** So many of a list, evenly spaced, always the same ones. */
export function spread<Item>(items: Item[], count: number): Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!);
}

const copyMarks = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';

/** A name for each copy, so that no two texts are equal: 甲, 乙, …, 甲乙, … */
function copyName(number: number): string {
  const mark = copyMarks[number % copyMarks.length]!;
  return number < copyMarks.length ? mark : copyName(Math.floor(number / copyMarks.length) - 1) + mark;
}

/**
 * Without the statutes: the paragraphs of the sample base's plain texts, copied for other invented cities until there are enough.
 * Any copy of the right text counts, so quality says little here; time and memory do.
 */
function sampleSet(documents: number, questions: number): BenchSet {
  const cases = readCases(join(projectRoot, 'evals/cases/sample.jsonl')).filter(
    (item) => item.expect === 'answer' && item.gold_quotes.length > 0,
  );
  const paragraphs = cases.flatMap((item) =>
    item.gold_quotes.map((text) => ({ id: item.id, title: item.gold_files[0] ?? '', text })),
  );
  const copies: CorpusDocument[] = [];
  const copiesOf = new Map<string, string[]>();
  for (let copy = 0; copies.length < documents; copy++) {
    const city = `${copyName(copy)}市`;
    for (const [index, { id, title, text }] of paragraphs.entries()) {
      if (copies.length >= documents) break;
      const copyId = `${id}-${index}-${copy}`;
      copies.push({ id: copyId, title: title.replaceAll('示例市', city), text: `${city}：${text.replaceAll('示例市', city)}` });
      copiesOf.set(id, [...(copiesOf.get(id) ?? []), copyId]);
    }
  }
  return {
    note: 'quotes of the sample base copied for invented cities: any copy counts as right, so quality says little here',
    documents: copies,
    questions: spread(
      cases.map((item) => ({ id: item.id, text: item.turns.at(-1)!, relevant: copiesOf.get(item.id) ?? [] })),
      questions,
    ),
  };
}

/** Objects a line, as children of the bench read them. */
export const linesOf = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
export const readLines = <Item>(path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Item);
