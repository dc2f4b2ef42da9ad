import { basename, extname } from 'node:path';
import type { Correction } from '../../domain/correction.ts';
import type { DocumentBundle, Governance, Warning } from '../../domain/document.ts';
import { EmptyFileError, WenceError } from '../../domain/errors.ts';
import type { FaqBundle } from '../../domain/faq.ts';
import type { Day } from '../../domain/time.ts';
import type { ParsedSource, SourceFile } from '../blocks.ts';
import { documentBundle, textHashOf } from '../bundle.ts';
import { entryWith, knownFrom } from '../corrections.ts';
import type { RowError } from '../faq/rows.ts';
import { type FaqList, readFaqList } from '../faq-list.ts';
import { parserFor, parseSource, readSourceFile } from '../load.ts';
import type { ManifestEntry } from '../manifest.ts';
import { allowRecognition } from '../ocr/reader.ts';
import { type IngestRecord, toIngestRecord } from '../record.ts';
import { structureDocument } from '../structure/structure.ts';
import { type PagePicture, pagePictures } from './pictures.ts';
import { qualityOf } from './quality.ts';

/** One file to be read: everything that the reading needs, as plain data, so that it can go to another process. */
export interface ReadTask {
  root: string;
  path: string;
  /** Canonical key of the document where it is not the path: another file in its place. */
  key?: string;
  /** The bytes where the file does not lie in the folder by itself (a member of an archive). */
  bytes: Uint8Array | null;
  sourceId: string;
  entry: ManifestEntry;
  /** What staff set right; it wins over the manifest. */
  corrections?: readonly Correction[];
  governance: Governance;
  inputHash: string;
  /** Draw the pages that a person should compare with the reading. */
  pictures: boolean;
  /** The day of reading: a page that says 失效 without a day ended by then. */
  readOn?: Day;
  /** Also give the record that evaluation takes, with the validity of this day. */
  recordAsOf: Day | null;
  /** Set when the process that read the file before ended by itself: nothing is read from pictures then. */
  withoutOcr?: boolean;
  /** Parsed before: only the rules run again, no page is read. */
  parsed?: ParsedFile;
  /** Give back what was parsed, for such a reading. */
  keepParsed?: boolean;
}

/** A file after its format was read and before anything is understood of it; plain data. */
export interface ParsedFile {
  format: string;
  mediaType: string;
  source: ParsedSource;
}

/** What came of it, as plain data. The bundle has neither original nor aliases yet. */
export type Reading =
  | {
      type: 'document';
      bundle: DocumentBundle;
      textHash: string;
      pictures: PagePicture[];
      record: IngestRecord | null;
      parsed?: ParsedFile;
    }
  | { type: 'faq'; bundles: FaqBundle[]; errors: RowError[]; columns: Record<string, string>; record: IngestRecord | null }
  | { type: 'failed'; code: string; reason: string; detail: string };

/** Files that hold tables and nothing else. */
const isSheet = (format: string) => ['csv', 'xlsx', 'xls'].includes(format);

/** Bytes -> parsed -> structured -> chunked. Never throws: what is wrong with a file is its reading. */
export async function readDocument(task: ReadTask, onPage?: SourceFile['onPage']): Promise<Reading> {
  allowRecognition(!task.withoutOcr);
  try {
    if (task.parsed) return await readingOf(task, { path: task.path, bytes: new Uint8Array() });
    const file = task.bytes ? { path: task.path, bytes: task.bytes } : await readSourceFile(task.root, task.path);
    return await readingOf(task, onPage ? { ...file, onPage } : file);
  } catch (error) {
    return failure(error);
  }
}

/** Any error as the reading of a file that failed. */
export function failure(error: unknown): Extract<Reading, { type: 'failed' }> {
  if (error instanceof WenceError) return { type: 'failed', code: error.code, reason: error.message, detail: error.detail };
  return { type: 'failed', code: 'unexpected', reason: '读取时出现意外错误', detail: String(error) };
}

async function readingOf(task: ReadTask, file: SourceFile): Promise<Reading> {
  const { path, entry, corrections = [] } = task;
  const { format, mediaType, source: parsed } = task.parsed ?? (await parsedFile(task, file));
  const list = faqListOf(task, parsed, format);
  const known = { ...knownFrom(entry, corrections), readOn: task.readOn ?? task.recordAsOf ?? undefined };
  const structure = () => structureDocument(parsed, basename(path, extname(path)), known);
  if (list) {
    const entries = list.bundles.map((bundle) => bundle.entry);
    const record = task.recordAsOf ? toIngestRecord(path, parsed, structure(), entries, task.recordAsOf) : null;
    for (const error of list.errors) record?.warnings.push(rowWarning(error));
    return { type: 'faq', bundles: list.bundles, errors: list.errors, columns: list.columns, record };
  }
  const structured = structure();
  if (structured.body.trim() === '') throw new EmptyFileError('文件里没有读出任何文字', 'no text after structuring');
  const { sourceId, governance, inputHash } = task;
  const quality = qualityOf(parsed, structured);
  return {
    type: 'document',
    bundle: documentBundle({
      sourceId,
      key: task.key ?? path,
      structured,
      entry,
      corrections,
      governance,
      mediaType,
      quality,
      inputHash,
    }),
    textHash: textHashOf(structured),
    // A page that was read but cannot be drawn costs its picture, not its text.
    pictures: task.pictures ? await pagePictures(file, mediaType, quality).catch(() => []) : [],
    record: task.recordAsOf ? toIngestRecord(path, parsed, structured, null, task.recordAsOf) : null,
    ...(task.keepParsed && { parsed: { format, mediaType, source: parsed } }),
  };
}

async function parsedFile(task: ReadTask, file: SourceFile): Promise<ParsedFile> {
  const { name: format, mediaType } = parserFor(file.bytes, task.path);
  const source = await parseSource(file);
  if (task.withoutOcr) source.warnings.push(recognitionBroke);
  return { format, mediaType, source };
}

const recognitionBroke: Warning = {
  code: 'ocr_broken_off',
  message: '识别图片中的文字时程序意外中断，图片里的文字没有读出，请对照原件',
};

const rowWarning = ({ row, column, message }: RowError): Warning => ({
  code: 'faq_row',
  message: `第 ${row} 行“${column}”：${message}`,
});

/** The file as a list of questions and answers; null when it is a document, or when the manifest says so. */
function faqListOf(task: ReadTask, parsed: ParsedSource, format: string): FaqList | null {
  const { sourceId, path, governance } = task;
  const entry = entryWith(task.entry, task.corrections ?? []);
  if (entry.kind !== undefined && entry.kind !== 'faq_list') return null;
  const region = entry.jurisdiction?.path.join('') || null;
  const list = readFaqList({ sourceId, key: path, parsed, governance, region });
  // Pairs inside other documents are clauses, so that the text around them stays.
  const isList = isSheet(format) || (entry.kind === 'faq_list' && list !== null && list.bundles.length > 0);
  return list && isList && (list.bundles.length > 0 || list.hasHeader) ? list : null;
}
