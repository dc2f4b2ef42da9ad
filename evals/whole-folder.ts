import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Day } from '../src/domain/time.ts';
import { standingOn } from '../src/domain/validity.ts';
import type { Reading } from '../src/ingest/reading/read-document.ts';
import type { IngestRecord } from '../src/ingest/record.ts';
import type { Store } from '../src/store/contract.ts';
import { openSqliteStore } from '../src/store/sqlite/store.ts';

const sourceId = 'eval';

/** The documents of a folder beside each other: what one file says of another's validity is known only when all have been read. */
export class WholeFolder {
  readonly #store: Store;
  readonly #idOf = new Map<string, string>();

  private constructor(store: Store) {
    this.#store = store;
  }

  static async open(): Promise<WholeFolder> {
    const store = await openSqliteStore(':memory:');
    await store.apply([{ type: 'put_source', source: { id: sourceId, name: sourceId, location: '' } }]);
    return new WholeFolder(store);
  }

  /** Keeps the record and the relations of a document, without its text. */
  async add(path: string, reading: Reading): Promise<void> {
    if (reading.type !== 'document') return;
    const { document, version, governance } = reading.bundle;
    const bundle = {
      ...reading.bundle,
      governance: { ...governance, reviewState: 'published' as const, audiences: ['public' as const] },
      version: { ...version, clauses: [], chunks: [], references: [], definitions: [] },
      original: null,
    };
    await this.#store.apply([{ type: 'put_document', bundle }]);
    this.#idOf.set(path, document.id);
  }

  /** Rewrites the lines of a records file with the validity that the whole folder tells. */
  async rewrite(file: string, asOf: Day): Promise<void> {
    const out = createWriteStream(`${file}.part`);
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const record: IngestRecord = JSON.parse(line);
      if (!out.write(`${JSON.stringify({ ...record, ...(await this.#validityOf(record, asOf)) })}\n`)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    await rename(`${file}.part`, file);
  }

  async #validityOf(record: IngestRecord, asOf: Day): Promise<Partial<IngestRecord>> {
    const id = this.#idOf.get(record.file);
    const view = id ? await this.#store.content.document(id, { audiences: ['public'], today: asOf }) : null;
    if (!view) return {};
    const { status, by } = standingOn(view.document, asOf);
    return { validity: status, repealed: record.repealed ?? (status === 'repealed' ? (by?.since ?? null) : null) };
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
