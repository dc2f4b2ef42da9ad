import type {
  AuthorityLevel,
  Clause,
  ClauseReference,
  Definition,
  DocumentKind,
  FieldFact,
  Jurisdiction,
  Relation,
  ServiceLink,
  StatedStatus,
  Warning,
} from '../../domain/document.ts';
import type { Day } from '../../domain/time.ts';
import type { Table } from '../blocks.ts';

/** One line of the document as read: a paragraph, a heading, a list item or a whole table. */
export interface Line {
  kind: 'text' | 'heading' | 'table';
  text: string;
  /** Level that the format gives a heading, 1 is the largest. */
  level: number | null;
  page: number | null;
  align: 'left' | 'center' | 'right' | null;
  /** 0..1 where the line was read from a picture, else null. */
  ocrConfidence: number | null;
  table: Table | null;
  /** Its mark ("1", "①") where the line is a footnote. */
  footnote?: string;
}

/** What a line is for, besides being text. Only `body` and `annex_start` build the clause tree. */
export type LineRole =
  | 'body'
  | 'title'
  | 'head' // red head, document number, "（2003年…通过）"
  | 'salutation' // 主送机关
  | 'signature'
  | 'imprint' // 公开方式, 抄送, 印发机关
  | 'annex_list'
  | 'wrapped_title'
  | 'annex_start'
  | 'footnote';

export interface RoleLine extends Line {
  role: LineRole;
}

/** A clause before its document has an id. */
export interface ClauseDraft extends Omit<Clause, 'id'> {
  role: LineRole;
}

/** Everything that was read about a document, before it is chunked and stored. */
export interface StructuredDocument {
  title: string;
  wrappedTitle: string | null;
  documentNumber: string | null;
  issuer: string | null;
  sourceLabel: string | null;
  publishedOn: Day | null;
  issuedOn: Day | null;
  kind: DocumentKind;
  authority: AuthorityLevel;
  jurisdiction: Jurisdiction;
  theme: string | null;
  tags: string[];
  url: string | null;
  effectiveOn: Day | null;
  expiresOn: Day | null;
  repealedOn: Day | null;
  statedStatus: StatedStatus | null;
  expiryDerived: boolean;
  serviceLinks: ServiceLink[];
  attachments: { name: string; url: string }[];
  relations: Relation[];
  references: ClauseReference[];
  definitions: Definition[];
  clauses: ClauseDraft[];
  /** In reading order, with name, unit and notes filled in from around them; tables that only lay out the page are text. */
  tables: Table[];
  /** The whole reading text in order, tables as tab-separated lines. */
  body: string;
  facts: FieldFact[];
  warnings: Warning[];
}
