import { readFollowUp } from '../retrieve/follow-up.ts';
import type { Step } from './step.ts';
import type { Complete, Guarded } from './values.ts';

/** Makes a follow-up complete from the exchange before it. */
export const completeFollowUp: Step<Guarded, Complete> = (guarded) => {
  const { text, reason } = readFollowUp(guarded.question, guarded.turns.at(-1));
  return { go: { ...guarded, standalone: text, followUp: reason } };
};
