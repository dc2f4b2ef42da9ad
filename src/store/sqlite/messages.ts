import { ConflictError } from '../../domain/errors.ts';
import type { Message, MessageChange, MessageReader } from '../contract-messages.ts';
import { type Connection, translated } from './connection.ts';

const columns = `id, code_hash AS codeHash, state, text, answer_id AS answerId, channel, unit_id AS unitId, at, due_on AS dueOn, reply,
  replied_by AS repliedBy, replied_name AS repliedName, replied_at AS repliedAt, approved_by AS approvedBy,
  approved_name AS approvedName, approved_at AS approvedAt, note, revision`;
const defaultPageSize = 50;

const one = (connection: Connection, where: string, parameters: Record<string, unknown>) =>
  connection.get<Message>(`SELECT ${columns} FROM messages WHERE ${where}`, parameters) ?? null;

export function messageReader(connection: Connection): MessageReader {
  return {
    async list({ state, unitIds, limit = defaultPageSize, offset = 0 }) {
      const where = `(@state IS NULL OR state = @state)
        AND (@unitIds IS NULL OR unit_id IS NULL OR unit_id IN (SELECT value FROM json_each(@unitIds)))`;
      const parameters = { state: state ?? null, unitIds: unitIds ? JSON.stringify(unitIds) : null };
      const order = state === 'answered' ? 'approved_at DESC, id' : 'due_on, at, id';
      return translated(() => ({
        total: connection.get<{ total: number }>(`SELECT count(*) AS total FROM messages WHERE ${where}`, parameters)?.total ?? 0,
        messages: connection.all<Message>(
          `SELECT ${columns} FROM messages WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
          { ...parameters, limit, offset },
        ),
      }));
    },
    async message(id) {
      return translated(() => one(connection, 'id = @id', { id }));
    },
    async byCode(codeHash) {
      return translated(() => one(connection, 'code_hash = @codeHash', { codeHash }));
    },
  };
}

const insertSql = `
  INSERT INTO messages (id, code_hash, state, text, answer_id, channel, unit_id, at, due_on, reply, replied_by, replied_name, replied_at,
    approved_by, approved_name, approved_at, note, revision)
  VALUES (@id, @codeHash, @state, @text, @answerId, @channel, @unitId, @at, @dueOn, @reply, @repliedBy, @repliedName, @repliedAt,
    @approvedBy, @approvedName, @approvedAt, @note, 1)`;
const updateSql = `
  UPDATE messages SET state = @state, unit_id = @unitId, reply = @reply, replied_by = @repliedBy, replied_name = @repliedName,
    replied_at = @repliedAt, approved_by = @approvedBy, approved_name = @approvedName, approved_at = @approvedAt, note = @note,
    revision = @expected + 1
  WHERE id = @id AND revision = @expected`;

export const messageWriters = {
  put_message(connection: Connection, { message, expected }: MessageChange): void {
    if (expected === 0) {
      connection.run(insertSql, { ...message });
      return;
    }
    const { changes } = connection.run(updateSql, { ...message, expected });
    if (changes === 0)
      throw new ConflictError('这条留言刚有变动，请刷新后再看', `message ${message.id} is not at revision ${expected}`);
  },
};
