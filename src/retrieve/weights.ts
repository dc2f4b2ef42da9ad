/**
 * Every number that ranking depends on, in one place. Learned on development questions only;
 * how and with which figures: docs/decisions/ranking.md.
 */
export const rankingWeights = {
  /** Candidates read from each side before fusion. */
  lexicalLimit: 200,
  vectorLimit: 100,
  /**
   * Share of the lexical score in the fused score, the rest is the cosine's, each divided by the best of the question: so much for
   * each part of the question that the base's best chunk covers (its BM25 over the rarity of all terms asked), within bounds.
   */
  lexicalPerCoverage: 0.6,
  lexicalLeast: 0.05,
  lexicalMost: 0.45,
  /** A lexical query widened by official words counts this much of the plain one. */
  widened: 0.9,
  /** Added for what the question names outright. */
  namedDocument: 1,
  namedArticle: 0.6,
  namedTitle: 0.6,
  /** The page the citizen is reading. */
  currentPage: 0.12,
  /** Added or taken away for what the document is. */
  outOfForce: -0.06,
  consultationDraft: -0.1,
  news: -0.02,
  otherRegion: -0.08,
  /** Speaks of 居民医保 alone when 职工医保 is asked about, and the like. */
  otherScheme: -0.3,
  /** This year's edition when another year is asked about. */
  otherYear: -0.15,
  /** The rule of one district when another is asked about. */
  otherDistrict: -0.4,
  /** An entry for the disabled when the elderly are asked about. */
  otherGroup: -0.4,
  /** Lists of attachments and lines that only name what follows: they hold the question's words and no answer. */
  annexList: -0.2,
  titleLine: -0.1,
  /** A reviewed entry before a clause that says the same. */
  reviewedEntry: 0.04,
} as const;
export type RankingWeights = { [name in keyof typeof rankingWeights]: number };
