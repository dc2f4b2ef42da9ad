import type { Viewer } from '../domain/access.ts';
import type { AskRequest, AskResponse, Citation, Sentence } from '../domain/answer.ts';
import type { Candidate, Judgement, UnderstoodQuestion } from '../retrieve/contract.ts';
import type { Turn } from '../store/contract.ts';

/** What a caller hears while the answer is made; `done` is last and complete on its own. */
export type AnswerEvent =
  | { type: 'status'; stage: 'understanding' | 'searching' | 'composing' }
  | { type: 'sentence'; sentence: Sentence }
  | { type: 'citations'; citations: Citation[] }
  | { type: 'done'; response: AskResponse };

export interface AskContext {
  viewer: Viewer;
  /** Site origin or key id; conversations are bound to it. */
  principal: string;
  signal?: AbortSignal;
  onEvent?: (event: AnswerEvent) => void;
  /**
   * An evaluator's trial: nothing is recorded (no answer, no turn, no gap). Earlier turns come from here instead of the store, and the
   * turn that would have been kept is added at the end.
   */
  rehearsal?: { turns: Turn[] };
}

/** Everything behind one answer, for evaluators; never sent to citizens. */
export interface AnswerTrace {
  understood: UnderstoodQuestion | null;
  candidates: Candidate[];
  judgement: Judgement | null;
  /** Names of the steps run, with milliseconds. */
  timings: Record<string, number>;
  /** Which step ended it. */
  route: string;
}

export interface AnswerEngine {
  /** Validated request in, complete reply out. Never throws for a question it cannot answer: it declines. */
  ask(request: AskRequest, context: AskContext): Promise<AskResponse>;
  askWithTrace(request: AskRequest, context: AskContext): Promise<{ response: AskResponse; trace: AnswerTrace }>;
}
