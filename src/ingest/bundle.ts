import { type Correction, withRelationCorrections } from '../domain/correction.ts';
import type {
  Clause,
  DocumentBundle,
  DocumentRecord,
  FieldFact,
  Governance,
  ItemVersion,
  ReadingQuality,
} from '../domain/document.ts';
import { clauseIdOf, documentIdOf, sha256, versionIdOf } from '../domain/ids.ts';
import { normaliseDocumentNumber } from '../text/document-number.ts';
import { chunkDocument } from './chunk.ts';
import { correctedRecord } from './corrections.ts';
import type { ManifestEntry } from './manifest.ts';
import { relationsFrom } from './structure/relations/relations.ts';
import { structureVersion } from './structure/structure.ts';
import type { StructuredDocument } from './structure/types.ts';

export interface BundleInput {
  sourceId: string;
  /** Relative path or address. */
  key: string;
  structured: StructuredDocument;
  entry: ManifestEntry;
  /** What staff set right; it wins over the manifest. */
  corrections?: readonly Correction[];
  governance: Governance;
  mediaType: string;
  quality: ReadingQuality | null;
  inputHash: string;
}

/** Everything that shapes a record besides the rules' code: bytes, manifest entry, corrections, version of the rules. */
export function inputHashOf(bytes: Uint8Array, entry: ManifestEntry, corrections: readonly Correction[] = []): string {
  const bare = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  const corrected = corrections.map(({ field, value }) => [field, value]).sort(([a], [b]) => (a! < b! ? -1 : 1));
  const overlay = corrected.length > 0 ? `|${JSON.stringify(corrected)}` : '';
  return sha256(`${structureVersion}|${sha256(bytes)}|${JSON.stringify(bare)}${overlay}`).slice(0, 32);
}

/** Hash of the words alone, so that the same text at another address is known again. */
export function textHashOf(structured: StructuredDocument): string {
  return sha256(`${structured.title}\n${structured.body}`.replace(/\s+/g, '')).slice(0, 32);
}

export const fingerprintOf = (inputHash: string, textHash: string) => `${inputHash}.${textHash}`;
export const inputHashIn = (fingerprint: string) => fingerprint.split('.')[0] ?? '';
export const textHashIn = (fingerprint: string) => fingerprint.split('.')[1] ?? '';

/** The bundle that the store takes: record, version with clauses and chunks, relations; without original and aliases. */
export function documentBundle(input: BundleInput): DocumentBundle {
  const { structured } = input;
  const id = documentIdOf(input.sourceId, input.key);
  const document = correctedRecord(recordOf(id, input), input.corrections ?? []);
  const clauses = structured.clauses.map((draft) => ({ ...draft, id: clauseIdOf(id, draft.path) }));
  const chunks = chunkDocument({ ...document, itemId: id, clauses });
  return {
    document,
    governance: input.governance,
    version: {
      ...versionOf(id, clauses, document),
      chunks,
      references: structured.references,
      definitions: structured.definitions,
    },
    relations: relationsFrom(document, withRelationCorrections(structured.relations, input.corrections ?? [])),
    original: null,
    fingerprint: fingerprintOf(input.inputHash, textHashOf(structured)),
    entry: input.entry,
  };
}

function versionOf(
  itemId: string,
  clauses: (Clause & { role?: unknown })[],
  document: DocumentRecord,
): Pick<ItemVersion, 'id' | 'contentHash' | 'clauses'> {
  const stored = clauses.map(({ role: _, ...clause }): Clause => clause);
  const content = stored.map((clause) => [clause.path, clause.text, clause.headings.join('>')]);
  const contentHash = sha256(JSON.stringify([document.title, content]));
  return { id: versionIdOf(itemId, contentHash), contentHash, clauses: stored };
}

/** What was read, with the manifest's corrections over it; each correction is a fact of its own. */
function recordOf(id: string, { sourceId, key, structured, entry, mediaType, quality }: BundleInput): DocumentRecord {
  const { clauses: _1, relations: _2, references: _3, definitions: _4, body: _5, tables: _6, ...read } = structured;
  const dates = {
    publishedOn: entry.publishedOn,
    issuedOn: entry.issuedOn,
    effectiveOn: entry.effectiveOn,
    expiresOn: entry.expiresOn,
    repealedOn: entry.repealedOn,
  };
  const names = {
    title: entry.title,
    issuer: entry.issuer,
    kind: entry.kind,
    url: entry.url,
    theme: entry.theme,
    documentNumber: entry.documentNumber && (normaliseDocumentNumber(entry.documentNumber) ?? entry.documentNumber),
  };
  const corrections = Object.entries({ ...dates, ...names }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const facts = corrections.map(
    ([field, value]): FieldFact => ({ field, value, basis: 'manifest', evidence: 'manifest.json', confidence: 1 }),
  );
  return {
    ...read,
    ...Object.fromEntries(corrections),
    id,
    sourceId,
    canonicalKey: key,
    aliases: [],
    jurisdiction: entry.jurisdiction ?? read.jurisdiction,
    appliesTo: entry.appliesTo ?? [],
    tags: entry.tags ?? read.tags,
    serviceLinks: entry.serviceLinks ?? read.serviceLinks,
    expiryDerived: entry.expiresOn === undefined && read.expiryDerived,
    mediaType,
    facts: [...facts, ...read.facts],
    quality,
  };
}
