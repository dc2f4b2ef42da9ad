import type { Correction } from '../domain/correction.ts';
import type {
  Clause,
  ClauseReference,
  Definition,
  DocumentBundle,
  DocumentKind,
  DocumentRecord,
  Relation,
} from '../domain/document.ts';
import type { Draft } from '../domain/entry.ts';
import type { Day } from '../domain/time.ts';
import type { SourceRecord } from '../store/contract.ts';
import type { ManifestEntry } from './manifest.ts';
import { doubtOf } from './reading/quality.ts';
import type { ParsedFile } from './reading/read-document.ts';

/** Where documents belong that were uploaded at the desk. */
export const staffSource: SourceRecord = { id: 'staff', name: '工作台上传', location: '' };

/** What lies in a draft of a document. Its bytes are the draft's file, what was read of them the draft's reading. */
export interface DocumentContent {
  /** `new`: uploaded; `correct`: the published file, corrected; `replace`: another file in its place; `update`: its own file came in with new words. */
  change: 'new' | 'correct' | 'replace' | 'update';
  sourceId: string;
  /** Canonical key of the item; it stays when the file is replaced, so that clause ids and legal bases hold. */
  key: string;
  /** What the manifest of its source says; empty for uploads. */
  entry: ManifestEntry;
  file: { name: string; size: number; sha256: string };
  corrections: Correction[];
  /** The day on which the file was read. */
  readOn: Day;
  /** Null until it has been read. */
  summary: ReadingSummary | null;
  /** Why it could not be read. */
  failure: { code: string; reason: string } | null;
  /** Another document of the base with the same words. */
  sameAs: { id: string; title: string } | null;
}

export type DocumentDraft = Draft<DocumentContent>;

/** What lists show, so that no whole reading is opened for them. */
export interface ReadingSummary {
  kind: DocumentKind;
  documentNumber: string | null;
  issuer: string | null;
  /** Warnings and missing fields. */
  warnings: number;
  /** See doubtOf. */
  doubt: number;
}

/** What was parsed and read of a draft's file, corrections included; without chunks, which are made again at publication. */
export interface DraftReading {
  parsed: ParsedFile;
  document: DocumentRecord;
  clauses: Clause[];
  relations: Relation[];
  references: ClauseReference[];
  definitions: Definition[];
  versionId: string;
  textHash: string;
}

export function readingOf({ document, version, relations }: DocumentBundle, parsed: ParsedFile, textHash: string): DraftReading {
  const { clauses, references, definitions, id: versionId } = version;
  return { parsed, document, clauses, relations, references, definitions, versionId, textHash };
}

export function summaryOf({ kind, documentNumber, issuer, warnings, quality }: DocumentRecord): ReadingSummary {
  const missing = quality?.missingFields.length ?? 0;
  const doubt = quality ? Math.round(doubtOf(quality, warnings.length) * 10) / 10 : 0;
  return { kind, documentNumber, issuer, warnings: warnings.length + missing, doubt };
}
