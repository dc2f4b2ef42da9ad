import type { Viewer } from '../domain/access.ts';
import type { DocumentRecord } from '../domain/document.ts';
import { citeDocument } from '../domain/effects.ts';
import type { Day } from '../domain/time.ts';
import { contradictionsOn, outOfForce, standingOn, validityNote } from '../domain/validity.ts';
import type { DocumentView } from '../store/contract.ts';
import type { DraftSentence } from './draft.ts';
import type { AnswerParts } from './values.ts';
import { titleWithNumber } from './wording.ts';

/** Whether an answer from this text must say how it stands on the day. */
export function needsNotice({ document }: DocumentView, asOf: Day): boolean {
  const { status, by } = standingOn(document, asOf);
  return outOfForce(status) || document.kind === 'consultation_draft' || (status === 'amended' && by !== null);
}

/**
 * "注意：《…》已废止（自…起由《…》取代），原规定仅供参考。" Names the text that holds instead where the base knows it, and says when sources
 * contradict each other.
 */
export async function validityNotice(
  document: DocumentView,
  beside: DraftSentence | undefined,
  asOf: Day,
  viewer: Viewer,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const record = document.document;
  const { status } = standingOn(record, asOf);
  const contradictions = contradictionsOn(record, asOf);
  const state = inShort(
    contradictions.length > 0 ? contradictions.join('；') : separated(validityNote(record, asOf)),
    record,
    asOf,
  );
  const text = `注意：${titleWithNumber(record)}${state}${await successorWords(document, asOf, viewer, parts)}，${caution(status, record.kind)}。`;
  return [{ kind: 'notice', text, evidence: beside?.evidence.slice(0, 1) ?? [] }];
}

/** With the document that ended or changed this one named as briefly as this one. */
export function inShort(text: string, record: DocumentRecord, asOf: Day): string {
  const other = standingOn(record, asOf).by?.effect.by;
  return other ? text.replaceAll(citeDocument(other), titleWithNumber(other)) : text;
}

function caution(status: string, kind: string): string {
  if (status === 'not_yet' || kind === 'consultation_draft') return '还不能作为办理依据';
  if (status === 'amended') return '请对照修改内容使用';
  return '原规定仅供参考';
}

/** 征求意见稿 reads as a name, not as a state: it needs its verb. */
const separated = (note: string) => (note.startsWith('征求意见稿') ? `为${note}` : note);

/** The text that holds now, unless the note has named it already. */
async function successorWords(document: DocumentView, asOf: Day, viewer: Viewer, parts: AnswerParts): Promise<string> {
  const successor = await successorOf(document, asOf, viewer, parts);
  if (!successor) return '';
  const { by } = standingOn(document.document, asOf);
  const isNamed = by?.effect.by.documentId === successor.document.id && !document.document.repealedOn;
  if (isNamed) return '';
  return by?.effect.by.documentId === successor.document.id
    ? `，已由${titleWithNumber(successor.document)}取代`
    : `，现行文件为${titleWithNumber(successor.document)}`;
}

/**
 * The visible document in force that took the place of this one, also over several steps: A was superseded by B and B by C. A
 * decision that only repeals takes no place.
 */
export async function successorOf(
  document: DocumentView,
  asOf: Day,
  viewer: Viewer,
  parts: Pick<AnswerParts, 'store'>,
): Promise<DocumentView | null> {
  const seen = new Set([document.document.id]);
  let current = document;
  for (;;) {
    const { by } = standingOn(current.document, asOf);
    if (!by || by.effect.kind === 'amends' || seen.has(by.effect.by.documentId)) return null;
    seen.add(by.effect.by.documentId);
    const next = await parts.store.content.document(by.effect.by.documentId, viewer);
    if (!next || isMereRepeal(next)) return null;
    if (!outOfForce(standingOn(next.document, asOf).status)) return next;
    current = next;
  }
}

/** 关于废止…的决定, 关于公布…目录的通知: says that others end and rules nothing itself. */
const isMereRepeal = ({ document }: DocumentView) => /(?:废止|宣布失效|停止执行|清理|继续有效)/.test(document.title);
