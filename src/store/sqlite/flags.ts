import type {
  AnswerFilter,
  AskedQuestion,
  BasisRow,
  ChangedWords,
  ClauseText,
  DatedEntry,
  FlagChange,
  FlagReader,
  GivenAnswer,
  KnownQuestion,
} from '../contract-flags.ts';
import { type Connection, translated } from './connection.ts';

/** What entries rest on, what answers were given from, and whether it still stands so. For staff: nothing here asks who may see it. */

const published = `i.review_state = 'published' AND i.withdrawn_at IS NULL`;

const draftQuestionsSql = `
  SELECT d.item_id AS itemId, json_extract(d.content, '$.question') AS question
  FROM drafts d WHERE d.kind = 'faq' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = d.item_id)`;

const questionsSql = `
  SELECT i.id AS itemId, q.question, q.question AS text, 0 AS similar FROM items i JOIN faq_entries q ON q.item_key = i.key
  UNION ALL
  SELECT i.id, q.question, s.question, 1
  FROM items i JOIN faq_entries q ON q.item_key = i.key JOIN faq_similar_questions s ON s.item_key = i.key
  UNION ALL
  SELECT itemId, question, question, 0 FROM (${draftQuestionsSql})`;

// The bare columns beside max() are those of the row that holds it.
const askedSql = `
  SELECT question, count(*) AS times, max(asked_at) AS lastAt, status, json_extract(response, '$.answer') AS answer,
    json_extract(response, '$.citations[0].documentId') AS itemId, json_extract(response, '$.citations[0].title') AS title
  FROM (SELECT * FROM answers WHERE channel = 'web' AND status <> 'small_talk' ORDER BY asked_at DESC LIMIT @limit)
  GROUP BY question ORDER BY lastAt DESC`;

const basisSql = `
  SELECT i.id AS itemId, q.question, q.unit_id AS unitId, i.reviewed_at AS reviewedAt, i.fingerprint, b.document_id AS documentId,
    b.clause_id AS clauseId, b.label, b.text_hash AS textHash
  FROM faq_basis b JOIN faq_entries q ON q.item_key = b.item_key JOIN items i ON i.key = b.item_key
  WHERE ${published} ORDER BY i.id, b.ordinal`;

const namedSql = `
  SELECT DISTINCT i.id AS itemId, q.question, q.unit_id AS unitId, i.reviewed_at AS reviewedAt, i.fingerprint, di.id AS documentId,
    NULL AS clauseId, d.title AS label, '' AS textHash
  FROM faq_basis_keys k
    JOIN (
      SELECT title_key AS name, item_key FROM documents WHERE title_key <> ''
      UNION SELECT wrapped_title_key, item_key FROM documents WHERE wrapped_title_key <> ''
      UNION SELECT number_key, item_key FROM documents WHERE number_key <> ''
    ) n ON n.name = k.basis_key
    JOIN documents d ON d.item_key = n.item_key JOIN items di ON di.key = n.item_key
    JOIN faq_entries q ON q.item_key = k.item_key JOIN items i ON i.key = k.item_key
  WHERE ${published}
    AND NOT EXISTS (SELECT 1 FROM faq_basis b WHERE b.item_key = k.item_key AND b.document_id = di.id)
  ORDER BY i.id, di.id`;

const clauseTextsSql = `
  SELECT v.id AS versionId, v.created_at AS createdAt, v.key = i.current_version_key AS current, l.text
  FROM items i JOIN versions v ON v.item_key = i.key JOIN clauses l ON l.version_key = v.key AND l.id = @clauseId
  WHERE i.id = @documentId ORDER BY v.created_at, v.key`;

const documentTextsSql = `
  SELECT v.id AS versionId, v.created_at AS createdAt, v.key = i.current_version_key AS current,
    (SELECT group_concat(l.text, char(10) ORDER BY l.ordinal, l.key) FROM clauses l WHERE l.version_key = v.key) AS text
  FROM items i JOIN versions v ON v.item_key = i.key
  WHERE i.id = @documentId ORDER BY v.created_at, v.key`;

// Begins with the items that can be concerned: most answers rest on texts that have one version. The title is the one that was cited, and the
// new words are told once they are published: whoever reads answers need not read drafts.
const changedSql = `
  SELECT i.id AS itemId, i.kind, coalesce(json_extract(old.headings, '$[0]'), d.title, q.question) AS title, ai.clause_id AS clauseId, old.path,
    q.unit_id AS unitId, i.review_state AS reviewState, v.id AS versionId, old.text AS oldText,
    CASE WHEN i.review_state = 'published' AND i.withdrawn_at IS NULL THEN new.text END AS newText,
    coalesce(i.withdrawn_at, cv.created_at) AS changedAt, count(*) AS answers, sum(ai.handled_at IS NULL) AS open
  FROM items i CROSS JOIN answer_items ai ON ai.item_id = i.id
    CROSS JOIN versions v ON v.id = ai.version_id
    CROSS JOIN clauses old ON old.version_key = v.key AND old.id = ai.clause_id
    CROSS JOIN versions cv ON cv.key = i.current_version_key
    LEFT JOIN clauses new ON new.version_key = i.current_version_key AND new.id = ai.clause_id
    LEFT JOIN documents d ON d.item_key = i.key LEFT JOIN faq_entries q ON q.item_key = i.key
  WHERE (i.withdrawn_at IS NOT NULL
      OR EXISTS (SELECT 1 FROM versions x WHERE x.item_key = i.key AND x.key <> i.current_version_key))
    AND (i.withdrawn_at IS NOT NULL OR new.text IS NOT old.text)
  GROUP BY i.key, ai.clause_id, v.key ORDER BY open DESC, changedAt DESC, i.id, ai.clause_id`;

