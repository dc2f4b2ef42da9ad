import { Embeddings } from '@langchain/core/embeddings';
import type { Embedder } from './contract.ts';

/** Our embedder as LangChain's Embeddings, for programs that are built on it. */
export class WenceEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  override async embedDocuments(documents: string[]): Promise<number[][]> {
    return (await this.#embedder.embedPassages(documents)).map((vector) => Array.from(vector));
  }

  override async embedQuery(question: string): Promise<number[]> {
    return Array.from(await this.#embedder.embedQuestion(question));
  }
}
