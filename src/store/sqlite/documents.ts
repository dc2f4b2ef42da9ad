import { audiences } from '../../domain/access.ts';
import type { Effect } from '../../domain/document.ts';
import { effectKinds } from '../../domain/document.ts';
import { canConcern } from '../../domain/effects.ts';
import type { DocumentChange, DocumentReader, NamedDocument, RestingEntry, StaffDocument } from '../contract-documents.ts';
import { type Connection, translated } from './connection.ts';
import { listDocuments } from './document-list.ts';
import { numberKey, titleKey } from './lookup-keys.ts';
import { withEffects } from './relation-rows.ts';
import { type ClauseRow, clauseColumns, clauseOf, type DocumentRow, documentColumns, documentViewOf } from './rows.ts';

/** Documents as staff see them: whatever their state and audience. */

const documentsSql = `
  SELECT ${documentColumns}, i.fingerprint, i.created_at AS createdAt, i.withdrawn_at AS withdrawnAt, i.review_note AS reviewNote,
    d.entry, (SELECT max(number) FROM item_revisions WHERE item_id = i.id) AS revision
  FROM json_each(@ids) wanted CROSS JOIN items i ON i.id = wanted.value CROSS JOIN documents d ON d.item_key = i.key`;

type StaffRow = DocumentRow &
  Pick<StaffDocument, 'fingerprint' | 'createdAt' | 'withdrawnAt' | 'reviewNote' | 'revision'> & { entry: string | null };

const clausesSql = `
  SELECT ${clauseColumns}
  FROM items i CROSS JOIN versions v ON v.item_key = i.key CROSS JOIN clauses l ON l.version_key = v.key
  WHERE i.id = @id AND CASE WHEN @versionId IS NULL THEN v.key = i.current_version_key ELSE v.id = @versionId END
  ORDER BY l.ordinal, l.key`;

const versionsSql = `
  SELECT v.id, v.created_at AS createdAt, v.key = i.current_version_key AS current
  FROM items i CROSS JOIN versions v ON v.item_key = i.key WHERE i.id = @id ORDER BY v.created_at, v.key`;

const namedColumns = 'i.id, d.title, d.document_number AS documentNumber, i.review_state AS state';
const namedFrom = 'FROM documents d CROSS JOIN items i ON i.key = d.item_key';

const withTextSql = `SELECT ${namedColumns} ${namedFrom} WHERE i.fingerprint LIKE '%.' || @textHash ORDER BY i.id`;

// A number decides where one is named; published documents before others.
const meantSql = `
  SELECT ${namedColumns} ${namedFrom}
  WHERE CASE WHEN @number IS NOT NULL THEN d.number_key = @number ELSE @title IN (d.title_key, d.wrapped_title_key) END
  ORDER BY i.review_state <> 'published', i.id LIMIT 1`;

const speakersSql = `
  SELECT r.kind, r.effective_on AS effectiveOn, r.until_day AS until, r.months, r.evidence, r.confidence,
    r.target_number_key IS NOT NULL AS byNumber, i.id, s.title, s.document_number AS documentNumber, s.kind AS documentKind,
    s.issued_on AS issuedOn, s.published_on AS publishedOn, s.effective_on AS speakerEffectiveOn, s.repealed_on AS repealedOn,
    s.stated_status AS statedStatus
  FROM relations r CROSS JOIN documents s ON s.item_key = r.item_key CROSS JOIN items i ON i.key = r.item_key
  WHERE i.review_state = 'published' AND i.id <> @id AND r.kind IN (SELECT value FROM json_each(@kinds))
    AND (r.target_number_key = @number
      OR (r.target_title_key IN (@title, @wrappedTitle) AND (r.target_number_key IS NULL OR @number IS NULL)))
  ORDER BY i.id, r.ordinal`;

interface SpeakerRow extends Omit<Effect, 'by'> {
  byNumber: number;
  id: string;
  title: string;
  documentNumber: string | null;
  documentKind: Effect['by']['kind'];
  issuedOn: string | null;
  publishedOn: string | null;
  speakerEffectiveOn: string | null;
  repealedOn: string | null;
  statedStatus: Effect['by']['statedStatus'];
}

const entriesSql = `
  SELECT i.id, q.question, i.review_state AS state,
    (SELECT json_group_array(label ORDER BY ordinal) FROM faq_basis WHERE item_key = i.key AND document_id = @id) AS clauses
  FROM items i CROSS JOIN faq_entries q ON q.item_key = i.key
  WHERE i.key IN (
    SELECT item_key FROM faq_basis WHERE document_id = @id
    UNION SELECT item_key FROM faq_basis_keys WHERE basis_key IN (SELECT value FROM json_each(@keys)))
  ORDER BY q.question`;

