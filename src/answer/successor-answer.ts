import { standingOn } from '../domain/validity.ts';
import { judgeWeights } from '../retrieve/judge-weights.ts';
import type { ChosenUnit } from '../retrieve/reading/select-units.ts';
import type { DocumentView } from '../store/contract.ts';
import { findDocumentNumbers } from '../text/document-number.ts';
import { successorOf } from './validity-notice.ts';
import type { AnswerParts, Judged } from './values.ts';
import { titleWithNumber } from './wording.ts';

/** What the text in force says to the same question. */
export interface SuccessorAnswer {
  document: DocumentView;
  sentences: ChosenUnit[];
  /** "现行规定：", with the name of the document where the notice before it has not named it. */
  lead: string;
}

/**
 * The answer of the document that took the place of one out of force, judged as any other; null when the base has no such document or it
 * does not answer.
 */
export async function successorAnswer(
  expired: DocumentView,
  judged: Judged,
  parts: AnswerParts,
): Promise<SuccessorAnswer | null> {
  const { understood, viewer, request } = judged;
  const document = await successorOf(expired, understood.asOf, viewer, parts);
  if (!document) return null;
  const text = withoutNames(understood.text);
  const question = { ...understood, text, documentId: document.document.id, titles: [], documentNumbers: [], articles: [] };
  const filter = { itemIds: [document.document.id] };
  const candidates = await parts.retriever.retrieve({ question, viewer, limit: 10, filter });
  if (candidates.length === 0) return null;
  const judgement = await parts.retriever.judge(question, candidates);
  const sentences = judgement.reading.sentences;
  if (judgement.probability < judgeWeights.threshold[request.channel] || sentences.length === 0) return null;
  const named = standingOn(expired.document, understood.asOf).by?.effect.by.documentId === document.document.id;
  return { document, sentences, lead: named ? '现行规定：' : `现行的${titleWithNumber(document.document)}规定：` };
}

/** The matter asked about, without the old document's number and title: they stand in the sentence that repeals it. */
function withoutNames(text: string): string {
  const numbers = findDocumentNumbers(text).map(({ raw }) => raw);
  return numbers.reduce((rest, number) => rest.replace(number, ''), text).replace(/《[^》]*》|[（(]\s*[）)]/g, '');
}
