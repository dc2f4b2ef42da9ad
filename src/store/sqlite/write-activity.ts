import type { AskResponse } from '../../domain/answer.ts';
import type { AnswerRecord, ApiKey, Change, Kept, SourceRecord, Turn } from '../contract.ts';
import type { Connection } from './connection.ts';

/** Writers of sources, keys and of what happens while answering. Each runs inside the transaction of `apply`. */

export function putSource(connection: Connection, source: SourceRecord): void {
  connection.run(
    `INSERT INTO sources VALUES (@id, @name, @location)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, location = excluded.location`,
    { ...source },
  );
}

export function putAnswer(connection: Connection, answer: AnswerRecord): void {
  connection.run(
    `INSERT INTO answers VALUES (@id, @status, @response, @question, @understood, @channel, @principal, @askedAt, @timings)`,
    {
      ...answer,
      id: answer.response.id,
      status: answer.response.status,
      response: JSON.stringify(answer.response),
      timings: JSON.stringify(answer.timings),
    },
  );
  putAnswerItems(connection, answer.response);
}

/** What the answer was given from: the clauses cited and those that its sentences quote. */
function putAnswerItems(connection: Connection, { id, citations, sentences }: AskResponse): void {
  const itemOf = new Map(citations.map(({ versionId, documentId }) => [versionId, documentId]));
  const quoted = sentences.flatMap(({ evidence }) => evidence).map(({ versionId, clauseId }) => ({ versionId, clauseId }));
  for (const { versionId, clauseId } of [...quoted, ...citations]) {
    const itemId = itemOf.get(versionId);
    if (itemId === undefined) continue;
    connection.run(
      `INSERT OR IGNORE INTO answer_items (answer_id, item_id, clause_id, version_id) VALUES (@id, @itemId, @clauseId, @versionId)`,
      { id, itemId, versionId, clauseId: clauseId ?? '' },
    );
  }
}

export function putTurn(connection: Connection, turn: Turn): void {
  connection.run(
    `INSERT INTO turns (conversation_id, principal, question, understood, answer, item_ids, at, expires_at)
      VALUES (@conversationId, @principal, @question, @understood, @answer, @itemIds, @at, @expiresAt)`,
    { ...turn, itemIds: JSON.stringify(turn.itemIds) },
  );
}

export function putKey(connection: Connection, key: ApiKey): void {
  connection.run(
    `INSERT INTO api_keys (id, name, hash, audiences, scopes, created_at, revoked_at)
      VALUES (@id, @name, @hash, @audiences, @scopes, @createdAt, @revokedAt)`,
    {
      ...key,
      audiences: JSON.stringify(key.audiences),
      scopes: JSON.stringify(key.scopes),
    },
  );
}

/** The first revocation counts. */
export function revokeKey(connection: Connection, id: string, at: string): void {
  connection.run('UPDATE api_keys SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL', { id, at });
}

export function addHit(connection: Connection, hit: Extract<Change, { type: 'add_hit' }>): void {
  connection.run(
    `INSERT INTO rate_hits VALUES (@bucket, @windowStart, 1, @expiresAt)
      ON CONFLICT (bucket, window_start) DO UPDATE SET count = count + 1`,
    { ...hit },
  );
}

/**
 * Removes what had a lifetime that ended at or before `at` (ISO): conversation turns, sessions and rate-limit windows. With `kept` also
 * records of answering that are older than staff want them kept. The audit is never shortened.
 */
export function forgetBefore(connection: Connection, at: string, kept?: Kept): void {
  connection.run('DELETE FROM turns WHERE expires_at <= @at', { at });
  connection.run('DELETE FROM sessions WHERE expires_at <= @at', { at });
  connection.run('DELETE FROM rate_hits WHERE expires_at <= @time', { time: Date.parse(at) });
  if (!kept) return;
  connection.run('DELETE FROM answers WHERE asked_at < @answersBefore AND id NOT IN (SELECT value FROM json_each(@answerIds))', {
    answersBefore: kept.answersBefore,
    answerIds: JSON.stringify(kept.answerIds),
  });
  connection.run(`DELETE FROM gaps WHERE last_at < @gapsBefore AND state IN ('answered', 'dismissed')`, {
    gapsBefore: kept.gapsBefore,
  });
  connection.run(`DELETE FROM messages WHERE state = 'answered' AND approved_at < @messagesBefore`, {
    messagesBefore: kept.messagesBefore,
  });
  connection.run('DELETE FROM feedback WHERE at < @feedbackBefore', { feedbackBefore: kept.feedbackBefore });
}
