import { Worker } from 'node:worker_threads';
import { ParseError } from '../../domain/errors.ts';
import { type OcrLine, type Picture, recognise } from './recognise.ts';
import { readTurned, type UprightReading } from './upright.ts';

export type { OcrLine, Picture };

/** A page takes ten seconds or so on two cores; ten times that mean that something hangs. */
const timeoutMilliseconds = 100_000;
/** The worker with its models goes when it has not been asked for a minute. */
const idleMilliseconds = 60_000;

let worker: Worker | null = null;
let idle: NodeJS.Timeout | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads the text of a picture, one picture at a time. Compiled, this happens in a worker thread; from TypeScript source, where Node
 * cannot start a worker, in the process itself. Throws ParseError when recognition fails or takes too long.
 */
export function readPicture(picture: Picture): Promise<OcrLine[]> {
  const result = queue.then(() => (import.meta.url.endsWith('.js') ? readInWorker(picture) : recognise(picture)));
  queue = result.catch(() => undefined);
  return result;
}

/** Reads a page that may lie on its side or on its head; returns the picture as it was read. Throws as readPicture does. */
export function readUpright(picture: Picture): Promise<UprightReading> {
  return readTurned(picture, readPicture);
}

/** Ends the worker now. */
export async function closeReader(): Promise<void> {
  if (idle) clearTimeout(idle);
  const ending = worker;
  worker = null;
  await ending?.terminate();
}

function readInWorker(picture: Picture): Promise<OcrLine[]> {
  if (idle) clearTimeout(idle);
  worker ??= new Worker(new URL('./worker.js', import.meta.url));
  const current = worker;
  current.ref();
  return ask(current, picture).finally(() => {
    // An idle worker must not keep the process alive.
    current.unref();
    idle = setTimeout(() => void closeReader(), idleMilliseconds);
    idle.unref();
  });
}

function ask(current: Worker, picture: Picture): Promise<OcrLine[]> {
  return new Promise<OcrLine[]>((resolve, reject) => {
    const timer = setTimeout(() => settle({ failure: `no result after ${timeoutMilliseconds} ms` }), timeoutMilliseconds);
    const onError = (error: Error) => settle({ failure: error.message });
    const settle = (reply: { lines?: OcrLine[]; failure?: string }) => {
      clearTimeout(timer);
      current.off('error', onError);
      current.off('message', settle);
      if (reply.lines) resolve(reply.lines);
      else {
        void closeReader();
        reject(new ParseError('文字识别没有成功', `ocr: ${reply.failure}`));
      }
    };
    current.once('error', onError);
    current.once('message', settle);
    current.postMessage(picture);
  });
}
