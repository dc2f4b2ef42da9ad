/** Every number that choosing sentences depends on; tuned on development questions only (docs/decisions/composing.md). */
export const readingWeights = {
  /** Characters: what an answer aims at, what each further thing asked may add, and what an answer never passes. */
  aimLength: 220,
  furtherFacet: 110,
  maxLength: 480,
  /** Candidates whose sentences compete. */
  poolDepth: 8,
  /** Parts of a sentence's score: shared words, its chunk's rank, nearness in meaning, the kind of thing asked for. */
  overlap: 0.7,
  clauseScore: 4,
  cosine: 1.2,
  shape: 0.4,
  titleLike: 0.4,
  /** A term that only the headings or the title hold. */
  context: 0.3,
  /** Share of the clause's score for a sentence outside the chunk that was found. */
  outsideChunk: 0.7,
  /** Share of the question's weight that a further sentence must newly cover to be added. */
  gain: 0.25,
  /** Clauses that an answer may rest on. */
  clauseLimit: 3,
};
