import { sha256 } from '../../domain/ids.ts';
import { addDays, type Day } from '../../domain/time.ts';
import { outOfForce, type Standing, standingOn, validityNote } from '../../domain/validity.ts';
import type { DocumentView, Store } from '../../store/contract.ts';
import type { BasisRow, ClauseText } from '../../store/contract-flags.ts';
import { toIndexView } from '../../text/normalise.ts';
import { basisHash, staffViewer } from '../entries/basis.ts';

/**
 * Why an entry wants looking at again. changed: the words of the clause; gone: the clause or the document is not there any more;
 * withdrawn: by staff; lapsed: expired, repealed or replaced; amended: another document changed it.
 */
export type FlagKind = 'changed' | 'gone' | 'withdrawn' | 'lapsed' | 'amended';

export interface FlagReason {
  kind: FlagKind;
  documentId: string;
  clauseId: string | null;
  label: string;
  /** Since when, an instant; null where nobody can tell. */
  since: string | null;
  /** One sentence in Chinese. */
  words: string;
  /** The words on which the entry rests; null where no version holds them. */
  oldText: string | null;
  /** As they are now; null where they are gone. */
  newText: string | null;
}

/** Midnight in Shanghai at which a day begins, as an instant. */
export const startOf = (day: Day) => new Date(`${day}T00:00:00+08:00`).toISOString();

const latest = (instants: (string | null)[]) =>
  instants.reduce<string | null>((a, b) => (b !== null && b > (a ?? '') ? b : a), null);

/** The same words in other blanks and signs are the same words. */
export const wordsOf = (text: string) => toIndexView(text).replace(/[\s\p{P}]/gu, '');

/** What stands in the documents that entries rest on, each read once. */
export class BasisState {
  private readonly store: Store;
  private readonly today: Day;
  private readonly documents: Map<string, DocumentView>;
  private readonly hashes = new Map<string, Map<string | null, string>>();
  private readonly firstSeen: Map<string, string>;

  private constructor(store: Store, today: Day, documents: Map<string, DocumentView>, firstSeen: Map<string, string>) {
    this.store = store;
    this.today = today;
    this.documents = documents;
    this.firstSeen = firstSeen;
  }

  static async of(store: Store, documentIds: string[], today: Day): Promise<BasisState> {
    const documents = await store.content.documentsByIds([...new Set(documentIds)], staffViewer(today));
    const speakers = [...documents.values()].flatMap(({ document }) => (document.effects ?? []).map(({ by }) => by.documentId));
    return new BasisState(store, today, documents, await store.flags.firstSeen([...new Set(speakers)]));
  }

  /** Why this basis does not hold as it did when the entry was last approved; null when it does. */
  async reasonFor(row: BasisRow): Promise<FlagReason | null> {
    const { documentId, clauseId, label } = row;
    const view = this.documents.get(documentId);
    const reason = (kind: FlagKind, since: string | null, words: string, texts: Partial<FlagReason> = {}): FlagReason => ({
      kind,
      documentId,
      clauseId,
      label,
      since,
      words,
      oldText: null,
      newText: null,
      ...texts,
    });
    if (!view) {
      const withdrawn = await this.store.flags.withdrawnAt(documentId);
      if (withdrawn) return reason('withdrawn', withdrawn, '所依据的文件已撤下');
      return reason('gone', null, '所依据的文件已不在库里或未发布');
    }
    const changed = row.textHash === '' ? null : await this.changeOf(row);
    if (changed) return reason(changed.kind, changed.since, changed.words, changed);
    const lapse = this.lapseOf(view);
    if (!lapse || (row.reviewedAt !== null && lapse.since !== null && lapse.since <= row.reviewedAt)) return null;
    const { text } = (await this.textNow(documentId, clauseId)) ?? { text: null };
    return reason(lapse.kind, lapse.since, lapse.words, { oldText: text, newText: text });
  }

  /** The first day on which it no longer holds, up to `until`; null when it holds till then. */
  endsBy(documentId: string, until: Day): { day: Day; note: string } | null {
    const view = this.documents.get(documentId);
    if (!view || outOfForce(standingOn(view.document, this.today).status)) return null;
    for (let day = addDays(this.today, 1); day <= until; day = addDays(day, 1))
      if (outOfForce(standingOn(view.document, day).status)) return { day, note: validityNote(view.document, day) };
    return null;
  }

  private async changeOf(
    row: BasisRow,
  ): Promise<{ kind: FlagKind; since: string | null; words: string; oldText: string | null; newText: string | null } | null> {
    if ((await this.hashNow(row.documentId, row.clauseId)) === row.textHash) return null;
    const texts = await this.texts(row);
    const old = texts.find(({ text }) => sha256(text) === row.textHash)?.text ?? null;
    const now = texts.find(({ current }) => current) ?? null;
    if (!now)
      return {
        kind: 'gone',
        since: await this.replacedAt(row.documentId),
        words: '所依据的条款在文件现在的文字里已没有',
        oldText: old,
        newText: null,
      };
    if (old !== null && wordsOf(old) === wordsOf(now.text)) return null;
    const words = old === null ? '所依据条款的文字与选用时不同（选用时的文字已不在库里）' : '所依据条款的文字有变化';
    return { kind: 'changed', since: now.createdAt, words, oldText: old, newText: now.text };
  }

  private lapseOf({ document }: DocumentView): { kind: FlagKind; since: string | null; words: string } | null {
    const standing = standingOn(document, this.today);
    const lapsed = outOfForce(standing.status) && standing.status !== 'not_yet';
    if (!lapsed && standing.status !== 'amended') return null;
    const note = validityNote(document, this.today) || '已修改';
    return {
      kind: lapsed ? 'lapsed' : 'amended',
      since: this.sinceOf(document.id, document, standing),
      words: lapsed ? `所依据的文件${note}` : `所依据的文件${note}，请核对条款是否仍然适用`,
    };
  }

  /** Since when it stands so and the base knows it; what was learned later counts from then. */
  private sinceOf(documentId: string, document: DocumentView['document'], { status, by, expiresOn }: Standing): string | null {
    if (by) return latest([by.since && startOf(by.since), this.firstSeen.get(by.effect.by.documentId) ?? null]);
    if (status === 'repealed' && document.repealedOn) return startOf(document.repealedOn);
    if (status === 'expired' && expiresOn) return startOf(addDays(expiresOn, 1));
    return this.firstSeen.get(documentId) ?? null;
  }

  private async hashNow(documentId: string, clauseId: string | null): Promise<string | null> {
    let known = this.hashes.get(documentId);
    if (!known) {
      const clauses = await this.store.content.clauses(documentId, staffViewer(this.today));
      known = new Map<string | null, string>(clauses.map((clause) => [clause.id, basisHash([clause])]));
      known.set(null, basisHash(clauses));
      this.hashes.set(documentId, known);
    }
    return known.get(clauseId) ?? null;
  }

  private texts({ documentId, clauseId }: Pick<BasisRow, 'documentId' | 'clauseId'>): Promise<ClauseText[]> {
    return clauseId === null ? this.store.flags.documentTexts(documentId) : this.store.flags.clauseTexts(documentId, clauseId);
  }

  private async textNow(documentId: string, clauseId: string | null): Promise<ClauseText | null> {
    if (clauseId === null) return null;
    return (await this.texts({ documentId, clauseId })).find(({ current }) => current) ?? null;
  }

  /** When the document's present words came to be. */
  private async replacedAt(documentId: string): Promise<string | null> {
    return (await this.store.flags.documentTexts(documentId)).find(({ current }) => current)?.createdAt ?? null;
  }
}
