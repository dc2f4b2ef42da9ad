import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { BusyError, TooLargeError } from '../domain/errors.ts';
import type { ApiEnv } from './contract.ts';

/** Bytes of a request's body. The longest question is under 2 kB. */
const usual = 32 * 1024;

/** Paths that take more, below the base path; the first that fits counts. */
const larger: [path: RegExp, bytes: number][] = [
  // A whole entry: 8,000 characters of answer, seven texts of 4,000, sixty similar questions, each character up to four bytes.
  [/^\/v1\/staff\/(?:entries|drafts)(?:\/|$)/, 512 * 1024],
  // Corrections of a document: up to 200 relations with titles and numbers.
  [/^\/v1\/staff\/documents\/[^/]+\/corrections$/, 512 * 1024],
  // A list of at most 1,000 entries; see largestImport of the desk.
  [/^\/v1\/staff\/import\//, 8 * 1024 * 1024],
];

/** Where whole files come in; the desk says itself how large the file may be. */
const uploads = /^\/v1\/staff\/documents(?:$|\/[^/]+\/file$)/;
const files = [uploads, /^\/v1\/staff\/import\//];
/** What a multipart body holds beside its file. */
const aroundFile = 64 * 1024;

const tooLarge = (bytes: number) => () => {
  throw new TooLargeError('请求内容过大', `at most ${bytes} bytes`);
};

/**
 * Refuses larger bodies with 413 before they are read. `largestFile` in bytes. A body that does not say how long it is must be read to be
 * measured, before anybody asks who sent it: such a one is never larger than usual.
 */
export function limitBodies(basePath: string, largestFile: number): MiddlewareHandler<ApiEnv> {
  const limitOf = (bytes: number) => bodyLimit({ maxSize: bytes, onError: tooLarge(bytes) });
  const usualLimit = limitOf(usual);
  const largerLimits = [...larger, [uploads, largestFile + aroundFile] as const].map(
    ([path, bytes]) => [path, limitOf(bytes)] as const,
  );
  return (context, next) => {
    const path = context.req.path.slice(basePath.length);
    const found = context.req.header('transfer-encoding') ? null : largerLimits.find(([pattern]) => pattern.test(path));
    return (found?.[1] ?? usualLimit)(context, next);
  };
}

/** When there is likely to be room again: a file of some MiB takes about that long from a desk. */
const retrySeconds = 10;

/**
 * Bounds the memory of files on their way in: beyond `roomBytes` at once the next is refused with 503 and Retry-After. Comes after the
 * caller is known: who has not signed in is answered without a byte being read. One file is always taken.
 */
export function limitUploads(basePath: string, roomBytes: number, largestFile: number): MiddlewareHandler<ApiEnv> {
  let taken = 0;
  return async (context, next) => {
    const path = context.req.path.slice(basePath.length);
    const isFile = context.req.method === 'POST' && files.some((pattern) => pattern.test(path));
    if (!isFile || !context.get('caller').member) return next();
    const bytes = Number(context.req.header('content-length')) || largestFile;
    if (taken > 0 && taken + bytes > roomBytes) {
      await discard(context.req.raw);
      throw new BusyError('现在上传的文件较多，请过十秒再试', `${taken} bytes are on their way in`, retrySeconds);
    }
    taken += bytes;
    try {
      await next();
    } finally {
      taken -= bytes;
    }
  };
}

/** Lets the body pass by: a browser that is still sending when the connection is closed shows a broken line instead of our answer. */
async function discard({ body }: Request): Promise<void> {
  await body?.pipeTo(new WritableStream()).catch(() => {});
}
