/** Every number that composing depends on; tuned on development questions only (docs/decisions/composing.md). */
export const answerWeights = {
  /** Entries looked at, how near they must be, and how far they may stand behind the best candidate. */
  faqDepth: 5,
  faqMargin: 0.25,
  faqCosineAlone: 0.86,
  faqCosine: 0.66,
  faqOverlap: 0.5,
  /** Characters: what an answer aims at, and what it never passes. */
  aimLength: 200,
  maxLength: 480,
  /** Characters for each further thing asked. */
  furtherFacet: 110,
  /** Candidates whose sentences compete. */
  poolDepth: 8,
  /** Parts of a sentence's score. */
  overlap: 0.7,
  /** A term that only the headings or the title hold. */
  context: 0.3,
  /** Share of the clause's score for a sentence outside the chunk that was found. */
  outsideChunk: 0.7,
  titleLike: 0.4,
  clauseScore: 4,
  cosine: 1.2,
  shape: 0.15,
  /** Share of the question's weight that a further sentence must newly cover to be added. */
  gain: 0.25,
  quoteLength: 200,
  citationLimit: 3,
} as const;