export function documentReader(connection: Connection): DocumentReader {
  return {
    async document(id) {
      return translated(() => staffDocuments(connection, [id])[0] ?? null);
    },
    async byIds(ids) {
      return translated(() => new Map(staffDocuments(connection, ids).map((found) => [found.document.id, found])));
    },
    async documents(filter) {
      return translated(() => listDocuments(connection, filter));
    },
    async clauses(id, versionId) {
      return translated(() => connection.all<ClauseRow>(clausesSql, { id, versionId: versionId ?? null }).map(clauseOf));
    },
    async versions(id) {
      const rows = translated(() => connection.all<{ id: string; createdAt: string; current: number }>(versionsSql, { id }));
      return rows.map((row) => ({ ...row, current: row.current === 1 }));
    },
    async original(id) {
      const sql = `SELECT o.media_type AS mediaType, o.bytes FROM items i CROSS JOIN originals o ON o.item_key = i.key WHERE i.id = @id`;
      return translated(() => connection.get<{ mediaType: string; bytes: Uint8Array }>(sql, { id }) ?? null);
    },
    async originalType(id) {
      const sql = 'SELECT o.media_type AS type FROM items i CROSS JOIN originals o ON o.item_key = i.key WHERE i.id = @id';
      return translated(() => connection.get<{ type: string }>(sql, { id })?.type ?? null);
    },
    async draftReading(draftId) {
      const sql = 'SELECT reading FROM draft_readings WHERE draft_id = @draftId';
      const row = translated(() => connection.get<{ reading: string }>(sql, { draftId }));
      return row ? JSON.parse(row.reading) : null;
    },
    async draftMediaType(draftId) {
      const sql = `SELECT json_extract(reading, '$.parsed.mediaType') AS type FROM draft_readings WHERE draft_id = @draftId`;
      return translated(() => connection.get<{ type: string | null }>(sql, { draftId })?.type ?? null);
    },
    async withText(textHash) {
      return translated(() => connection.all<NamedDocument>(withTextSql, { textHash }));
    },
    async named(relations) {
      return translated(() =>
        relations.map(({ targetNumber, targetTitle }) => {
          const names = { number: numberKey(targetNumber), title: titleKey(targetTitle) };
          return connection.get<NamedDocument>(meantSql, names) ?? null;
        }),
      );
    },
    async effectsOn(document) {
      const rows = translated(() =>
        connection.all<SpeakerRow>(speakersSql, {
          id: document.id,
          kinds: JSON.stringify(effectKinds),
          number: numberKey(document.documentNumber),
          title: titleKey(document.title),
          wrappedTitle: titleKey(document.wrappedTitle),
        }),
      );
      return rows.flatMap((row) => {
        const effect = effectOf(row);
        return row.byNumber === 1 || canConcern(document, effect) ? [effect] : [];
      });
    },
    async entriesOn(id) {
      return translated(() => {
        const names = connection.get<{ title: string; wrappedTitle: string | null; documentNumber: string | null }>(
          `SELECT d.title, d.wrapped_title AS wrappedTitle, d.document_number AS documentNumber ${namedFrom} WHERE i.id = @id`,
          { id },
        );
        const keys = names ? [titleKey(names.title), titleKey(names.wrappedTitle), numberKey(names.documentNumber)] : [];
        const parameters = { id, keys: JSON.stringify(keys.filter((key) => key !== null)) };
        const rows = connection.all<Omit<RestingEntry, 'clauses'> & { clauses: string }>(entriesSql, parameters);
        return rows.map((row) => ({ ...row, clauses: JSON.parse(row.clauses) }));
      });
    },
  };
}

/** Everybody's eyes: what published documents for any audience say of it counts. */
const everybody = { audiences: [...audiences], today: '9999-12-31' };

function staffDocuments(connection: Connection, ids: string[]): StaffDocument[] {
  const rows = connection.all<StaffRow>(documentsSql, { ids: JSON.stringify(ids) });
  const views = withEffects(connection, rows.map(documentViewOf), everybody);
  return rows.map(({ fingerprint, createdAt, withdrawnAt, reviewNote, revision, entry }, index) => ({
    ...views[index]!,
    fingerprint,
    createdAt,
    withdrawnAt,
    reviewNote,
    revision,
    entry: entry === null ? null : JSON.parse(entry),
  }));
}

function effectOf(row: SpeakerRow): Effect {
  const { kind, effectiveOn, until, months, evidence, confidence } = row;
  return {
    kind,
    effectiveOn,
    until,
    months,
    evidence,
    confidence,
    by: {
      documentId: row.id,
      title: row.title,
      documentNumber: row.documentNumber,
      kind: row.documentKind,
      issuedOn: row.issuedOn,
      publishedOn: row.publishedOn,
      effectiveOn: row.speakerEffectiveOn,
      repealedOn: row.repealedOn,
      statedStatus: row.statedStatus,
    },
  };
}

export const documentWriters = {
  put_draft_reading: (connection: Connection, { draftId, reading }: DocumentChange): void => {
    const sql = 'INSERT OR REPLACE INTO draft_readings VALUES (@draftId, @reading)';
    connection.run(sql, { draftId, reading: JSON.stringify(reading) });
  },
};
