/** Every number that composing depends on; tuned on development questions only (docs/decisions/composing.md). */
export const answerWeights = {
  /** Entries looked at, how near they must be, and how far they may stand behind the best candidate. */
  faqDepth: 5,
  faqMargin: 0.25,
  faqCosineAlone: 0.86,
  faqCosine: 0.66,
  faqOverlap: 0.5,
  /** Characters: what an answer aims at, and what it never passes. */
  aimLength: 160,
  maxLength: 480,
  /** A clause up to this long is quoted whole, so that its conditions and exceptions stay with it. */
  wholeClause: 150,
  /** Candidates whose sentences compete. */
  poolDepth: 8,
  /** Parts of a sentence's score. */
  overlap: 1,
  clauseScore: 0.8,
  cosine: 1.2,
  shape: 0.15,
  /** Share of the question's weight that a further sentence must newly cover to be added. */
  gain: 0.18,
  quoteLength: 200,
  citationLimit: 3,
} as const;
