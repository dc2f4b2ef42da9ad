import type { DraftState, EntryPhase } from '../../domain/entry.ts';
import type { EntryFilter, EntryReader, EntryRow, EntrySort, EntryState, StaffEntry, WaitingRow } from '../contract-entries.ts';
import { type Connection, translated } from './connection.ts';
import { type FaqRow, faqViewOf, staffFaqColumns, unitOfEntry } from './faq-rows.ts';
import type { Stored } from './rows.ts';

/** Entries as staff see them: what is published and the drafts beside it, in one list. */

const entrySql = `
  SELECT ${staffFaqColumns}, i.fingerprint, i.created_at AS createdAt, i.withdrawn_at AS withdrawnAt, i.review_note AS reviewNote,
    (SELECT max(number) FROM item_revisions WHERE item_id = i.id) AS revision
  FROM items i CROSS JOIN faq_entries q ON q.item_key = i.key WHERE i.id = @id`;

type EntrySqlRow = FaqRow & Pick<StaffEntry, 'fingerprint' | 'createdAt' | 'withdrawnAt' | 'reviewNote' | 'revision'>;

// One row an entry, with the parts of its draft; then the drafts of which nothing is published. First only what lists are narrowed and
// sorted by, for all; then the whole rows of one page.
const changedAt = `max(i.created_at, coalesce(i.reviewed_at, ''), coalesce(i.withdrawn_at, ''), coalesce(d.updated_at, ''))`;
const fromItems = 'FROM items i CROSS JOIN faq_entries q ON q.item_key = i.key LEFT JOIN drafts d ON d.item_id = i.id';
const fromDrafts = `FROM drafts d WHERE d.kind = 'faq' AND NOT EXISTS (SELECT 1 FROM items i WHERE i.id = d.item_id)`;
const ofDraft = (name: string) => `json_extract(d.content, '$.${name}')`;

const narrow = `
  SELECT i.id, q.question, i.review_state AS state, d.state AS draftState, ${changedAt} AS updatedAt, i.visible_from AS visibleFrom,
    i.visible_until AS visibleUntil, ${unitOfEntry} AS unitId, q.topic, q.tags, i.key AS itemKey, i.source_id AS sourceId,
    q.look_text AS text, d.title || char(10) || d.content AS draftText, d.editors, NULL AS audiences ${fromItems}
  UNION ALL
  SELECT d.item_id, d.title, NULL, d.state, d.updated_at, ${ofDraft('visibleFrom')}, ${ofDraft('visibleUntil')}, d.unit_id,
    ${ofDraft('topic')}, ${ofDraft('tags')}, NULL, NULL, '', d.title || char(10) || d.content, d.editors, ${ofDraft('audiences')} ${fromDrafts}`;

const pageSql = `
  SELECT i.id, q.question, i.review_state AS state, d.id AS draftId, d.state AS draftState, d.title AS draftTitle,
    d.updated_at AS draftAt, d.updated_by AS draftBy, d.revision AS draftRevision, ${unitOfEntry} AS unitId, q.unit, q.topic, q.tags,
    (SELECT json_group_array(audience ORDER BY audience) FROM item_audiences WHERE item_key = i.key) AS audiences,
    i.visible_from AS visibleFrom, i.visible_until AS visibleUntil, i.created_by AS createdBy, ${changedAt} AS updatedAt,
    (SELECT max(number) FROM item_revisions WHERE item_id = i.id) AS revision
  ${fromItems} WHERE i.id IN (SELECT value FROM json_each(@ids))
  UNION ALL
  SELECT d.item_id, d.title, NULL, d.id, d.state, d.title, d.updated_at, d.updated_by, d.revision, d.unit_id, NULL,
    ${ofDraft('topic')}, ${ofDraft('tags')}, ${ofDraft('audiences')}, ${ofDraft('visibleFrom')}, ${ofDraft('visibleUntil')},
    d.created_by, d.updated_at, NULL
  ${fromDrafts} AND d.item_id IN (SELECT value FROM json_each(@ids))`;

