import type { DocumentBundle, DocumentRecord, Governance, ItemVersion, Relation } from '../../domain/document.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { FaqBundle } from '../../domain/faq.ts';
import type { Change } from '../contract.ts';
import type { Connection } from './connection.ts';
import { putFaqRow } from './faq-rows.ts';
import { numberKey, titleKey, urlKey } from './lookup-keys.ts';
import { shortTitleKey, shortTitleNames } from './short-titles.ts';
import { bytesOf } from './vector-bytes.ts';

/** Writers of what is governed, cited and searched. Each runs inside the transaction of `apply`. */

// What staff withdrew stays withdrawn, whatever an ingest says.
const putItemSql = `
  INSERT INTO items (id, kind, source_id, canonical_key, review_state, visible_from, visible_until, created_by, created_at,
    reviewed_by, reviewed_at, fingerprint)
  VALUES (@id, @kind, @sourceId, @canonicalKey, @reviewState, @visibleFrom, @visibleUntil, @createdBy, @now,
    @reviewedBy, @reviewedAt, @fingerprint)
  ON CONFLICT (id) DO UPDATE SET
    source_id = excluded.source_id, canonical_key = excluded.canonical_key,
    review_state = CASE WHEN withdrawn_at IS NULL THEN excluded.review_state ELSE 'withdrawn' END,
    visible_from = excluded.visible_from, visible_until = excluded.visible_until, created_by = excluded.created_by,
    reviewed_by = excluded.reviewed_by, reviewed_at = excluded.reviewed_at, review_note = NULL,
    fingerprint = excluded.fingerprint
  WHERE kind = excluded.kind
  RETURNING key`;

interface Governed {
  id: string;
  kind: 'document' | 'faq';
  sourceId: string;
  canonicalKey: string;
  fingerprint: string;
}

function putItem(connection: Connection, item: Governed, governance: Governance, now: string): number {
  const row = connection.get<{ key: number }>(putItemSql, { ...item, ...governance, now });
  if (!row) throw new ConflictError('同一编号已用于另一类内容', `${item.id} exists with another kind`);
  connection.run('DELETE FROM item_audiences WHERE item_key = @key', row);
  for (const audience of new Set(governance.audiences)) {
    connection.run('INSERT INTO item_audiences VALUES (@key, @audience)', { key: row.key, audience });
  }
  return row.key;
}

export function putDocument(connection: Connection, bundle: DocumentBundle, now: string): void {
  const { document, governance, version, relations, original, fingerprint } = bundle;
  const { id, sourceId, canonicalKey } = document;
  const key = putItem(connection, { id, kind: 'document', sourceId, canonicalKey, fingerprint }, governance, now);
  connection.run('DELETE FROM item_aliases WHERE item_key = @key', { key });
  for (const alias of document.aliases) addAlias(connection, key, alias);
  putDocumentRow(connection, key, document, bundle.entry);
  putRelations(connection, key, relations);
  connection.run('DELETE FROM originals WHERE item_key = @key', { key });
  if (original) {
    connection.run('INSERT INTO originals VALUES (@key, @mediaType, @bytes)', { key, ...original });
  }
  putVersion(connection, key, version, now);
}

function putDocumentRow(connection: Connection, key: number, document: DocumentRecord, entry: unknown): void {
  connection.run('DELETE FROM documents WHERE item_key = @key', { key });
  connection.run(
    `INSERT INTO documents (item_key, kind, title, title_key, wrapped_title, wrapped_title_key, document_number, number_key,
      issuer, source_label, published_on, issued_on, effective_on, expires_on, repealed_on, stated_status, expiry_derived,
      jurisdiction_level, jurisdiction_path, applies_to, theme, tags, authority, service_links, attachments, url, url_key,
      media_type, warnings, quality, entry) VALUES (@key, @kind, @title, @titleKey, @wrappedTitle, @wrappedTitleKey, @documentNumber, @numberKey,
      @issuer, @sourceLabel, @publishedOn, @issuedOn, @effectiveOn, @expiresOn, @repealedOn, @statedStatus, @expiryDerived,
      @jurisdictionLevel, @jurisdictionPath, @appliesTo, @theme, @tags, @authority, @serviceLinks, @attachments, @url, @urlKey,
      @mediaType, @warnings, @quality, @entry)`,
    {
      ...document,
      key,
      titleKey: titleKey(document.title) ?? '',
      wrappedTitleKey: titleKey(document.wrappedTitle),
      numberKey: numberKey(document.documentNumber),
      urlKey: urlKey(document.url),
      expiryDerived: document.expiryDerived ? 1 : 0,
      jurisdictionLevel: document.jurisdiction.level,
      jurisdictionPath: JSON.stringify(document.jurisdiction.path),
      appliesTo: JSON.stringify(document.appliesTo),
      tags: JSON.stringify(document.tags),
      serviceLinks: JSON.stringify(document.serviceLinks),
      attachments: JSON.stringify(document.attachments),
      warnings: JSON.stringify(document.warnings),
      quality: document.quality ? JSON.stringify(document.quality) : null,
      entry: entry === undefined ? null : JSON.stringify(entry),
    },
  );
  connection.run('DELETE FROM document_short_names WHERE item_key = @key', { key });
  for (const name of shortTitleNames([document.title, document.wrappedTitle])) {
    connection.run('INSERT INTO document_short_names VALUES (@key, @name)', { key, name });
  }
  document.facts.forEach((fact, ordinal) => {
    connection.run('INSERT INTO document_facts VALUES (@key, @ordinal, @field, @value, @basis, @evidence, @confidence)', {
      ...fact,
      key,
      ordinal,
    });
  });
}

