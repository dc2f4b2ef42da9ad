import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ConflictError, NotFoundError, StoreError, WenceError } from '../../domain/errors.ts';
import { migrations } from './migrations/index.ts';

/** Another process may write for a moment; longer than this is reported as a StoreError. */
const busyTimeoutMs = 10_000;

/**
 * An empty file that only its owner may read, unless there is one: a base holds internal notes and what people asked.
 * SQLite gives the files beside it the same rights.
 */
export function makeOwnFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch {
    // SQLite fails at the same file and says why.
  }
}

type Parameters = Record<string, unknown>;

/** A database with every statement prepared once, on first use. */
export interface Connection {
  readonly database: Database.Database;
  all<Row>(sql: string, parameters?: Parameters): Row[];
  get<Row>(sql: string, parameters?: Parameters): Row | undefined;
  /** Rows one by one, as far as the caller reads. */
  iterate<Row>(sql: string, parameters?: Parameters): IterableIterator<Row>;
  run(sql: string, parameters?: Parameters): Database.RunResult;
}

/**
 * Opens and, unless read-only, migrates. Throws StoreError when the file is missing (read-only), is no base, is damaged, or
 * was written by a newer version.
 */
export function connect(path: string, readOnly: boolean): Connection {
  if (path !== ':memory:' && !existsSync(dirname(path))) {
    throw new StoreError(`知识库所在的文件夹不存在：${dirname(path)}`, 'the folder does not exist');
  }
  if (readOnly && !existsSync(path)) throw new StoreError(`找不到知识库文件：${path}`, 'the file does not exist');
  if (path !== ':memory:' && !existsSync(path)) makeOwnFile(path);
  const database = translated(() => new Database(path, { readonly: readOnly, timeout: busyTimeoutMs }));
  try {
    translated(() => prepare(database, path, readOnly));
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  return {
    database,
    all: <Row>(sql: string, parameters: Parameters = {}) => statement(sql).all(parameters) as Row[],
    get: <Row>(sql: string, parameters: Parameters = {}) => statement(sql).get(parameters) as Row | undefined,
    iterate: <Row>(sql: string, parameters: Parameters = {}) => statement(sql).iterate(parameters) as IterableIterator<Row>,
    run: (sql: string, parameters: Parameters = {}) => statement(sql).run(parameters),
  };
}

function prepare(database: Database.Database, path: string, readOnly: boolean): void {
  database.pragma('foreign_keys = ON');
  // 64 MiB of pages.
  database.pragma('cache_size = -65536');
  if (!readOnly) {
    database.pragma('journal_mode = WAL');
    // With WAL a committed change survives the death of the process; only a power cut may take the last ones.
    database.pragma('synchronous = NORMAL');
    migrate(database);
  }
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) {
    throw new StoreError(
      `知识库由更新版本的程序写成，请先升级程序（库版本 ${version}，程序支持到 ${migrations.length}）：${path}`,
      `user_version ${version} is newer than ${migrations.length}`,
    );
  }
  if (version < migrations.length) {
    throw new StoreError(`知识库版本过旧，请先以可写方式打开一次：${path}`, `user_version ${version} needs migration`);
  }
}

/** Each migration and its number are one transaction: a killed migration leaves the base as it was before it. */
function migrate(database: Database.Database): void {
  const version = () => database.pragma('user_version', { simple: true }) as number;
  const step = database.transaction(() => {
    // Read again inside: another process may have been faster.
    const sql = migrations[version()];
    if (sql === undefined) return;
    database.exec(sql);
    database.pragma(`user_version = ${version() + 1}`);
  });
  while (version() < migrations.length) step.immediate();
}

/** Runs and turns SQLite's errors into ours. */
export function translated<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (error instanceof WenceError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const cause = { cause: error };
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new NotFoundError('引用的内容不存在，未作任何改动', error.message, cause);
  }
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return new ConflictError('数据与库中已有内容冲突，未作任何改动', error.message, cause);
  if (code === 'SQLITE_BUSY') return new StoreError('知识库正被另一程序写入，请稍后再试', error.message, cause);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError('知识库文件已损坏或不是知识库，请用备份恢复', error.message, cause);
  }
  if (code.startsWith('SQLITE')) return new StoreError('知识库读写失败', `${code}: ${error.message}`, cause);
  return error;
}