const stateConditions: Record<EntryState, string> = {
  draft: `(e.draftState = 'draft' OR (e.draftState IS NULL AND e.state = 'draft'))`,
  submitted: `(e.draftState = 'submitted' OR (e.draftState IS NULL AND e.state = 'submitted'))`,
  returned: `(e.draftState = 'returned' OR (e.draftState IS NULL AND e.state = 'returned'))`,
  published: `e.state = 'published'`,
  changed: `(e.state = 'published' AND e.draftState IS NOT NULL)`,
  withdrawn: `e.state = 'withdrawn'`,
};

const phaseConditions: Record<EntryPhase, string> = {
  coming: `(e.state = 'published' AND e.visibleFrom > @today AND (e.visibleUntil IS NULL OR e.visibleUntil >= @today))`,
  current: `(e.state = 'published' AND coalesce(e.visibleFrom, @today) <= @today AND coalesce(e.visibleUntil, @today) >= @today)`,
  ended: `(e.state = 'published' AND e.visibleUntil < @today)`,
};

const orders: Record<EntrySort, string> = {
  updated: 'e.updatedAt DESC, e.id',
  question: 'e.question, e.id',
  ends: 'e.visibleUntil IS NULL, e.visibleUntil, e.id',
};

const waiting = `
  SELECT 'draft' AS subject, d.id AS draftId, d.item_id AS itemId, d.kind, d.title, d.unit_id AS unitId, d.updated_by AS by, d.editors,
    d.updated_at AS since, EXISTS (SELECT 1 FROM items i WHERE i.id = d.item_id AND i.review_state = 'published') AS changes,
    d.revision, NULL AS fingerprint
  FROM drafts d WHERE d.state = 'submitted'
  UNION ALL
  SELECT 'item', NULL, i.id, i.kind, coalesce(o.title, q.question), ${unitOfEntry}, i.created_by, '[]', i.created_at, 0, NULL, i.fingerprint
  FROM items i LEFT JOIN documents o ON o.item_key = i.key LEFT JOIN faq_entries q ON q.item_key = i.key
  WHERE i.review_state IN ('draft', 'submitted') AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.item_id = i.id)`;

const wordsSql = (expression: string) => `
  SELECT word FROM (${expression}) WHERE word IS NOT NULL AND word <> '' GROUP BY word ORDER BY count(*) DESC, word LIMIT 500`;

export function entryReader(connection: Connection): EntryReader {
  return {
    async entry(id) {
      const row = translated(() => connection.get<EntrySqlRow>(entrySql, { id }));
      if (!row) return null;
      const { fingerprint, createdAt, withdrawnAt, reviewNote, revision } = row;
      return { ...faqViewOf(row, true), fingerprint, createdAt, withdrawnAt, reviewNote, revision };
    },
    async entries(filter) {
      const { where, parameters } = conditionsOf(filter);
      const { limit, offset = 0, sort = 'updated' } = filter;
      return translated(() => {
        const found = connection.all<{ id: string }>(
          `SELECT e.id FROM (${narrow}) e ${where} ORDER BY ${orders[sort]}`,
          parameters,
        );
        const ids = found.slice(offset, offset + limit).map(({ id }) => id);
        const rows = new Map(connection.all<ListedRow>(pageSql, { ids: JSON.stringify(ids) }).map((row) => [row.id, rowOf(row)]));
        return { total: found.length, entries: ids.flatMap((id) => rows.get(id) ?? []) };
      });
    },
    async waiting({ kinds, unitIds, limit, offset = 0 }) {
      const scope = unitIds ? 'AND w.unitId IN (SELECT value FROM json_each(@unitIds))' : '';
      const where = `WHERE w.kind IN (SELECT value FROM json_each(@kinds)) ${scope}`;
      const parameters = { kinds: JSON.stringify(kinds), ...(unitIds && { unitIds: JSON.stringify(unitIds) }) };
      return translated(() => {
        const total = connection.get<{ total: number }>(`SELECT count(*) AS total FROM (${waiting}) w ${where}`, parameters);
        const rows = connection.all<Omit<WaitingRow, 'editors' | 'changes'> & { editors: string; changes: number }>(
          `SELECT * FROM (${waiting}) w ${where} ORDER BY w.since, w.itemId LIMIT @limit OFFSET @offset`,
          { ...parameters, limit, offset },
        );
        return {
          total: total?.total ?? 0,
          rows: rows.map((row) => ({ ...row, editors: JSON.parse(row.editors), changes: row.changes === 1 })),
        };
      });
    },
    async entryWords() {
      const words = (expression: string) => connection.all<{ word: string }>(wordsSql(expression)).map(({ word }) => word);
      return translated(() => ({
        topics: words('SELECT topic AS word FROM faq_entries'),
        tags: words('SELECT t.value AS word FROM faq_entries q, json_each(q.tags) t'),
      }));
    },
  };
}

