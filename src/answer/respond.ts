import type { AskResponse, Citation, DeskView, Related, Sentence } from '../domain/answer.ts';
import { pageAt, type ServiceLink } from '../domain/document.ts';
import { basisWords } from '../domain/faq.ts';
import type { Day } from '../domain/time.ts';
import { validityNote, validityOn } from '../domain/validity.ts';
import { placeForReaders } from '../text/places.ts';
import { answerWeights } from './answer-weights.ts';
import type { Draft, Evidence } from './draft.ts';
import { unitOf } from './related.ts';
import { englishNotice, type HumanChannel, noticeFor } from './wording.ts';

interface ResponseFrame extends HumanChannel {
  id: string;
  conversationId: string;
  asOf: Day;
  desk: boolean;
  /** Asked in English. */
  english: boolean;
}

/** Numbers the citations, one per clause in order of first use, and lays out the reply. */
export function toResponse(draft: Draft, frame: ResponseFrame): AskResponse {
  const places: Evidence[] = [];
  const numberOf = (evidence: Evidence): number | null => {
    const known = places.findIndex(
      (place) => place.span.clauseId === evidence.span.clauseId && place.span.versionId === evidence.span.versionId,
    );
    if (known >= 0) return known + 1;
    if (places.length === answerWeights.citationLimit) return null;
    return places.push(evidence);
  };
  const sentences: Sentence[] = draft.sentences.map((sentence) => ({
    kind: sentence.kind,
    text: sentence.text,
    citations: [...new Set(sentence.evidence.flatMap((evidence) => numberOf(evidence) ?? []))],
    evidence: sentence.evidence.map(({ span }) => span),
  }));
  const citations = places.map((place, i) => toCitation(place, i + 1, draft, frame.asOf));
  return {
    id: frame.id,
    conversationId: frame.conversationId,
    status: draft.status,
    answer: joinSentences(sentences),
    sentences,
    citations,
    related: draft.related.flatMap((item) => toRelated(item, frame.asOf)),
    serviceLinks: serviceLinksOf(places, draft),
    notice:
      noticeFor(draft.status, frame, {
        machineRead: citations.some((citation) => citation.machineRead),
        unit: places.map(unitOf).find(Boolean),
      }) + (frame.english ? englishNotice(draft.status, frame) : ''),
    ...(draft.choices ? { choices: draft.choices } : {}),
    ...(frame.desk && draft.faq ? { desk: deskView(draft) } : {}),
  };
}

/** Chinese sentences stand together; one without a full stop at its end begins a new line. */
function joinSentences(sentences: Sentence[]): string {
  return sentences.reduce((text, sentence) => {
    if (!text) return sentence.text;
    return text + (/[。！？；：]$/.test(text) ? '' : '\n') + sentence.text;
  }, '');
}

function toCitation(place: Evidence, n: number, draft: Draft, asOf: Day): Citation {
  const record = place.document?.document;
  const entry = place.faq?.entry;
  const quoted = quotedSpan(place, draft);
  return {
    n,
    kind: record ? 'document' : 'faq',
    documentId: record?.id ?? entry?.id ?? '',
    title: record?.title ?? entry?.question ?? '',
    documentNumber: record?.documentNumber ?? null,
    issuer: record?.issuer ?? entry?.unit ?? null,
    validity: record ? validityOn(record, asOf) : 'in_force',
    validityNote: record ? validityNote(record, asOf) : '',
    clause: record ? clauseLabel(place) : null,
    clauseId: place.clause.id,
    versionId: place.span.versionId,
    page: pageAt(place.clause, quoted.start),
    quote: place.clause.text.slice(quoted.start, quoted.end),
    url: record?.url ?? null,
    machineRead: place.clause.ocrConfidence !== null,
  };
}

const clauseLabel = (place: Evidence) => placeForReaders(place.clause).join(' / ') || null;

/**
 * What the citation quotes: from the first to the last place used in the clause when that is short enough; else the stretch
 * of it that answers best and fits.
 */
function quotedSpan(place: Evidence, draft: Draft): { start: number; end: number } {
  const used = draft.sentences
    .flatMap(({ evidence, score = 1 }) => evidence.map(({ span }) => ({ ...span, score })))
    .filter((span) => span.clauseId === place.span.clauseId && span.versionId === place.span.versionId)
    .sort((a, b) => a.start - b.start);
  let best = { start: place.span.start, end: place.span.end, score: -1 };
  for (const [i, first] of used.entries()) {
    let score = 0;
    for (const last of used.slice(i)) {
      score += last.score;
      if (last.end - first.start <= answerWeights.quoteLength && score > best.score)
        best = { start: first.start, end: last.end, score };
    }
  }
  return { start: best.start, end: Math.min(best.end, best.start + answerWeights.quoteLength) };
}

function toRelated({ document, faq }: Draft['related'][number], asOf: Day): Related[] {
  if (document) {
    const record = document.document;
    return [
      {
        documentId: record.id,
        kind: 'document',
        title: record.title,
        documentNumber: record.documentNumber,
        validity: validityOn(record, asOf),
        url: record.url,
      },
    ];
  }
  if (faq)
    return [
      { documentId: faq.entry.id, kind: 'faq', title: faq.entry.question, documentNumber: null, validity: 'in_force', url: null },
    ];
  return [];
}

function serviceLinksOf(places: Evidence[], draft: Draft): ServiceLink[] {
  const links = places.flatMap((place) => place.document?.document.serviceLinks ?? []);
  if (draft.faq?.entry.serviceLink) links.unshift(draft.faq.entry.serviceLink);
  return links.filter((link, i) => links.findIndex((other) => other.url === link.url) === i).slice(0, 4);
}

function deskView({ faq }: Draft): DeskView {
  return {
    script: faq?.entry.script ?? null,
    internalNote: faq?.entry.internalNote ?? null,
    unit: faq?.entry.unit ?? null,
    legalBasis: faq ? basisWords(faq.entry) : [],
  };
}
