import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../domain/errors.ts';

/** One question of an evaluation set (evals/cases/README.md), as far as it says what a right answer holds. */
export interface KnownCase {
  id: string;
  question: string;
  expect: 'answer' | 'expired' | 'refuse' | 'clarify';
  must: string[][];
  mustNot: string[];
}

const lineSchema = z.object({
  id: z.coerce.string(),
  turns: z.array(z.string().min(1)).min(1).optional(),
  text: z.string().optional(),
  expect: z.enum(['answer', 'expired', 'refuse', 'clarify']).optional(),
  must: z.array(z.array(z.string())).default([]),
  must_not: z.array(z.string()).default([]),
});

/** Cases of all `*.jsonl` of a folder that have one turn and say what is right; read once. An empty folder name has none. Throws ConfigError. */
export function caseReader(folder: string): () => Promise<KnownCase[]> {
  let read: Promise<KnownCase[]> | null = null;
  return () => {
    read ??= folder === '' ? Promise.resolve([]) : readCases(folder);
    return read;
  };
}

async function readCases(folder: string): Promise<KnownCase[]> {
  try {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.flatMap((text) =>
      text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .flatMap(caseOf),
    );
  } catch (error) {
    throw new ConfigError(`评测题目录读不出来：${folder}`, String(error), { cause: error });
  }
}

function caseOf(line: string): KnownCase[] {
  const { id, turns, text, expect, must, must_not: mustNot } = lineSchema.parse(JSON.parse(line));
  const asked = turns ?? (text ? [text] : []);
  return expect && asked.length === 1 ? [{ id, question: asked[0]!, expect, must, mustNot }] : [];
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Whether this answer is right for the case; null: declined. The same comparison as in evaluation. */
export function passes({ expect, must, mustNot }: KnownCase, answer: string | null): boolean {
  if (answer === null) return expect === 'refuse';
  if (expect === 'refuse' || expect === 'clarify') return false;
  const text = plain(answer);
  return (
    must.every((group) => group.some((fact) => text.includes(plain(fact)))) && !mustNot.some((word) => text.includes(plain(word)))
  );
}
