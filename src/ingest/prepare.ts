import type { Correction } from '../domain/correction.ts';
import type { DocumentBundle, Warning } from '../domain/document.ts';
import { FileTooLargeError } from '../domain/errors.ts';
import type { FaqBundle } from '../domain/faq.ts';
import { documentIdOf } from '../domain/ids.ts';
import { dayOf } from '../domain/time.ts';
import type { ItemSummary } from '../store/contract.ts';
import type { Base } from './base-state.ts';
import { fingerprintOf, inputHashIn, inputHashOf } from './bundle.ts';
import { entryWith } from './corrections.ts';
import type { RowError } from './faq/rows.ts';
import { governanceOf, mayPublish } from './governance.ts';
import type { ManifestEntry } from './manifest.ts';
import type { DocumentReader } from './reading/pool.ts';
import { failure, type ParsedFile, type Reading } from './reading/read-document.ts';
import type { Source } from './sources.ts';

/** What is to be done about one file. */
export type Prepared =
  | { type: 'unchanged'; path: string; item: ItemSummary; publish: boolean }
  | {
      type: 'document';
      path: string;
      bundle: DocumentBundle;
      textHash: string;
      warnings: Warning[];
      parsed?: ParsedFile;
      corrections: Correction[];
    }
  | { type: 'same_text'; path: string; documentId: string; title: string; known: boolean }
  | { type: 'faq'; path: string; bundles: FaqBundle[]; errors: RowError[]; columns: Record<string, string>; publish: boolean }
  | { type: 'failed'; path: string; reason: string; code: string; detail: string };

export interface PrepareInput {
  root: string;
  sourceId: string;
  entryFor(path: string): ManifestEntry;
  reader: DocumentReader;
  publishAs: string | null;
  now: string;
  /** Read files again that have not changed, with pictures of their pages: for the quality report. */
  readAll: boolean;
}

/** A file that has been read, before it is compared with what the base holds by then. */
export interface ReadSource {
  source: Source;
  entry: ManifestEntry;
  bytes: Uint8Array;
  /** Nothing about the file has changed since it was taken in. */
  unchanged: boolean;
  /** Null when it was not read because nothing has changed. */
  reading: Reading | null;
}

/** Larger files are refused: 256 MiB. */
const maximumBytes = 256 * 1024 * 1024;
/** Files above this size are cited but not kept: 64 MiB. */
const keptOriginal = 64 * 1024 * 1024;

/** Reads one file, unless nothing about it has changed. Files may be read side by side. Never throws. */
export async function readSource(
  input: PrepareInput,
  source: Source,
  base: Base,
  onPage?: (done: number, total: number) => void,
): Promise<ReadSource> {
  const entry = input.entryFor(source.path);
  let bytes: Uint8Array = new Uint8Array();
  try {
    bytes = await source.read();
    if (bytes.length > maximumBytes) throw new FileTooLargeError('文件太大，无法读取', `${bytes.length} bytes`);
  } catch (error) {
    return { source, entry, bytes, unchanged: false, reading: failure(error) };
  }
  const corrections = base.corrections.get(documentIdOf(input.sourceId, source.path)) ?? [];
  const inputHash = inputHashOf(bytes, entry, corrections);
  const existing = base.byKey.get(source.path);
  const unchanged = existing !== undefined && inputHashIn(existing.fingerprint) === inputHash;
  if (unchanged && !input.readAll) return { source, entry, bytes, unchanged, reading: null };
  const governance = governanceOf(entryWith(entry, corrections), input.publishAs, input.now);
  const task = { root: input.root, path: source.path, bytes: source.archive ? bytes : null, sourceId: input.sourceId };
  const reading = await input.reader.read(
    {
      ...task,
      entry,
      corrections,
      governance,
      inputHash,
      pictures: input.readAll,
      readOn: dayOf(new Date(input.now)),
      recordAsOf: null,
      // What staff own becomes a draft at the desk, where corrections run the rules again.
      keepParsed: existing?.staffOwned ?? false,
    },
    onPage,
  );
  return { source, entry, bytes, unchanged, reading };
}

/** What is to be done, given all that was taken in before: the order of the files decides which of two equal texts is the first. */
export function prepare(
  { source, entry, bytes, unchanged, reading }: ReadSource,
  base: Base,
  publishAs: string | null,
): Prepared {
  const { path } = source;
  const existing = base.byKey.get(path);
  const publish = mayPublish(entry, publishAs);
  if (unchanged || reading === null) return { type: 'unchanged', path, item: existing!, publish };
  if (reading.type === 'failed') return { ...reading, path };
  if (reading.type === 'faq') return { ...reading, path, publish };
  const { bundle, textHash } = reading;
  const twin = base.byText.get(textHash);
  if (twin && twin.key !== path && !existing) {
    return { type: 'same_text', path, documentId: twin.id, title: twin.title, known: base.byAlias.get(path)?.id === twin.id };
  }
  if (existing && existing.fingerprint === fingerprintOf(inputHashIn(existing.fingerprint), textHash)) {
    bundle.document.aliases = existing.aliases;
  }
  if (bytes.length <= keptOriginal) bundle.original = { mediaType: bundle.document.mediaType, bytes };
  const corrections = base.corrections.get(bundle.document.id) ?? [];
  const parsed = reading.parsed && { parsed: reading.parsed };
  return { type: 'document', path, bundle, textHash, warnings: bundle.document.warnings, corrections, ...parsed };
}
