import { readFollowUp } from '../retrieve/follow-up.ts';
import { toIndexView } from '../text/normalise.ts';
import { complains, withoutDispleasure } from './complaint.ts';
import type { Step } from './step.ts';
import type { Complete, Guarded } from './values.ts';

/** Makes a follow-up complete from the exchange before it. */
export const completeFollowUp: Step<Guarded, Complete> = (guarded) => {
  const { text, reason } = readFollowUp(guarded.question, guarded.turns.at(-1));
  const standalone = complains(toIndexView(text)) ? withoutDispleasure(text) : text;
  return { go: { ...guarded, standalone, followUp: reason } };
};