const answerFrom = `
  FROM answer_items ai JOIN answers a ON a.id = ai.answer_id
  WHERE ai.item_id = @itemId AND (@clauseId IS NULL OR ai.clause_id = @clauseId) AND (@versionId IS NULL OR ai.version_id = @versionId)
    AND (@from IS NULL OR a.asked_at >= @from) AND (@before IS NULL OR a.asked_at < @before)
    AND (@open IS NULL OR (ai.handled_at IS NULL) = @open)`;

const answersSql = `
  SELECT a.id AS answerId, ai.item_id AS itemId, min(ai.clause_id) AS clauseId, a.asked_at AS askedAt, a.question,
    json_extract(a.response, '$.answer') AS answer, a.channel, max(ai.handled_by) AS handledBy, max(ai.handled_at) AS handledAt,
    max(ai.note) AS note
  ${answerFrom} GROUP BY a.id ORDER BY a.asked_at DESC, a.id LIMIT @limit OFFSET @offset`;

const datedColumns = `i.id AS itemId, q.question, q.unit_id AS unitId, q.unit, i.visible_until AS visibleUntil,
  coalesce(i.reviewed_at, i.created_at) AS reviewedAt, i.fingerprint
  FROM items i JOIN faq_entries q ON q.item_key = i.key`;

type TextRow = Omit<ClauseText, 'current'> & { current: number };
const textOf = (row: TextRow): ClauseText => ({ ...row, text: row.text ?? '', current: row.current === 1 });

export function flagReader(connection: Connection): FlagReader {
  const texts = (sql: string, parameters: Record<string, string>) =>
    translated(() => connection.all<TextRow>(sql, parameters).map(textOf));
  return {
    async questions() {
      const rows = translated(() => connection.all<Omit<KnownQuestion, 'similar'> & { similar: number }>(questionsSql));
      return rows.map((row) => ({ ...row, similar: row.similar === 1 }));
    },
    async draftQuestions() {
      return translated(() => connection.all<{ itemId: string; question: string }>(draftQuestionsSql));
    },
    async askedQuestions(limit) {
      return translated(() => connection.all<AskedQuestion>(askedSql, { limit }));
    },
    async basis() {
      return translated(() => connection.all<BasisRow>(basisSql));
    },
    async namedBasis() {
      return translated(() => connection.all<BasisRow>(namedSql));
    },
    async clauseTexts(documentId, clauseId) {
      return texts(clauseTextsSql, { documentId, clauseId });
    },
    async documentTexts(documentId) {
      return texts(documentTextsSql, { documentId });
    },
    async firstSeen(itemIds) {
      const sql = 'SELECT id, created_at AS at FROM items WHERE id IN (SELECT value FROM json_each(@ids))';
      const rows = translated(() => connection.all<{ id: string; at: string }>(sql, { ids: JSON.stringify(itemIds) }));
      return new Map(rows.map(({ id, at }) => [id, at]));
    },
    async citedDocuments() {
      const sql = `SELECT i.id FROM items i WHERE i.kind = 'document'
        AND EXISTS (SELECT 1 FROM answer_items ai WHERE ai.item_id = i.id)`;
      return translated(() => connection.all<{ id: string }>(sql).map(({ id }) => id));
    },
    async withdrawnAt(itemId) {
      const sql = 'SELECT withdrawn_at AS at FROM items WHERE id = @itemId';
      return translated(() => connection.get<{ at: string | null }>(sql, { itemId })?.at ?? null);
    },
    async answersFrom(filter) {
      const parameters = answerParameters(filter);
      const counted = `SELECT count(DISTINCT a.id) AS total,
        count(DISTINCT CASE WHEN ai.handled_at IS NULL THEN a.id END) AS open ${answerFrom}`;
      return translated(() => ({
        ...(connection.get<{ total: number; open: number }>(counted, parameters) ?? { total: 0, open: 0 }),
        answers: connection.all<GivenAnswer>(answersSql, parameters),
      }));
    },
    async changedWords() {
      return translated(() => connection.all<ChangedWords>(changedSql));
    },
    async expiring(until) {
      const sql = `SELECT ${datedColumns} WHERE ${published} AND i.visible_until <= @until ORDER BY i.visible_until, i.id`;
      return translated(() => connection.all<DatedEntry>(sql, { until }));
    },
    async stale(before) {
      const sql = `SELECT ${datedColumns} WHERE ${published} AND coalesce(i.reviewed_at, i.created_at) < @before
        ORDER BY reviewedAt, i.id`;
      return translated(() => connection.all<DatedEntry>(sql, { before }));
    },
  };
}

const answerParameters = ({ itemId, clauseId, versionId, from, before, open, limit, offset }: AnswerFilter) => ({
  itemId,
  clauseId: clauseId ?? null,
  versionId: versionId ?? null,
  from: from ?? null,
  before: before ?? null,
  open: open === undefined ? null : Number(open),
  limit: limit ?? 50,
  offset: offset ?? 0,
});

export const flagWriters = {
  /** Answers that are gone by now are passed over. */
  handle_answers(connection: Connection, { answerIds, itemId, clauseId, by, at, note }: FlagChange): void {
    connection.run(
      `UPDATE answer_items SET handled_by = @by, handled_at = CASE WHEN @by IS NULL THEN NULL ELSE @at END, note = @note
        WHERE answer_id IN (SELECT value FROM json_each(@answerIds)) AND item_id = @itemId
          AND (@clauseId IS NULL OR clause_id = @clauseId)`,
      { answerIds: JSON.stringify(answerIds), itemId, clauseId, by, at, note },
    );
  },
};
