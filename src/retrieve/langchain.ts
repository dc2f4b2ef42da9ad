import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Viewer } from '../domain/access.ts';
import { type Clock, dayOf } from '../domain/time.ts';
import type { Retriever } from './contract.ts';
import { understand } from './understand.ts';

export interface WenceRetrieverInput extends BaseRetrieverInput {
  retriever: Retriever;
  clock: Clock;
  /** Whose eyes; only the public's when left out. */
  audiences?: Viewer['audiences'];
  limit?: number;
}

/** Wence as a LangChain retriever: the same candidates, order and visibility as its own answers. */
export class WenceRetriever extends BaseRetriever {
  lc_namespace = ['wence', 'retrievers'];
  readonly #input: WenceRetrieverInput;

  static override lc_name() {
    return 'WenceRetriever';
  }

  constructor(input: WenceRetrieverInput) {
    super(input);
    this.#input = input;
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    const { retriever, clock, audiences = ['public'], limit = 10 } = this.#input;
    const today = dayOf(clock.now());
    const candidates = await retriever.retrieve({
      question: understand({ question: query, asOf: today }),
      viewer: { audiences, today },
      limit,
    });
    return candidates.map(
      ({ view, document, faq, score }) =>
        new Document({
          id: view.chunkId,
          pageContent: faq?.entry.answer ?? view.clause?.text.slice(view.start, view.end) ?? '',
          metadata: {
            itemId: view.itemId,
            title: document?.document.title ?? faq?.entry.question,
            documentNumber: document?.document.documentNumber ?? null,
            clause: view.clause?.path ?? null,
            page: view.clause?.page ?? null,
            score,
          },
        }),
    );
  }
}
