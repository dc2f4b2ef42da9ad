import type { Day } from '../domain/time.ts';
import { outOfForce, validityOn } from '../domain/validity.ts';
import { aimOf, type ChosenUnit } from '../retrieve/reading/select-units.ts';
import type { Unit } from '../retrieve/reading/units.ts';
import { readingWeights } from '../retrieve/reading/weights.ts';
import type { DocumentView } from '../store/contract.ts';
import { withAmendments } from './amended-clause.ts';
import { answerWeights } from './answer-weights.ts';
import { disagreementIn } from './disagreement.ts';
import { type Draft, type DraftSentence, evidenceAt } from './draft.ts';
import { factSentences } from './facts.ts';
import { listNotice } from './list-notice.ts';
import { relatedOf } from './related.ts';
import { successorAnswer } from './successor-answer.ts';
import { readableRow, tableLead } from './table-row.ts';
import { needsNotice, validityNotice } from './validity-notice.ts';
import type { AnswerParts, Judged } from './values.ts';
import { chineseOriginal, disagreementLead, disagreementOther, titleWithDay } from './wording.ts';

/** The sentences of the clauses that answer, each with its place; what is out of force says so first, with what holds instead. */
export async function composeExtract(judged: Judged, parts: AnswerParts): Promise<Draft> {
  const { understood, candidates, viewer } = judged;
  const chosen = quotesOf(withoutOldAside(judged.judgement.reading.sentences, understood.asOf), understood.text);
  const quotes = await withAmendments(chosen, understood.asOf, viewer, parts);
  const isAmended = quotes.length !== chosen.length || quotes.some((quote, i) => quote !== chosen[i]);
  const facts = await factSentences(judged, parts);
  const document = facts[0]?.evidence[0]?.document ?? quotes[0]?.evidence[0]?.document ?? null;
  const expired = document !== null && outOfForce(validityOn(document.document, understood.asOf));
  // A sentence about the document's own dates says how it stands.
  const notice =
    document && needsNotice(document, understood.asOf) && !(expired && facts.length > 0)
      ? await validityNotice(document, facts[0] ?? quotes[0], understood.asOf, viewer, parts)
      : [];
  const holding = expired && facts.length === 0 ? await holdingInstead(document, quotes, judged, parts) : [];
  const noted =
    expired || isAmended
      ? await withNotices(quotes, document, judged, parts)
      : await withBothSides(quotes, document, judged, parts);
  const body = withinLength(
    withoutSpare(
      [...notice, ...facts, ...holding, ...(holding.length > 0 ? firstOf(noted) : besideFacts(noted, facts, judged))],
      readableLength(judged),
    ),
  );
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

/** Beside a text in force, sentences out of force that nothing needs say nothing that still holds. */
function withoutOldAside(units: ChosenUnit[], asOf: Day): ChosenUnit[] {
  const isOld = ({ candidate: { document } }: ChosenUnit) => document !== null && outOfForce(validityOn(document.document, asOf));
  const [first] = units;
  return first === undefined || isOld(first) ? units : units.filter((unit) => unit.needed || !isOld(unit));
}

/** Kinds of question to which a part of a list is no whole answer. */
const asksForAll = new Set<string>(['list', 'materials', 'condition', 'procedure']);

/** The chosen sentences; before the first row of a table stands what the table is about. */
function quotesOf(units: ChosenUnit[], asked: string): DraftSentence[] {
  const named = new Set<string>();
  return units.flatMap((unit) => {
    const quote = quoteOf(unit, asked);
    const table = unit.clause.kind === 'table_row' ? unit.clause.parentPath : null;
    const lead = table === null || named.has(table) ? null : tableLead(quote.evidence[0]!);
    if (table !== null) named.add(table);
    return lead === null ? [quote] : [{ kind: 'notice' as const, ...lead, evidence: quote.evidence }, quote];
  });
}

function quoteOf(unit: Unit & Partial<ChosenUnit>, asked: string): DraftSentence {
  const isRow = unit.clause.kind === 'table_row';
  return {
    kind: isRow ? 'table' : 'quote',
    text: isRow ? readableRow(unit.clause, asked) : unit.text,
    ...(unit.score === undefined ? {} : { score: unit.score }),
    ...(unit.needed === false ? { spare: true } : {}),
    evidence: [
      evidenceAt(unit.clause, unit.start, unit.end, {
        versionId: unit.candidate.view.versionId,
        document: unit.candidate.document,
        faq: null,
      }),
    ],
  };
}

/** Characters that an answer with its notices aims at: what two things asked need, and never less than a screen reads at a glance. */
const readableLength = ({ judgement, understood }: Judged) =>
  Math.max(
    answerWeights.readableLength,
    aimOf(understood.intent) + readingWeights.furtherFacet * (judgement.reading.facets.length - 1),
  );

/**
 * Leaves out the least telling sentences that are not needed while notices make the answer longer than it should be. Nothing is gained
 * where what is needed is longer by itself.
 */
function withoutSpare(sentences: DraftSentence[], aim: number): DraftSentence[] {
  const kept = [...sentences];
  const lengthOf = (some: DraftSentence[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  if (!sentences.some(({ kind }) => kind === 'notice') || lengthOf(sentences.filter(({ spare }) => !spare)) > aim) return kept;
  for (const spare of sentences.filter((sentence) => sentence.spare).sort((a, b) => (a.score ?? 0) - (b.score ?? 0))) {
    if (lengthOf(kept) > (spare.kind === 'notice' ? answerWeights.readableLength : aim)) kept.splice(kept.indexOf(spare), 1);
  }
  return kept;
}

/** Where the document's own fields answer the one thing asked, its sentences only add to it. */
const besideFacts = (quotes: DraftSentence[], facts: DraftSentence[], { judgement }: Judged): DraftSentence[] =>
  facts.length > 0 && judgement.reading.facets.length === 1 ? quotes.map((quote) => ({ ...quote, spare: true })) : quotes;

/** The first quote with the notices before it. */
const firstOf = (sentences: DraftSentence[]) => sentences.slice(0, sentences.findIndex(({ kind }) => kind !== 'notice') + 1);

/** What the successor of a text out of force says, unless it is quoted already. */
async function holdingInstead(
  expired: DocumentView,
  quotes: DraftSentence[],
  judged: Judged,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const answer = await successorAnswer(expired, judged, parts);
  if (!answer) return [];
  const sentences = quotesOf(answer.sentences, judged.understood.text);
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

/** Where another document in force disagrees with what is quoted, both are told, with their days and which prevails. */
async function withBothSides(
  quotes: DraftSentence[],
  first: DocumentView | null,
  judged: Judged,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const found = await disagreementIn(judged, parts);
  if (!found) return withNotices(quotes, first, judged, parts);
  const sides = [found.own, found.other].map((unit) => quoteOf(unit, judged.understood.text));
  const [own, other] = (found.prevails === 'other' ? [...sides].reverse() : sides) as [DraftSentence, DraftSentence];
  const named = ({ evidence }: DraftSentence) => titleWithDay(evidence[0]!.document!.document);
  const isTold = (quote: DraftSentence) => sides.some((side) => samePlace(side, quote));
  return [
    { kind: 'notice', text: disagreementLead(named(own), found.because), evidence: own.evidence },
    own,
    { kind: 'notice', text: disagreementOther(named(other)), evidence: other.evidence },
    other,
    ...quotes.filter((quote) => !quote.spare && !isTold(quote)),
  ];
}

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
