import type { AnswerTrace } from '../src/answer/contract.ts';
import { audiencesFor } from '../src/domain/access.ts';
import type { AskResponse } from '../src/domain/answer.ts';
import { type Day, dayOf } from '../src/domain/time.ts';
import type { Wence } from '../src/wire.ts';
import type { AnswerLine, EvalCase } from './cases.ts';
import type { FileNames } from './files.ts';
import type { CaseTrace } from './report/data.ts';
import { round } from './statistics.ts';

/** How many candidates of a case the report keeps. */
const retrievedKept = 20;

/**
 * Asks one case as a reader would: earlier turns first, in one conversation; the last is timed and judged.
 * A failure of the product is an answer line with status `error_internal`, so that one case never stops a run.
 */
export async function askCase(
  wence: Wence,
  files: FileNames,
  item: EvalCase,
  asOf: Day,
  signal?: AbortSignal,
): Promise<{ line: AnswerLine; trace: CaseTrace }> {
  const viewer = { audiences: audiencesFor(['public', 'hotline', 'window'], item.channel), today: dayOf(wence.clock.now()) };
  const context = { viewer, principal: 'eval', ...(signal ? { signal } : {}) };
  let conversationId: string | undefined;
  let startedAt = performance.now();
  try {
    let last: { response: AskResponse; trace: AnswerTrace } | null = null;
    for (const question of item.turns) {
      startedAt = performance.now();
      last = await wence.answers.askWithTrace(
        { question, channel: item.channel, region: item.region, conversationId, asOf },
        context,
      );
      conversationId = last.response.conversationId;
    }
    const ms = round(performance.now() - startedAt, 1);
    return {
      line: await answerLine(item, last!.response, last!.trace, files, ms),
      trace: await caseTrace(wence, item, last!.trace, files),
    };
  } catch (error) {
    if (signal?.aborted) throw error;
    const ms = round(performance.now() - startedAt, 1);
    const line = { id: item.id, status: 'error_internal', text: '', citations: [], ms, route: `error: ${String(error)}` };
    return { line, trace: { id: item.id, understood: null, probability: null, features: {}, timings: {}, retrieved: [] } };
  }
}

async function answerLine(
  item: EvalCase,
  response: AskResponse,
  trace: AnswerTrace,
  files: FileNames,
  ms: number,
): Promise<AnswerLine> {
  const citations = [];
  for (const { documentId, quote, clause, page } of response.citations) {
    citations.push({ file: await files.of(documentId), quote, clause, page });
  }
  return { id: item.id, status: response.status, text: response.answer, citations, ms, route: trace.route };
}

async function caseTrace(wence: Wence, item: EvalCase, trace: AnswerTrace, files: FileNames): Promise<CaseTrace> {
  const retrieved = [];
  for (const { view, score } of trace.candidates.slice(0, retrievedKept)) {
    const file = await files.of(view.itemId);
    retrieved.push({ file, clause: view.clause?.path ?? null, score: round(score), text: view.clause?.text.slice(0, 400) ?? '' });
  }
  const { understood, candidates } = trace;
  // A refusal before the answer is made leaves no judgement behind; for the report it is taken again.
  const judgement =
    trace.judgement ?? (understood && candidates.length > 0 ? await wence.retriever.judge(understood, candidates) : null);
  const timings = Object.fromEntries(Object.entries(trace.timings).map(([step, ms]) => [step, round(ms, 1)]));
  return {
    id: item.id,
    understood: understood?.text ?? null,
    probability: judgement ? round(judgement.probability) : null,
    features: Object.fromEntries(Object.entries(judgement?.features ?? {}).map(([name, value]) => [name, round(value)])),
    timings,
    retrieved,
  };
}
