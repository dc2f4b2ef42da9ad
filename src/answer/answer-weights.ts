/** Every number that composing depends on beside the reading weights; tuned on development questions only. */
export const answerWeights = {
  /** Entries looked at, and how far the one taken may stand behind the best candidate. */
  faqDepth: 5,
  faqMargin: 0.25,
  /** Entries that are judged where the documents do not answer. */
  faqsJudged: 2,
  /** Ways to be the entry that is meant: nearness alone; nearness with the same kind of question; shared words; a lead over all documents. */
  faqCosineAlone: 0.74,
  faqCosineSameKind: 0.715,
  faqCosine: 0.5,
  faqOverlap: 0.75,
  faqLead: 0.3,
  /** An entry whose answer holds what is asked although its questions ask otherwise ("丢了怎么补" for "补卡要多少钱"). */
  faqCosineByAnswer: 0.6,
  faqLeadByAnswer: 0.18,
  /** Characters an answer never passes, and a quote of a citation. */
  maxLength: 480,
  /** What an answer aims at with the notices before it; longer where lists or several things are asked for (reading/weights.ts). */
  readableLength: 160,
  quoteLength: 200,
  citationLimit: 3,
  /** Least nearness in meaning at which a declined question is shown related pages. */
  relatedNearness: 0.5,
  /** Least nearness of the question to a passage of the document that answers (cosine of the embedder in models/) for any answer; more where the question names no matter of policy or is a complaint. */
  leastNearness: 0.28,
  leastNearnessOffPolicy: 0.4,
  /** Least characters of what two titles are both about, for their texts to disagree. */
  matterLength: 3,
  /** A question back: most choices, length up to which one labelled answer holds all cases, and how near the cases must be ranked. */
  choiceLimit: 5,
  labelledLength: 160,
  branchMargin: 0.08,
  /** A question that may mean one of several documents: its longest text, and how far behind the best they may be ranked. */
  openQuestionLength: 16,
  openMargin: 0.25,
} as const;
