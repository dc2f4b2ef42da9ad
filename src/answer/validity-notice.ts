import type { Viewer } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';
import { outOfForce, validityNote, validityOn } from '../domain/validity.ts';
import type { DocumentView } from '../store/contract.ts';
import type { DraftSentence } from './draft.ts';
import type { AnswerParts } from './values.ts';
import { titleWithNumber } from './wording.ts';

/** "《…》已失效（有效期至…），已由《…》取代，以下内容仅供参考。" The successor is named when the base knows it. */
export async function validityNotice(
  document: DocumentView,
  beside: DraftSentence | undefined,
  asOf: Day,
  viewer: Viewer,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const successor = await successorOf(document, asOf, viewer, parts);
  const follow = successor ? `，已由${titleWithNumber(successor.document)}取代` : '';
  const status = validityOn(document.document, asOf);
  const caution =
    status === 'not_yet' || document.document.kind === 'consultation_draft'
      ? '目前还不能作为办理依据'
      : '以下内容仅供参考，不能作为现行依据';
  const text = `注意：${titleWithNumber(document.document)}${separated(validityNote(document.document, asOf))}${follow}，${caution}。`;
  return [{ kind: 'notice', text, evidence: beside?.evidence.slice(0, 1) ?? [] }];
}

/** 征求意见稿 reads as a name, not as a state: it needs its verb. */
const separated = (note: string) => (note.startsWith('征求意见稿') ? `为${note}` : note);

/** The visible document in force that supersedes or repeals this one. */
export async function successorOf(
  document: DocumentView,
  asOf: Day,
  viewer: Viewer,
  parts: AnswerParts,
): Promise<DocumentView | null> {
  const relations = await parts.store.content.relations(document.document.id, viewer);
  const ids = relations
    .filter((relation) => relation.direction === 'from' && (relation.kind === 'supersedes' || relation.kind === 'repeals'))
    .map((relation) => relation.documentId);
  const successors = await parts.store.content.documentsByIds(ids, viewer);
  return [...successors.values()].find(({ document: record }) => !outOfForce(validityOn(record, asOf))) ?? null;
}
