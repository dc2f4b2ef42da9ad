import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { ModelError } from '../domain/errors.ts';
import { type Runtime, runTokens, sessionOptions } from './run-tokens.ts';

interface Job {
  index: number;
  ids: number[];
}

type Answer = { ready: true } | { index: number; vector: Float32Array } | { error: string };

/** Body of a worker thread. Self-contained: it is sent as source, which runs alike from TypeScript and from the build. */
function workerBody(require: NodeJS.Require, run: typeof runTokens): void {
  const { parentPort, workerData } = require('node:worker_threads') as typeof import('node:worker_threads');
  const { runtimePath, modelPath, dimensions, options } = workerData;
  const runtime: Runtime = require(runtimePath);
  const answer = (message: Answer) => parentPort!.postMessage(message);
  const fail = (error: unknown) => answer({ error: String(error) });
  runtime.InferenceSession.create(modelPath as string, options).then((session) => {
    parentPort!.on('message', ({ index, ids }: Job) => {
      run(runtime, session, ids, dimensions).then((vector) => answer({ index, vector }), fail);
    });
    answer({ ready: true });
  }, fail);
}

const workerSource = `(${workerBody.toString()})(require, ${runTokens.toString()})`;

export interface ParallelRun {
  modelPath: string;
  dimensions: number;
  /** Token ids of each text. */
  texts: number[][];
  workers: number;
  onVector: (index: number, vector: Float32Array) => void;
}

/** Runs every text alone, in a few threads of their own, and ends the threads. Any failure is a ModelError. */
export async function runInWorkers({ modelPath, dimensions, texts, workers, onVector }: ParallelRun): Promise<void> {
  const runtimePath = createRequire(import.meta.url).resolve('onnxruntime-node');
  const workerData = { runtimePath, modelPath, dimensions, options: sessionOptions };
  const threads = Array.from(
    { length: Math.min(workers, texts.length) },
    () => new Worker(workerSource, { eval: true, workerData }),
  );
  let next = 0;
  const serve = (thread: Worker) =>
    new Promise<void>((resolve, reject) => {
      const fail = (detail: string) => reject(new ModelError('向量计算失败，请重试。', detail));
      thread.on('error', (error) => fail(String(error)));
      thread.on('exit', (code) => fail(`embedding thread ended with code ${code}`));
      thread.on('message', (answer: Answer) => {
        if ('error' in answer) return fail(answer.error);
        if ('index' in answer) onVector(answer.index, answer.vector);
        const index = next++;
        if (index >= texts.length) return resolve();
        thread.postMessage({ index, ids: texts[index]! } satisfies Job);
      });
    });
  try {
    await Promise.all(threads.map(serve));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
