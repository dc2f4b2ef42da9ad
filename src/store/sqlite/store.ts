import { rename, rm } from 'node:fs/promises';
import { StoreError } from '../../domain/errors.ts';
import { type Clock, systemClock } from '../../domain/time.ts';
import type { Change, ChangeSet, Store } from '../contract.ts';
import { accountReader, accountWriters } from './accounts.ts';
import { accessReader, activityReader } from './activity.ts';
import { addAudit, auditReader } from './audit-chain.ts';
import { changeReader } from './changes.ts';
import { checkBase, countRows, hasUnusedVectors, tidy } from './check.ts';
import { type Connection, connect, makeOwnFile, translated } from './connection.ts';
import { contentReader } from './content.ts';
import { noteChanges } from './content-changes.ts';
import { correctionReader, correctionWriters } from './corrections.ts';
import { documentReader, documentWriters } from './documents.ts';
import { draftReader, draftWriters } from './drafts.ts';
import { entryReader } from './entries.ts';
import { flagReader, flagWriters } from './flags.ts';
import { messageReader, messageWriters } from './messages.ts';
import { reportReader, reportWriters } from './reports.ts';
import { defaultLexicalWeights, type LexicalWeights, searchReader } from './search.ts';
import { settingReader, settingWriters } from './settings.ts';
import { addHit, forgetBefore, putAnswer, putKey, putSource, putTurn, revokeKey } from './write-activity.ts';
import { addAliasById, deleteItem, putDocument, putFaq, putVectors, setReview } from './write-items.ts';

export interface SqliteStoreOptions {
  /** Readers of another process; `apply` throws. */
  readOnly?: boolean;
  weights?: LexicalWeights;
  /** Tells when a version came to be. */
  clock?: Clock;
}

/** Opens the base at `path`, making or migrating it unless read-only. Throws StoreError. */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<Store> {
  const connection = connect(path, options.readOnly ?? false);
  const clock = options.clock ?? systemClock;
  const revision = () => connection.get<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`)?.value ?? 0;

  const applyAll = connection.database.transaction((changes: ChangeSet) => {
    const now = clock.now().toISOString();
    for (const change of changes) applyOne(connection, change, now);
    if (changes.some(changesContent)) {
      connection.run(`UPDATE meta SET value = value + 1 WHERE name = 'revision'`);
      noteChanges(connection, changes, revision());
    }
    return revision();
  });

  return {
    search: searchReader(connection, options.weights ?? defaultLexicalWeights),
    drafts: draftReader(connection),
    entries: entryReader(connection),
    content: contentReader(connection),
    activity: activityReader(connection),
    access: accessReader(connection),
    accounts: accountReader(connection),
    corrections: correctionReader(connection),
    documents: documentReader(connection),
    audit: auditReader(connection),
    flags: flagReader(connection),
    settings: settingReader(connection),
    reports: reportReader(connection),
    messages: messageReader(connection),
    changes: changeReader(connection),
    async revision() {
      return translated(revision);
    },
    async apply(changes) {
      return translated(() => applyAll.immediate(changes));
    },
    async backup(targetPath) {
      await backupTo(connection, targetPath);
    },
    async check() {
      return checkBase(connection);
    },
    async counts() {
      return countRows(connection);
    },
    async maintain() {
      tidy(connection);
    },
    async needsMaintenance() {
      return hasUnusedVectors(connection);
    },
    async close() {
      connection.database.close();
    },
  };
}

/** What search, readers and their caches can see; conversations, hits, keys and the audit are read fresh every time. */
const contentChanges: readonly Change['type'][] = [
  'put_source',
  'put_document',
  'put_faq',
  'delete_item',
  'add_alias',
  'put_vectors',
  'set_review',
];
const changesContent = (change: Change) => contentChanges.includes(change.type);

type Writers = {
  [Type in Change['type']]: (connection: Connection, change: Extract<Change, { type: Type }>, now: string) => void;
};

const writers: Writers = {
  ...draftWriters,
  put_source: (connection, { source }) => putSource(connection, source),
  put_document: (connection, { bundle }, now) => putDocument(connection, bundle, now),
  put_faq: (connection, { bundle }, now) => putFaq(connection, bundle, now),
  delete_item: (connection, { itemId }) => deleteItem(connection, itemId),
  add_alias: (connection, { documentId, key }) => addAliasById(connection, documentId, key),
  put_vectors: (connection, { modelId, vectors }) => putVectors(connection, modelId, vectors),
  set_review: setReview,
  put_answer: (connection, { answer }) => putAnswer(connection, answer),
  put_turn: (connection, { turn }) => putTurn(connection, turn),
  ...reportWriters,
  ...messageWriters,
  ...settingWriters,
  ...flagWriters,
  put_key: (connection, { key }) => putKey(connection, key),
  revoke_key: (connection, { id, at }) => revokeKey(connection, id, at),
  add_hit: addHit,
  forget_before: (connection, { at, kept }) => forgetBefore(connection, at, kept),
  audit: (connection, { record }) => addAudit(connection, record),
  ...accountWriters,
  ...correctionWriters,
  ...documentWriters,
};

function applyOne(connection: Connection, change: Change, now: string): void {
  const write = writers[change.type] as (connection: Connection, change: Change, now: string) => void;
  write(connection, change, now);
}

/** Written beside the target and renamed, so that a copy is whole or absent. */
async function backupTo(connection: Connection, targetPath: string): Promise<void> {
  const unfinished = `${targetPath}.part`;
  try {
    makeOwnFile(unfinished);
    await connection.database.backup(unfinished);
    await rename(unfinished, targetPath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new StoreError(`备份失败：${targetPath}`, String(error), { cause: error });
  }
}
