import { audiences, type Viewer } from '../../domain/access.ts';
import { dayOf } from '../../domain/time.ts';
import type { AccessReader, ActivityReader, AnswerRecord, ApiKey, AuditRecord, Turn } from '../contract.ts';
import { type Connection, translated } from './connection.ts';
import { viewerParameters, visible } from './visibility.ts';

// A turn that cites an item which can no longer be seen is left out, and so is one whose item was deleted.
const turnsSql = `
  SELECT conversation_id AS conversationId, principal, question, understood, answer, item_ids AS itemIds, at, expires_at AS expiresAt
  FROM turns
  WHERE conversation_id = @conversationId AND principal = @principal AND expires_at > @now
    AND NOT EXISTS (
      SELECT 1 FROM json_each(turns.item_ids) cited
      WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.id = cited.value AND ${visible}))
  ORDER BY key DESC LIMIT @limit`;

const answerSql = `
  SELECT response, question, understood, channel, principal, asked_at AS askedAt, timings FROM answers WHERE id = @id`;

type AnswerRow = Omit<AnswerRecord, 'response' | 'timings'> & { response: string; timings: string };

export function activityReader(connection: Connection): ActivityReader {
  return {
    async turns(conversationId, principal, now, limit, viewer) {
      const eyes: Viewer = viewer ?? { audiences: [...audiences], today: dayOf(new Date(now)) };
      const parameters = { conversationId, principal, now, limit, ...viewerParameters(eyes) };
      const rows = translated(() => connection.all<Omit<Turn, 'itemIds'> & { itemIds: string }>(turnsSql, parameters));
      return rows.reverse().map((row) => ({ ...row, itemIds: JSON.parse(row.itemIds) }));
    },
    async answer(id) {
      const row = translated(() => connection.get<AnswerRow>(answerSql, { id }));
      return row ? { ...row, response: JSON.parse(row.response), timings: JSON.parse(row.timings) } : null;
    },
    async audit(limit) {
      const sql = 'SELECT at, actor, action, subject, detail FROM audit ORDER BY key DESC LIMIT @limit';
      return translated(() => connection.all<AuditRecord>(sql, { limit }));
    },
    async hits(bucket, windowStart) {
      const sql = 'SELECT count FROM rate_hits WHERE bucket = @bucket AND window_start = @windowStart';
      return translated(() => connection.get<{ count: number }>(sql, { bucket, windowStart })?.count ?? 0);
    },
  };
}

type KeyRow = Omit<ApiKey, 'audiences' | 'scopes'> & { audiences: string; scopes: string };

const keyOf = (row: KeyRow): ApiKey => ({ ...row, audiences: JSON.parse(row.audiences), scopes: JSON.parse(row.scopes) });

export function accessReader(connection: Connection): AccessReader {
  const select =
    'SELECT id, name, hash, audiences, scopes, created_at AS createdAt, revoked_at AS revokedAt, last_used_at AS lastUsedAt FROM api_keys';
  return {
    async keyByHash(hash) {
      const row = translated(() => connection.get<KeyRow>(`${select} WHERE hash = @hash`, { hash }));
      return row ? keyOf(row) : null;
    },
    async keys() {
      return translated(() => connection.all<KeyRow>(`${select} ORDER BY created_at, id`).map(keyOf));
    },
  };
}
