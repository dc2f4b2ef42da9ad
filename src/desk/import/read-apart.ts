import { Worker } from 'node:worker_threads';
import * as errors from '../../domain/errors.ts';
import { type ImportTable, readTable } from './read-table.ts';

/** A list of a thousand entries is read in under two seconds; what takes longer holds something else. */
const readMs = 20_000;
/** Lists are under 8 MiB; what is packed in them may be much more. */
const memoryMegabytes = 512;

export interface TableTask {
  bytes: Uint8Array;
  name: string;
}

/** What the thread answers: the table, or why there is none. Errors lose their class on the way. */
export type TableAnswer = { table: ImportTable } | { error: { name: string; message: string; detail: string } };

/** One list at a time: reading takes a whole core. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * As `readTable`, in a thread of its own, so that a list of a million empty rows keeps nobody else waiting. Throws what `readTable` throws,
 * and ReadTimeoutError or ReadMemoryError for what takes more time or memory than any list in use. From TypeScript source, which Node
 * cannot start, it is read here.
 */
export function readTableApart(task: TableTask): Promise<ImportTable> {
  if (import.meta.url.endsWith('.ts')) return Promise.resolve().then(() => readTable(task.bytes, task.name));
  const read = turn.then(() => readInThread(task));
  turn = read.catch(() => {});
  return read;
}

async function readInThread(task: TableTask): Promise<ImportTable> {
  const worker = new Worker(new URL('./table-worker.js', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  try {
    return await new Promise<ImportTable>((resolve, reject) => {
      const late = new errors.ReadTimeoutError('文件太复杂，没能读完：请只保留要导入的工作表和行再试', `${readMs} ms`);
      const timer = setTimeout(() => reject(late), readMs);
      worker.once('message', (answer: TableAnswer) => {
        clearTimeout(timer);
        if ('table' in answer) resolve(answer.table);
        else reject(rebuilt(answer.error));
      });
      worker.once('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        reject(
          isMemory ? new errors.ReadMemoryError('文件太大，没能读完：请只保留要导入的工作表和行再试', error.message) : error,
        );
      });
    });
  } finally {
    await worker.terminate();
  }
}

function rebuilt({ name, message, detail }: { name: string; message: string; detail: string }): Error {
  const known = (errors as Record<string, unknown>)[name];
  return typeof known === 'function' ? new (known as typeof errors.InvalidInputError)(message, detail) : new Error(detail);
}
