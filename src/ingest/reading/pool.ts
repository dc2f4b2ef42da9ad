import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ReadMemoryError, ReadTimeoutError } from '../../domain/errors.ts';
import { type DrawTask, drawn, type PagePicture } from './pictures.ts';
import { failure, type Reading, type ReadTask, readDocument } from './read-document.ts';

/** Reads files one after another or side by side. */
export interface DocumentReader {
  /** How many files can be read at once. */
  readonly width: number;
  read(task: ReadTask, onPage?: (done: number, total: number) => void): Promise<Reading>;
  /** Pictures of pages; none of a file that cannot be drawn. */
  draw(task: DrawTask): Promise<PagePicture[]>;
  close(): Promise<void>;
}

export interface ReaderLimits {
  /** Processes side by side; 0 means one for each core, four at most. */
  processes: number;
  /** Seconds without a sign of life, after which a file is given up; every page is a sign. */
  silenceSeconds: number;
  /** MiB of memory a process may hold. */
  memoryMegabytes: number;
}

const defaultLimits: ReaderLimits = { processes: 0, silenceSeconds: 120, memoryMegabytes: 1500 };

/** A process that holds more than this share of its memory after a file is replaced before the next. */
const recycleShare = 0.4;
const watchMilliseconds = 250;
const childFile = new URL('./child.js', import.meta.url);

/**
 * Files are read in processes of their own, so that one that crashes, hangs or eats memory costs only itself. From TypeScript source,
 * where Node cannot start them, files are read in this process.
 */
export function createReader(limits: ReaderLimits = defaultLimits): DocumentReader {
  return import.meta.url.endsWith('.js') ? new ReaderPool(limits) : inProcessReader;
}

export const inProcessReader: DocumentReader = { width: 1, read: readDocument, draw: drawn, close: async () => {} };

const endedByItself = failure(
  new ReadMemoryError('读取这个文件的进程意外中断，可能是内存不足或文件损坏', 'the reading process ended'),
);

type Task = ReadTask | DrawTask;
type Outcome = Reading | PagePicture[];

interface Job {
  task: Task;
  onPage: ((done: number, total: number) => void) | undefined;
  resolve(outcome: Outcome): void;
}

type Message = { reading: Outcome } | { page: { done: number; total: number } };

export class ReaderPool implements DocumentReader {
  readonly width: number;
  readonly #limits: ReaderLimits;
  readonly #file: string;
  readonly #waiting: Job[] = [];
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  #busy = 0;
  #closed = false;

  constructor(limits: ReaderLimits, file: URL = childFile) {
    this.#limits = limits;
    this.#file = fileURLToPath(file);
    this.width = limits.processes || Math.max(1, Math.min(4, availableParallelism()));
  }

  read(task: ReadTask, onPage?: (done: number, total: number) => void): Promise<Reading> {
    return this.#do(task, onPage) as Promise<Reading>;
  }

  async draw(task: DrawTask): Promise<PagePicture[]> {
    const outcome = await this.#do(task, undefined);
    return Array.isArray(outcome) ? outcome : [];
  }

  #do(task: Task, onPage: Job['onPage']): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ task, onPage, resolve });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.resolve(failure(new Error('reader closed')));
    for (const child of this.#all) child.kill('SIGKILL');
    this.#all.clear();
    this.#idle.length = 0;
  }

  #next(): void {
    if (this.#busy >= this.width) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#busy++;
    void this.#read(job).then((reading) => {
      this.#busy--;
      job.resolve(reading);
      this.#next();
    });
  }

  /** A process that ended by itself most likely did so in a native library, and the one that reads pictures is the largest. */
  async #read({ task, onPage }: Job): Promise<Outcome> {
    const reading = await this.#run(this.#idle.pop() ?? this.#start(), task, onPage);
    const again = reading === endedByItself && !('draw' in task) && !task.withoutOcr && !this.#closed;
    return again ? this.#run(this.#start(), { ...task, withoutOcr: true }, onPage) : reading;
  }

  #start(): ChildProcess {
    const child = fork(this.#file, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${this.#limits.memoryMegabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#all.add(child);
    child.once('exit', () => this.#all.delete(child));
    return child;
  }

  #run(child: ChildProcess, task: Task, onPage: Job['onPage']): Promise<Outcome> {
    const { silenceSeconds, memoryMegabytes } = this.#limits;
    return new Promise((resolve) => {
      let alive = Date.now();
      const finish = (reading: Outcome, reusable: boolean) => {
        clearInterval(watch);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onExit);
        const held = reusable ? megabytesOf(child.pid) : 0;
        if (reusable && held < memoryMegabytes * recycleShare) this.#idle.push(child);
        else child.kill('SIGKILL');
        resolve(reading);
      };
      const onMessage = (message: Message) => {
        alive = Date.now();
        if ('reading' in message) finish(message.reading, true);
        else onPage?.(message.page.done, message.page.total);
      };
      const onExit = () => finish(endedByItself, false);
      const watch = setInterval(() => {
        const held = megabytesOf(child.pid);
        if (held > memoryMegabytes * 1.25) {
          finish(failure(new ReadMemoryError('读取这个文件占用内存过多，已停止', `${Math.round(held)} MiB`)), false);
        } else if (Date.now() - alive > silenceSeconds * 1000) {
          finish(failure(new ReadTimeoutError('读取这个文件时间过长，已停止', `no progress for ${silenceSeconds} s`)), false);
        }
      }, watchMilliseconds);
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.once('error', onExit);
      child.send(task, (error) => {
        if (error) onExit();
      });
    });
  }
}

/** Resident memory of a process in MiB, as Linux tells it; 0 where it cannot be known, so that only the heap limit holds. */
function megabytesOf(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return (pages * 4096) / 1024 / 1024;
  } catch {
    return 0;
  }
}
