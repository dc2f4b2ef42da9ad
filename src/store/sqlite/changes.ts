import { dayOf } from '../../domain/time.ts';
import type { ChangeReader, ContentChange } from '../contract-changes.ts';
import { type Connection, translated } from './connection.ts';
import { viewerParameters, visible } from './visibility.ts';

/** 00:00 in Shanghai of the day, as an instant. */
const beginningOf = (day: string) => `strftime('%Y-%m-%dT%H:%M:%S.000Z', ${day} || 'T00:00:00+08:00')`;

/** The item is meant for this viewer, whatever its state. */
const meant = `EXISTS (
  SELECT 1 FROM item_audiences a WHERE a.item_key = i.key AND a.audience IN (SELECT value FROM json_each(@audiences)))`;

const columns = `i.id AS itemId, i.kind AS itemKind, coalesce(d.title, q.question) AS title, d.document_number AS documentNumber,
  coalesce(q.unit, d.issuer) AS unit`;
/** Of what can no longer be read: that it was there, and whose it was; no word of it. */
const columnsOfGone = `i.id AS itemId, i.kind AS itemKind, NULL AS title, NULL AS documentNumber, coalesce(q.unit, d.issuer) AS unit`;
/** The items of these keys, few among many: found by an index on time, not by reading them all. */
const itemsOf = (keys: string) => `(${keys}) due CROSS JOIN items i ON i.key = due.key
  LEFT JOIN documents d ON d.item_key = i.key LEFT JOIN faq_entries q ON q.item_key = i.key`;
const documentsWhere = (condition: string) => itemsOf(`SELECT item_key AS key FROM documents WHERE ${condition}`);

// The last time somebody published it or wrote another text of it.
const writtenAt = `max(coalesce(i.reviewed_at, ''),
  coalesce((SELECT v.created_at FROM versions v WHERE v.key = i.current_version_key), ''),
  coalesce((SELECT max(r.approved_at) FROM item_revisions r WHERE r.item_id = i.id), ''))`;
// One text, approved once at most: nobody has read it before.
const isNew = `(SELECT count(*) FROM versions v WHERE v.item_key = i.key) < 2
  AND (SELECT count(*) FROM item_revisions r WHERE r.item_id = i.id) < 2`;

const written = `
  SELECT key FROM items WHERE reviewed_at >= @since
  UNION SELECT item_key FROM versions WHERE created_at >= @since
  UNION SELECT i.key FROM item_revisions r CROSS JOIN items i ON i.id = r.item_id WHERE r.approved_at >= @since`;

const sinceSql = `
  WITH seen AS (
    SELECT CASE WHEN ${isNew} THEN 'new' ELSE 'changed' END AS kind, ${columns}, ${writtenAt} AS at
    FROM ${itemsOf(written)} WHERE ${visible} AND ${writtenAt} >= @since
    UNION ALL
    SELECT 'withdrawn', ${columnsOfGone}, i.withdrawn_at
    FROM ${itemsOf('SELECT key FROM items WHERE withdrawn_at >= @since')}
    WHERE i.review_state = 'withdrawn' AND i.withdrawn_from = 'published' AND ${meant}
    UNION ALL
    SELECT 'ended', ${columnsOfGone}, ${beginningOf(`date(i.visible_until, '+1 day')`)}
    FROM ${itemsOf('SELECT key FROM items WHERE visible_until >= @sinceDay AND visible_until < @today')}
    WHERE i.review_state = 'published' AND i.withdrawn_at IS NULL AND ${meant}
    UNION ALL
    SELECT 'begun', ${columns}, ${beginningOf('i.visible_from')}
    FROM ${itemsOf('SELECT key FROM items WHERE visible_from > @sinceDay AND visible_from <= @today')} WHERE ${visible}
    UNION ALL
    SELECT 'ended', ${columns}, ${beginningOf(`date(d.expires_on, '+1 day')`)}
    FROM ${documentsWhere('expires_on >= @sinceDay AND expires_on < @today')} WHERE ${visible}
    UNION ALL
    SELECT 'ended', ${columns}, ${beginningOf('d.repealed_on')}
    FROM ${documentsWhere('repealed_on > @sinceDay AND repealed_on <= @today')} WHERE ${visible}
    UNION ALL
    SELECT 'begun', ${columns}, ${beginningOf('d.effective_on')}
    FROM ${documentsWhere('effective_on > @sinceDay AND effective_on <= @today')} WHERE ${visible}
  )
  -- The bare columns are those of the row that holds the maximum.
  SELECT kind, itemId, itemKind, title, documentNumber, unit, max(at) AS at FROM seen GROUP BY itemId ORDER BY at DESC, itemId LIMIT @limit`;

const lastRevisionsSql = `
  SELECT item_id AS itemId, max(number) AS number FROM item_revisions
  WHERE item_id IN (SELECT value FROM json_each(@ids)) AND number > 0 GROUP BY item_id`;

export function changeReader(connection: Connection): ChangeReader {
  return {
    async since(at, viewer, limit) {
      const parameters = { since: at, sinceDay: dayOf(new Date(at)), limit, ...viewerParameters(viewer) };
      return translated(() => connection.all<ContentChange>(sinceSql, parameters));
    },
    async lastRevisions(itemIds) {
      const ids = JSON.stringify(itemIds);
      const rows = translated(() => connection.all<{ itemId: string; number: number }>(lastRevisionsSql, { ids }));
      return new Map(rows.map(({ itemId, number }) => [itemId, number]));
    },
  };
}
