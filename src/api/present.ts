import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../domain/access.ts';
import type { Clause, ValidityFacts } from '../domain/document.ts';
import { basisWords } from '../domain/faq.ts';
import { sha256 } from '../domain/ids.ts';
import { type Day, dayOf } from '../domain/time.ts';
import { contradictionsOn, validityNote, validityOn } from '../domain/validity.ts';
import type { LookupHit } from '../retrieve/contract.ts';
import type { DocumentView, FaqView, ResolvedRelation } from '../store/contract.ts';
import { placeForReaders } from '../text/places.ts';
import { isDesk } from './caller.ts';
import type { FaqAbout } from './faq-about.ts';
import type { clauseSchema, DeskFaq, DocumentSummary, documentDetailSchema, Faq, relationSchema, SearchHit } from './schemas.ts';

/** From what the base holds to what a caller reads. Every field is named: nothing reaches a caller by being there. */

/** Web addresses and relative ones; a `javascript:` or `data:` link from a document goes no further. */
const isWebAddress = (url: string) => /^https?:\/\//i.test(url) || !/^[^/?#]*:/.test(url.trim());
const webAddress = (url: string | null) => (url !== null && isWebAddress(url) ? url : null);
const webLinks = <Link extends { url: string }>(links: Link[]) => links.filter(({ url }) => isWebAddress(url));

export const validityOnDay = (facts: ValidityFacts, day: Day) => ({
  day,
  status: validityOn(facts, day),
  note: validityNote(facts, day),
  contradictions: contradictionsOn(facts, day),
});

/** What is known of validity and where it was read. */
const validityFields = new Set([
  'issuedOn',
  'publishedOn',
  'effectiveOn',
  'expiresOn',
  'repealedOn',
  'statedStatus',
  'validFor',
  'endedBy',
  'amendedBy',
]);

export function presentSummary({ document }: DocumentView, day: Day): DocumentSummary {
  return {
    id: document.id,
    kind: document.kind,
    title: document.title,
    documentNumber: document.documentNumber,
    issuer: document.issuer,
    publishedOn: document.publishedOn,
    validity: validityOn(document, day),
    validityNote: validityNote(document, day),
    region: document.jurisdiction.path.join('') || null,
    theme: document.theme,
    tags: document.tags,
    serviceLinks: webLinks(document.serviceLinks),
    url: webAddress(document.url),
  };
}

/** 口径, internal note and how the entry stands, for desks; undefined for everybody else. */
function deskViewOf({ entry, governance }: FaqView, viewer: Viewer, about: FaqAbout): DeskFaq | undefined {
  if (!isDesk(viewer)) return undefined;
  return {
    script: entry.script,
    internalNote: entry.internalNote,
    unit: entry.unit,
    legalBasis: basisWords(entry),
    unitContact: (entry.unitId !== null && about.contacts.get(entry.unitId)) || null,
    version: about.versions.get(entry.id) ?? null,
    reviewedOn: governance.reviewedAt === null ? null : dayOf(new Date(governance.reviewedAt)),
    visibleUntil: governance.visibleUntil,
  };
}

export function presentFaq(view: FaqView, viewer: Viewer, about: FaqAbout): Faq {
  const { entry } = view;
  const desk = deskViewOf(view, viewer, about);
  return {
    id: entry.id,
    question: entry.question,
    answer: entry.answer,
    conditions: entry.conditions,
    materials: entry.materials,
    steps: entry.steps,
    contact: entry.contact,
    unit: entry.unit,
    region: entry.region,
    tags: entry.tags,
    legalBasis: basisWords(entry),
    basis: entry.basis.flatMap(({ documentId, clauseId, label }) => {
      const validity = about.validity.get(documentId);
      return validity ? [{ documentId, clauseId, label, ...validity }] : [];
    }),
    serviceLink: entry.serviceLink && isWebAddress(entry.serviceLink.url) ? entry.serviceLink : null,
    ...(desk ? { desk } : {}),
  };
}

const markLength = 16;
const markOf = (shown: unknown) => sha256(JSON.stringify(shown)).slice(0, markLength);

/** As long as the mark is the same, so is every word that this viewer was shown. */
export const faqMark = (view: FaqView, viewer: Viewer, about: FaqAbout) =>
  markOf([view.versionId, presentFaq(view, viewer, about)]);

export const documentMark = (view: DocumentView, viewer: Viewer) => markOf([view.versionId, presentSummary(view, viewer.today)]);

