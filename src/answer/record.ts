import type { AskRequest, AskResponse } from '../domain/answer.ts';
import { randomId } from '../domain/ids.ts';
import type { Change, ChangeSet, Turn } from '../store/contract.ts';
import { redact } from '../text/personal-data.ts';
import { questionKey } from '../text/question-key.ts';
import type { AskContext } from './contract.ts';
import type { AnswerParts, Judged } from './values.ts';

interface Exchange {
  response: AskResponse;
  request: AskRequest;
  context: AskContext;
  reached: Partial<Judged>;
  timings: Record<string, number>;
  now: Date;
  hours: number;
}

/** One atomic write: the answer with its quoted snapshot, the turn of the conversation, and the gap when nothing answered. All redacted. */
export async function recordAnswer(parts: AnswerParts, exchange: Exchange): Promise<void> {
  const { response, request, context, reached, timings, now } = exchange;
  const question = redact(request.question).text;
  const understood = reached.understood?.text ?? question;
  const at = now.toISOString();
  const changes: ChangeSet = [
    {
      type: 'put_answer',
      answer: { response, question, understood, channel: request.channel, principal: context.principal, askedAt: at, timings },
    },
  ];
  const turn = turnOf(exchange);
  if (turn) changes.push({ type: 'put_turn', turn });
  if (response.status === 'declined_no_evidence') {
    changes.push(gapOf(understood, response, request, at));
  }
  await parts.store.apply(changes);
}

/** Nobody reports it: that nothing answered is report enough. */
function gapOf(question: string, response: AskResponse, { channel }: AskRequest, at: string): Change {
  return {
    type: 'report_gap',
    gap: {
      kind: 'gap',
      question,
      questionKey: questionKey(question),
      reason: response.status,
      itemId: null,
      clauseId: null,
      unitId: null,
    },
    report: {
      id: randomId('r'),
      gapId: randomId('g'),
      at,
      reporterId: null,
      reporterName: null,
      channel,
      question,
      words: null,
      answerId: response.id,
    },
  };
}

/** What a follow-up may rest on, redacted; null when the exchange stays out of the history. */
export function turnOf({ response, request, context, reached, now, hours }: Exchange): Turn | null {
  if (!keepsTurn(response)) return null;
  const question = redact(request.question).text;
  return {
    conversationId: response.conversationId,
    principal: context.principal,
    question,
    understood: reached.understood?.text ?? question,
    answer: response.answer,
    itemIds: [...new Set(response.citations.map((citation) => citation.documentId))],
    at: now.toISOString(),
    expiresAt: new Date(now.getTime() + hours * 3_600_000).toISOString(),
  };
}

/** Refused or unsafe exchanges stay out of the history: a follow-up never rests on them. */
const keepsTurn = (response: AskResponse) =>
  !['declined_unsafe', 'declined_out_of_scope', 'small_talk', 'declined_personal_record', 'error_internal'].includes(
    response.status,
  );
