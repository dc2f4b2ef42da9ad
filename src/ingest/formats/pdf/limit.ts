import { ReadTimeoutError } from '../../../domain/errors.ts';

/** The result, or ReadTimeoutError when it takes longer. The work itself goes on: whoever calls ends it. */
export async function withLimit<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = () =>
      reject(new ReadTimeoutError(`${what}超过${Math.round(milliseconds / 1000)}秒，已放弃`, `${milliseconds} ms`));
    timer = setTimeout(refuse, milliseconds);
  });
  // What fails after its time is nobody's business any more.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
