import { rights } from '../../src/desk/rights.ts';
import { type Audience, audiencesFor, type Channel } from '../../src/domain/access.ts';
import type { Filling, Schema } from './schema-values.ts';
import { valueFor } from './schema-values.ts';
import { secretsIn } from './words.ts';
import type { Caller, World } from './world.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema?: Schema;
}

export interface Operation {
  method: string;
  path: string;
  action: string | null;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
}

/** Every operation of the OpenAPI document, and the pages beside it: a new route is probed without being named here. */
export async function operationsOf(world: World): Promise<{ operations: Operation[]; named: Record<string, Schema> }> {
  const document = (await (await world.app.request('/openapi.json')).json()) as {
    paths: Record<
      string,
      Record<
        string,
        { 'x-action'?: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema?: Schema }> } }
      >
    >;
    components?: { schemas?: Record<string, Schema> };
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const [content] = Object.entries(operation.requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        action: operation['x-action'] ?? null,
        parameters: operation.parameters ?? [],
        body: content ? { type: content[0], schema: content[1].schema ?? {} } : null,
      };
    }),
  );
  const pages = ['/', '/openapi.json', '/desk', '/admin', '/evaluate'].map(
    (path): Operation => ({ method: 'GET', path, action: null, parameters: [], body: null }),
  );
  return { operations: [...operations, ...pages], named: document.components?.schemas ?? {} };
}

interface Request {
  path: string;
  body: string | null;
  channel: Channel | null;
}

/** Ids of what a path names, by the segment before the place. */
const idTables: Record<string, string> = {
  drafts: 'SELECT id FROM drafts',
  entries: "SELECT id FROM items WHERE kind = 'faq'",
  documents: "SELECT id FROM items WHERE kind = 'document'",
  items: 'SELECT id FROM items',
  faq: "SELECT id FROM items WHERE kind = 'faq'",
  document: "SELECT id FROM items WHERE kind = 'document'",
  gaps: 'SELECT id FROM gaps',
  feedback: 'SELECT id FROM feedback',
  accounts: 'SELECT id FROM accounts',
  units: 'SELECT id FROM units',
  keys: 'SELECT id FROM api_keys',
  messages: 'SELECT id FROM messages',
  versions: 'SELECT id FROM versions',
  diff: 'SELECT id FROM versions',
};

/** Versions of the document that stands before them in the path. */
const versionsSql = 'SELECT v.id FROM versions v JOIN items i ON i.key = v.item_key WHERE i.id = ?';

function idFor(world: World, segment: string, owner = ''): string {
  const { choice, oracle, seen } = world;
  const listed = seen.get(segment);
  if (listed && choice.often(40)) return choice.one([...listed]);
  if (owner && /versions|diff/.test(segment) && choice.often(80)) {
    const versions = oracle.rows<{ id: string }>(versionsSql, owner);
    if (versions.length > 0) return choice.one(versions).id;
  }
  const sql = choice.often(85) ? idTables[segment] : choice.one(Object.values(idTables));
  const rows = oracle.rows<{ id: string }>(sql ?? choice.one(Object.values(idTables)));
  return rows.length > 0 ? choice.one(rows).id : 'nothing';
}

/** The row that a request changes, so that most name its present revision. */
interface Owner {
  segment: string;
  id: string;
}
const revised = ['drafts', 'accounts', 'units', 'gaps', 'messages'];

function revisionOf({ oracle }: World, { segment, id }: Owner): number | undefined {
  const table = segment === 'documents' ? 'drafts' : segment;
  if (!revised.includes(table)) return undefined;
  const column = segment === 'documents' ? 'item_id' : 'id';
  return oracle.rows<{ revision: number }>(`SELECT revision FROM ${table} WHERE ${column} = ?`, id)[0]?.revision;
}

