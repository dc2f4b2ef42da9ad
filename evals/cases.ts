import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { channelSchema } from '../src/domain/access.ts';
import { InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { isDay } from '../src/domain/time.ts';
import { readCaseTable } from './case-table.ts';

/** One question to ask; the gold fields are there when the answer is to be judged. */
const caseSchema = z
  .object({
    id: z.coerce.string().min(1),
    /** Raised by whoever changes what the case asks or expects. */
    version: z.number().int().positive().default(1),
    lang: z.string().optional(),
    kind: z.string().default('other'),
    /** Which part of the set it belongs to, e.g. dev, heldout. */
    split: z.string().optional(),
    /** User turns in order; the last is judged. */
    turns: z.array(z.string().min(1)).min(1).optional(),
    text: z.string().min(1).optional(),
    channel: channelSchema.default('web'),
    region: z.string().optional(),
    /** File of the policy page that is being read. */
    page: z.string().optional(),
    /** Asked as of this day, whatever the day of the run. */
    as_of: z.string().refine(isDay, 'YYYY-MM-DD').optional(),
    expect: z.enum(['answer', 'expired', 'refuse', 'clarify']).optional(),
    /** The exact status of the reply, for readers; not judged. */
    status: z.string().optional(),
    /** Required facts, each a list of alternative wordings. */
    must: z.array(z.array(z.string())).default([]),
    must_not: z.array(z.string()).default([]),
    gold_files: z.array(z.string()).default([]),
    gold_quotes: z.array(z.string()).default([]),
    /** Why this is the right answer, for whoever doubts it. */
    reason: z.string().default(''),
    note: z.string().default(''),
  })
  .refine((value) => value.turns || value.text, 'a case needs "turns" or "text"');

type ParsedCase = z.infer<typeof caseSchema>;
export type EvalCase = Omit<ParsedCase, 'turns' | 'text'> & { turns: string[] };
/** A case that says what is right. */
export type GoldCase = EvalCase & { expect: NonNullable<EvalCase['expect']> };
export const isGold = (value: EvalCase): value is GoldCase => value.expect !== undefined;

/** One line of `answers.jsonl`. */
export interface AnswerLine {
  id: string;
  status: string;
  /** What the reader sees as the answer, without the list of sources. */
  text: string;
  citations: { file: string; quote: string; clause: string | null; page: number | null }[];
  ms: number;
  /** The step that ended it. */
  route: string;
}

/** A case with what was answered; null when no answer line came. */
export interface Scored {
  gold: GoldCase;
  answer: AnswerLine | null;
}

export const refused = (answer: AnswerLine) => answer.status.startsWith('declined') || answer.status.startsWith('refus');

/** Objects of a JSON-lines file. Throws NotFoundError, or InvalidInputError naming the line. */
export function readJsonLines(path: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new NotFoundError(`读不到文件：${path}`, (error as Error).message);
  }
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line)];
      } catch (error) {
        throw new InvalidInputError(`${path} 第 ${index + 1} 行不是 JSON`, (error as Error).message);
      }
    });
}

/**
 * Reads a question file, JSON lines or CSV by its name; with `split` only the cases of that part. Throws InvalidInputError when a
 * line is wrong, an id stands twice, or no case belongs to the part.
 */
export function readCases(path: string, split: string | null = null): EvalCase[] {
  const seen = new Set<string>();
  const cases = rawCases(path).map(({ value, place }): EvalCase => {
    const parsed = caseSchema.safeParse(value);
    if (!parsed.success) throw new InvalidInputError(`${path} ${place}格式有误`, z.prettifyError(parsed.error));
    const { turns, text, ...rest } = parsed.data;
    if (seen.has(rest.id)) throw new InvalidInputError(`${path} 中编号 ${rest.id} 出现了两次`, place);
    seen.add(rest.id);
    return { ...rest, turns: turns ?? [text!] };
  });
  if (split === null) return cases;
  const chosen = cases.filter((one) => one.split === split);
  if (chosen.length > 0) return chosen;
  const known = [...new Set(cases.flatMap((one) => one.split ?? []))];
  throw new InvalidInputError(
    `${path} 里没有属于“${split}”的题${known.length ? `，有的是：${known.join('、')}` : '，题目都没有分组'}`,
  );
}

function rawCases(path: string): { value: unknown; place: string }[] {
  if (/\.(csv|tsv)$/i.test(path)) return readCaseTable(path).map(({ row, value }) => ({ value, place: `第 ${row} 行` }));
  return readJsonLines(path).map((value, index) => ({ value, place: `第 ${index + 1} 个问题` }));
}
