import type { Clause, DocumentRecord } from '../domain/document.ts';
import { chineseDay, type Day } from '../domain/time.ts';
import { contradictionsOn, standingOn, validityNote } from '../domain/validity.ts';
import type { Candidate } from '../retrieve/contract.ts';
import { toIndexView } from '../text/normalise.ts';
import { type DraftSentence, evidenceAt } from './draft.ts';
import { inShort } from './validity-notice.ts';
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
  const named = namedCandidate(judged);
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

/** The document that the question names; a text whose title only contains the named one (关于延长《…》有效期的通知) comes after it. */
function namedCandidate({ candidates, understood }: Judged): Candidate | undefined {
  const named = candidates.filter(({ features }) => features.namedDocument || features.namedTitle);
  const bears = (title: string | null) => title !== null && understood.titles.some((quoted) => plain(quoted) === plain(title));
  const exact = named.find(
    ({ document }) => bears(document?.document.title ?? null) || bears(document?.document.wrappedTitle ?? null),
  );
  return named.find(({ features }) => features.namedDocument) ?? exact ?? named[0];
}

const plain = (title: string) => toIndexView(title).replace(/[《》\s]+/g, '');

/** Without a named document, only questions that speak of a document ask about its validity. */
const speaksOfDocument = (text: string) => /(文件|通知|办法|规定|细则|条例|政策|意见|方案|公告|通告|标准)/.test(text);

function describe(record: DocumentRecord, asOf: Day, withIssuer: boolean): string {
  const parts: string[] = [];
  const { status, by, expiresOn, expiryDerived, prolongedBy } = standingOn(record, asOf);
  if (withIssuer && record.issuer) parts.push(`由${record.issuer}印发`);
  if (record.effectiveOn) parts.push(`自${chineseDay(record.effectiveOn)}起施行`);
  if (expiresOn) parts.push(`有效期至${chineseDay(expiresOn)}${expiryDerived ? '（推定）' : ''}`);
  if (prolongedBy) parts.push(`由${titleWithNumber(prolongedBy.effect.by)}延续`);
  if (record.repealedOn) parts.push(`${chineseDay(record.repealedOn)}废止`);
  if (by && !record.repealedOn) parts.push(inShort(validityNote(record, asOf), record, asOf));
  else if (status === 'in_force') parts.push('现行有效');
  else if (status !== 'unknown' && parts.length === 0) parts.push(validityNote(record, asOf));
  else if (status === 'expired') parts.push('已失效');
  else if (status === 'repealed' && !record.repealedOn) parts.push('已废止');
  parts.push(...contradictionsOn(record, asOf));
  return parts.length === 0 ? '' : `${titleWithNumber(record)}${parts.join('，')}。`;
}

const dating = /(自.{2,20}起?(施行|实施|执行|生效)|有效期)/;

/** The last clause that states when the document holds. */
function datingClause(clauses: Clause[]): Clause | undefined {
  return clauses.filter((clause) => dating.test(clause.text) && clause.text.length < 400).at(-1);
}
