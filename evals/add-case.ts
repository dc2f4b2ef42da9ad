import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AskResponse } from '../src/domain/answer.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { dayOf } from '../src/domain/time.ts';
import type { AnswerRecord, Store } from '../src/store/contract.ts';
import { redact } from '../src/text/personal-data.ts';
import { caseTableText } from './case-table.ts';
import { type EvalCase, readCases } from './cases.ts';
import { fileNames } from './files.ts';

export interface AddedCase {
  added: EvalCase;
  /** What a person must still write, a sentence each. */
  toDo: string[];
  /** What could not be taken over, a sentence each. */
  notes: string[];
}

/**
 * Makes a case of a logged answer and adds it to a file of cases (.jsonl or .csv). The expectation stays open: what the product
 * said is kept as a note, never as the gold answer, and the case is not judged until a person has filled it in.
 * Throws NotFoundError for an unknown answer, ConflictError when it is a case already.
 */
export async function addCase(store: Store, answerId: string, file: string): Promise<AddedCase> {
  const record = await store.activity.answer(answerId);
  if (!record) throw new NotFoundError(`没有编号为 ${answerId} 的答复记录`);
  const id = `log-${answerId}`;
  const known = existsSync(file) ? readCases(file) : [];
  if (known.some((one) => one.id === id)) throw new ConflictError(`${file} 里已有这一题：${id}`);
  const { turns, notes } = await turnsOf(store, record);
  const added = await draftCase(store, record, id, turns);
  append(file, known, added);
  return { added, toDo: whatIsLeft(file), notes };
}

/**
 * The questions of the conversation up to this one, while the conversation is kept. Afterwards a follow-up is told by the question as
 * it was understood.
 */
async function turnsOf(store: Store, record: AnswerRecord): Promise<{ turns: string[]; notes: string[] }> {
  const { response, principal, askedAt, question, understood } = record;
  const kept = await store.activity.turns(response.conversationId, principal, askedAt, 50);
  const own = kept.findIndex((turn) => turn.at === askedAt && turn.question === question && turn.answer === response.answer);
  const before = (own < 0 ? kept.filter((turn) => turn.at < askedAt) : kept.slice(0, own)).map((turn) => turn.question);
  const turns = [...before, question].map((turn) => redact(turn).text);
  if (before.length > 0 || understood === question) return { turns, notes: [] };
  const complete = redact(understood).text;
  const note = `对话前文已不在库里（或这一题本来就没有前文）。记录里的原话是“${turns.at(-1)}”，当时理解为“${complete}”。`;
  return { turns, notes: [note] };
}

async function draftCase(store: Store, record: AnswerRecord, id: string, turns: string[]): Promise<EvalCase> {
  const { response, channel, understood } = record;
  const files = fileNames(store);
  const gold = new Set<string>();
  for (const { documentId } of response.citations) gold.add(await files.of(documentId).catch(() => documentId));
  return {
    id,
    version: 1,
    kind: 'other',
    turns,
    channel,
    as_of: dayOf(new Date(record.askedAt)),
    must: [],
    must_not: [],
    gold_files: [...gold],
    gold_quotes: response.citations.map(({ quote }) => quote),
    reason: '',
    note: `来自 ${record.askedAt.slice(0, 10)} 的提问，当时理解为“${redact(understood).text}”，${answeredText(response)}`,
  };
}

const answeredText = ({ status, answer }: AskResponse) =>
  `状态 ${status}，答复是：${redact(answer).text.replace(/\s*\n\s*/g, ' ')}`;

function append(file: string, known: EvalCase[], added: EvalCase): void {
  mkdirSync(dirname(file), { recursive: true });
  if (/\.csv$/i.test(file)) {
    writeFileSync(file, caseTableText([...known, added]));
    return;
  }
  if (!/\.jsonl$/i.test(file)) throw new InvalidInputError(`题目文件应是 .jsonl 或 .csv：${file}`);
  const ends = !existsSync(file) || /(^|\n)$/.test(readFileSync(file, 'utf8'));
  appendFileSync(file, `${ends ? '' : '\n'}${JSON.stringify(added)}\n`);
}

function whatIsLeft(file: string): string[] {
  const csv = /\.csv$/i.test(file);
  const name = (chinese: string, field: string) => (csv ? `“${chinese}”` : `${chinese} ${field}`);
  return [
    `${name('期望', 'expect')}：${csv ? '答复、说明已失效、拒答或反问' : 'answer、expired、refuse 或 clarify'}。没有填之前，这一题只提问、不计分。`,
    `${name('须说明', 'must')}：必须说到的事实，每个事实写出可以接受的几种写法。`,
    `${name('不得出现', 'must_not')}：说了就证明答错的话，如旧标准的金额。`,
    `${name('理由', 'reason')}：为什么这样答才对，依据哪一条。`,
    `${name('类型', 'kind')}：现在是 other，请改成合适的类型。`,
    `核对 ${name('标准文件', 'gold_files')} 和 ${name('标准原文', 'gold_quotes')}：现在是当时答复所引的，不一定对。`,
    '再看一遍问题里有没有漏掉的个人信息。',
  ];
}
