import type { Viewer } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';
import type { ChunkFilter, ChunkView, DocumentView, FaqView } from '../store/contract.ts';

import type { Reading } from './reading/read.ts';

/** A misspelt word of the question and the word of the base that was read for it. */
export interface Mend {
  from: string;
  to: string;
}

/** A question after reading: what it names outright, and the words to look for. */
export interface UnderstoodQuestion {
  /** As asked, invisible characters stripped. */
  original: string;
  /** Complete on its own: follow-ups rephrased, traditional characters and typos mended. */
  text: string;
  /** Misspelt words that `text` has mended. Left out where there are none. */
  mended?: Mend[];
  language: 'zh' | 'en';
  /** Normalised, e.g. 穗府办规〔2022〕13号. */
  documentNumbers: string[];
  /** Articles, items and annexes as in clause paths: 第十二条, 第四条/（三）, 附件2. */
  articles: string[];
  /** Titles quoted in 《》. */
  titles: string[];
  /** `text` with official words in the places of the citizen's. Left out where there are none. */
  official?: string;
  /** Official words for the citizen's words, with a weight 0..1. */
  expansions: { term: string; weight: number }[];
  asksValidity: boolean;
  intent:
    | 'fact'
    | 'amount'
    | 'count'
    | 'duration'
    | 'condition'
    | 'procedure'
    | 'materials'
    | 'deadline'
    | 'place'
    | 'list'
    | 'yes_no'
    | 'comparison'
    | 'validity';
  region: string | null;
  /** The day whose law is asked about. */
  asOf: Day;
  /** The page being read. */
  documentId: string | null;
  /** The question is about that page: it says so (这个政策), or asks what can be asked of any. Left out where it is not. */
  aboutPage?: boolean;
}

/** One candidate with everything that placed it; `score` orders, the parts explain. */
export interface Candidate {
  view: ChunkView;
  document: DocumentView | null;
  faq: FaqView | null;
  score: number;
  /** By name: lexical, vector, exact, validity, ... for the report and the judge. */
  features: Record<string, number>;
  /** Other documents that hold the same words under the same title: other places of one text. Left out where there are none. */
  sameText?: DocumentView[];
}

/** Is the evidence enough? `probability` is calibrated; thresholds are data. */
export interface Judgement {
  probability: number;
  features: Record<string, number>;
  /** The sentences it was judged by; an answer is made of these and no others. */
  reading: Reading;
}

export interface RetrieveRequest {
  question: UnderstoodQuestion;
  viewer: Viewer;
  limit: number;
  filter?: ChunkFilter;
}

export interface Retriever {
  retrieve(request: RetrieveRequest): Promise<Candidate[]>;
  judge(question: UnderstoodQuestion, candidates: Candidate[]): Promise<Judgement>;
}

/** Look-up as you type, for desks and the policy library. */
export interface LookupRequest {
  query: string;
  viewer: Viewer;
  kind?: string;
  validity?: string;
  issuer?: string;
  region?: string;
  tag?: string;
  publishedFrom?: Day;
  publishedTo?: Day;
  asOf: Day;
  limit: number;
}

export interface LookupHit {
  candidate: Candidate;
  title: string;
  /** Clause text around the match, at most 200 characters. */
  snippet: string;
  /** [start, end) pairs in title and snippet. */
  titleMarks: [number, number][];
  snippetMarks: [number, number][];
  /** Words of the query that a doubtful hit does not hold; empty for one that can be relied on. */
  missing: string[];
}

export interface Lookup {
  lookup(request: LookupRequest): Promise<LookupHit[]>;
}
