import { canonical } from './support/canonical.ts';
import { bigramsOf, readEvidence } from './support/evidence.ts';
import {
  actorFault,
  casesOf,
  choiceFault,
  conditionFault,
  figureFault,
  forceFault,
  nameFault,
  oppositeFault,
  polarityFault,
  roleFault,
  wordFault,
} from './support/faults.ts';
import { statementsOf } from './support/statements.ts';

/** Share of a sentence's pairs of characters that its evidence must hold: less speaks of something else. */
const neededShare = 0.15;

/** Characters; no sentence and no evidence of an answer is longer, and a longer one is not read at all. */
const longestSentence = 300;
const longestEvidence = 6000;

/**
 * What a reworded sentence says that its evidence does not, in a few words for the log; null when the evidence holds it. Compared are
 * figures with unit, bound and what they are counted by, days, names, who acts, negations, duty and permission, and which case a
 * figure belongs to. Strict on purpose: what fails is thrown away and the extract stands.
 * `about` is the title and headings over the evidence.
 */
export function faultOf(sentence: string, evidence: string, about = ''): string | null {
  if (sentence.length > longestSentence || evidence.length + about.length > longestEvidence) return 'too long';
  const known = readEvidence(evidence, about);
  const said = canonical(sentence);
  const pairs = bigramsOf(said);
  const held = [...pairs].filter((pair) => known.all.includes(pair)).length;
  if (pairs.size === 0 || held / pairs.size < neededShare) return 'speaks of something else';
  const names = nameFault(said, known);
  if (names) return names;
  for (const { phrases } of statementsOf(sentence)) {
    for (const group of casesOf(phrases)) {
      const fault = figureFault(group, known) ?? conditionFault(group, known);
      if (fault) return fault;
    }
    for (const phrase of phrases) {
      const fault =
        polarityFault(phrase, known) ??
        forceFault(phrase, known) ??
        roleFault(phrase, known) ??
        actorFault(phrase, known) ??
        oppositeFault(phrase, known) ??
        wordFault(phrase, known);
      if (fault) return fault;
    }
    const fault = choiceFault(phrases, known);
    if (fault) return fault;
  }
  return null;
}

/** Whether evidence holds all that a sentence says. */
export const isSupported = (sentence: string, evidence: string, about = '') => faultOf(sentence, evidence, about) === null;
