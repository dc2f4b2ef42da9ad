/** Every number that composing depends on beside the reading weights; tuned on development questions only. */
export const answerWeights = {
  /** Entries looked at, how near they must be, and how far they may stand behind the best candidate. */
  faqDepth: 5,
  faqMargin: 0.25,
  faqCosineAlone: 0.86,
  faqCosine: 0.66,
  faqOverlap: 0.5,
  /** An entry that leads every document by this much is the one meant, if it is near in meaning. */
  faqLead: 0.12,
  faqCosineLeading: 0.58,
  /** Characters an answer never passes, and a quote of a citation. */
  maxLength: 480,
  quoteLength: 200,
  citationLimit: 3,
} as const;
