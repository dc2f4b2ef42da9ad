import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Viewer } from '../domain/access.ts';
import type { AskRequest } from '../domain/answer.ts';
import type { Clock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import type { Candidate, Judgement, Retriever, UnderstoodQuestion } from '../retrieve/contract.ts';
import type { FollowUpReason } from '../retrieve/follow-up.ts';
import type { Store, Turn } from '../store/contract.ts';
import type { Draft } from './draft.ts';

/** What every step may use. */
export interface AnswerParts {
  store: Store;
  embedder: Embedder;
  retriever: Retriever;
  clock: Clock;
  chatModel: BaseChatModel | null;
  humanChannel: string;
  humanPhone: string;
  /** How the desk that asks hands a question on; null for citizens. */
  handOn: string | null;
  /** Called when something was done in a lesser way than configured. */
  onDegraded: (what: string, error: unknown) => void;
}

/** The question as it came in. */
export interface Asked {
  request: AskRequest;
  viewer: Viewer;
  /** Earlier exchanges of the conversation, oldest first. */
  turns: Turn[];
  signal: AbortSignal | null;
}

/** Invisible characters gone, personal data replaced. */
export interface Guarded extends Asked {
  question: string;
}

export interface Complete extends Guarded {
  /** The question on its own, without the conversation. */
  standalone: string;
  /** What tied it to the exchange before. */
  followUp: FollowUpReason;
}

export interface Understood extends Complete {
  understood: UnderstoodQuestion;
}

export interface Found extends Understood {
  candidates: Candidate[];
}

export interface Judged extends Found {
  judgement: Judgement;
}

export interface Composed extends Judged {
  draft: Draft;
}