/** Without the score: it is made with figures over the whole base, which are nobody's business. */
export function presentHit(hit: LookupHit, viewer: Viewer, day: Day, deskOnly: Set<string>, about: FaqAbout): SearchHit {
  const { view, document, faq } = hit.candidate;
  return {
    kind: view.itemKind,
    id: view.itemId,
    title: hit.title,
    titleMarks: hit.titleMarks,
    snippet: hit.snippet,
    snippetMarks: hit.snippetMarks,
    missing: hit.missing,
    clauseId: view.clause?.id ?? null,
    clause: view.itemKind === 'document' ? (view.clause ? placeForReaders(view.clause).join(' / ') : null) : null,
    page: view.clause?.page ?? null,
    document: document && presentSummary(document, day),
    faq: faq && presentFaq(faq, viewer, about),
    mark: faq ? faqMark(faq, viewer, about) : document ? documentMark(document, viewer) : '',
    sameText: (hit.candidate.sameText ?? []).map((twin) => presentSummary(twin, day)),
    ...(deskOnly.has(view.itemId) ? { deskOnly: true as const } : {}),
  };
}

/** Clauses in reading order, each with the id of its parent. */
export function presentClauses(clauses: Clause[]): z.infer<typeof clauseSchema>[] {
  const idByPath = new Map(clauses.map((clause) => [clause.path, clause.id]));
  return [...clauses]
    .sort((a, b) => a.ordinal - b.ordinal)
    .map((clause) => ({
      id: clause.id,
      parentId: (clause.parentPath !== null && idByPath.get(clause.parentPath)) || null,
      path: clause.path,
      kind: clause.kind,
      headings: clause.headings,
      text: clause.text,
      page: clause.page,
      machineRead: clause.ocrConfidence !== null,
      table: clause.table,
    }));
}

interface DetailParts {
  view: DocumentView;
  clauses: Clause[];
  versionId: string;
  versions: { id: string; createdAt: string; current: boolean }[];
  relations: z.infer<typeof relationSchema>[];
  originalUrl: string | null;
  today: Day;
  asOf: Day | undefined;
}

export function presentDocument(parts: DetailParts): z.infer<typeof documentDetailSchema> {
  const { document } = parts.view;
  return {
    ...presentSummary(parts.view, parts.asOf ?? parts.today),
    wrappedTitle: document.wrappedTitle,
    sourceLabel: document.sourceLabel,
    issuedOn: document.issuedOn,
    effectiveOn: document.effectiveOn,
    expiresOn: document.expiresOn,
    expiryDerived: document.expiryDerived,
    repealedOn: document.repealedOn,
    appliesTo: document.appliesTo,
    authority: document.authority,
    attachments: webLinks(document.attachments),
    mediaType: document.mediaType,
    original: parts.originalUrl,
    validityToday: validityOnDay(document, parts.today),
    validityAsOf: parts.asOf ? validityOnDay(document, parts.asOf) : null,
    validityFacts: document.facts
      .filter(({ field }) => validityFields.has(field))
      .map(({ field, value, basis, evidence, confidence }) => ({
        field,
        value,
        basis,
        // Who set it right, and why, is for staff.
        evidence: basis === 'correction' ? '人工更正' : evidence,
        confidence,
      })),
    versionId: parts.versionId,
    versions: parts.versions.map(({ id, createdAt, current }) => ({ id, createdAt, current })),
    clauses: presentClauses(parts.clauses),
    relations: parts.relations,
  };
}

/**
 * Relations as readers see them: those whose other document is in the base and visible, both ways, then those that the
 * text names but the base does not hold. Attachments that are no documents of the base stand in the list of attachments.
 */
export function presentRelations(
  view: DocumentView,
  resolved: ResolvedRelation[],
  others: Map<string, DocumentView>,
  day: Day,
): z.infer<typeof relationSchema>[] {
  const known = resolved.flatMap((relation) => {
    const other = others.get(relation.documentId)?.document;
    if (!other) return [];
    return [
      {
        kind: relation.kind,
        direction: relation.direction,
        documentId: other.id,
        title: other.title,
        documentNumber: other.documentNumber,
        validity: validityOn(other, day),
        evidence: relation.evidence,
        confidence: relation.confidence,
        effectiveOn: relation.effectiveOn,
        until: relation.until,
      },
    ];
  });
  const foundEvidence = new Set(
    known.filter(({ direction }) => direction === 'to').map((item) => `${item.kind} ${item.evidence}`),
  );
  const named = view.relations
    .filter((relation) => relation.kind !== 'attachment' && !foundEvidence.has(`${relation.kind} ${relation.evidence}`))
    .map((relation) => ({
      kind: relation.kind,
      direction: 'to' as const,
      documentId: null,
      title: relation.targetTitle,
      documentNumber: relation.targetNumber,
      validity: null,
      evidence: relation.evidence,
      confidence: relation.confidence,
      effectiveOn: relation.effectiveOn ?? null,
      until: relation.until ?? null,
    }));
  return [...known, ...named];
}
