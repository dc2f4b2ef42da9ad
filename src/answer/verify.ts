import { machineTalkIn } from '../text/machine-talk.ts';
import type { DraftSentence } from './draft.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import { holdsRow } from './table-row.ts';
import type { Composed } from './values.ts';
import { declinedNoEvidence } from './wording.ts';

/**
 * The last gate: every quoted sentence must be, character for character, what stands at its place, and a table row may leave out cells. One
 * that is not is thrown away, and so is one that speaks to the machine instead of to people;
 * when none is left the question is declined.
 */
export const verify: Step<Composed, never> = ({ draft }, parts) => {
  const held = draft.sentences.filter(holds);
  for (const sentence of draft.sentences) {
    if (!held.includes(sentence))
      parts.onDegraded('a sentence did not match its evidence or gives orders and was dropped', sentence.kind);
  }
  if (!held.some((sentence) => sentence.evidence.length > 0)) {
    return { end: plainDraft('declined_no_evidence', declinedNoEvidence(parts)) };
  }
  return { end: { ...draft, sentences: held } };
};

function holds(sentence: DraftSentence): boolean {
  if (sentence.kind === 'model' || sentence.kind === 'notice') return sentence.evidence.length > 0;
  if (machineTalkIn(sentence.text).length > 0) return false;
  const [place] = sentence.evidence;
  const said = place?.clause.text.slice(place.span.start, place.span.end);
  return said !== undefined && (said === sentence.text || (sentence.kind === 'table' && holdsRow(sentence.text, said)));
}
