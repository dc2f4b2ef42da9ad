import { EventParser } from './sse.ts';
import type {
  AskRequest,
  AskResponse,
  Banner,
  Channel,
  Citation,
  DocumentDetail,
  DocumentSummary,
  FaqItem,
  FeedbackRequest,
  GapInput,
  MessageReply,
  SearchHit,
  SearchRequest,
  SearchResult,
  Sentence,
  Standing,
} from './types.ts';

/** A failure in words for the reader. `code` is the API's, or "network" when no answer came at all. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(message: string, code: string, status = 0) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

/** What is heard while an answer is made. */
export interface AskListener {
  status?: (stage: string) => void;
  sentence?: (sentence: Sentence) => void;
  citations?: (citations: Citation[]) => void;
}

const networkMessage = '网络连接不上，请检查网络后重试。您输入的内容已保留。';
const brokenMessage = '回答传输中断，请重试。您输入的内容已保留。';

/** The HTTP API as the widget uses it. Every method rejects with ApiError, or with AbortError when it was aborted. */
export class Api {
  readonly base: string;
  private readonly key: string | null;
  /** A citizen's page sends no cookie, whoever has signed in to the same browser. */
  protected readonly credentials: RequestCredentials = 'omit';

  protected readonly gapsPath: string = 'v1/gaps';

  /** @param base address under which Wence is served, e.g. "https://wence.example.gov.cn/" */
  constructor(base: string, key: string | null = null) {
    this.base = base.endsWith('/') ? base : `${base}/`;
    this.key = key;
  }

  /** Asks and listens to the answer as it is made; resolves with the complete reply. */
  async ask(request: AskRequest, listener: AskListener = {}, signal?: AbortSignal): Promise<AskResponse> {
    const response = await this.send('v1/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify(request),
      signal: signal ?? null,
    });
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response.json();
    return readAnswer(response, listener);
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request)) if (value) query.set(name, String(value));
    return this.read(`v1/search?${query}`, signal);
  }

  /** A document with its clauses; in the version cited while that is kept, else in the current one. */
  async document(id: string, version?: string): Promise<DocumentDetail> {
    const path = `v1/documents/${encodeURIComponent(id)}`;
    if (!version) return this.read(path);
    try {
      return await this.read(`${path}?${new URLSearchParams({ version })}`);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return this.read(path);
      throw error;
    }
  }

  async faqOf(documentId: string): Promise<FaqItem[]> {
    return (await this.read<{ faq: FaqItem[] }>(`v1/documents/${encodeURIComponent(documentId)}/faq`)).faq;
  }

  /** Which document a policy page is, by its number or its address; null when the base does not hold it. */
  async page(by: { number: string } | { url: string }): Promise<DocumentSummary | null> {
    return (await this.read<{ document: DocumentSummary | null }>(`v1/page?${new URLSearchParams(by)}`)).document;
  }

  /** What hangs over this channel now; another revision is another banner. */
  banner(channel: Channel): Promise<{ revision: number; banner: Banner | null }> {
    return this.read(`v1/banner?${new URLSearchParams({ channel })}`);
  }

  /** One entry or document as a hit, for links; rejects with 404 for what this caller may not read. */
  item(id: string, channel: Channel, clause?: string): Promise<SearchHit> {
    return this.read(`v1/items/${encodeURIComponent(id)}?${new URLSearchParams({ channel, ...(clause ? { clause } : {}) })}`);
  }

  /** Whether these are still what they were, for this caller. */
  standing(ids: string[], channel: Channel): Promise<Standing> {
    return this.read(`v1/standing?${new URLSearchParams({ ids: ids.join(','), channel })}`);
  }

  /** An agent reports that nothing answers, or that something is wrong. */
  reportGap(input: GapInput): Promise<{ id: string; reportId: string; reports: number }> {
    return this.give(this.gapsPath, input);
  }

  /** Undo of one's own report; rejects once somebody works on it. */
  async takeBackReport(reportId: string): Promise<void> {
    await this.send(`${this.gapsPath}/reports/${encodeURIComponent(reportId)}`, { method: 'DELETE' });
  }

  /** 留言; the code is given once. */
  leaveMessage(message: { text: string; answerId: string | null }): Promise<{ code: string; dueOn: string }> {
    return this.give('v1/messages', message);
  }

  readMessage(code: string): Promise<MessageReply> {
    return this.give('v1/messages/read', { code });
  }

  async feedback(request: FeedbackRequest): Promise<void> {
    await this.give('v1/feedback', request);
  }

  private async give<Body>(path: string, body: unknown): Promise<Body> {
    const headers = { 'Content-Type': 'application/json' };
    return (await this.send(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  }

  protected async read<Body>(path: string, signal?: AbortSignal): Promise<Body> {
    const response = await this.send(path, { signal: signal ?? null });
    return response.json();
  }

  protected async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.key) headers.set('X-Wence-Key', this.key);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.base), { ...init, headers, credentials: this.credentials });
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new ApiError(networkMessage, 'network');
    }
    if (response.ok) return response;
    const body = await response.json().catch(() => null);
    throw new ApiError(body?.message ?? '服务暂时不可用，请稍后再试。', body?.code ?? 'unknown', response.status);
  }
}

export const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

async function readAnswer(response: Response, listener: AskListener): Promise<AskResponse> {
  const parser = new EventParser();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = (await reader?.read().catch(rethrowReadable)) ?? { value: undefined, done: true };
    if (done || value === undefined) throw new ApiError(brokenMessage, 'network');
    for (const { event, data } of parser.push(value)) {
      const content = JSON.parse(data);
      if (event === 'status') listener.status?.(content.stage);
      if (event === 'sentence') listener.sentence?.(content);
      if (event === 'citations') listener.citations?.(content);
      if (event === 'error') throw new ApiError(content.message, content.code);
      if (event === 'done') return content;
    }
  }
}

function rethrowReadable(error: unknown): never {
  throw isAbort(error) ? error : new ApiError(brokenMessage, 'network');
}
