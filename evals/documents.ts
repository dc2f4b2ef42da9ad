import { statSync } from 'node:fs';
import { z } from 'zod';
import { InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { readJsonLines } from './cases.ts';

/** One line of a BEIR-style corpus: a document whose id stands for the file. */
const corpusLineSchema = z.object({
  id: z.coerce.string().optional(),
  _id: z.coerce.string().optional(),
  title: z.string().nullish(),
  text: z.string(),
});

export interface CorpusDocument {
  id: string;
  title: string;
  text: string;
}

/** Reads a corpus. Throws InvalidInputError naming the line, or when an id stands twice. */
export function readCorpus(path: string): CorpusDocument[] {
  const seen = new Set<string>();
  return readJsonLines(path).map((line, index) => {
    const parsed = corpusLineSchema.safeParse(line);
    const id = parsed.data?.id ?? parsed.data?._id;
    if (!parsed.success || id === undefined) {
      throw new InvalidInputError(
        `${path} 第 ${index + 1} 行不是 {id, title, text}`,
        parsed.error ? z.prettifyError(parsed.error) : 'no id',
      );
    }
    if (seen.has(id)) throw new InvalidInputError(`${path} 中编号 ${id} 出现了两次`);
    seen.add(id);
    return { id, title: parsed.data.title ?? '', text: parsed.data.text };
  });
}

/** A folder of files or a corpus in one file. Throws NotFoundError when there is neither. */
export function kindOfDocuments(path: string): 'folder' | 'corpus' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new NotFoundError(`没有这个文件夹或文件：${path}`);
  if (found.isDirectory()) return 'folder';
  if (path.endsWith('.jsonl')) return 'corpus';
  throw new InvalidInputError(`资料应是文件夹或 .jsonl 文件：${path}`);
}
