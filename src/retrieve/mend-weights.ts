/** What decides whether a misspelt word is mended, and into which; set on questions of our own (mend.test.ts), checked on real ones. */
export const mendWeights = {
  /** Chunks that must hold a word of two characters, and each pair of characters of a longer one. */
  chunksOfPair: 2,
  chunksOfLonger: 1,
  /** Likeliest candidates that are looked for in texts. */
  candidatesRead: 12,
  /** Best chunks read for the word itself. */
  chunksRead: 8,
  /** Among several words: how alike, how long, and (by its logarithm) how common. */
  likeness: { same_tone: 2.5, sound: 1.5, shape: 1.5, order: 1.5, near_sound: 0 },
  perCharacter: 1.5,
} as const;
