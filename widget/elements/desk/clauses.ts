import type { Api } from '../../shared/api.ts';
import type { Citation, Clause } from '../../shared/types.ts';

/** Milliseconds for which the clauses of a document are kept: the list is walked up and down within that time. */
const keptMs = 30_000;

/** The clauses of documents, as they stand now or as they were cited. */
export class DeskClauses {
  private readonly host: { readonly api: Api };
  private readonly known = new Map<string, { at: number; read: Promise<Clause[]> }>();

  constructor(host: { readonly api: Api }) {
    this.host = host;
  }

  /** The clauses of a document as it stands now, for the time in which one walks up and down the list. */
  load = (id: string): Promise<Clause[]> => {
    const known = this.known.get(id);
    if (known && Date.now() - known.at < keptMs) return known.read;
    const read = this.host.api.document(id).then(({ clauses }) => clauses);
    read.catch(() => this.known.delete(id));
    this.known.set(id, { at: Date.now(), read });
    return read;
  };

  /** Those of the version that is cited. */
  async cited({ kind, documentId, versionId }: Citation): Promise<Clause[]> {
    if (kind === 'faq') return [];
    return (await this.host.api.document(documentId, versionId)).clauses;
  }

  forget(id: string): void {
    this.known.delete(id);
  }

  clear(): void {
    this.known.clear();
  }
}
