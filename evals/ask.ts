import type { AnswerTrace } from '../src/answer/contract.ts';
import { judgedAfterwards } from '../src/desk/rehearse.ts';
import { stagesOf } from '../src/desk/stages.ts';
import { audiencesFor } from '../src/domain/access.ts';
import type { AskResponse } from '../src/domain/answer.ts';
import { type Day, dayOf } from '../src/domain/time.ts';
import type { Wence } from '../src/wire.ts';
import type { AnswerLine, EvalCase } from './cases.ts';
import type { FileNames } from './files.ts';
import { type CaseTrace, emptyTrace } from './report/data.ts';
import { round } from './statistics.ts';

/** How many candidates of a case the report keeps. */
const retrievedKept = 20;

/**
 * Asks one case as a reader would: earlier turns first, in one conversation; the last is timed and judged.
 * Throws NotFoundError when the page that is being read is not in the base. A failure of the product is an answer line with status `error_internal`, so that one case never stops a run.
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
  const documentId = item.page ? await files.idOf(item.page) : undefined;
  let conversationId: string | undefined;
  let startedAt = performance.now();
  try {
    let last: { response: AskResponse; trace: AnswerTrace } | null = null;
    for (const question of item.turns) {
      startedAt = performance.now();
      last = await wence.answers.askWithTrace(
        { question, channel: item.channel, region: item.region, documentId, conversationId, asOf: item.as_of ?? asOf },
        context,
      );
      conversationId = last.response.conversationId;
    }
    const ms = round(performance.now() - startedAt, 1);
    return {
      line: await answerLine(item, last!.response, last!.trace, files, ms),
      trace: await caseTrace(wence, item, last!, files),
    };
  } catch (error) {
    if (signal?.aborted) throw error;
    const ms = round(performance.now() - startedAt, 1);
    const line = { id: item.id, status: 'error_internal', text: '', citations: [], ms, route: `error: ${String(error)}` };
    return { line, trace: emptyTrace(item.id) };
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

async function caseTrace(
  wence: Wence,
  item: EvalCase,
  { response, trace }: { response: AskResponse; trace: AnswerTrace },
  files: FileNames,
): Promise<CaseTrace> {
  // A refusal before the answer is made leaves no judgement behind; for the report it is taken again.
  const stages = stagesOf(response, trace, item.channel, await judgedAfterwards(wence, trace));
  const retrieved = [];
  for (const { itemId, clause, score, text, features } of stages.candidates.slice(0, retrievedKept))
    retrieved.push({ file: await files.of(itemId), clause, score, text, features });
  const sentences = [];
  for (const { itemId, clause, score, text, chosen } of stages.sentences)
    sentences.push({ file: await files.of(itemId), clause, score, text, chosen });
  const { judgement } = stages;
  return {
    id: item.id,
    understood: stages.understood?.text ?? null,
    understanding: stages.understood,
    probability: judgement?.probability ?? null,
    features: Object.fromEntries((judgement?.features ?? []).map(({ name, value }) => [name, value])),
    judgement,
    sentences,
    timings: Object.fromEntries(stages.steps.map(({ name, ms }) => [name, ms])),
    retrieved,
  };
}
