import type { Clause, DocumentRecord, FieldFact, Governance, Relation } from '../../domain/document.ts';
import type { ChunkView, DocumentView } from '../contract.ts';

/** The columns of an item that every view of it shows; the SELECT needs the alias `i`. */
export const governanceColumns = `
  i.id, i.source_id AS sourceId, i.canonical_key AS canonicalKey, i.review_state AS reviewState,
  i.created_by AS createdBy, i.reviewed_by AS reviewedBy, i.reviewed_at AS reviewedAt,
  i.visible_from AS visibleFrom, i.visible_until AS visibleUntil,
  (SELECT json_group_array(audience ORDER BY audience) FROM item_audiences WHERE item_key = i.key) AS audiences,
  (SELECT id FROM versions WHERE key = i.current_version_key) AS versionId`;

export interface GovernanceRow extends Omit<Governance, 'audiences'> {
  id: string;
  sourceId: string;
  canonicalKey: string;
  audiences: string;
  versionId: string;
}

export function governanceOf(row: GovernanceRow): Governance {
  return {
    reviewState: row.reviewState,
    createdBy: row.createdBy,
    reviewedBy: row.reviewedBy,
    reviewedAt: row.reviewedAt,
    audiences: JSON.parse(row.audiences),
    visibleFrom: row.visibleFrom,
    visibleUntil: row.visibleUntil,
  };
}

/** Needs the aliases `i` and `d`. */
export const documentColumns = `${governanceColumns},
  d.kind, d.title, d.wrapped_title AS wrappedTitle, d.document_number AS documentNumber, d.issuer,
  d.source_label AS sourceLabel, d.published_on AS publishedOn, d.issued_on AS issuedOn, d.effective_on AS effectiveOn,
  d.expires_on AS expiresOn, d.repealed_on AS repealedOn, d.stated_status AS statedStatus, d.expiry_derived AS expiryDerived,
  d.jurisdiction_level AS jurisdictionLevel, d.jurisdiction_path AS jurisdictionPath, d.applies_to AS appliesTo, d.theme,
  d.tags, d.authority, d.service_links AS serviceLinks, d.attachments, d.url, d.media_type AS mediaType, d.warnings, d.quality,
  (SELECT json_group_array(alias ORDER BY ordinal) FROM item_aliases WHERE item_key = i.key) AS aliases,
  (SELECT json_group_array(json_object('field', field, 'value', value, 'basis', basis, 'evidence', evidence,
    'confidence', confidence) ORDER BY ordinal) FROM document_facts WHERE item_key = i.key) AS facts,
  (SELECT json_group_array(json_object('kind', kind, 'targetNumber', target_number, 'targetTitle', target_title,
    'targetKey', target_key, 'evidence', evidence, 'confidence', confidence, 'effectiveOn', effective_on, 'until', until_day,
    'months', months) ORDER BY ordinal) FROM relations WHERE item_key = i.key) AS relations`;

/** Columns that hold JSON text are strings here. */
export type Stored<Record, Json extends keyof Record> = Omit<Record, Json> & { [Key in Json]: string };

export interface DocumentRow
  extends GovernanceRow,
    Stored<
      Omit<DocumentRecord, 'id' | 'sourceId' | 'canonicalKey' | 'jurisdiction' | 'expiryDerived' | 'quality'>,
      'aliases' | 'appliesTo' | 'tags' | 'serviceLinks' | 'attachments' | 'facts' | 'warnings'
    > {
  expiryDerived: number;
  quality: string | null;
  jurisdictionLevel: DocumentRecord['jurisdiction']['level'];
  jurisdictionPath: string;
  relations: string;
}

export function documentViewOf(row: DocumentRow): DocumentView {
  const document: DocumentRecord = {
    id: row.id,
    sourceId: row.sourceId,
    canonicalKey: row.canonicalKey,
    aliases: JSON.parse(row.aliases),
    kind: row.kind,
    title: row.title,
    wrappedTitle: row.wrappedTitle,
    documentNumber: row.documentNumber,
    issuer: row.issuer,
    sourceLabel: row.sourceLabel,
    publishedOn: row.publishedOn,
    issuedOn: row.issuedOn,
    effectiveOn: row.effectiveOn,
    expiresOn: row.expiresOn,
    repealedOn: row.repealedOn,
    statedStatus: row.statedStatus,
    expiryDerived: row.expiryDerived === 1,
    jurisdiction: { level: row.jurisdictionLevel, path: JSON.parse(row.jurisdictionPath) },
    appliesTo: JSON.parse(row.appliesTo),
    theme: row.theme,
    tags: JSON.parse(row.tags),
    authority: row.authority,
    serviceLinks: JSON.parse(row.serviceLinks),
    attachments: JSON.parse(row.attachments),
    url: row.url,
    mediaType: row.mediaType,
    facts: JSON.parse(row.facts) as FieldFact[],
    warnings: JSON.parse(row.warnings),
    quality: row.quality === null ? null : JSON.parse(row.quality),
  };
  return {
    document,
    governance: governanceOf(row),
    versionId: row.versionId,
    relations: (JSON.parse(row.relations) as Required<Relation>[]).map(relationOf),
  };
}

/** A relation as it was put: the day, end and months that it does not name are left out. */
function relationOf({ effectiveOn, until, months, ...relation }: Required<Relation>): Relation {
  return {
    ...relation,
    ...(effectiveOn === null ? {} : { effectiveOn }),
    ...(until === null ? {} : { until }),
    ...(months === null ? {} : { months }),
  };
}

/** Needs the alias `l` (clauses); the names do not clash with those of a chunk. */
export const clauseColumns = `l.id AS clauseId, l.path, l.parent_path AS parentPath, l.ordinal, l.kind AS clauseKind,
  l.headings, l.text, l.page, l.page_starts AS pageStarts,
  l.ocr_confidence AS ocrConfidence, l.table_facts AS tableFacts`;

export interface ClauseRow {
  clauseId: string;
  path: string;
  parentPath: string | null;
  ordinal: number;
  clauseKind: Clause['kind'];
  headings: string;
  text: string;
  page: number | null;
  pageStarts: string | null;
  ocrConfidence: number | null;
  tableFacts: string | null;
}

export function clauseOf(row: ClauseRow): Clause {
  return {
    id: row.clauseId,
    path: row.path,
    parentPath: row.parentPath,
    ordinal: row.ordinal,
    kind: row.clauseKind,
    headings: JSON.parse(row.headings),
    text: row.text,
    page: row.page,
    ...(row.pageStarts !== null && { pageStarts: JSON.parse(row.pageStarts) }),
    ocrConfidence: row.ocrConfidence,
    table: row.tableFacts === null ? null : { unit: null, ...JSON.parse(row.tableFacts) },
  };
}

/** A chunk with its clause; every clause column is null where the chunk has none. */
export interface ChunkRow extends Omit<ChunkView, 'clause'>, Omit<ClauseRow, 'clauseId'> {
  clauseId: string | null;
}

export function chunkViewOf(row: ChunkRow): ChunkView {
  const { chunkId, itemId, itemKind, versionId, chunkKind, start, end, clauseId } = row;
  const clause = clauseId === null ? null : clauseOf({ ...row, clauseId });
  return { chunkId, itemId, itemKind, versionId, chunkKind, start, end, clause };
}
