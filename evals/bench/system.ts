import type { Embedder } from '../../src/models/contract.ts';
import type { CorpusDocument } from '../documents.ts';

/** One way to search texts. Built once; then asked one question at a time. */
export interface BenchSystem {
  build(documents: CorpusDocument[], embedder: Embedder): Promise<void>;
  /** Ids of documents, best first. */
  search(question: string, count: number): Promise<string[]>;
  close(): Promise<void>;
}

/** A document as the rivals store it: one text, title first. */
export const wholeText = ({ title, text }: CorpusDocument) => (title ? `${title}\n${text}` : text);
