import type { Clause, DocumentRecord } from '../domain/document.ts';
import { chineseDay, type Day } from '../domain/time.ts';
import { validityNote, validityOn } from '../domain/validity.ts';
import { type DraftSentence, evidenceAt } from './draft.ts';
import type { AnswerParts, Judged } from './values.ts';
import { titleWithNumber } from './wording.ts';

const asksIssuer = /(谁|哪个部门|哪个单位|哪个机关|什么部门|什么单位).{0,4}(印发|发布|发的|出台|制定|颁布|发文)/;
const asksNumber = /(文号|发文字号|文件号|几号文|多少号文)/;

/**
 * Questions about the document itself (validity, dates, issuer, number) are answered from its fields, which know more than any one sentence.
 * The sentence rests on the clause that states the dates when there is one.
 */
export async function factSentences(judged: Judged, parts: AnswerParts): Promise<DraftSentence[]> {
  const { understood, candidates, viewer } = judged;
  const wantsIssuer = asksIssuer.test(understood.text);
  const named = candidates.find(({ features }) => features.namedDocument || features.namedTitle);
  const wantsNumber = asksNumber.test(understood.text) && named !== undefined;
  if (!understood.asksValidity && !wantsIssuer && !wantsNumber) return [];
  const candidate = named ?? candidates.find(({ document }) => document !== null);
  const document = candidate?.document;
  if (!document || (!named && !speaksOfDocument(understood.text))) return [];
  const text = describe(document.document, understood.asOf, wantsIssuer || wantsNumber);
  if (!text) return [];
  const clauses = await parts.store.content.clauses(document.document.id, viewer);
  const place = datingClause(clauses) ?? candidate.view.clause ?? clauses[0];
  if (!place) return [];
  const end = Math.min(place.text.length, 200);
  return [
    { kind: 'notice', text, evidence: [evidenceAt(place, 0, end, { versionId: document.versionId, document, faq: null })] },
  ];
}

/** Without a named document, only questions that speak of a document ask about its validity. */
const speaksOfDocument = (text: string) => /(文件|通知|办法|规定|细则|条例|政策|意见|方案|公告|通告|标准)/.test(text);

function describe(record: DocumentRecord, asOf: Day, withIssuer: boolean): string {
  const parts: string[] = [];
  if (withIssuer && record.issuer) parts.push(`由${record.issuer}印发`);
  if (record.effectiveOn) parts.push(`自${chineseDay(record.effectiveOn)}起施行`);
  if (record.expiresOn) parts.push(`有效期至${chineseDay(record.expiresOn)}${record.expiryDerived ? '（推定）' : ''}`);
  if (record.repealedOn) parts.push(`${chineseDay(record.repealedOn)}废止`);
  const status = validityOn(record, asOf);
  if (status === 'in_force') parts.push('现行有效');
  else if (status !== 'unknown' && parts.length === 0) parts.push(validityNote(record, asOf));
  else if (status === 'expired') parts.push('已失效');
  else if (status === 'repealed' && !record.repealedOn) parts.push('已废止');
  if (parts.length === 0) return '';
  return `${titleWithNumber(record)}${parts.join('，')}。`;
}

const dating = /(自.{2,20}起?(施行|实施|执行|生效)|有效期)/;

/** The last clause that states when the document holds. */
function datingClause(clauses: Clause[]): Clause | undefined {
  return clauses.filter((clause) => dating.test(clause.text) && clause.text.length < 400).at(-1);
}
