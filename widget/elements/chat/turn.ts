import type { AskResponse, Citation, Sentence } from '../../shared/types.ts';

/** One question of the conversation and what has come back so far. */
export interface Turn {
  id: number;
  question: string;
  state: 'asking' | 'done' | 'failed' | 'stopped';
  stage: string;
  sentences: Sentence[];
  citations: Citation[];
  response: AskResponse | null;
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

const stages: Record<string, string> = {
  understanding: '正在理解问题…',
  searching: '正在查找政策原文…',
  composing: '正在整理并核对出处…',
};
export const stageWords = (stage: string) => stages[stage] ?? '正在处理…';
