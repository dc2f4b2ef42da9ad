import { EncryptedFileError, ParseError } from '../../../domain/errors.ts';
import { type Element, parseXml } from '../docx/xml.ts';
import { decodeText } from '../encoding.ts';
import { readZip, type ZipEntry } from '../zip.ts';

/** The parts of an OFD file (GB/T 33190-2016, 7): a ZIP container whose parts point to each other by paths. */
export class OfdPackage {
  private readonly entries: Map<string, ZipEntry>;
  /** Names in lower case: producers on Windows do not mind the case of their own paths. */
  private readonly names: Map<string, string>;

  /** Throws EncryptedFileError when the parts are encrypted (GM/T 0099 keeps the list of them in Encryptions.xml). */
  constructor(bytes: Uint8Array) {
    this.entries = readZip(bytes);
    this.names = new Map([...this.entries.keys()].map((name) => [name.toLowerCase(), name]));
    if (this.names.has('encryptions.xml')) throw new EncryptedFileError('文件设有密码，请先去除密码', 'ofd: Encryptions.xml');
  }

  /**
   * The part that a path means, seen from the part it stands in: absolute, relative to the folder of that part, or, as some producers
   * write it, relative to the root. Null when there is none; nothing outside the package can be named.
   */
  find(location: string | null | undefined, from: string): string | null {
    const path = location?.trim().replaceAll('\\', '/') ?? '';
    if (path === '') return null;
    const folder = from.replace(/[^/]*$/, '');
    for (const candidate of path.startsWith('/') ? [path] : [folder + path, path]) {
      const name = this.names.get(normalised(candidate).toLowerCase());
      if (name !== undefined) return name;
    }
    return null;
  }

  /** Throws ParseError when the part is missing or no XML. */
  xml(name: string): Element {
    return parseXml(decodeText(this.bytes(name)).text, name);
  }

  /** The part that a path means as XML; null where there is none, or where it cannot be read. */
  xmlAt(location: string | null | undefined, from: string): { root: Element; name: string } | null {
    const name = this.find(location, from);
    if (name === null) return null;
    try {
      return { root: this.xml(name), name };
    } catch (error) {
      if (error instanceof ParseError) return null;
      throw error;
    }
  }

  bytes(name: string): Uint8Array {
    const entry = this.entries.get(name);
    if (!entry) throw new ParseError('文件不完整，缺少内部部件', `ofd: ${name} is missing`);
    return entry.read();
  }
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
