import { parentPort, workerData } from 'node:worker_threads';
import { WenceError } from '../../domain/errors.ts';
import type { TableAnswer, TableTask } from './read-apart.ts';
import { readTable } from './read-table.ts';

/** The thread of `readTableApart`: one list, one answer. */
function answerOf({ bytes, name }: TableTask): TableAnswer {
  try {
    return { table: readTable(bytes, name) };
  } catch (error) {
    if (error instanceof WenceError) return { error: { name: error.name, message: error.message, detail: error.detail } };
    return { error: { name: 'Error', message: '', detail: String(error) } };
  }
}

parentPort?.postMessage(answerOf(workerData as TableTask));
