import type { Viewer } from '../../domain/access.ts';
import type { ClauseReference, Definition } from '../../domain/document.ts';
import type { ContentReader, DocumentFilter, DocumentView, FaqView, ItemSummary, SourceRecord } from '../contract.ts';
import { type Connection, translated } from './connection.ts';
import { type FaqRow, faqColumns, faqViewOf } from './faq-rows.ts';
import { numberKey, titleKey, urlKey } from './lookup-keys.ts';
import { resolvedRelations, withEffects } from './relation-rows.ts';
import { type ClauseRow, clauseColumns, clauseOf, type DocumentRow, documentColumns, documentViewOf } from './rows.ts';
import { vectorOf } from './vector-bytes.ts';
import { seesDeskFields, viewerParameters, visible } from './visibility.ts';

const defaultPageSize = 20;

const fromDocuments = 'FROM items i CROSS JOIN documents d ON d.item_key = i.key';
const documentsByIdsSql = `
  SELECT ${documentColumns}
  FROM json_each(@ids) wanted CROSS JOIN items i ON i.id = wanted.value CROSS JOIN documents d ON d.item_key = i.key
  WHERE ${visible}`;
const faqsByIdsSql = `
  SELECT ${faqColumns}
  FROM json_each(@ids) wanted CROSS JOIN items i ON i.id = wanted.value CROSS JOIN faq_entries q ON q.item_key = i.key
  WHERE ${visible}`;

// Entries cut from the document's own file carry its key and a place after '#'; '$' is the character after '#'.
const faqOfDocumentSql = `
  SELECT ${faqColumns}
  FROM items i CROSS JOIN faq_entries q ON q.item_key = i.key
  WHERE i.key IN (
    SELECT b.item_key FROM faq_basis_keys b WHERE b.basis_key IN (@title, @wrappedTitle, @number)
    UNION
    SELECT b.item_key FROM faq_basis b WHERE b.document_id = @id
    UNION
    SELECT f.key FROM items f WHERE f.kind = 'faq' AND f.source_id = @sourceId
      AND (f.canonical_key = @canonicalKey OR (f.canonical_key >= @canonicalKey || '#' AND f.canonical_key < @canonicalKey || '$'))
  ) AND ${visible}
  ORDER BY i.key`;

const clausesSql = `
  SELECT ${clauseColumns}
  FROM items i CROSS JOIN versions v ON v.item_key = i.key CROSS JOIN clauses l ON l.version_key = v.key
  WHERE i.id = @id AND ${visible} AND CASE WHEN @versionId IS NULL THEN v.key = i.current_version_key ELSE v.id = @versionId END
  ORDER BY l.ordinal, l.key`;

const referencesSql = `
  SELECT r.clause_path AS clausePath, r.start_offset AS start, r.end_offset AS end, r.target_path AS targetPath,
    r.target_title AS targetTitle, r.target_number AS targetNumber
  FROM items i CROSS JOIN clause_references r ON r.version_key = i.current_version_key
  WHERE i.id = @id AND ${visible}
  ORDER BY r.ordinal`;

const definitionsSql = `
  SELECT f.term, f.clause_path AS clausePath, f.start_offset AS start, f.end_offset AS end
  FROM items i CROSS JOIN definitions f ON f.version_key = i.current_version_key
  WHERE i.id = @id AND ${visible}
  ORDER BY f.ordinal`;

const versionsSql = `
  SELECT v.id, v.created_at AS createdAt, v.key = i.current_version_key AS current
  FROM items i CROSS JOIN versions v ON v.item_key = i.key
  WHERE i.id = @id AND ${visible}
  ORDER BY v.created_at, v.key`;

const originalSql = `
  SELECT o.media_type AS mediaType, o.bytes
  FROM items i CROSS JOIN originals o ON o.item_key = i.key
  WHERE i.id = @id AND ${visible}`;

const allItemsSql = `
  SELECT i.id, i.kind, i.source_id AS sourceId, i.canonical_key AS canonicalKey, coalesce(d.title, q.question) AS title,
    i.review_state AS reviewState, i.created_by AS createdBy, i.reviewed_by AS reviewedBy, i.fingerprint,
    EXISTS (SELECT 1 FROM item_revisions WHERE item_id = i.id) AS staffOwned,
    (SELECT json_group_array(audience ORDER BY audience) FROM item_audiences WHERE item_key = i.key) AS audiences,
    (SELECT json_group_array(alias ORDER BY ordinal) FROM item_aliases WHERE item_key = i.key) AS aliases
  FROM items i LEFT JOIN documents d ON d.item_key = i.key LEFT JOIN faq_entries q ON q.item_key = i.key
`;

