import { sha256 } from '../../domain/ids.ts';
import type { AuditRecord } from '../contract.ts';
import type { AuditCheck, AuditEntry, AuditFilter, AuditReader } from '../contract-audit.ts';
import { type Connection, translated } from './connection.ts';

/**
 * The audit as a chain: each record carries SHA-256 over itself and the hash of the one before. A changed, removed, inserted or moved
 * record breaks it there; a tail that was cut off differs from the head, which is written in the same transaction. Whoever can write the
 * file can forge both: the hash of the head is therefore noted elsewhere from time to time.
 */

/** The columns of a record, in the order in which they are hashed. */
interface AuditRow {
  number: number;
  at: string;
  actor: string;
  actorId: string | null;
  origin: string | null;
  action: string;
  subject: string;
  detail: string;
  before: string | null;
  after: string | null;
  hash: string | null;
}

interface Head {
  number: number;
  hash: string;
}

/** Before the first record. */
const beginning = '';

const columns = `key AS number, at, actor, actor_id AS actorId, origin, action, subject, detail, before, after, hash`;

/** JSON of a list of texts and nulls is the same everywhere: no names, no order of keys, no spaces. */
const hashOf = (row: Omit<AuditRow, 'hash'>, previous: string) =>
  sha256(
    JSON.stringify([
      previous,
      row.number,
      row.at,
      row.actor,
      row.actorId,
      row.origin,
      row.action,
      row.subject,
      row.detail,
      row.before,
      row.after,
    ]),
  );

const secretNames = /password|secret|token|recover|totp|^hash$/i;
const hidden = '（不记录）';

/** JSON text of a state; what stands under the name of a secret never gets there, whoever writes the record. */
function stateText(state: unknown): string | null {
  if (state === undefined || state === null) return null;
  return JSON.stringify(state, (name, value) =>
    secretNames.test(name) && value !== null && typeof value !== 'boolean' ? hidden : value,
  );
}

/** Half a character cannot be stored and would be read back as another one: the hash is over what is kept. */
const wellFormed = <Text extends string | null>(text: Text) => (text?.replace(/\p{Cs}/gu, '\ufffd') ?? null) as Text;

/** Appends to the chain, inside the immediate transaction of `apply`: two processes never continue from the same record. */
export function addAudit(connection: Connection, record: AuditRecord): void {
  const head = headOf(connection) ?? sealOlder(connection);
  const row = {
    number: head.number + 1,
    at: record.at,
    actor: wellFormed(record.actor),
    actorId: wellFormed(record.actorId ?? null),
    origin: wellFormed(record.origin ?? null),
    action: record.action,
    subject: wellFormed(record.subject),
    detail: wellFormed(record.detail),
    before: stateText(record.before),
    after: stateText(record.after),
  };
  const hash = hashOf(row, head.hash);
  connection.run(
    `INSERT INTO audit (key, at, actor, actor_id, origin, action, subject, detail, before, after, hash)
      VALUES (@number, @at, @actor, @actorId, @origin, @action, @subject, @detail, @before, @after, @hash)`,
    { ...row, hash },
  );
  connection.run('INSERT OR REPLACE INTO audit_head VALUES (1, @number, @hash)', { number: row.number, hash });
}

const headOf = (connection: Connection) => connection.get<Head>('SELECT number, hash FROM audit_head');

/** Records from before the chain have no hash of their own; the first one of the chain rests on all of them. */
function sealOlder(connection: Connection): Head {
  const head: Head = { number: 0, hash: beginning };
  for (const row of connection.iterate<AuditRow>(`SELECT ${columns} FROM audit ORDER BY key`)) {
    head.hash = hashOf(row, head.hash);
    head.number = row.number;
  }
  return head;
}

/** Records read at once while verifying; others get their turn in between. */
const stride = 2_000;

export function auditReader(connection: Connection): AuditReader {
  return {
    async list(filter) {
      const { where, parameters } = conditions(filter);
      return translated(() => {
        const total = connection.get<{ total: number }>(`SELECT count(*) AS total FROM audit WHERE ${where}`, parameters)?.total;
        const rows = connection.all<AuditRow>(
          `SELECT ${columns} FROM audit WHERE ${where} ORDER BY key DESC LIMIT @limit OFFSET @offset`,
          { ...parameters, limit: filter.limit ?? 50, offset: filter.offset ?? 0 },
        );
        return { total: total ?? 0, entries: rows.map(entryOf) };
      });
    },
    verify: (notedHash) => verify(connection, notedHash),
  };
}

