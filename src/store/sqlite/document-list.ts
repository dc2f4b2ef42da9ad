import type { DocumentState, StaffDocumentFilter, StaffDocumentRow } from '../contract-documents.ts';
import type { Connection } from './connection.ts';

/** The staff's list of documents: those of the base with their drafts, then drafts of which nothing stands in the base. */

const unitOf = (item: string) =>
  `(SELECT json_extract(value, '$') FROM corrections WHERE item_id = ${item} AND field = 'unitId')`;
const doubts = (warnings: string, missing: string) =>
  `coalesce(json_array_length(${warnings}), 0) + coalesce(json_array_length(${missing}), 0)`;

// What a draft says of itself stands in `summary` of its content, so that no whole reading is opened for a list.
const listed = `
  SELECT i.id, d.title, i.review_state AS state, f.id AS draftId, f.state AS draftState, f.title AS draftTitle,
    f.updated_at AS draftAt, f.updated_by AS draftBy, f.revision AS draftRevision, d.kind, d.document_number AS documentNumber,
    d.issuer, i.source_id AS sourceId, ${doubts('d.warnings', `json_extract(d.quality, '$.missingFields')`)} AS warnings,
    ${unitOf('i.id')} AS unitId, json_extract(f.content, '$.failure') IS NOT NULL AS unread,
    max(i.created_at, coalesce(i.reviewed_at, ''), coalesce(i.withdrawn_at, ''), coalesce(f.updated_at, '')) AS updatedAt
  FROM items i CROSS JOIN documents d ON d.item_key = i.key LEFT JOIN drafts f ON f.item_id = i.id
  UNION ALL
  SELECT f.item_id, f.title, NULL, f.id, f.state, f.title, f.updated_at, f.updated_by, f.revision,
    json_extract(f.content, '$.summary.kind'), json_extract(f.content, '$.summary.documentNumber'),
    json_extract(f.content, '$.summary.issuer'), json_extract(f.content, '$.sourceId'),
    coalesce(json_extract(f.content, '$.summary.warnings'), 0), f.unit_id, json_extract(f.content, '$.failure') IS NOT NULL,
    f.updated_at
  FROM drafts f WHERE f.kind = 'document' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = f.item_id)`;

const stateConditions: Record<DocumentState, string> = {
  draft: `(e.draftState = 'draft' OR (e.draftState IS NULL AND e.state = 'draft'))`,
  submitted: `(e.draftState = 'submitted' OR (e.draftState IS NULL AND e.state = 'submitted'))`,
  returned: `(e.draftState = 'returned' OR (e.draftState IS NULL AND e.state = 'returned'))`,
  published: `e.state = 'published'`,
  changed: `(e.state = 'published' AND e.draftId IS NOT NULL)`,
  withdrawn: `e.state = 'withdrawn'`,
};

interface ListRow extends Omit<StaffDocumentRow, 'draft' | 'unread'> {
  unread: number;
  draftId: string | null;
  draftState: NonNullable<StaffDocumentRow['draft']>['state'];
  draftTitle: string;
  draftAt: string;
  draftBy: string;
  draftRevision: number;
}

export function listDocuments(
  connection: Connection,
  filter: StaffDocumentFilter,
): { total: number; documents: StaffDocumentRow[] } {
  const { where, parameters } = conditionsOf(filter);
  const from = `FROM (${listed}) e ${where}`;
  const total = connection.get<{ total: number }>(`SELECT count(*) AS total ${from}`, parameters)?.total ?? 0;
  const rows = connection.all<ListRow>(`SELECT * ${from} ORDER BY e.updatedAt DESC, e.id LIMIT @limit OFFSET @offset`, {
    ...parameters,
    limit: filter.limit,
    offset: filter.offset ?? 0,
  });
  return { total, documents: rows.map(rowOf) };
}

function rowOf({ draftId, draftState, draftTitle, draftAt, draftBy, draftRevision, unread, ...row }: ListRow): StaffDocumentRow {
  const draft = draftId && {
    id: draftId,
    state: draftState,
    title: draftTitle,
    updatedAt: draftAt,
    updatedBy: draftBy,
    revision: draftRevision,
  };
  return { ...row, unread: unread === 1, draft: draft || null };
}

function conditionsOf({ words = [], state, kind, sourceId, doubtful, unitIds }: StaffDocumentFilter) {
  const text = `lower(e.title || char(10) || coalesce(e.draftTitle, '') || char(10) || coalesce(e.documentNumber, ''))`;
  const conditions: (string | false | undefined)[] = [
    ...words.map((_, index) => `instr(${text}, lower(@word${index}))`),
    state && stateConditions[state],
    kind && 'e.kind = @kind',
    sourceId !== undefined && 'e.sourceId = @sourceId',
    doubtful && 'e.warnings > 0',
    unitIds && 'e.unitId IN (SELECT value FROM json_each(@unitIds))',
  ];
  const asked = conditions.filter(Boolean);
  return {
    where: asked.length > 0 ? `WHERE ${asked.join(' AND ')}` : '',
    parameters: {
      ...Object.fromEntries(words.map((word, index) => [`word${index}`, word])),
      ...(kind && { kind }),
      ...(sourceId !== undefined && { sourceId }),
      ...(unitIds && { unitIds: JSON.stringify(unitIds) }),
    },
  };
}
