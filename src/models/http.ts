import { ModelError } from '../domain/errors.ts';

export interface ModelEndpoint {
  /** Base address of an OpenAI-compatible service, e.g. http://127.0.0.1:8000/v1. */
  url: string;
  model: string;
  /** Sent as a bearer token; empty means none. */
  key: string;
  timeoutMs: number;
}

/** An answer longer than this is not one. */
const maxAnswerBytes = 64 * 1024 * 1024;
/** The same for a sentence or two of a chat model. */
export const maxChatBytes = 1024 * 1024;

/** Posts JSON and reads JSON. Every failure (refused, stalled, broken off, status, no JSON) is a ModelError without the key in it. */
export async function postJson(
  endpoint: ModelEndpoint,
  path: string,
  body: unknown,
  signal?: AbortSignal,
  maxBytes = maxAnswerBytes,
): Promise<unknown> {
  const limit = AbortSignal.timeout(endpoint.timeoutMs);
  const signals = signal ? [limit, signal] : [limit];
  try {
    const response = await fetch(endpoint.url.replace(/\/+$/, '') + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(endpoint.key && { authorization: `Bearer ${endpoint.key}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.any(signals),
      // A redirect could carry the key to another host.
      redirect: 'error',
    });
    const text = await readText(response, maxBytes);
    if (!response.ok) throw new ModelError(`模型服务返回错误（HTTP ${response.status}）。`, text.slice(0, 300));
    return JSON.parse(text);
  } catch (error) {
    throw asModelError(error, limit, signal);
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new ModelError('模型服务返回的内容过长。', `more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function asModelError(error: unknown, limit: AbortSignal, signal?: AbortSignal): ModelError {
  if (error instanceof ModelError) return error;
  const detail = error instanceof Error ? `${error.message}${error.cause ? `: ${String(error.cause)}` : ''}` : String(error);
  if (signal?.aborted) return new ModelError('模型请求已取消。', 'aborted by the caller', { cause: error });
  if (limit.aborted) return new ModelError('模型服务超时未答复。', 'timed out', { cause: error });
  if (error instanceof SyntaxError) return new ModelError('模型服务返回的内容无法识别。', detail, { cause: error });
  return new ModelError('无法连接模型服务。', detail, { cause: error });
}
