/** The JSON of the API as the widget reads it. Kept by hand: the widget shares no code with the server. */

export type Validity = 'in_force' | 'expired' | 'repealed' | 'amended' | 'not_yet' | 'unknown';
export type Channel = 'web' | 'hotline' | 'window';
export type SentenceKind = 'quote' | 'table' | 'faq' | 'model' | 'notice';

export interface Sentence {
  kind: SentenceKind;
  text: string;
  citations: number[];
}

export interface Citation {
  n: number;
  kind: 'document' | 'faq';
  documentId: string;
  title: string;
  documentNumber: string | null;
  issuer: string | null;
  validity: Validity;
  validityNote: string;
  clause: string | null;
  clauseId: string | null;
  versionId: string;
  page: number | null;
  quote: string;
  url: string | null;
  /** Read by machine from a picture of the page. */
  machineRead?: boolean;
  /** Told to desks only: the text is internal. */
  deskOnly?: true;
}

export interface Related {
  documentId: string;
  kind: 'document' | 'faq';
  title: string;
  documentNumber: string | null;
  validity: Validity;
  url: string | null;
}

export interface ServiceLink {
  label: string;
  url: string;
}

/** What only a desk's key may see. */
export interface DeskView {
  script: string | null;
  internalNote: string | null;
  unit: string | null;
  legalBasis: string[];
}

export interface AskRequest {
  question: string;
  channel: Channel;
  conversationId?: string;
  documentId?: string;
  region?: string;
}

/** One branch of a question back. */
export interface Choice {
  label: string;
  question: string;
}

export interface AskResponse {
  id: string;
  conversationId: string;
  status: string;
  answer: string;
  sentences: Sentence[];
  citations: Citation[];
  related: Related[];
  serviceLinks: ServiceLink[];
  /** With status `clarify`: what the citizen may mean. */
  choices?: Choice[];
  notice: string;
  desk?: DeskView;
}

export type FeedbackReason = 'wrong' | 'incomplete' | 'outdated' | 'unclear' | 'irrelevant' | 'other';

export interface FeedbackRequest {
  answerId: string;
  helpful: boolean;
  reason?: FeedbackReason;
  comment?: string;
}

/** What an agent reports: a question without an answer, or a text that is wrong. */
export interface GapInput {
  kind: 'gap' | 'error';
  question: string;
  words: string | null;
  channel: Channel;
  answerId: string | null;
  itemId: string | null;
  clauseId: string | null;
}

/** What the holder of a receipt code reads. */
export interface MessageReply {
  answered: boolean;
  text: string;
  at: string;
  dueOn: string;
  reply: string | null;
  answeredAt: string | null;
  unit: string | null;
}

/** A unit of a document's text that can be cited. */
export interface Clause {
  id: string;
  path: string;
  kind: string;
  headings: string[];
  text: string;
  page: number | null;
  table: { caption: string | null; cells: [string, string][] } | null;
}

export interface DocumentSummary {
  id: string;
  kind: string;
  title: string;
  documentNumber: string | null;
  issuer: string | null;
  publishedOn: string | null;
  validity: Validity;
  validityNote: string;
  serviceLinks: ServiceLink[];
  url: string | null;
}

export interface DocumentDetail extends DocumentSummary {
  original: string | null;
  versionId: string;
  clauses: Clause[];
}

/** A clause of the base on which an entry rests. */
export interface FaqBasis {
  documentId: string;
  clauseId: string | null;
  label: string;
  validity: Validity;
  validityNote: string;
}

/** What a desk reads of an entry beside its words: how far it can be relied on, and where to hand the question on. */
export interface DeskFaq extends DeskView {
  unitContact: string | null;
  version: number | null;
  reviewedOn: string | null;
  visibleUntil: string | null;
}

export interface FaqItem {
  id: string;
  question: string;
  answer: string;
  conditions: string | null;
  materials: string | null;
  steps: string | null;
  contact: string | null;
  unit: string | null;
  legalBasis: string[];
  basis: FaqBasis[];
  serviceLink: ServiceLink | null;
  desk?: DeskFaq;
}

/** 紧急提示. */
export interface Banner {
  text: string;
  level: 'notice' | 'warning' | 'urgent';
  until: string;
  link: ServiceLink | null;
}

export type Marks = [number, number][];

/** Hits, and what the base does not hold of the query. */
export interface SearchResult {
  hits: SearchHit[];
  /** Document numbers that no document bears. */
  missingNumbers: string[];
  /** Words that no hit holds, where none can be relied on. */
  unmentioned: string[];
  /** The Chinese words by which an English query was looked up. */
  readAs: string | null;
}

export interface SearchHit {
  kind: 'document' | 'faq';
  id: string;
  title: string;
  titleMarks: Marks;
  snippet: string;
  snippetMarks: Marks;
  clauseId: string | null;
  clause: string | null;
  page: number | null;
  document: DocumentSummary | null;
  faq: FaqItem | null;
  /** Words of the query that a doubtful hit does not hold. */
  missing: string[];
  /** Another one as soon as anything of the text is another one; see `Standing`. */
  mark: string;
  deskOnly?: true;
}

/** Which of the items asked for can still be read, and as what; those that are left out can not. */
export interface Standing {
  /** Of the base: becomes another one with every change. */
  revision: number;
  items: { id: string; versionId: string; mark: string }[];
}

export interface SearchRequest {
  q: string;
  channel?: Channel;
  kind?: string;
  validity?: string;
  limit?: number;
}
