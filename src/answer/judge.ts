import { judgeWeights } from '../retrieve/judge-weights.ts';
import { plainDraft } from './draft.ts';
import { relatedOf } from './related.ts';
import type { Step } from './step.ts';
import type { Found, Judged } from './values.ts';
import { declinedNoEvidence } from './wording.ts';

/** No evidence, no answer: below the channel's threshold the question is declined, with related pages and the human channel. */
export const judge: Step<Found, Judged> = async (found, parts) => {
  const judgement = await parts.retriever.judge(found.understood, found.candidates);
  if (judgement.probability < judgeWeights.threshold[found.request.channel]) {
    const draft = plainDraft('declined_no_evidence', declinedNoEvidence(parts), relatedOf(found.candidates, []));
    return { end: draft, reached: { ...found, judgement } };
  }
  return { go: { ...found, judgement } };
};
