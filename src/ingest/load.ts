import { readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { EmptyFileError, FileTooLargeError, ParseError, UnsupportedFormatError, WenceError } from '../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from './blocks.ts';
import { rejectKnownFormats } from './formats/magic.ts';
import { formatParsers } from './formats/registry.ts';

/** Larger files are refused before they are read: 256 MiB. */
const maximumBytes = 256 * 1024 * 1024;

/**
 * All files below `root`, relative, forward slashes, sorted by code unit. Hidden files, the manifest and links that lead outside
 * are left out.
 */
export async function walkFolder(root: string): Promise<string[]> {
  const base = await realpath(root);
  const found: string[] = [];
  await visit(base, base, found, new Set([base]));
  return found.map((path) => relative(base, path).split(sep).join('/')).sort(byCodeUnit);
}

async function visit(base: string, folder: string, found: string[], seen: Set<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue;
    const path = join(folder, entry.name);
    const real = entry.isSymbolicLink() ? await insideTarget(base, path) : path;
    if (real === null) continue;
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(real)))) {
      if (seen.has(real)) continue;
      seen.add(real);
      await visit(base, path, found, seen);
    } else if (folder !== base || entry.name !== 'manifest.json') {
      found.push(path);
    }
  }
}

async function insideTarget(base: string, link: string): Promise<string | null> {
  try {
    const target = await realpath(link);
    return target.startsWith(base + sep) ? target : null;
  } catch {
    return null;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  );
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reads one file of the folder. Throws ParseError when it cannot be read or is too large. */
export async function readSourceFile(root: string, path: string): Promise<SourceFile> {
  try {
    const bytes = await readFile(join(root, path));
    if (bytes.length > maximumBytes) throw new FileTooLargeError('文件太大，无法读取', `${bytes.length} bytes`);
    return { path, bytes };
  } catch (error) {
    if (error instanceof WenceError) throw error;
    throw new ParseError('文件无法打开，可能已被移走或没有读取权限', String(error), { cause: error });
  }
}

/** The parser for these bytes. Throws ParseError on an empty or encrypted file, UnsupportedFormatError on a format we cannot read. */
export function parserFor(bytes: Uint8Array, path: string): FormatParser {
  if (bytes.length === 0) throw new EmptyFileError('文件是空的', path);
  const parser = formatParsers.find((candidate) => candidate.detect(bytes, path));
  if (parser) return parser;
  rejectKnownFormats(bytes);
  throw new UnsupportedFormatError('无法识别这种文件格式', path);
}

/** Bytes to blocks. Every failure is a WenceError with a reason in Chinese. */
export async function parseSource(file: SourceFile): Promise<ParsedSource> {
  const parser = parserFor(file.bytes, file.path);
  try {
    const parsed = await parser.parse(file);
    if (parsed.blocks.length === 0) throw new EmptyFileError('文件里没有读出任何文字', `${parser.name}: no blocks`);
    return parsed;
  } catch (error) {
    if (error instanceof WenceError) throw error;
    throw new ParseError('文件已损坏或内容不完整，无法读取', `${parser.name}: ${String(error)}`, { cause: error });
  }
}
