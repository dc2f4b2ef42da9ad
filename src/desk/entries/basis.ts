import { type Audience, audiences, audiencesThrough, type Viewer } from '../../domain/access.ts';
import type { Clause } from '../../domain/document.ts';
import type { Basis, EntryContent } from '../../domain/entry.ts';
import { sha256 } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import { type ValidityStatus, validityNote, validityOn } from '../../domain/validity.ts';
import type { DocumentView, Store } from '../../store/contract.ts';
import { placeForReaders } from '../../text/places.ts';
import type { EntryProblem } from './check.ts';
import { audienceNames } from './fields.ts';

/** A clause on which an entry rests, as it stands today, for whoever writes or reviews the entry. */
export interface BasisEvidence {
  basis: Basis;
  /** Words of the clause, of the whole document where the basis names no clause; null where it is gone or withdrawn. */
  text: string | null;
  headings: string[];
  /** The words are others than when it was chosen. */
  changed: boolean;
  /** Hash of the words as they are now; null where they are gone. */
  currentHash: string | null;
  validity: ValidityStatus | null;
  validityNote: string | null;
}

/** A whole document is shown by its beginning: 4,000 characters. */
const shownOfDocument = 4_000;

/** Staff read what is published for any audience. */
export const staffViewer = (today: Day): Viewer => ({ audiences: [...audiences], today });

/** SHA-256 of what a basis rests on: one clause, or all clauses of the document joined with line breaks. */
export const basisHash = (clauses: Pick<Clause, 'text'>[]) => sha256(clauses.map(({ text }) => text).join('\n'));

/** 《title》（number）第十二条（一）, or 五、签注 with the heading's name: the place without the chapters around it. */
export function basisLabel(
  { document }: Pick<DocumentView, 'document'>,
  clause: Pick<Clause, 'path' | 'headings' | 'text'> | null,
): string {
  const number = document.documentNumber ? `（${document.documentNumber}）` : '';
  const place = clause ? placeForReaders(clause).filter((part) => !/^第[^条]+[编章节]/.test(part)) : [];
  const named = `《${document.title}》${number}${place.join('')}`;
  return named.length <= 300 ? named : `${named.slice(0, 299)}…`;
}

/** In the order of the basis. */
export async function basisEvidence(store: Store, basis: Basis[], today: Day): Promise<BasisEvidence[]> {
  const viewer = staffViewer(today);
  const ids = [...new Set(basis.map(({ documentId }) => documentId))];
  const documents = await store.content.documentsByIds(ids, viewer);
  const clauses = new Map(
    await Promise.all(ids.map(async (id) => [id, await store.content.clauses(id, viewer)] as [string, Clause[]])),
  );
  return basis.map((one) => {
    const view = documents.get(one.documentId);
    const all = clauses.get(one.documentId) ?? [];
    const meant = one.clauseId === null ? all : all.filter(({ id }) => id === one.clauseId);
    if (!view || meant.length === 0)
      return { basis: one, text: null, headings: [], changed: true, currentHash: null, validity: null, validityNote: null };
    const currentHash = basisHash(meant);
    const text = meant.map((clause) => clause.text).join('\n');
    return {
      basis: one,
      text: one.clauseId === null && text.length > shownOfDocument ? `${text.slice(0, shownOfDocument)}……` : text,
      headings: meant[0]!.headings,
      changed: currentHash !== one.textHash,
      currentHash,
      validity: validityOn(view.document, today),
      validityNote: validityNote(view.document, today),
    };
  });
}

/** A basis must be in the base, and open to everybody to whom the entry is: it is shown with the answer. */
export async function basisProblems(
  store: Store,
  content: Pick<EntryContent, 'basis' | 'audiences' | 'channels'>,
  today: Day,
): Promise<EntryProblem[]> {
  const evidence = await basisEvidence(store, content.basis, today);
  const ids = [...new Set(content.basis.map(({ documentId }) => documentId))];
  const seenBy = new Map<Audience, Set<string>>();
  const readers = audiencesThrough(content.audiences, content.channels);
  for (const audience of readers) {
    const viewer: Viewer = { audiences: audience === 'public' ? ['public'] : ['public', audience], today };
    seenBy.set(audience, new Set((await store.content.documentsByIds(ids, viewer)).keys()));
  }
  return evidence.flatMap(({ basis: { documentId, label }, text }, index): EntryProblem[] => {
    const place = `“依据条款”第 ${index + 1} 条 ${label}`;
    if (text === null) return [{ field: 'basis', message: `${place}：库里已没有，或已撤下，请另选` }];
    const hidden = readers.filter((audience) => !seenBy.get(audience)?.has(documentId));
    if (hidden.length === 0) return [];
    return [
      { field: 'basis', message: `${place}：不对${hidden.map((one) => audienceNames[one]).join('、')}开放，请改用别的依据` },
    ];
  });
}
