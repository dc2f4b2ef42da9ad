import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

/** A model service on the loopback for tests; `answer` decides how it behaves. */
export interface ModelServer {
  url: string;
  seen: SeenRequest[];
  /** Connections that the client has given up. */
  aborted: number;
  answer: (request: SeenRequest, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startModelServer(): Promise<ModelServer> {
  const server: Server = createServer((request, response) => void handle(request, response));
  const state: ModelServer = {
    url: '',
    seen: [],
    aborted: 0,
    answer: (_request, response) => sendJson(response, {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableFinished) state.aborted++;
    });
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const seen = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>,
    };
    state.seen.push(seen);
    state.answer(seen, response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return state;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Ways in which a service fails; the same table is run against chat model and embedder. */
export const misbehaviours: [string, ModelServer['answer'], RegExp][] = [
  ['an error status', (_request, response) => sendJson(response, { error: 'overloaded' }, 503), /HTTP 503/],
  ['a wrong key', (_request, response) => sendJson(response, { error: 'no' }, 401), /HTTP 401/],
  ['no JSON', (_request, response) => response.end('<html>busy</html>'), /无法识别/],
  ['nothing', (_request, response) => response.end(), /无法识别/],
  ['JSON null', (_request, response) => sendJson(response, null), /./],
  ['another shape', (_request, response) => sendJson(response, { data: 'none', choices: 'none' }), /./],
  [
    'an answer that breaks off',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"choices":[');
      setImmediate(() => response.destroy());
    },
    /无法连接/,
  ],
  ['a closed connection', (_request, response) => void response.destroy(), /无法连接/],
  [
    'a redirect',
    (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' });
      response.end();
    },
    /无法连接/,
  ],
  ['no answer in time', () => {}, /超时/],
];
