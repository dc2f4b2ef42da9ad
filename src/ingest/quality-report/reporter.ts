import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadingQuality, Warning } from '../../domain/document.ts';
import type { ReadSource } from '../prepare.ts';
import { doubtOf } from '../reading/quality.ts';
import type { Reading } from '../reading/read-document.ts';
import { documentPage } from './document-page.ts';
import { indexPage } from './index-page.ts';
import { originalView } from './original-view.ts';

/** One line of report.json. */
export interface QualityEntry {
  file: string;
  title: string;
  kind: string | null;
  /** Larger is worse, see doubtOf; files that could not be read come before all others. */
  doubt: number;
  quality: ReadingQuality | null;
  warnings: Warning[];
  /** Why it could not be read; null when it was. */
  error: { code: string; reason: string; detail: string } | null;
  /** Page of the report that shows the reading beside the original; null for lists and files that could not be read. */
  page: string | null;
}

/** Takes readings one by one, writes a page for each document, and the list with the worst first at the end. */
export class QualityReporter {
  readonly #folder: string;
  readonly #entries: QualityEntry[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async take({ source, bytes, reading }: ReadSource): Promise<void> {
    if (reading === null) return;
    if (reading.type === 'document') await this.#document(source.path, bytes, reading);
    else this.#entries.push(reading.type === 'failed' ? failedEntry(source.path, reading) : listEntry(source.path, reading));
  }

  /** Writes report.json and index.html; returns the entries, worst first. Throws what the file system throws. */
  async finish(sourceId: string, at: string): Promise<QualityEntry[]> {
    await mkdir(this.#folder, { recursive: true });
    const entries = [...this.#entries].sort(worseFirst);
    await writeFile(join(this.#folder, 'report.json'), `${JSON.stringify({ source: sourceId, at, files: entries }, null, 1)}\n`);
    await writeFile(join(this.#folder, 'index.html'), indexPage(sourceId, at, entries));
    return entries;
  }

  async #document(file: string, bytes: Uint8Array, { bundle, pictures }: Extract<Reading, { type: 'document' }>): Promise<void> {
    const { document } = bundle;
    const name = String(this.#entries.length + 1).padStart(4, '0');
    await mkdir(join(this.#folder, 'pages'), { recursive: true });
    const original = originalView(name, file, document.mediaType, bytes, pictures);
    for (const part of original.files) await writeFile(join(this.#folder, 'pages', part.name), part.bytes);
    await writeFile(join(this.#folder, 'pages', `${name}.html`), documentPage(file, bundle, original.html));
    this.#entries.push({
      file,
      title: document.title,
      kind: document.kind,
      doubt: document.quality ? doubtOf(document.quality, document.warnings.length) : 0,
      quality: document.quality,
      warnings: document.warnings,
      error: null,
      page: `pages/${name}.html`,
    });
  }
}

function failedEntry(file: string, { code, reason, detail }: Extract<Reading, { type: 'failed' }>): QualityEntry {
  return { file, title: '', kind: null, doubt: 1000, quality: null, warnings: [], error: { code, reason, detail }, page: null };
}

/** A list of questions and answers has no pages; its faulty rows are its doubts. */
function listEntry(file: string, { bundles, errors }: Extract<Reading, { type: 'faq' }>): QualityEntry {
  const warnings = errors.map(({ row, column, message }) => ({ code: 'faq_row', message: `第${row}行“${column}”：${message}` }));
  return {
    file,
    title: `问答表（${bundles.length} 条）`,
    kind: 'faq_list',
    doubt: errors.length,
    quality: null,
    warnings,
    error: null,
    page: null,
  };
}

const worseFirst = (a: QualityEntry, b: QualityEntry) => b.doubt - a.doubt || (a.file < b.file ? -1 : 1);
