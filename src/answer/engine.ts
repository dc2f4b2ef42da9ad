import type { Channel } from '../domain/access.ts';
import type { AskRequest, AskResponse } from '../domain/answer.ts';
import { randomId } from '../domain/ids.ts';
import { dayOf } from '../domain/time.ts';
import type { Turn } from '../store/contract.ts';
import { looksEnglish } from '../text/script.ts';
import type { AnswerEngine, AnswerEvent, AnswerTrace, AskContext } from './contract.ts';
import { plainDraft } from './draft.ts';
import { answerPipeline } from './pipeline.ts';
import { recordAnswer, turnOf } from './record.ts';
import { toResponse } from './respond.ts';
import type { AnswerParts, Judged } from './values.ts';

export interface EngineSettings {
  /** Hours that the turns of a conversation are kept. */
  conversationHours: number;
  /** How desks hand a question on, `{unit}` in the place of the unit; channels without it are sent to the human channel. */
  handOn?: Partial<Record<Channel, string>>;
}

/** Turns of a conversation that a follow-up may rest on. */
const turnLimit = 5;

const stageOf: Record<string, Extract<AnswerEvent, { type: 'status' }>['stage']> = {
  guard: 'understanding',
  retrieve: 'searching',
  compose: 'composing',
};

/** Runs the pipeline, records the exchange and tells the caller as it goes. */
export function createAnswerEngine(common: Omit<AnswerParts, 'handOn'>, settings: EngineSettings): AnswerEngine {
  const partsFor = (channel: Channel): AnswerParts => ({ ...common, handOn: settings.handOn?.[channel] ?? null });

  async function turnsBefore(
    { conversationId }: AskRequest,
    { principal, viewer, rehearsal }: AskContext,
    now: Date,
  ): Promise<Turn[]> {
    if (rehearsal) return rehearsal.turns.slice(-turnLimit);
    return conversationId ? common.store.activity.turns(conversationId, principal, now.toISOString(), turnLimit, viewer) : [];
  }

  async function askWithTrace(request: AskRequest, context: AskContext): Promise<{ response: AskResponse; trace: AnswerTrace }> {
    const parts = partsFor(request.channel);
    const now = parts.clock.now();
    const turns = await turnsBefore(request, context, now);
    // Only the server names conversations: an id that it does not know starts a new one.
    const conversationId = turns.at(-1)?.conversationId ?? randomId('w');
    const asked = { request, viewer: context.viewer, turns, signal: context.signal ?? null };
    const { draft, report } = await answerPipeline.run(asked, parts, (name) => {
      context.signal?.throwIfAborted();
      const stage = stageOf[name];
      if (stage) context.onEvent?.({ type: 'status', stage });
    });
    const response = toResponse(draft ?? plainDraft('error_internal', ''), {
      id: randomId('a'),
      conversationId,
      asOf: request.asOf ?? dayOf(now),
      desk: context.viewer.audiences.some((audience) => audience !== 'public'),
      english: looksEnglish(request.question),
      humanChannel: parts.humanChannel,
      humanPhone: parts.humanPhone,
      handOn: parts.handOn,
    });
    const reached = report.reached as Partial<Judged>;
    const hours = settings.conversationHours;
    const exchange = { response, request, context, reached, timings: report.timings, now, hours };
    if (context.rehearsal) context.rehearsal.turns.push(...[turnOf(exchange)].filter((turn) => turn !== null));
    else await recordAnswer(parts, exchange);
    tell(response, context);
    return {
      response,
      trace: {
        understood: reached.understood ?? null,
        candidates: reached.candidates ?? [],
        judgement: reached.judgement ?? null,
        timings: report.timings,
        route: report.route,
      },
    };
  }
  return { askWithTrace, ask: async (request, context) => (await askWithTrace(request, context)).response };
}

function tell(response: AskResponse, context: AskContext): void {
  for (const sentence of response.sentences) context.onEvent?.({ type: 'sentence', sentence });
  context.onEvent?.({ type: 'citations', citations: response.citations });
  context.onEvent?.({ type: 'done', response });
}
