import type { AnswerEngine, AnswerTrace } from '../answer/contract.ts';
import type { Channel, Viewer } from '../domain/access.ts';
import type { AskResponse } from '../domain/answer.ts';
import type { Day } from '../domain/time.ts';
import type { Retriever } from '../retrieve/contract.ts';
import type { Turn } from '../store/contract.ts';
import { type AnswerStages, stagesOf } from './stages.ts';

export interface RehearseParts {
  answers: Pick<AnswerEngine, 'askWithTrace'>;
  retriever: Pick<Retriever, 'judge'>;
}

export interface RehearsedQuestion {
  /** The user's turns in order; the last is the one looked at. */
  turns: string[];
  channel: Channel;
  viewer: Viewer;
  principal: string;
  region?: string;
  documentId?: string;
  asOf?: Day;
  signal?: AbortSignal;
}

export interface Rehearsal {
  response: AskResponse;
  trace: AnswerTrace;
  stages: AnswerStages;
}

/** Asks as a reader would, but leaves nothing behind: no answer, no turn, no gap. Returns the last answer with all its stages. */
export async function rehearse(parts: RehearseParts, asked: RehearsedQuestion): Promise<Rehearsal> {
  const { turns, channel, region, documentId, asOf } = asked;
  const earlier: Turn[] = [];
  const ask = (question: string) =>
    parts.answers.askWithTrace(
      { question, channel, region, documentId, asOf },
      {
        viewer: asked.viewer,
        principal: asked.principal,
        rehearsal: { turns: earlier },
        ...(asked.signal ? { signal: asked.signal } : {}),
      },
    );
  for (const question of turns.slice(0, -1)) await ask(question);
  const { response, trace } = await ask(turns.at(-1) ?? '');
  return { response, trace, stages: stagesOf(response, trace, channel, await judgedAfterwards(parts, trace)) };
}

/** A question that ended before it was judged (by a reviewed entry) is judged for the evaluator all the same. */
export async function judgedAfterwards(
  { retriever }: Pick<RehearseParts, 'retriever'>,
  { understood, candidates, judgement }: AnswerTrace,
) {
  return judgement === null && understood && candidates.length > 0 ? retriever.judge(understood, candidates) : null;
}