function conditionsOf(filter: EntryFilter) {
  const { words, state, phase, unitIds, topic, tag, audience, writtenBy, sourceId, today } = filter;
  const conditions: [asked: boolean, sql: string, parameters: Record<string, unknown>][] = [
    [
      (words?.length ?? 0) > 0,
      `NOT EXISTS (
        SELECT 1 FROM json_each(@words) w WHERE instr(e.text, w.value) = 0 AND instr(lower(coalesce(e.draftText, '')), w.value) = 0)`,
      { words: JSON.stringify(words?.map((word) => word.toLowerCase())) },
    ],
    [state !== undefined, state ? stateConditions[state] : '', {}],
    [phase !== undefined, phase ? phaseConditions[phase] : '', { today }],
    [unitIds !== undefined, 'e.unitId IN (SELECT value FROM json_each(@unitIds))', { unitIds: JSON.stringify(unitIds) }],
    [topic !== undefined, 'e.topic = @topic', { topic }],
    [tag !== undefined, '@tag IN (SELECT value FROM json_each(e.tags))', { tag }],
    [
      audience !== undefined,
      `(EXISTS (SELECT 1 FROM item_audiences a WHERE a.item_key = e.itemKey AND a.audience = @audience)
        OR @audience IN (SELECT value FROM json_each(coalesce(e.audiences, '[]'))))`,
      { audience },
    ],
    [
      writtenBy !== undefined,
      `(@writtenBy IN (SELECT value FROM json_each(coalesce(e.editors, '[]'))) OR EXISTS (
        SELECT 1 FROM item_revisions r, json_each(r.written_by) w WHERE r.item_id = e.id AND w.value = @writtenBy))`,
      { writtenBy },
    ],
    [sourceId !== undefined, 'e.sourceId = @sourceId', { sourceId }],
  ];
  const asked = conditions.filter(([wanted]) => wanted);
  return {
    where: asked.length > 0 ? `WHERE ${asked.map(([, sql]) => sql).join(' AND ')}` : '',
    parameters: Object.assign({}, ...asked.map(([, , parameters]) => parameters)) as Record<string, unknown>,
  };
}

interface ListedRow extends Omit<Stored<EntryRow, 'tags' | 'audiences'>, 'draft'> {
  draftId: string | null;
  draftState: DraftState;
  draftTitle: string;
  draftAt: string;
  draftBy: string;
  draftRevision: number;
}

const rowOf = (row: ListedRow): EntryRow => ({
  id: row.id,
  question: row.question,
  state: row.state,
  draft:
    row.draftId === null
      ? null
      : {
          id: row.draftId,
          state: row.draftState,
          title: row.draftTitle,
          updatedAt: row.draftAt,
          updatedBy: row.draftBy,
          revision: row.draftRevision,
        },
  unitId: row.unitId,
  unit: row.unit,
  topic: row.topic,
  tags: JSON.parse(row.tags),
  audiences: JSON.parse(row.audiences),
  visibleFrom: row.visibleFrom,
  visibleUntil: row.visibleUntil,
  createdBy: row.createdBy,
  updatedAt: row.updatedAt,
  revision: row.revision,
});
