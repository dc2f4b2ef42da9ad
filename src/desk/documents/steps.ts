import type { DocumentDraft } from '../../ingest/document-draft.ts';
import type { StaffDocument } from '../../store/contract-documents.ts';
import { authorsOfDraft, authorsOfItem, isAuthor } from '../four-eyes.ts';
import type { Member } from '../member.ts';

/** What somebody may do with a document now. */
export type DocumentStep =
  | 'correct'
  | 'exchange'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'return'
  | 'discard'
  | 'edit'
  | 'replace'
  | 'withdraw';

/** The steps open to a person, in the order in which the page shows them. */
export function stepsOf(
  draft: DocumentDraft | null,
  item: StaffDocument | null,
  by: Member,
  nameOf: (account: string) => string,
): DocumentStep[] {
  const state = item?.governance.reviewState;
  const waiting = !draft && (state === 'draft' || state === 'submitted');
  const authors = draft ? authorsOfDraft(draft, item, nameOf) : item && authorsOfItem(item.governance, null);
  const wrote = authors !== null && isAuthor(by.actor, authors);
  const open = draft !== null && draft.state !== 'submitted';
  const isRead = draft?.content.summary != null;
  const [write, review, withdraw] = [by.may('document.write'), by.may('document.review'), by.may('document.withdraw')];
  const steps: [DocumentStep, boolean][] = [
    ['correct', write && open && isRead],
    ['exchange', write && open],
    ['submit', write && open && isRead && draft.content.sameAs === null],
    ['recall', write && draft?.state === 'submitted'],
    ['approve', review && !wrote && (draft?.state === 'submitted' || waiting)],
    ['return', review && (draft?.state === 'submitted' || waiting)],
    ['discard', write && open],
    ['edit', write && draft === null && item !== null],
    ['replace', write && draft === null && item !== null],
    ['withdraw', withdraw && item !== null && state !== 'withdrawn'],
  ];
  return steps.filter(([, may]) => may).map(([step]) => step);
}
