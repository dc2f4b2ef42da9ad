import type { DocumentReader } from './pool.ts';

/** Processes that nobody needs are given up after so long, in milliseconds. */
const restAfter = 60_000;

/** A reader for a server: it is made when something is to be read and closed when nothing was for a while, with its processes and memory. */
export function restingReader(make: () => Promise<DocumentReader>, rest = restAfter): Omit<DocumentReader, 'width'> {
  let reader: Promise<DocumentReader> | null = null;
  let busy = 0;
  let timer: NodeJS.Timeout | undefined;

  async function use<Result>(work: (reader: DocumentReader) => Promise<Result>): Promise<Result> {
    clearTimeout(timer);
    reader ??= make();
    busy++;
    try {
      return await work(await reader);
    } finally {
      busy--;
      if (busy === 0) timer = setTimeout(close, rest).unref();
    }
  }

  async function close(): Promise<void> {
    clearTimeout(timer);
    const closing = reader;
    reader = null;
    await (await closing)?.close();
  }

  return {
    read: (task, onPage) => use((made) => made.read(task, onPage)),
    draw: (task) => use((made) => made.draw(task)),
    close,
  };
}
