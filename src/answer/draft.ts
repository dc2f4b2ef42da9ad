import type { AnswerStatus, Choice, Sentence, Span } from '../domain/answer.ts';
import type { Clause } from '../domain/document.ts';
import type { DocumentView, FaqView } from '../store/contract.ts';

/** A quoted place, with what a citation shows of it. */
export interface Evidence {
  span: Span;
  clause: Clause;
  document: DocumentView | null;
  faq: FaqView | null;
}

export interface DraftSentence {
  kind: Sentence['kind'];
  text: string;
  evidence: Evidence[];
  /** How well it answers, to choose what a citation quotes; left out where there is nothing to choose. */
  score?: number;
  /** May be left out where the answer grows too long. */
  spare?: boolean;
}

/** The reply before it is numbered, recorded and sent. */
export interface Draft {
  status: AnswerStatus;
  sentences: DraftSentence[];
  related: { document: DocumentView | null; faq: FaqView | null }[];
  faq: FaqView | null;
  /** What a question back offers to choose from. */
  choices?: Choice[];
}

/** A reply of our own words that rests on no text: refusals, greetings. */
export function plainDraft(status: AnswerStatus, text: string, related: Draft['related'] = []): Draft {
  return { status, sentences: [{ kind: 'notice', text, evidence: [] }], related, faq: null };
}

/** Evidence for a stretch of a clause. */
export function evidenceAt(
  clause: Clause,
  start: number,
  end: number,
  item: { versionId: string; document: DocumentView | null; faq: FaqView | null },
): Evidence {
  return {
    span: { versionId: item.versionId, clauseId: clause.id, start, end },
    clause,
    document: item.document,
    faq: item.faq,
  };
}
