/** Every number that choosing sentences depends on beside the learned unit-weights.ts; tuned on development questions only (docs/decisions/composing.md). */
export const readingWeights = {
  /** Characters: what an answer aims at, more where several items or steps are asked for and most where the text opens a list of them, what each further thing asked may add, and what an answer never passes. */
  aimLength: 120,
  aimLengthOfSteps: 150,
  aimLengthOfLists: 240,
  furtherFacet: 70,
  maxLength: 480,
  /** Candidates whose sentences compete, and how many sentences, best first, may follow the best one of each thing asked. */
  poolDepth: 12,
  furtherUnits: 10,
  /** How far behind the best sentence, in log-odds, the sentence after it, the one before it, or a further one elsewhere may stand. */
  neighbourMargin: 5,
  precedingMargin: 2,
  furtherMargin: 1.5,
  /** A sentence of another document that is so little behind, in log-odds, is told too, up to so many characters in all. */
  tieMargin: 0.3,
  tieLength: 160,
  /** Log-odds for each unit of what the item is worth in ranking (named, in force, of this place); the questions learned from hold few such cases. */
  itemReasons: 3,
  /** Log-odds that a sentence loses whose document is not yet in force on the day asked about, unless it is named. */
  notYetInForce: 2,
  /** Log-odds for a sentence whose range holds the case of the question (its age, term, amount), and what it loses where the case lies outside. */
  ofCase: { fits: 2, missesAge: 3, misses: 1 },
  /** Longest exception, note or opening line that comes along with the sentence it binds. */
  bindingLength: 80,
  /** Clauses that an answer may rest on. */
  clauseLimit: 3,
};
