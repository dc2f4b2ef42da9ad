import { basename, extname } from 'node:path';
import type { DocumentBundle, Warning } from '../domain/document.ts';
import { EmptyFileError } from '../domain/errors.ts';
import type { FaqBundle } from '../domain/faq.ts';
import type { ItemSummary } from '../store/contract.ts';
import type { Base } from './base-state.ts';
import { documentBundle, fingerprintOf, inputHashIn, inputHashOf, textHashOf } from './bundle.ts';
import type { RowError } from './faq/rows.ts';
import { readFaqList } from './faq-list.ts';
import { governanceOf, mayPublish } from './governance.ts';
import { parserFor, parseSource, readSourceFile } from './load.ts';
import type { ManifestEntry } from './manifest.ts';
import { structureDocument } from './structure/structure.ts';

/** What is to be done about one file. */
export type Prepared =
  | { type: 'unchanged'; path: string; item: ItemSummary; publish: boolean }
  | { type: 'document'; path: string; bundle: DocumentBundle; textHash: string; warnings: Warning[] }
  | { type: 'same_text'; path: string; documentId: string; title: string; known: boolean }
  | { type: 'faq'; path: string; bundles: FaqBundle[]; errors: RowError[]; columns: Record<string, string>; publish: boolean }
  | { type: 'failed'; path: string; reason: string; code: string; detail: string };

export interface PrepareInput {
  root: string;
  path: string;
  sourceId: string;
  entry: ManifestEntry;
  base: Base;
  publishAs: string | null;
  now: string;
}

/** Files that hold tables and nothing else. */
const isSheet = (format: string) => format === 'csv' || format === 'xlsx';

/** Reads, structures and chunks one file, unless nothing about it has changed. Throws ParseError and UnsupportedFormatError. */
export async function prepareFile(input: PrepareInput): Promise<Prepared> {
  const { root, path, sourceId, entry, base, publishAs, now } = input;
  const file = await readSourceFile(root, path);
  const inputHash = inputHashOf(file.bytes, entry);
  const existing = base.byKey.get(path);
  if (existing && inputHashIn(existing.fingerprint) === inputHash) {
    return { type: 'unchanged', path, item: existing, publish: mayPublish(entry, publishAs) };
  }
  const parser = parserFor(file.bytes, path);
  const parsed = await parseSource(file);
  const governance = governanceOf(entry, publishAs, now);
  if (entry.kind === undefined || entry.kind === 'faq_list') {
    const region = entry.jurisdiction?.path.join('') || null;
    const list = readFaqList({ sourceId, key: path, parsed, governance, region });
    if (list && (list.bundles.length > 0 || (list.hasHeader && isSheet(parser.name))))
      return { type: 'faq', path, ...list, publish: mayPublish(entry, publishAs) };
  }
  const structured = structureDocument(parsed, basename(path, extname(path)), { title: entry.title, kind: entry.kind });
  if (structured.body.trim() === '') throw new EmptyFileError('文件里没有读出任何文字', 'no text after structuring');
  const textHash = textHashOf(structured);
  const twin = base.byText.get(textHash);
  if (twin && twin.key !== path && !existing) {
    return { type: 'same_text', path, documentId: twin.id, title: twin.title, known: base.byAlias.get(path)?.id === twin.id };
  }
  const sameText = existing !== undefined && existing.fingerprint === fingerprintOf(inputHashIn(existing.fingerprint), textHash);
  const bundle = documentBundle({
    sourceId,
    key: path,
    structured,
    entry,
    governance,
    mediaType: parser.mediaType,
    bytes: file.bytes,
    aliases: sameText ? existing.aliases : [],
    inputHash,
  });
  return { type: 'document', path, bundle, textHash, warnings: structured.warnings };
}
