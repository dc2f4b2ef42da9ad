import { type Api, ApiError, isAbort } from './api.ts';
import type { AskRequest, AskResponse, Citation, Sentence } from './types.ts';

/** One question and what has come back so far. */
export interface Turn {
  id: number;
  question: string;
  state: 'asking' | 'done' | 'failed' | 'stopped';
  stage: string;
  sentences: Sentence[];
  citations: Citation[];
  response: AskResponse | null;
  /** For the reader, when it failed. */
  problem: string;
  at: Date;
}

let lastId = 0;

export function newTurn(question: string): Turn {
  lastId += 1;
  return {
    id: lastId,
    question,
    state: 'asking',
    stage: 'understanding',
    sentences: [],
    citations: [],
    response: null,
    problem: '',
    at: new Date(),
  };
}

/** True once there is something of the answer to show. */
export const hasBegun = (turn: Turn) => turn.response !== null || turn.sentences.length > 0;

/**
 * Asks, filling the turn as the answer comes in; `changed` is called after each step. Never rejects: a failure is a state
 * of the turn with a message for the reader.
 */
export async function runTurn(
  api: Api,
  turn: Turn,
  request: AskRequest,
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  const change = (part: Partial<Turn>) => {
    Object.assign(turn, part);
    changed();
  };
  change({ state: 'asking', stage: 'understanding', problem: '', sentences: [], citations: [], response: null });
  const listener = {
    status: (stage: string) => change({ stage }),
    sentence: (sentence: Sentence) => change({ sentences: [...turn.sentences, sentence] }),
    citations: (citations: Citation[]) => change({ citations }),
  };
  try {
    const response = await api.ask(request, listener, signal);
    change({ state: 'done', response, at: new Date() });
  } catch (error) {
    if (isAbort(error)) change({ state: 'stopped' });
    else
      change({
        state: 'failed',
        problem: error instanceof ApiError ? error.message : '出了点问题，请重试。您输入的内容已保留。',
      });
  }
}

const stages: Record<string, string> = {
  understanding: '正在理解问题…',
  searching: '正在查找政策原文…',
  composing: '正在整理并核对出处…',
};
export const stageWords = (stage: string) => stages[stage] ?? '正在处理…';
