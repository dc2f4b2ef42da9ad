import { composeExtract } from './compose-extract.ts';
import { composeFaq } from './compose-faq.ts';
import type { Step } from './step.ts';
import type { Composed, Judged } from './values.ts';

/** A reviewed entry as it is when it answers the question; else the sentences of the clauses that do. */
export const compose: Step<Judged, Composed> = async (judged, parts) => {
  const draft = composeFaq(judged) ?? (await composeExtract(judged, parts));
  return { go: { ...judged, draft } };
};
