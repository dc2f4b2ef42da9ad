import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { WenceError } from '../domain/errors.ts';
import { type Archive, expandArchive, isArchive } from './archive.ts';
import type { SourceFile } from './blocks.ts';
import { isZip } from './formats/magic.ts';
import { readSourceFile } from './load.ts';

/** One file to be taken in: of the folder itself, or a member of an archive in it. */
export interface Source {
  /** Relative to the folder; a member stands below its archive: "包.zip/通知.docx". */
  path: string;
  /** The archive it comes out of, null for a file of the folder. */
  archive: string | null;
  /** Throws a WenceError when it cannot be read. */
  read(): Promise<Uint8Array>;
}

/** The files of a folder in order, archives replaced by what is in them. `count` learns of members as archives are opened. */
export async function* sourcesOf(root: string, paths: string[], count: (more: number) => void): AsyncGenerator<Source> {
  for (const path of paths) {
    if (!(await beginsAsZip(join(root, path)))) {
      yield plain(root, path);
      continue;
    }
    const archive = await archiveAt(root, path);
    if (!archive) {
      yield plain(root, path);
      continue;
    }
    count(archive.members.length + archive.failures.length - 1);
    for (const member of archive.members) yield { path: member.path, archive: path, read: async () => member.read() };
    for (const { path: name, error } of archive.failures) yield { path: name, archive: path, read: () => Promise.reject(error) };
  }
}

const plain = (root: string, path: string): Source => ({
  path,
  archive: null,
  read: async () => (await readSourceFile(root, path)).bytes,
});

/** Null when it is no archive but a document in a ZIP container, or cannot be read: then reading it says why. */
async function archiveAt(root: string, path: string): Promise<Archive | null> {
  let file: SourceFile;
  try {
    file = await readSourceFile(root, path);
    if (!isArchive(file.bytes)) return null;
  } catch (error) {
    if (error instanceof WenceError) return null;
    throw error;
  }
  try {
    return expandArchive(file);
  } catch (error) {
    if (!(error instanceof WenceError)) throw error;
    return { members: [], failures: [{ path, error }] };
  }
}

/** Looks at the first bytes only, so that large files are not read twice. */
async function beginsAsZip(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && isZip(buffer);
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}