function putRelations(connection: Connection, key: number, relations: Relation[]): void {
  connection.run('DELETE FROM relations WHERE item_key = @key', { key });
  relations.forEach((relation, ordinal) => {
    connection.run(
      `INSERT INTO relations (item_key, ordinal, kind, target_number, target_number_key, target_title, target_title_key, target_key,
        target_short_key, target_url_key, evidence, confidence, effective_on, until_day, months)
        VALUES (@key, @ordinal, @kind, @targetNumber, @numberKey, @targetTitle, @titleKey, @targetKey, @shortKey, @urlKey, @evidence,
        @confidence, @effectiveOn, @until, @months)`,
      {
        effectiveOn: null,
        until: null,
        months: null,
        ...relation,
        key,
        ordinal,
        numberKey: numberKey(relation.targetNumber),
        titleKey: titleKey(relation.targetTitle),
        shortKey: shortTitleKey(relation.targetTitle),
        urlKey: urlKey(relation.targetKey),
      },
    );
  });
}

export function putFaq(connection: Connection, bundle: FaqBundle, now: string): void {
  const { entry, governance, version, fingerprint } = bundle;
  const { id, sourceId, canonicalKey } = entry;
  const key = putItem(connection, { id, kind: 'faq', sourceId, canonicalKey, fingerprint }, governance, now);
  putFaqRow(connection, key, entry);
  putVersion(connection, key, version, now);
}

/** Makes this the current version. Clauses of earlier versions stay as snapshots; only the current one can be searched. */
function putVersion(connection: Connection, itemKey: number, version: ItemVersion, now: string): void {
  const row = connection.get<{ key: number }>(
    `INSERT INTO versions (id, item_key, content_hash, created_at) VALUES (@id, @itemKey, @contentHash, @now)
      ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash WHERE item_key = excluded.item_key
      RETURNING key`,
    { id: version.id, contentHash: version.contentHash, itemKey, now },
  );
  if (!row) throw new ConflictError('同一版本号已用于另一内容', `version ${version.id} belongs to another item`);
  connection.run('DELETE FROM chunks WHERE item_key = @itemKey', { itemKey });
  connection.run('DELETE FROM clauses WHERE version_key = @key', row);
  const clauseKeys = putClauses(connection, row.key, version);
  putChunks(connection, itemKey, row.key, version, clauseKeys);
  putReferences(connection, row.key, version);
  connection.run('UPDATE items SET current_version_key = @key WHERE key = @itemKey', { key: row.key, itemKey });
}

function putClauses(connection: Connection, versionKey: number, version: ItemVersion): Map<string, number | bigint> {
  const keys = new Map<string, number | bigint>();
  for (const clause of version.clauses) {
    const inserted = connection.run(
      `INSERT INTO clauses (version_key, id, path, parent_path, ordinal, kind, headings, text, page, page_starts,
        ocr_confidence, table_facts)
        VALUES (@versionKey, @id, @path, @parentPath, @ordinal, @kind, @headings, @text, @page, @pageStarts, @ocrConfidence,
        @tableFacts)`,
      {
        ...clause,
        versionKey,
        headings: JSON.stringify(clause.headings),
        pageStarts: clause.pageStarts ? JSON.stringify(clause.pageStarts) : null,
        tableFacts: clause.table ? JSON.stringify(clause.table) : null,
      },
    );
    keys.set(clause.id, inserted.lastInsertRowid);
  }
  return keys;
}

