import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { TooLargeError } from '../domain/errors.ts';
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
/** What a multipart body holds beside its file. */
const aroundFile = 64 * 1024;

/** Refuses larger bodies with 413 before they are read. `largestFile` in bytes. */
export function limitBodies(basePath: string, largestFile: number): MiddlewareHandler<ApiEnv> {
  const limitOf = (bytes: number) =>
    bodyLimit({
      maxSize: bytes,
      onError: () => {
        throw new TooLargeError('请求内容过大', `at most ${bytes} bytes`);
      },
    });
  const usualLimit = limitOf(usual);
  const largerLimits = [...larger, [uploads, largestFile + aroundFile] as const].map(
    ([path, bytes]) => [path, limitOf(bytes)] as const,
  );
  return (context, next) => {
    const path = context.req.path.slice(basePath.length);
    const found = largerLimits.find(([pattern]) => pattern.test(path));
    return (found?.[1] ?? usualLimit)(context, next);
  };
}
