import type { Change } from '../contract.ts';
import type { Connection } from './connection.ts';

/**
 * Which items each revision changed, so that whoever holds something in memory renews that part and not the whole. Written in the
 * transaction of the change, so that a reader of another process misses nothing.
 */

/** Revisions remembered; whoever comes back later reads everything anew. */
const remembered = 1_000;

const itemsOfTextsSql = `
  SELECT DISTINCT i.id FROM json_each(@hashes) wanted
    CROSS JOIN chunks c ON c.text_hash = wanted.value CROSS JOIN items i ON i.key = c.item_key`;

/** Ids of the items whose search this change touches. */
function changedItems(connection: Connection, change: Change): string[] {
  switch (change.type) {
    case 'put_document':
      return [change.bundle.document.id];
    case 'put_faq':
      return [change.bundle.entry.id];
    case 'delete_item':
    case 'set_review':
      return [change.itemId];
    case 'put_vectors': {
      const hashes = JSON.stringify(change.vectors.map(({ textHash }) => textHash));
      return connection.all<{ id: string }>(itemsOfTextsSql, { hashes }).map(({ id }) => id);
    }
    default:
      return [];
  }
}

/** Inside the transaction of `apply`, after its changes. */
export function noteChanges(connection: Connection, changes: readonly Change[], revision: number): void {
  const items = new Set(changes.flatMap((change) => changedItems(connection, change)));
  for (const item of items) connection.run('INSERT INTO content_changes VALUES (@revision, @item)', { revision, item });
  connection.run('DELETE FROM content_changes WHERE revision <= @oldest', { oldest: revision - remembered });
}

/** Null when that is longer ago than is remembered. Items of a revision that is being made meanwhile may be among them. */
export function changedSince(connection: Connection, revision: number): string[] | null {
  const now = connection.get<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`)?.value ?? 0;
  if (revision > now || revision < now - remembered) return null;
  const sql = 'SELECT DISTINCT item_id AS id FROM content_changes WHERE revision > @revision';
  return connection.all<{ id: string }>(sql, { revision }).map(({ id }) => id);
}
