import { type Hook, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import { maxQuestionLength } from '../domain/answer.ts';
import {
  BusyError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
  TooLargeError,
  UnprocessableError,
  UnsupportedMediaTypeError,
  WenceError,
} from '../domain/errors.ts';
import type { ApiEnv } from './contract.ts';
import { malformedForm } from './multipart.ts';

/** The body of every answer that is not a success: stable code, Chinese message for the reader, English detail. */
export const errorSchema = z
  .object({ code: z.string(), message: z.string(), detail: z.string() })
  .openapi('Error', { example: { code: 'invalid_input', message: '请求内容有误：question', detail: 'question: Required' } });
export type ErrorBody = z.infer<typeof errorSchema>;

const describe: Record<number, string> = {
  400: '请求不完整或格式有误（invalid_input）',
  401: '密钥无效（unauthorized），或没有登录（signed_out）',
  403: '密钥或账号无权访问（forbidden）',
  404: '没有找到（not_found）',
  409: '与已有的内容冲突，例如别人刚改过（conflict）',
  413: '内容过长（too_large）',
  415: '请求类型不是 JSON（unsupported_media_type）',
  422: '内容看得懂但无法处理，例如不存在的日期（unprocessable）',
  429: '请求过于频繁（rate_limited），见 Retry-After',
  500: '系统内部错误（internal）',
  503: '同时上传的文件太多（busy），见 Retry-After',
};

/** Documents error answers of a route: `...errorResponses(400, 404)`. */
export function errorResponses<Status extends number>(...statuses: Status[]) {
  const entry = (status: number) => ({
    description: describe[status] ?? '错误',
    content: { 'application/json': { schema: errorSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, entry(status)])) as Record<Status, ReturnType<typeof entry>>;
}

/** The shape is right, the value cannot be met: out of bounds, or a rule of ours such as a day that exists. */
const valueIssues = new Set(['custom', 'too_small', 'too_big']);

/**
 * Turns a failed validation into one of three errors: a question that is too long is 413; a value of the right shape that
 * cannot be met (a day that does not exist, an empty question) is 422; everything else is 400.
 */
export const validationHook: Hook<unknown, ApiEnv, string, undefined> = (result) => {
  if (result.success) return undefined;
  const { issues } = result.error;
  const fields = [...new Set(issues.map((issue) => issue.path.join('.') || 'body'))].join('、');
  const detail = issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
  const tooLong = issues.find((issue) => issue.code === 'too_big' && issue.path[0] === 'question');
  if (tooLong) throw new TooLargeError(`问题过长，请控制在${maxQuestionLength}字以内`, detail);
  const wellFormed = issues.every((issue) => valueIssues.has(issue.code));
  if (wellFormed) throw new UnprocessableError(`请求内容无法处理：${fields}`, detail);
  throw new InvalidInputError(`请求内容有误：${fields}`, detail);
};

/** What the framework throws, in our words. */
function fromHttpException(error: HTTPException): WenceError | null {
  if (error.status === 400 && error.message.includes('FormData')) return malformedForm(error.message);
  if (error.status === 400) return new InvalidInputError('请求内容不是有效的 JSON', error.message);
  if (error.status === 404) return new NotFoundError('没有这个地址', error.message);
  if (error.status === 413) return new TooLargeError('请求内容过大', error.message);
  if (error.status === 415) return new UnsupportedMediaTypeError('请以 application/json 提交', error.message);
  return null;
}

/** Known errors keep their message; anything else says nothing about the inside. */
export function errorBody(error: unknown): { status: number; body: ErrorBody } {
  const known = error instanceof HTTPException ? fromHttpException(error) : error;
  if (known instanceof WenceError && (known.status < 500 || known instanceof BusyError)) {
    return { status: known.status, body: { code: known.code, message: known.message, detail: known.detail } };
  }
  if (known instanceof WenceError && known.status === 503) {
    return { status: 503, body: { code: known.code, message: '服务暂时不可用，请稍后再试', detail: 'temporarily unavailable' } };
  }
  return { status: 500, body: { code: 'internal', message: '系统内部错误，请稍后再试', detail: 'internal error' } };
}

/** The one place where an error becomes an answer; the unexpected is logged with the request's id and no content. */
export function errorHandler(logger: Logger) {
  return (error: Error, context: Context<ApiEnv>): Response => {
    const { status, body } = errorBody(error);
    const gone = context.req.raw.signal.aborted;
    if (status >= 500 && !gone && !(error instanceof BusyError))
      logger.error({ requestId: context.get('requestId'), ...safeError(error) }, 'request failed');
    if ((error instanceof RateLimitedError || error instanceof BusyError) && error.retryAfterSeconds)
      context.header('Retry-After', String(error.retryAfterSeconds));
    if (body.code === 'unauthorized') context.header('WWW-Authenticate', 'Bearer realm="wence"');
    return context.json(body, status as ContentfulStatusCode, { 'Cache-Control': 'no-store' });
  };
}

/** Name and stack frames only: the message of a stranger's error may hold what a citizen typed. */
export function safeError(error: unknown): { error: string; frames: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, frames: frames.slice(0, 8).map((line) => line.trim()) };
}

/** Unknown address: JSON as everywhere. */
export function notFound(context: Context<ApiEnv>): Response {
  const body: ErrorBody = { code: 'not_found', message: '没有这个地址', detail: 'no such route' };
  return context.json(body, 404);
}
