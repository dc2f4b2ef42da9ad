import type { Draft, ItemRevision } from '../../domain/entry.ts';
import { ConflictError } from '../../domain/errors.ts';
import type { DraftChange, DraftFilter, DraftReader } from '../contract-drafts.ts';
import { type Connection, translated } from './connection.ts';

/** Texts under work and what was approved of them. Writers run inside the transaction of `apply`. */

const draftColumns = (content: string) => `id, kind, item_id AS itemId, title, ${content} AS content, base_version AS baseVersion,
  base_fingerprint AS baseFingerprint, state, unit_id AS unitId, created_by AS createdBy, editors, note, created_at AS createdAt,
  updated_at AS updatedAt, updated_by AS updatedBy, revision`;

type DraftRow = Omit<Draft<null>, 'content' | 'editors'> & { content: string; editors: string };

const draftOf = <Content>(row: DraftRow): Draft<Content> => ({
  ...row,
  content: JSON.parse(row.content) as Content,
  editors: JSON.parse(row.editors),
});

type RevisionRow = Omit<ItemRevision<null>, 'content' | 'writtenBy'> & { content: string; writtenBy: string };

const revisionColumns = (content: string) => `item_id AS itemId, number, ${content} AS content, written_by AS writtenBy,
  approved_by AS approvedBy, approved_at AS approvedAt, note`;

const revisionOf = <Content>(row: RevisionRow): ItemRevision<Content> => ({
  ...row,
  content: JSON.parse(row.content) as Content,
  writtenBy: JSON.parse(row.writtenBy),
});

const draftSql = `SELECT ${draftColumns('content')} FROM drafts WHERE id = @id`;
const draftOfItemSql = `SELECT ${draftColumns('content')} FROM drafts WHERE item_id = @itemId`;
const revisionsSql = `SELECT ${revisionColumns('content')} FROM item_revisions WHERE item_id = @itemId ORDER BY number DESC`;
const revisionsSinceSql = `
  SELECT ${revisionColumns(`'null'`)} FROM item_revisions
  WHERE approved_at >= @at AND number > 0 ORDER BY approved_at DESC, item_id LIMIT @limit`;

export function draftReader(connection: Connection): DraftReader {
  const one = (sql: string, parameters: Record<string, unknown>) => {
    const row = translated(() => connection.get<DraftRow>(sql, parameters));
    return row ? draftOf(row) : null;
  };
  return {
    async draft(id) {
      return one(draftSql, { id });
    },
    async draftOfItem(itemId) {
      return one(draftOfItemSql, { itemId });
    },
    async drafts(filter) {
      const { where, parameters } = conditionsOf(filter);
      const page = { ...parameters, limit: filter.limit ?? -1, offset: filter.offset ?? 0 };
      return translated(() => ({
        total: connection.get<{ total: number }>(`SELECT count(*) AS total FROM drafts ${where}`, parameters)?.total ?? 0,
        drafts: connection
          .all<DraftRow>(
            `SELECT ${draftColumns(`'null'`)} FROM drafts ${where} ORDER BY updated_at, id LIMIT @limit OFFSET @offset`,
            page,
          )
          .map((row) => draftOf<null>(row)),
      }));
    },
    async draftFile(draftId) {
      const sql = 'SELECT name, media_type AS mediaType, bytes FROM draft_files WHERE draft_id = @draftId';
      return translated(() => connection.get<{ name: string; mediaType: string; bytes: Uint8Array }>(sql, { draftId }) ?? null);
    },
    async itemRevisions(itemId) {
      return translated(() => connection.all<RevisionRow>(revisionsSql, { itemId })).map((row) => revisionOf(row));
    },
    async itemRevisionsSince(at, limit) {
      return translated(() => connection.all<RevisionRow>(revisionsSinceSql, { at, limit })).map((row) => revisionOf<null>(row));
    },
  };
}

function conditionsOf({ kind, state, unitIds, createdBy }: DraftFilter) {
  const conditions: [value: unknown, sql: string, name: string][] = [
    [kind, 'kind = @kind', 'kind'],
    [state, 'state = @state', 'state'],
    [unitIds && JSON.stringify(unitIds), 'unit_id IN (SELECT value FROM json_each(@unitIds))', 'unitIds'],
    [createdBy, 'created_by = @createdBy', 'createdBy'],
  ];
  const asked = conditions.filter(([value]) => value !== undefined);
  return {
    where: asked.length > 0 ? `WHERE ${asked.map(([, sql]) => sql).join(' AND ')}` : '',
    parameters: Object.fromEntries(asked.map(([value, , name]) => [name, value])),
  };
}