const entryOf = (row: AuditRow): AuditEntry => ({
  ...row,
  before: row.before === null ? null : JSON.parse(row.before),
  after: row.after === null ? null : JSON.parse(row.after),
});

/** Items that came by ingestion are reviewed under the same action whatever they are. */
const ofAction = `(action = @action OR substr(action, 1, length(@action) + 1) = @action || '.'
  OR (@action IN ('document', 'entry') AND action LIKE 'review.%'
    AND subject IN (SELECT id FROM items WHERE kind = CASE @action WHEN 'entry' THEN 'faq' ELSE 'document' END)))`;

const everyText = `lower(subject || char(10) || detail || char(10) || coalesce(before, '') || char(10) || coalesce(after, ''))`;

function conditions(filter: AuditFilter): { where: string; parameters: Record<string, unknown> } {
  const known: [value: string | undefined, sql: string][] = [
    [filter.who, '(instr(lower(actor), lower(@who)) OR actor_id = @who)'],
    [filter.action, ofAction],
    [filter.subject, 'subject = @subject'],
    [filter.from, 'at >= @from'],
    [filter.before, 'at < @before'],
  ];
  const asked = known.filter(([value]) => value !== undefined && value !== '').map(([, sql]) => sql);
  const { who = null, action = null, subject = null, from = null, before = null, words = [] } = filter;
  const worded = words.map((_, index) => `instr(${everyText}, lower(@word${index})) > 0`);
  const given = Object.fromEntries(words.map((word, index) => [`word${index}`, word]));
  return {
    where: ['1 = 1', ...asked, ...worded, ...(filter.upTo === undefined ? [] : ['key <= @upTo'])].join(' AND '),
    parameters: { who, action, subject, from, before, upTo: filter.upTo ?? null, ...given },
  };
}

async function verify(connection: Connection, notedHash?: string): Promise<AuditCheck> {
  const head = translated(() => headOf(connection)) ?? null;
  const walk: Walk = { number: 0, hash: beginning, chained: false, noted: null, broken: null };
  for (;;) {
    const rows = translated(() =>
      connection.all<AuditRow>(`SELECT ${columns} FROM audit WHERE key > @after AND key <= @last ORDER BY key LIMIT ${stride}`, {
        after: walk.number,
        // What is appended meanwhile is for the next time; without a head everything is looked at.
        last: head?.number ?? Number.MAX_SAFE_INTEGER,
      }),
    );
    for (const row of rows) if (!walk.broken) step(walk, row, notedHash);
    if (rows.length < stride || walk.broken) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const broken = walk.broken ?? endOf(walk, head) ?? beyondHead(connection);
  return { records: walk.number, headHash: head?.hash ?? null, broken, noted: walk.noted };
}

interface Walk {
  number: number;
  hash: string;
  /** A record of the chain has been met: from there on every record has a hash. */
  chained: boolean;
  noted: number | null;
  broken: AuditCheck['broken'];
}

function step(walk: Walk, row: AuditRow, notedHash: string | undefined): void {
  const { number, at, action } = row;
  if (number !== walk.number + 1) {
    walk.broken = { number: walk.number + 1, reason: 'missing', at: null, action: null };
    return;
  }
  const hash = hashOf(row, walk.hash);
  walk.chained ||= row.hash !== null;
  if (walk.chained && row.hash !== hash) {
    walk.broken = { number, reason: 'changed', at, action };
    return;
  }
  if (hash === notedHash) walk.noted = number;
  walk.number = number;
  walk.hash = hash;
}

function endOf(walk: Walk, head: Head | null): AuditCheck['broken'] {
  if (!head) return walk.chained ? { number: walk.number, reason: 'head', at: null, action: null } : null;
  const whole = walk.number === head.number && walk.hash === head.hash;
  return whole ? null : { number: walk.number + 1, reason: 'tail', at: null, action: null };
}

/** A record behind the head came past us. One statement sees both as they are together, whoever writes meanwhile. */
function beyondHead(connection: Connection): AuditCheck['broken'] {
  const sql = 'SELECT number AS head, (SELECT max(key) FROM audit) AS last FROM audit_head';
  const found = translated(() => connection.get<{ head: number; last: number }>(sql));
  return found && found.last > found.head ? { number: found.head + 1, reason: 'tail', at: null, action: null } : null;
}
