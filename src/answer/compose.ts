import { composeExtract } from './compose-extract.ts';
import type { Step } from './step.ts';
import type { Composed, Judged } from './values.ts';

/** The sentences of the clauses that answer, each with its place. */
export const compose: Step<Judged, Composed> = async (judged, parts) => ({
  go: { ...judged, draft: await composeExtract(judged, parts) },
});
