import type { Channel } from './access.ts';
import type { Governance, ItemVersion, ServiceLink } from './document.ts';

export interface FaqEntry {
  id: string;
  sourceId: string;
  canonicalKey: string;
  question: string;
  similarQuestions: string[];
  answer: string;
  /** 口径: words an agent reads aloud. Desks only. */
  script: string | null;
  /** Desks only. */
  internalNote: string | null;
  serviceLink: ServiceLink | null;
  unit: string | null;
  region: string | null;
  tags: string[];
  channels: Channel[];
  /** 依据 as written: document title, number, article. */
  legalBasis: string[];
}

export interface FaqBundle {
  entry: FaqEntry;
  governance: Governance;
  /** Clauses "question" and "answer", chunks for the question and each similar question. */
  version: ItemVersion;
  fingerprint: string;
}