function putChunks(
  connection: Connection,
  itemKey: number,
  versionKey: number,
  version: ItemVersion,
  clauseKeys: Map<string, number | bigint>,
): void {
  for (const chunk of version.chunks) {
    const clauseKey = chunk.clauseId === null ? null : clauseKeys.get(chunk.clauseId);
    if (clauseKey === undefined) {
      throw new InvalidInputError('片段所属的条款不在同一版本中', `chunk ${chunk.id} names clause ${chunk.clauseId}`);
    }
    const { lastInsertRowid } = connection.run(
      `INSERT INTO chunks (id, item_key, version_key, clause_key, kind, start_offset, end_offset, text_hash)
        VALUES (@id, @itemKey, @versionKey, @clauseKey, @kind, @start, @end, @textHash)`,
      { ...chunk, itemKey, versionKey, clauseKey },
    );
    connection.run('INSERT INTO chunk_fts (rowid, heading_terms, body_terms) VALUES (@key, @headingTerms, @bodyTerms)', {
      key: lastInsertRowid,
      headingTerms: chunk.headingTerms,
      bodyTerms: chunk.bodyTerms,
    });
  }
}

function putReferences(connection: Connection, versionKey: number, { references, definitions }: ItemVersion): void {
  connection.run('DELETE FROM clause_references WHERE version_key = @versionKey', { versionKey });
  connection.run('DELETE FROM definitions WHERE version_key = @versionKey', { versionKey });
  references.forEach((reference, ordinal) => {
    connection.run(
      `INSERT INTO clause_references
        VALUES (@versionKey, @ordinal, @clausePath, @start, @end, @targetPath, @targetTitle, @targetNumber)`,
      { ...reference, versionKey, ordinal },
    );
  });
  definitions.forEach((definition, ordinal) => {
    connection.run('INSERT INTO definitions VALUES (@versionKey, @ordinal, @term, @clausePath, @start, @end)', {
      ...definition,
      versionKey,
      ordinal,
    });
  });
}

export function addAlias(connection: Connection, itemKey: number, alias: string): void {
  connection.run(
    `INSERT OR IGNORE INTO item_aliases (item_key, ordinal, alias)
      SELECT @itemKey, coalesce(max(ordinal), 0) + 1, @alias FROM item_aliases WHERE item_key = @itemKey`,
    { itemKey, alias },
  );
}

export function addAliasById(connection: Connection, documentId: string, alias: string): void {
  addAlias(connection, itemKeyOf(connection, documentId), alias);
}

/** All of it: versions, clauses, chunks, index rows, original. Answers keep their snapshots. Unknown ids are no error. */
export function deleteItem(connection: Connection, itemId: string): void {
  connection.run('DELETE FROM items WHERE id = @itemId', { itemId });
}

type SetReview = Extract<Change, { type: 'set_review' }>;

/** Throws ConflictError when someone else was faster: the item is in none of the states `from`. */
export function setReview(connection: Connection, change: SetReview): void {
  const { itemId, from, to, by, at, note } = change;
  const { changes } = connection.run(
    `UPDATE items SET review_state = @to, review_note = @note,
      withdrawn_at = CASE @to WHEN 'withdrawn' THEN @at ELSE NULL END,
      withdrawn_from = CASE @to WHEN 'withdrawn' THEN review_state ELSE NULL END,
      reviewed_by = CASE WHEN @to IN ('published', 'returned') THEN @by WHEN @to = 'withdrawn' THEN reviewed_by ELSE NULL END,
      reviewed_at = CASE WHEN @to IN ('published', 'returned') THEN @at WHEN @to = 'withdrawn' THEN reviewed_at ELSE NULL END
    WHERE id = @itemId AND review_state IN (SELECT value FROM json_each(@from))
      AND (@fingerprint IS NULL OR fingerprint = @fingerprint)`,
    { itemId, to, by, at, note, from: JSON.stringify(from), fingerprint: change.fingerprint ?? null },
  );
  if (changes === 1) return;
  itemKeyOf(connection, itemId);
  throw new ConflictError('该内容的审核状态或文字已改变，请刷新后再操作', `${itemId} changed or is not ${from.join(' or ')}`);
}

function itemKeyOf(connection: Connection, itemId: string): number {
  const row = connection.get<{ key: number }>('SELECT key FROM items WHERE id = @itemId', { itemId });
  if (!row) throw new NotFoundError('没有这项内容', `no item ${itemId}`);
  return row.key;
}

export function putVectors(connection: Connection, modelId: string, vectors: { textHash: string; vector: Float32Array }[]): void {
  connection.run('INSERT OR IGNORE INTO vector_models (id) VALUES (@modelId)', { modelId });
  for (const { textHash, vector } of vectors) {
    connection.run(
      `INSERT OR REPLACE INTO vectors (model_key, text_hash, vector)
        SELECT key, @textHash, @bytes FROM vector_models WHERE id = @modelId`,
      { modelId, textHash, bytes: bytesOf(vector) },
    );
  }
}
