import { EmptyFileError, FileTooLargeError, ParseError, UnsupportedFormatError, WenceError } from '../domain/errors.ts';
import type { SourceFile } from './blocks.ts';
import { isZip } from './formats/magic.ts';
import { listZip, type ZipEntry, zipNames } from './formats/zip.ts';

export interface ArchiveMember {
  /** `包.zip/内部/名.docx`: a key, never a path on the disk. */
  path: string;
  /** Unpacks this member alone. Throws a WenceError where it is encrypted, damaged or a bomb. */
  read(): Uint8Array;
}

export interface Archive {
  members: ArchiveMember[];
  /** What cannot be a document: links, archives inside that cannot be opened, what lies beyond a limit. */
  failures: { path: string; error: WenceError }[];
}

export interface ArchiveLimits {
  /** Entries of all archives in each other, folders included. */
  entries: number;
  /** Unpacked, of all members together. */
  bytes: number;
  /** Unpacked bytes from which on members may together not be many times larger than packed: a thousand small bombs are one. */
  ratioFrom: number;
  /** Archives in archives: 1 is the file itself. */
  depth: number;
}

export const archiveLimits: ArchiveLimits = { entries: 5000, bytes: 1024 * 1024 * 1024, ratioFrom: 64 * 1024 * 1024, depth: 3 };

/** Texts and tables of documents pack to a tenth or so; a hundredth is no document. */
const maximumRatio = 100;

/** Parts by which a ZIP container is one document (OOXML, OFD) or a format of its own (OpenDocument, EPUB), in lower case. */
const documentParts = new Set(['[content_types].xml', 'ofd.xml', 'word/document.xml', 'xl/workbook.xml', 'ppt/presentation.xml']);

/** True for a ZIP that holds files, in contrast to one that is a document. */
export function isArchive(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const names = zipNames(bytes);
  return names[0] !== 'mimetype' && !names.some((name) => documentParts.has(name.toLowerCase()));
}

/**
 * The members of an archive and of the archives in it. Nothing is unpacked but nested archives, one of each depth at a time; members are
 * unpacked when they are read, best in this order. Throws ParseError, FileTooLargeError or EmptyFileError when nothing of it can be had.
 */
export function expandArchive(file: SourceFile, limits: ArchiveLimits = archiveLimits): Archive {
  const expansion = new Expansion(limits);
  const entries = expansion.list(file.bytes);
  expansion.take({ path: file.path, depth: 1, entries: () => entries });
  if (expansion.members.length === 0 && expansion.failures.length === 0)
    throw new EmptyFileError('压缩包里没有文件', `archive: ${entries.length} entries`);
  return { members: expansion.members, failures: expansion.failures };
}

interface Layer {
  path: string;
  depth: number;
  entries(): ZipEntry[];
}

class Expansion {
  readonly members: ArchiveMember[] = [];
  readonly failures: { path: string; error: WenceError }[] = [];
  private readonly limits: ArchiveLimits;
  private readonly paths = new Set<string>();
  /** The nested archive that was opened last, by depth: its members are read one after another. */
  private readonly open: { path: string; entries: ZipEntry[] }[] = [];
  private entriesLeft: number;
  private bytesLeft: number;
  private packed = 0;
  private unpacked = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
    this.entriesLeft = limits.entries;
    this.bytesLeft = limits.bytes;
  }

  list(bytes: Uint8Array): ZipEntry[] {
    const entries = listZip(bytes, this.entriesLeft);
    this.entriesLeft -= entries.length;
    return entries;
  }

  take(layer: Layer): void {
    layer.entries().forEach((entry, i) => {
      if (entry.isFolder || isRemainder(entry.name)) return;
      const path = this.unique(`${layer.path}/${memberName(entry.name)}`);
      try {
        this.member(layer, entry, i, path);
      } catch (error) {
        const known = error instanceof WenceError;
        this.failures.push({
          path,
          error: known ? error : new ParseError('文件已损坏，无法解压', String(error), { cause: error }),
        });
      }
    });
  }

  private member(layer: Layer, entry: ZipEntry, index: number, path: string): void {
    if (entry.isSpecial) throw new UnsupportedFormatError('压缩包里的链接不读取', `archive: ${entry.name}`);
    if (entry.size > this.bytesLeft)
      throw new FileTooLargeError('压缩包解压后过大，此文件未读取', `archive: ${entry.size} bytes more`);
    this.unpacked += entry.size;
    this.packed += entry.packed;
    if (this.unpacked > this.limits.ratioFrom && this.unpacked > this.packed * maximumRatio)
      throw new FileTooLargeError(
        '压缩包解压后比原来大得出奇，此文件未读取',
        `archive: ${this.packed} -> ${this.unpacked} bytes`,
      );
    this.bytesLeft -= entry.size;
    const read = () => layer.entries()[index]!.read();
    if (!isZip(entry.head())) {
      this.members.push({ path, read });
      return;
    }
    const bytes = entry.read();
    if (!isArchive(bytes)) this.members.push({ path, read });
    else this.nested(bytes, path, layer.depth + 1, read);
  }

  private nested(bytes: Uint8Array, path: string, depth: number, read: () => Uint8Array): void {
    if (depth > this.limits.depth) throw new FileTooLargeError('压缩包嵌套层数过多', `archive: depth ${depth}`);
    this.open[depth] = { path, entries: this.list(bytes) };
    const entries = () => {
      const open = this.open[depth];
      if (open?.path === path) return open.entries;
      const again = listZip(read(), this.limits.entries);
      this.open[depth] = { path, entries: again };
      return again;
    };
    const before = this.members.length + this.failures.length;
    this.take({ path, depth, entries });
    if (this.members.length + this.failures.length === before)
      throw new EmptyFileError('压缩包里没有文件', `archive: ${path} is empty`);
  }

  /** A second member of one name is numbered: `名 (2).docx`. */
  private unique(path: string): string {
    let found = path;
    for (let n = 2; this.paths.has(found); n++) found = path.replace(/(\.[^./]*)?$/, (extension) => ` (${n})${extension}`);
    this.paths.add(found);
    return found;
  }
}

/** What systems leave in archives beside the files: resource forks, folder settings, lock files, hidden files. */
function isRemainder(name: string): boolean {
  const parts = name.split('/');
  return parts.includes('__MACOSX') || /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(parts.at(-1) ?? '');
}

/** Longest part of a path, in UTF-16 units; file systems stop at 255. */
const longestPart = 200;

/** A stored name as the end of a key: relative, without steps upwards, drive letters and characters that nobody sees. */
function memberName(name: string): string {
  const parts = name
    .split('/')
    .map((part) => part.replace(/[\p{Cc}\p{Cf}\ufffd]/gu, '_').trim())
    .filter((part) => part !== '' && !/^(?:\.+|[A-Za-z]:)$/.test(part))
    .map((part) => part.replace(/^[A-Za-z]:/, ''))
    .map((part) => (part.length > longestPart ? `${part.slice(0, 120)}…${part.slice(-60)}` : part));
  return parts.join('/') || '未命名';
}