/** Texts that staff write hold secrets of their own; what anybody else sends holds none, because it may be shown to whoever reads questions. */
const isStaffText = (path: string) => /^\/v1\/staff\/(entries|drafts|documents|import|bulk)/.test(path);

function fillingFor(world: World, operation: Operation, named: Record<string, Schema>, owner: Owner): Filling {
  const { choice, words, oracle } = world;
  return {
    choice,
    named,
    text: (name, schema) => {
      if (/From$|Until$|^from$|^to$|asOf|day/i.test(name) || schema.format === 'date')
        return world.dayFromNow(choice.below(7) - 3);
      if (/version/i.test(name)) return idFor(world, 'versions');
      if (/unit/i.test(name)) return choice.one(oracle.rows<{ id: string }>('SELECT id FROM units')).id;
      if (/clause/i.test(name))
        return choice.one([...oracle.rows<{ id: string }>('SELECT id FROM clauses LIMIT 50'), { id: 'none' }]).id;
      if (/answerId/i.test(name))
        return choice.one([...oracle.rows<{ id: string }>('SELECT id FROM answers LIMIT 50'), { id: 'none' }]).id;
      if (/gap/i.test(name)) return choice.one([...oracle.rows<{ id: string }>('SELECT id FROM gaps'), { id: 'none' }]).id;
      if (/ids?$/i.test(name)) return idFor(world, 'items');
      if (name === 'fingerprint')
        return choice.one([...oracle.rows<{ fingerprint: string }>('SELECT fingerprint FROM items'), { fingerprint: 'x' }])
          .fingerprint;
      return isStaffText(operation.path) && operation.method !== 'GET' ? words.hidden() : words.asked();
    },
    integer: (name) => (/expected|revision/i.test(name) && choice.often(80) ? revisionOf(world, owner) : undefined),
  };
}

function requestFor(world: World, operation: Operation, named: Record<string, Schema>): Request {
  const { choice } = world;
  let before = '';
  let owner: Owner = { segment: '', id: '' };
  const filled = operation.path.split('/').map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (!name) {
      before = segment;
      return segment;
    }
    const schema = operation.parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema;
    if (schema?.enum) return String(choice.one(schema.enum));
    if (/number|page/.test(name)) return String(choice.below(3));
    const id = idFor(world, before, owner.id);
    if (!owner.id) owner = { segment: before, id };
    return encodeURIComponent(id);
  });
  const filling = fillingFor(world, operation, named, owner);
  const query = new URLSearchParams();
  for (const { name, required, schema = {}, ...parameter } of operation.parameters) {
    if (parameter.in !== 'query' || !(required || choice.often(name === 'limit' ? 80 : 25))) continue;
    query.set(name, name === 'limit' ? '50' : String(valueFor(schema, name, filling)));
  }
  const body = operation.body && bodyFor(operation.body, filling);
  const search = query.size > 0 ? `?${query}` : '';
  return { path: filled.join('/') + search, body, channel: (query.get('channel') ?? channelOf(body)) as Channel | null };
}

function bodyFor({ type, schema }: { type: string; schema: Schema }, filling: Filling): string {
  if (type === 'application/json') return JSON.stringify(valueFor(schema, 'body', filling));
  return `问题,答案\n${filling.text('question', {})},${filling.text('answer', {})}\n`;
}

const channelOf = (body: string | null): string | null => /"channel":"(web|hotline|window)"/.exec(body ?? '')?.[1] ?? null;

/** Ids that a list shows: the only way to those that stand in no table. */
function noteIds({ seen }: World, { method, path }: Operation, shown: string): void {
  const segment = path.split('/').at(-1)!;
  if (method !== 'GET' || segment.startsWith('{')) return;
  const known = seen.get(segment) ?? new Set<string>();
  for (const [, id] of shown.matchAll(/"id":"([^"]{1,80})"/g)) if (known.size < 50) known.add(id!);
  if (known.size > 0) seen.set(segment, known);
}