const missingVectorsSql = `
  SELECT DISTINCT wanted.value AS textHash FROM json_each(@hashes) wanted
  WHERE NOT EXISTS (
    SELECT 1 FROM vectors x JOIN vector_models m ON m.key = x.model_key WHERE m.id = @modelId AND x.text_hash = wanted.value)`;

const vectorsSql = `
  SELECT x.text_hash AS textHash, x.vector
  FROM json_each(@hashes) wanted CROSS JOIN vector_models m ON m.id = @modelId
    CROSS JOIN vectors x ON x.model_key = m.key AND x.text_hash = wanted.value`;

interface ItemSummaryRow extends Omit<ItemSummary, 'audiences' | 'aliases' | 'staffOwned'> {
  audiences: string;
  aliases: string;
  staffOwned: number;
}

export function contentReader(connection: Connection): ContentReader {
  const byIds = <Row, View>(sql: string, ids: string[], viewer: Viewer, viewOf: (row: Row) => View) =>
    connection.all<Row>(sql, { ids: JSON.stringify(ids), ...viewerParameters(viewer) }).map(viewOf);
  const documentViews = (ids: string[], viewer: Viewer) =>
    withEffects(connection, byIds<DocumentRow, DocumentView>(documentsByIdsSql, ids, viewer, documentViewOf), viewer);
  const one = (id: string, viewer: Viewer) => documentViews([id], viewer)[0];

  return {
    async documents(filter, viewer) {
      const { where, parameters } = documentConditions(filter);
      const all = {
        ...parameters,
        ...viewerParameters(viewer),
        limit: filter.limit ?? defaultPageSize,
        offset: filter.offset ?? 0,
      };
      return translated(() => {
        const total = connection.get<{ total: number }>(`SELECT count(*) AS total ${fromDocuments} WHERE ${where}`, all);
        const rows = connection.all<DocumentRow>(
          `SELECT ${documentColumns} ${fromDocuments} WHERE ${where} ORDER BY d.published_on DESC NULLS LAST, i.id LIMIT @limit OFFSET @offset`,
          all,
        );
        return { total: total?.total ?? 0, documents: withEffects(connection, rows.map(documentViewOf), viewer) };
      });
    },
    async document(id, viewer) {
      return translated(() => one(id, viewer) ?? null);
    },
    async documentsByIds(ids, viewer) {
      const views = translated(() => documentViews(ids, viewer));
      return new Map(views.map((view) => [view.document.id, view]));
    },
    async faqsByIds(ids, viewer) {
      const views = translated(() =>
        byIds<FaqRow, FaqView>(faqsByIdsSql, ids, viewer, (row) => faqViewOf(row, seesDeskFields(viewer))),
      );
      return new Map(views.map((view) => [view.entry.id, view]));
    },
    async faqOfDocument(documentId, viewer) {
      return translated(() => {
        const document = one(documentId, viewer)?.document;
        if (!document) return [];
        const parameters = {
          id: document.id,
          title: titleKey(document.title),
          wrappedTitle: titleKey(document.wrappedTitle),
          number: numberKey(document.documentNumber),
          sourceId: document.sourceId,
          canonicalKey: document.canonicalKey,
          ...viewerParameters(viewer),
        };
        return connection.all<FaqRow>(faqOfDocumentSql, parameters).map((row) => faqViewOf(row, seesDeskFields(viewer)));
      });
    },
    async clauses(itemId, viewer, versionId) {
      const parameters = { id: itemId, versionId: versionId ?? null, ...viewerParameters(viewer) };
      return translated(() => connection.all<ClauseRow>(clausesSql, parameters).map(clauseOf));
    },
    async references(itemId, viewer) {
      return translated(() => connection.all<ClauseReference>(referencesSql, { id: itemId, ...viewerParameters(viewer) }));
    },
    async definitions(itemId, viewer) {
      return translated(() => connection.all<Definition>(definitionsSql, { id: itemId, ...viewerParameters(viewer) }));
    },
    async versions(itemId, viewer) {
      const rows = translated(() =>
        connection.all<{ id: string; createdAt: string; current: number }>(versionsSql, {
          id: itemId,
          ...viewerParameters(viewer),
        }),
      );
      return rows.map((row) => ({ ...row, current: row.current === 1 }));
    },
    async original(documentId, viewer) {
      const parameters = { id: documentId, ...viewerParameters(viewer) };
      return translated(() => connection.get<{ mediaType: string; bytes: Uint8Array }>(originalSql, parameters) ?? null);
    },
    async relations(documentId, viewer) {
      return translated(() => resolvedRelations(connection, documentId, viewer));
    },
    async allItems(filter) {
      const conditions = [
        filter.id !== undefined && 'i.id = @id',
        filter.sourceId !== undefined && 'i.source_id = @sourceId',
        filter.reviewState !== undefined && 'i.review_state = @reviewState',
      ].filter((condition) => condition !== false);
      const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
      const sql = `${allItemsSql} ${where} ORDER BY i.source_id, i.canonical_key, i.id`;
      const rows = translated(() => connection.all<ItemSummaryRow>(sql, filter));
      return rows.map((row) => ({
        ...row,
        audiences: JSON.parse(row.audiences),
        aliases: JSON.parse(row.aliases),
        staffOwned: row.staffOwned === 1,
      }));
    },
    async sources() {
      return translated(() => connection.all<SourceRecord>('SELECT id, name, location FROM sources ORDER BY id'));
    },
    async missingVectors(modelId, textHashes) {
      const rows = translated(() =>
        connection.all<{ textHash: string }>(missingVectorsSql, { modelId, hashes: JSON.stringify(textHashes) }),
      );
      return rows.map((row) => row.textHash);
    },
    async vectors(modelId, textHashes) {
      const rows = translated(() =>
        connection.all<{ textHash: string; vector: Buffer }>(vectorsSql, { modelId, hashes: JSON.stringify(textHashes) }),
      );
      return new Map(rows.map((row) => [row.textHash, vectorOf(row.vector)]));
    },
  };
}

