import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import { EncryptedFileError, ParseError, UnsupportedFormatError } from '../../domain/errors.ts';
import { rejectKnownFormats } from './magic.ts';
import { readOle } from './ole.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/formats');
const document = readFileSync(join(fixtures, 'doc-articles/source.doc'));

/** A compound file written by another program. */
function container(streams: Record<string, Buffer>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, name, content);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

const long = Buffer.from(Array.from({ length: 10_000 }, (_, i) => i % 251));

describe('compound files', () => {
  it('gives streams short and long, and those in folders, by their path in lower case', () => {
    const streams = readOle(container({ '/Short': Buffer.from('abc'), '/Long': long, '/Pool/Inner': Buffer.from('xyz') }));
    expect(streams.get('short')!().toString()).toBe('abc');
    expect(streams.get('long')!()).toEqual(long);
    expect(streams.get('pool/inner')!().toString()).toBe('xyz');
  });

  it('reads the same streams as another reader', () => {
    const other = CFB.read(document, { type: 'buffer' });
    const streams = readOle(document);
    for (const name of ['WordDocument', '1Table']) {
      const expected = Buffer.from(CFB.find(other, name)!.content as Uint8Array);
      expect(streams.get(name.toLowerCase())!().equals(expected)).toBe(true);
    }
  });

  it('refuses every file that is cut off', () => {
    for (const share of [0.01, 0.1, 0.3, 0.5, 0.7, 0.9]) {
      const cut = document.subarray(0, Math.floor(document.length * share));
      expect(() => {
        for (const content of readOle(cut).values()) content();
      }, String(share)).toThrow(ParseError);
    }
  });

  it('refuses chains that run in a circle, leave the file or claim more than it holds', () => {
    const file = container({ '/Long': long });
    const table = 512 * (file.readUInt32LE(76) + 1);
    const entry = file.indexOf(Buffer.from('Long', 'utf16le'));
    const start = file.readUInt32LE(entry + 116);
    const next = (to: number) => {
      const spoiled = Buffer.from(file);
      spoiled.writeUInt32LE(to, table + 4 * (start + 3));
      return spoiled;
    };
    expect(() => readOle(next(start)).get('long')!()).toThrow(ParseError);
    expect(() => readOle(next(100_000)).get('long')!()).toThrow(ParseError);
    const lying = Buffer.from(file);
    lying.writeUInt32LE(0x7fffffff, entry + 120);
    expect(() => readOle(lying).get('long')!()).toThrow(ParseError);
    const directory = Buffer.from(file);
    const first = directory.readUInt32LE(48);
    directory.writeUInt32LE(first, table + 4 * first);
    expect(() => readOle(directory)).toThrow(ParseError);
  });

  it('follows links of the directory once', () => {
    const file = container({ '/A': Buffer.from('a'), '/B': Buffer.from('b') });
    const entry = file.indexOf(Buffer.from('B\0', 'utf16le'));
    for (const offset of [68, 72, 76]) file.writeUInt32LE(1, entry + offset);
    expect(readOle(file).size).toBeGreaterThan(0);
  });

  it.each([
    ['PowerPoint Document', UnsupportedFormatError, /PPT/],
    ['EncryptedPackage', EncryptedFileError, /密码/],
    ['Contents', UnsupportedFormatError, /另存为/],
  ])('names other files in the container: %s', (name, kind, message) => {
    const file = container({ [`/${name}`]: long });
    expect(() => rejectKnownFormats(file)).toThrow(kind);
    expect(() => rejectKnownFormats(file)).toThrow(message);
  });
});
