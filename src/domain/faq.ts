import type { Channel } from './access.ts';
import type { Governance, ItemVersion, ServiceLink } from './document.ts';
import type { Basis } from './entry.ts';

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
  conditions: string | null;
  materials: string | null;
  steps: string | null;
  contact: string | null;
  serviceLink: ServiceLink | null;
  /** Name of the responsible unit, as shown. */
  unit: string | null;
  /** The same in the table of units; null where that does not hold it. Staff only. */
  unitId: string | null;
  region: string | null;
  tags: string[];
  /** Leaf class of the city's directory of matters. Staff only. */
  topic: string | null;
  channels: Channel[];
  /** 依据 as written: document title, number, article. */
  legalBasis: string[];
  /** Clauses of the base; a reader gets those that it may see. */
  basis: Basis[];
}

export interface FaqBundle {
  entry: FaqEntry;
  governance: Governance;
  /** Clauses "question" and "answer", chunks for the question and each similar question. */
  version: ItemVersion;
  fingerprint: string;
}

/** What an entry rests on, as it is shown: its clauses of the base, then what is written in words. */
export const basisWords = ({ basis, legalBasis }: Pick<FaqEntry, 'basis' | 'legalBasis'>) => [
  ...new Set([...basis.map(({ label }) => label), ...legalBasis]),
];
