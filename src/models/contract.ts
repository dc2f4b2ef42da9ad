/** Turns text into unit vectors. One text per run: with dynamic int8 a vector would depend on its batch. */
export interface Embedder {
  /** Changes whenever the vectors would: name and hash of the weights. */
  readonly id: string;
  readonly dimensions: number;
  embedPassage(text: string): Promise<Float32Array>;
  /** The vectors of embedPassage, in order, computed side by side where that is faster. `onProgress` gets the number done. */
  embedPassages(texts: readonly string[], onProgress?: (done: number) => void): Promise<Float32Array[]>;
  embedQuestion(text: string): Promise<Float32Array>;
}

/** Scores how well a passage answers a question; higher is better. Optional. */
export interface Ranker {
  readonly id: string;
  score(question: string, passages: readonly string[]): Promise<number[]>;
}
