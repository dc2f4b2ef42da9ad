import { outOfForce, validityOn } from '../domain/validity.ts';
import type { ScoredUnit } from '../retrieve/reading/score-units.ts';
import type { DocumentView } from '../store/contract.ts';
import { answerWeights } from './answer-weights.ts';
import { type Draft, type DraftSentence, evidenceAt } from './draft.ts';
import { factSentences } from './facts.ts';
import { listNotice } from './list-notice.ts';
import { relatedOf } from './related.ts';
import { successorAnswer } from './successor-answer.ts';
import { needsNotice, validityNotice } from './validity-notice.ts';
import type { AnswerParts, Judged } from './values.ts';
import { chineseOriginal } from './wording.ts';

/** The sentences of the clauses that answer, each with its place; what is out of force says so first, with what holds instead. */
export async function composeExtract(judged: Judged, parts: AnswerParts): Promise<Draft> {
  const { understood, candidates, viewer } = judged;
  const quotes = judged.judgement.reading.sentences.map(quoteOf);
  const facts = await factSentences(judged, parts);
  const document = facts[0]?.evidence[0]?.document ?? quotes[0]?.evidence[0]?.document ?? null;
  const expired = document !== null && outOfForce(validityOn(document.document, understood.asOf));
  // A sentence about the document's own dates says how it stands.
  const notice =
    document && needsNotice(document, understood.asOf) && !(expired && facts.length > 0)
      ? await validityNotice(document, facts[0] ?? quotes[0], understood.asOf, viewer, parts)
      : [];
  const holding = expired && facts.length === 0 ? await holdingInstead(document, quotes, judged, parts) : [];
  const noted = await withNotices(quotes, document, judged, parts);
  const body = withinLength([...notice, ...facts, ...holding, ...(holding.length > 0 ? noted.slice(0, 1) : noted)]);
  const sentences = [
    ...chineseNotice(judged, body),
    ...body,
    ...(asksForAll.has(understood.intent) ? await listNotice(body, judged, parts) : []),
  ];
  return {
    status: expired ? 'expired_only' : 'answered_extract',
    sentences,
    related: relatedOf(
      candidates,
      sentences.flatMap((sentence) => sentence.evidence.flatMap(({ document: cited }) => cited?.document.id ?? [])),
    ),
    faq: null,
  };
}

/** Kinds of question to which a part of a list is no whole answer. */
const asksForAll = new Set<string>(['list', 'materials', 'condition', 'procedure']);

const quoteOf = (unit: ScoredUnit): DraftSentence => ({
  kind: unit.clause.kind === 'table_row' ? 'table' : 'quote',
  text: unit.text,
  score: unit.score,
  evidence: [
    evidenceAt(unit.clause, unit.start, unit.end, {
      versionId: unit.candidate.view.versionId,
      document: unit.candidate.document,
      faq: null,
    }),
  ],
});

/** What the successor of a text out of force says, unless it is quoted already. */
async function holdingInstead(
  expired: DocumentView,
  quotes: DraftSentence[],
  judged: Judged,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const answer = await successorAnswer(expired, judged, parts);
  if (!answer) return [];
  const sentences = answer.sentences.map(quoteOf);
  const isQuoted = (sentence: DraftSentence) => quotes.some((quote) => samePlace(quote, sentence));
  if (sentences.every(isQuoted)) return [];
  return [{ kind: 'notice', text: answer.lead, evidence: sentences[0]?.evidence.slice(0, 1) ?? [] }, ...sentences];
}

const samePlace = ({ evidence: [a] }: DraftSentence, { evidence: [b] }: DraftSentence) =>
  a?.span.clauseId === b?.span.clauseId && a?.span.start === b?.span.start;

/** A question in English is answered with the Chinese text, and told so. */
const chineseNotice = ({ understood }: Judged, body: DraftSentence[]): DraftSentence[] =>
  understood.language === 'en' && body[0]
    ? [{ kind: 'notice', text: chineseOriginal, evidence: body[0].evidence.slice(0, 1) }]
    : [];

/** Further documents that are quoted below the first one say how they stand before their first words. */
async function withNotices(
  quotes: DraftSentence[],
  first: DocumentView | null,
  { understood, viewer }: Judged,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const seen = new Set(first ? [first.document.id] : []);
  const noted: DraftSentence[] = [];
  for (const quote of quotes) {
    const document = quote.evidence[0]?.document ?? null;
    if (document && !seen.has(document.document.id) && needsNotice(document, understood.asOf))
      noted.push(...(await validityNotice(document, quote, understood.asOf, viewer, parts)));
    if (document) seen.add(document.document.id);
    noted.push(quote);
  }
  return noted;
}

/** Drops sentences from the end that no longer fit; a first sentence that alone is too long is cut at the limit. */
function withinLength(sentences: DraftSentence[]): DraftSentence[] {
  const kept: DraftSentence[] = [];
  let length = 0;
  for (const sentence of sentences) {
    const room = answerWeights.maxLength - length;
    if (sentence.text.length <= room) kept.push(sentence);
    else if (kept.every((other) => other.kind === 'notice') && room > 40) kept.push(cut(sentence, room));
    else continue;
    length += kept.at(-1)?.text.length ?? 0;
  }
  while (kept.length > 1 && kept.at(-1)?.kind === 'notice' && kept.some((sentence) => sentence.kind !== 'notice')) kept.pop();
  return kept;
}

function cut(sentence: DraftSentence, room: number): DraftSentence {
  const text = sentence.text.slice(0, room);
  const evidence = sentence.evidence.map((place) => ({ ...place, span: { ...place.span, end: place.span.start + text.length } }));
  return { ...sentence, text, evidence };
}