// ---- writing ------------------------------------------------------------------------------------

type Change<Type extends DraftChange['type']> = Extract<DraftChange, { type: Type }>;

const insertDraftSql = `
  INSERT INTO drafts (id, kind, item_id, title, content, base_version, base_fingerprint, state, unit_id, created_by, editors, note,
    created_at, updated_at, updated_by, revision)
  VALUES (@id, @kind, @itemId, @title, @content, @baseVersion, @baseFingerprint, @state, @unitId, @createdBy, @editors, @note,
    @createdAt, @updatedAt, @updatedBy, @revision)
  ON CONFLICT DO NOTHING`;

// Who began it, for which item, never changes.
const updateDraftSql = `
  UPDATE drafts SET title = @title, content = @content, base_version = @baseVersion, base_fingerprint = @baseFingerprint,
    state = @state, unit_id = @unitId, editors = @editors, note = @note, updated_at = @updatedAt, updated_by = @updatedBy,
    revision = @revision
  WHERE id = @id AND revision = @expected`;

function putDraft(connection: Connection, { draft, expected }: Change<'put_draft'>): void {
  const row = { ...draft, content: JSON.stringify(draft.content), editors: JSON.stringify(draft.editors) };
  const { changes } = connection.run(expected === 0 ? insertDraftSql : updateDraftSql, { ...row, expected });
  if (changes === 1) return;
  if (expected === 0) throw overtaken(connection, draft, '这条内容已有一份草稿');
  throw overtaken(connection, { id: draft.id }, '草稿已被改过');
}

function deleteDraft(connection: Connection, { id, expected }: Change<'delete_draft'>): void {
  const { changes } = connection.run('DELETE FROM drafts WHERE id = @id AND revision = @expected', { id, expected });
  if (changes !== 1) throw overtaken(connection, { id }, '草稿已被改过');
}

function putDraftFile(connection: Connection, { draftId, name, mediaType, bytes }: Change<'put_draft_file'>): void {
  connection.run('INSERT OR REPLACE INTO draft_files VALUES (@draftId, @name, @mediaType, @bytes)', {
    draftId,
    name,
    mediaType,
    bytes,
  });
}

function putItemRevision(connection: Connection, { revision }: Change<'put_item_revision'>): void {
  const { changes } = connection.run(
    `INSERT INTO item_revisions VALUES (@itemId, @number, @content, @writtenBy, @approvedBy, @approvedAt, @note)
      ON CONFLICT DO NOTHING`,
    { ...revision, content: JSON.stringify(revision.content), writtenBy: JSON.stringify(revision.writtenBy) },
  );
  if (changes === 1) return;
  const sql = `SELECT coalesce(a.name, r.approved_by) AS name, r.approved_at AS at
    FROM item_revisions r LEFT JOIN accounts a ON a.id = r.approved_by WHERE r.item_id = @itemId AND r.number = @number`;
  const other = connection.get<{ name: string; at: string }>(sql, { itemId: revision.itemId, number: revision.number });
  throw new ConflictError(
    `${other ? `${other.name}已于${clockOf(other.at)}` : '别人已'}审核通过另一稿，请刷新后再看`,
    `revision ${revision.number} of ${revision.itemId} exists`,
  );
}

/** The conflict, with who was faster and when, or that there is nothing any more. */
function overtaken(connection: Connection, { id, itemId = null }: { id: string; itemId?: string | null }, what: string): Error {
  const sql = `SELECT coalesce(a.name, d.updated_by) AS name, d.updated_at AS at, d.revision
    FROM drafts d LEFT JOIN accounts a ON a.id = d.updated_by WHERE d.id = @id OR d.item_id = @itemId`;
  const other = connection.get<{ name: string; at: string; revision: number }>(sql, { id, itemId });
  if (!other) return new ConflictError('这份草稿已不在：可能已审核通过，或被放弃', `no draft ${id}`);
  return new ConflictError(
    `${what}（${other.name}，${clockOf(other.at)}），请先比较再操作`,
    `${id} is at revision ${other.revision}, last written by ${other.name}`,
  );
}

const shanghaiClock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const clockOf = (at: string) => shanghaiClock.format(new Date(at)).replace(/^(\d+)\/(\d+) /, '$1月$2日 ');

export const draftWriters = {
  put_draft: putDraft,
  put_draft_file: putDraftFile,
  delete_draft: deleteDraft,
  put_item_revision: putItemRevision,
};
