import type { SignedIn } from '../../src/api/test-staff.ts';

/** Editors, reviewers and citizens at work at once, over HTTP. Every save reads a counter in the text and writes the next one. */

export interface Load {
  url: string;
  editors: SignedIn[];
  reviewers: SignedIn[];
  askers: number;
  /** True once everybody should stop; asked before each act. */
  isOver: (acts: number) => boolean;
  random: () => number;
}

export interface LoadResult {
  /** Saves that were acknowledged, by entry. */
  saved: Map<string, number>;
  /** Answers by what was asked for and status, e.g. `save 409 conflict`. */
  outcomes: Map<string, number>;
  /** Milliseconds of each answer to a citizen. */
  asked: number[];
  seconds: number;
}

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

interface DraftShown {
  id: string;
  itemId: string;
  content: { answer: string } & Record<string, unknown>;
  state: string;
  revision: number;
}

export const counterIn = (answer: string) => Number(/第(\d+)次修改/.exec(answer)?.[1] ?? 0);
const answerWith = (counter: number) => `公租房由街道受理，第${counter}次修改。`;

export const firstContent = (number: number) => ({
  question: `公租房第${number}类家庭怎么申请`,
  answer: answerWith(0),
  noBasisReason: '热线常见问题',
});

async function request(url: string, method: string, path: string, who: SignedIn | null, body?: unknown): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: { ...(who?.headers ?? {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Drafts of entries, to begin with; returns their item ids. */
export async function beginEntries(url: string, editor: SignedIn, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    const { status, body } = await request(url, 'POST', '/v1/staff/entries', editor, { content: firstContent(number) });
    if (status !== 201) throw new Error(`begin: ${status} ${JSON.stringify(body)}`);
    ids.push(body.itemId as string);
  }
  return ids;
}

/** The text as it stands: the draft, or what is published where there is none. */
export async function counterOf(url: string, editor: SignedIn, itemId: string): Promise<number> {
  const { body } = await request(url, 'GET', `/v1/staff/entries/${itemId}`, editor);
  const { draft, published } = body as Record<'draft' | 'published', { content: { answer: string } } | null>;
  return counterIn((draft ?? published)!.content.answer);
}

/** All at once until it is over. */
export async function work(load: Load, items: readonly string[]): Promise<LoadResult> {
  const { url, random } = load;
  const result: LoadResult = { saved: new Map(items.map((id) => [id, 0])), outcomes: new Map(), asked: [], seconds: 0 };
  const one = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!;
  const note = (what: string, { status, body }: Reply) => {
    const outcome = `${what} ${status < 400 ? 'ok' : `${status} ${body.code}`}`;
    result.outcomes.set(outcome, (result.outcomes.get(outcome) ?? 0) + 1);
    return status < 400;
  };
  const draftOf = async (who: SignedIn, item: string): Promise<DraftShown | null> => {
    const reply = await request(url, 'GET', `/v1/staff/entries/${item}`, who);
    return note('read', reply) ? (reply.body.draft as DraftShown | null) : null;
  };

  async function edit(editor: SignedIn): Promise<void> {
    const item = one(items);
    let draft = await draftOf(editor, item);
    if (!draft) {
      const begun = await request(url, 'POST', `/v1/staff/entries/${item}/edit`, editor);
      if (!note('edit', begun)) return;
      draft = begun.body as unknown as DraftShown;
    }
    if (draft.state === 'submitted') {
      note('recall', await request(url, 'POST', `/v1/staff/drafts/${draft.id}/recall`, editor, { expected: draft.revision }));
      return;
    }
    const content = { ...draft.content, answer: answerWith(counterIn(draft.content.answer) + 1) };
    const saved = await request(url, 'PUT', `/v1/staff/drafts/${draft.id}`, editor, { content, expected: draft.revision });
    if (!note('save', saved)) return;
    result.saved.set(item, result.saved.get(item)! + 1);
    if (random() > 0.3) return;
    const { revision } = saved.body.draft as DraftShown;
    note('submit', await request(url, 'POST', `/v1/staff/drafts/${draft.id}/submit`, editor, { expected: revision, note: null }));
  }

  async function review(reviewer: SignedIn): Promise<void> {
    const queue = await request(url, 'GET', '/v1/staff/review?kind=faq&limit=50', reviewer);
    note('queue', queue);
    const draft = await draftOf(reviewer, one(items));
    if (draft?.state !== 'submitted') return;
    const step = random() < 0.8 ? 'approve' : 'return';
    const body = { expected: draft.revision, ...(step === 'approve' ? { note: null } : { reason: '请再核对' }) };
    note(step, await request(url, 'POST', `/v1/staff/drafts/${draft.id}/${step}`, reviewer, body));
  }

  async function ask(): Promise<void> {
    const question = `公租房第${1 + Math.floor(random() * items.length)}类家庭怎么申请`;
    const startedAt = performance.now();
    note('ask', await request(url, 'POST', '/v1/ask', null, { question, channel: 'web' }));
    result.asked.push(performance.now() - startedAt);
  }

  async function repeat(act: () => Promise<void>): Promise<void> {
    for (let acts = 0; !load.isOver(acts); acts++) await act();
  }
  const startedAt = performance.now();
  await Promise.all([
    ...load.editors.map((editor) => repeat(() => edit(editor))),
    ...load.reviewers.map((reviewer) => repeat(() => review(reviewer))),
    ...Array.from({ length: load.askers }, () => repeat(ask)),
  ]);
  result.seconds = (performance.now() - startedAt) / 1000;
  return result;
}
