import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { AnswerEvent, AskContext } from '../../answer/contract.ts';
import type { Viewer } from '../../domain/access.ts';
import type { AskResponse } from '../../domain/answer.ts';
import { isDesk, viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv, ApiOptions } from '../contract.ts';
import { deskOnlyItems } from '../desk-only.ts';
import { errorBody, errorResponses, safeError, validationHook } from '../errors.ts';
import { limitQuestions } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import { askRequestSchema, askResponseSchema, keyOptional } from '../schemas.ts';

const description = `一次提问，一个完整答复。请求头 \`Accept: text/event-stream\` 时改为事件流，依次为 \`status\`（进度）、
\`sentence\`（一句答复）、\`citations\`（引用）、\`done\`（与 JSON 答复相同的完整内容）；出错时为 \`error\`。关闭连接即停止作答。`;

const route = createRoute({
  method: 'post',
  path: '/v1/ask',
  summary: '提问',
  description,
  tags: ['问答'],
  security: keyOptional,
  request: {
    body: { required: true, content: { 'application/json': { schema: askRequestSchema } } },
  },
  responses: {
    200: {
      description: '答复；没有依据时 status 为 declined_…，answer 说明如何联系人工',
      content: {
        'application/json': { schema: askResponseSchema },
        'text/event-stream': { schema: { type: 'string' as const } },
      },
    },
    ...errorResponses(400, 401, 403, 413, 415, 422, 429, 500),
  },
});

/** POST /v1/ask: JSON, or events while the answer is made. */
export function askRoutes(dependencies: ApiDependencies, options: ApiOptions, metrics: Metrics) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.use(route.path, limitQuestions(dependencies, options.milliseconds));
  return app.openapi(route, async (context) => {
    const request = context.req.valid('json');
    const caller = context.get('caller');
    const viewer = viewerOf(caller, request.channel, dependencies.clock);

    const ask = async (parts: Pick<AskContext, 'signal' | 'onEvent'>): Promise<ShownResponse> => {
      const response = await dependencies.answers.ask(request, { viewer, principal: caller.principal, ...parts });
      metrics.count('wence_answers_total', { status: response.status, channel: request.channel });
      const cited = response.citations.map((citation) => citation.documentId);
      return forViewer(response, viewer, await deskOnlyItems(dependencies.store.content, cited, viewer));
    };

    if (!wantsEvents(context.req.header('accept'))) {
      return context.json(await ask({ signal: context.req.raw.signal }), 200);
    }
    context.header('X-Accel-Buffering', 'no'); // nginx would hold the events back
    return streamSSE(context, (stream) =>
      streamAnswer(stream, ask, {
        heartbeatMs: options.heartbeatMs,
        gone: context.req.raw.signal,
        onFailure: (error) => options.logger.error({ requestId: context.get('requestId'), ...safeError(error) }, 'answer failed'),
      }),
    );
  });
}

const wantsEvents = (accept = '') =>
  accept
    .toLowerCase()
    .split(',')
    .some((type) => type.trim().startsWith('text/event-stream'));

type ShownResponse = z.infer<typeof askResponseSchema>;

/** Internal sources marked for a desk. A second lock behind the engine's: no desk view leaves for a reader of the public base. */
function forViewer(response: AskResponse, viewer: Viewer, deskOnly: Set<string>): ShownResponse {
  if (!isDesk(viewer)) {
    const { desk: _, ...rest } = response;
    return rest;
  }
  const mark = { deskOnly: true as const };
  const citations = response.citations.map((one) => (deskOnly.has(one.documentId) ? { ...one, ...mark } : one));
  return { ...response, citations };
}

interface StreamParts {
  heartbeatMs: number;
  /** Fires when the connection breaks off. */
  gone: AbortSignal;
  onFailure: (error: unknown) => void;
}

type Ask = (parts: Required<Pick<AskContext, 'signal' | 'onEvent'>>) => Promise<ShownResponse>;

/** Writes events in the order they come; `done` (or `error`) is always the last. A client that leaves stops the engine. */
async function streamAnswer(stream: SSEStreamingApi, ask: Ask, { heartbeatMs, gone, onFailure }: StreamParts): Promise<void> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  stream.onAbort(stop);
  gone.addEventListener('abort', stop, { once: true });
  if (gone.aborted) stop();
  const send = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) });
  const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs);
  let written: Promise<unknown> = Promise.resolve();
  const onEvent = (event: AnswerEvent) => {
    written = written.then(() => forward(event, send));
  };
  try {
    const response = await ask({ signal: abort.signal, onEvent });
    await written;
    await send('done', response);
  } catch (error) {
    if (abort.signal.aborted) return;
    const { status, body } = errorBody(error);
    if (status >= 500) onFailure(error);
    await written;
    await send('error', body);
  } finally {
    clearInterval(heartbeat);
    gone.removeEventListener('abort', stop);
  }
}

/** `done` is left out here: it is sent once, from the engine's reply. */
async function forward(event: AnswerEvent, send: (event: string, data: unknown) => Promise<void>): Promise<void> {
  if (event.type === 'status') await send('status', { stage: event.stage });
  if (event.type === 'sentence') await send('sentence', event.sentence);
  if (event.type === 'citations') await send('citations', event.citations);
}