function firstDifference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at]) at++;
  return `…${before.slice(Math.max(0, at - 200), at + 200)}… became …${after.slice(at, at + 200)}…`;
}

/** What is open to the public is asked more often than its share of routes. */
export function operationFor({ choice }: World, operations: readonly Operation[]): Operation {
  const open = operations.filter(({ path }) => path.startsWith('/v1/') && !path.startsWith('/v1/staff/'));
  return choice.one(choice.often(40) ? open : operations);
}

/** Half of the time somebody who may: refusals alone would prove little. */
export function callerFor({ choice, callers, oracle }: World, { action }: Operation): Caller {
  const able = callers.filter(({ accountId }) => {
    const held = accountId ? oracle.rolesOf(accountId) : [];
    return held.some((role) => (rights[role] as readonly string[]).includes(action ?? ''));
  });
  return able.length > 0 && choice.often(50) ? choice.one(able) : choice.one(callers);
}

/** Asks once; throws when anything came that should not. Tells whether it was answered and how many secrets the caller was rightly shown. */
export async function probe(
  world: World,
  operation: Operation,
  named: Record<string, Schema>,
  caller: Caller,
): Promise<{ isAnswered: boolean; shown: number }> {
  const { choice, oracle, app } = world;
  const { path, body, channel } = requestFor(world, operation, named);
  const rolesBefore = caller.accountId ? oracle.rolesOf(caller.accountId) : [];
  const eyesBefore = world.audiencesOf(caller);
  // A document that is read in the background changes its draft whatever is asked meanwhile.
  await world.wence.documents.idle();
  const before = oracle.fingerprint();
  const isStream = operation.path === '/v1/ask' && choice.often(30);
  const response = await app.request(path, {
    method: operation.method,
    headers: {
      ...caller.headers,
      ...(body === null ? {} : { 'Content-Type': operation.body!.type }),
      ...(isStream ? { Accept: 'text/event-stream' } : {}),
    },
    ...(body === null ? {} : { body }),
  });
  const shown = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  const where = `${operation.method} ${path} by ${caller.name}: ${response.status}\n${body ?? ''}`;
  const fail = (what: string): never => {
    throw new Error(`${what}\n${where}\n${shown.slice(0, 1_500)}\nbefore it: ${world.story.slice(-15).join(', ')}`);
  };

  noteIds(world, operation, shown);
  // Not ready, and pages that are not built: an answer of its own outside /v1.
  if (response.status >= 500 && !(response.status === 503 && !operation.path.startsWith('/v1/'))) fail('it broke');
  if (response.status >= 400 && oracle.fingerprint() !== before && operation.action !== 'anyone')
    fail(`a refused request changed something: ${firstDifference(before, oracle.fingerprint())}`);
  if (response.status < 400 && operation.action !== null && operation.action !== 'anyone') {
    const allowed = rolesBefore.some((role) => (rights[role] as readonly string[]).includes(operation.action!));
    if (operation.action === 'signed_in' ? !caller.accountId : !allowed) fail(`nothing gives a right to ${operation.action}`);
  }
  const sent = new Set(secretsIn(`${path} ${body ?? ''}`));
  const narrowed = channel ? audiencesFor(eyesBefore as Audience[], channel) : eyesBefore;
  const isStaffRoute = operation.path.startsWith('/v1/staff/');
  const read = secretsIn(shown).filter((secret) => !sent.has(secret));
  for (const secret of read) {
    if (oracle.isVisible(secret, isStaffRoute ? eyesBefore : narrowed, world.now)) continue;
    if (isStaffRoute && oracle.isForStaff(secret, rolesBefore)) continue;
    fail(`${secret} was shown: …${shown.slice(Math.max(0, shown.indexOf(secret) - 300), shown.indexOf(secret) + 100)}…`);
  }
  const problems = oracle.problems();
  if (problems.length > 0) fail(problems.join('; '));
  return { isAnswered: response.status < 400, shown: read.length };
}