/** Only the conditions asked for, so that look-ups by number, title and key use their indexes. */
function documentConditions(filter: DocumentFilter): { where: string; parameters: Record<string, unknown> } {
  const conditions: [value: unknown, sql: string, parameters: Record<string, unknown>][] = [
    [
      filter.query,
      `(instr(d.title_key, @queryTitle) OR instr(coalesce(d.wrapped_title_key, ''), @queryTitle) OR instr(coalesce(d.number_key, ''), @queryNumber))`,
      { queryTitle: titleKey(filter.query ?? ''), queryNumber: numberKey(filter.query ?? '') },
    ],
    [filter.kind, 'd.kind = @kind', { kind: filter.kind }],
    [filter.issuer, `instr(coalesce(d.issuer, ''), @issuer)`, { issuer: filter.issuer }],
    [
      filter.region,
      `instr((SELECT group_concat(value, '') FROM json_each(d.jurisdiction_path)), @region)`,
      { region: filter.region },
    ],
    [filter.tag, '@tag IN (SELECT value FROM json_each(d.tags))', { tag: filter.tag }],
    [filter.documentNumber, 'd.number_key = @number', { number: numberKey(filter.documentNumber ?? '') }],
    [
      filter.title,
      `i.key IN (SELECT item_key FROM documents WHERE title_key = @title
        UNION SELECT item_key FROM documents WHERE wrapped_title_key = @title)`,
      { title: titleKey(filter.title ?? '') },
    ],
    [
      filter.key,
      `i.key IN (SELECT key FROM items WHERE canonical_key = @key
        UNION SELECT item_key FROM item_aliases WHERE alias = @key
        UNION SELECT item_key FROM documents WHERE url_key = @urlKey)`,
      { key: filter.key, urlKey: urlKey(filter.key ?? '') },
    ],
    [filter.publishedFrom, 'd.published_on >= @publishedFrom', { publishedFrom: filter.publishedFrom }],
    [filter.publishedTo, 'd.published_on <= @publishedTo', { publishedTo: filter.publishedTo }],
  ];
  const asked = conditions.filter(([value]) => value !== undefined && value !== '');
  return {
    where: [visible, ...asked.map(([, sql]) => sql)].join(' AND '),
    parameters: Object.assign({}, ...asked.map(([, , parameters]) => parameters)),
  };
}
