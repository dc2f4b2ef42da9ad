import { dayOf } from '../domain/time.ts';
import { mendTypos } from '../retrieve/mend.ts';
import { understand } from '../retrieve/understand.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import type { Complete, Found, Understood } from './values.ts';
import { declinedNoEvidence } from './wording.ts';

/** How many candidates the later steps may read. */
const candidateLimit = 30;

export const understandQuestion: Step<Complete, Understood> = async (complete, parts) => {
  const { request, question, viewer } = complete;
  const { text: standalone, mended } = await mendTypos(parts.store, viewer, complete.standalone);
  const understood = understand({
    question,
    standalone,
    mended,
    asOf: request.asOf ?? dayOf(parts.clock.now()),
    region: request.region ?? null,
    documentId: request.documentId ?? null,
  });
  return { go: { ...complete, understood } };
};

export const retrieveEvidence: Step<Understood, Found> = async (understood, parts) => {
  const candidates = await parts.retriever.retrieve({
    question: understood.understood,
    viewer: understood.viewer,
    limit: candidateLimit,
  });
  if (candidates.length === 0) return { end: plainDraft('declined_no_evidence', declinedNoEvidence(parts)) };
  return { go: { ...understood, candidates } };
};
