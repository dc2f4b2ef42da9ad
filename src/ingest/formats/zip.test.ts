import { describe, expect, it } from 'vitest';
import { zipFile } from '../../../tests/support/zip.ts';
import { EncryptedFileError, FileTooLargeError, ParseError, UnsupportedFormatError } from '../../domain/errors.ts';
import { listZip, readZip, zipNames } from './zip.ts';

const text = '申请人应当如实填写申请表。';

describe('containers', () => {
  it('reads packed, stored and wide entries, also behind a program and before bytes hung on', () => {
    const plain = zipFile([
      { name: 'a.xml', content: text },
      { name: 'b.xml', content: text, method: 0 },
      { name: 'c.xml', content: text, wide: true },
    ]);
    for (const bytes of [plain, Buffer.concat([Buffer.alloc(100, 0x4d), plain]), Buffer.concat([plain, Buffer.from('\n\n')])]) {
      const parts = readZip(bytes);
      expect([...parts.keys()]).toEqual(['a.xml', 'b.xml', 'c.xml']);
      for (const part of parts.values()) expect(part.read().toString()).toBe(text);
    }
  });
  it('names parts with forward slashes and without a root', () => {
    const parts = readZip(
      zipFile([
        { name: 'word\\a.xml', content: '' },
        { name: '/word/b.xml', content: '' },
      ]),
    );
    expect([...parts.keys()]).toEqual(['word/a.xml', 'word/b.xml']);
  });
  it.each([
    ['a size that is too small', { size: 3 }, ParseError],
    ['a size that is too large', { size: 3000 }, ParseError],
    ['a size beyond every document', { size: 0x7fffffff }, FileTooLargeError],
    ['a wrong checksum', { crc: 1 }, ParseError],
    ['another name in the local header', { localName: 'b.xml' }, ParseError],
    ['a password', { flags: 1 }, EncryptedFileError],
    ['AES', { method: 99 }, EncryptedFileError],
    ['an unknown method', { method: 14 }, UnsupportedFormatError],
    ['data beyond the end', { packed: 50_000 }, ParseError],
  ])('refuses %s', (_, lie, error) => {
    expect(() =>
      readZip(zipFile([{ name: 'a.xml', content: text, ...lie }]))
        .get('a.xml')!
        .read(),
    ).toThrow(error);
  });
  it('refuses what one stream of data makes of many names, and two parts of one name', () => {
    const shared = listZip(
      zipFile([
        { name: 'a', content: text },
        { name: 'a', content: text, sharesDataOf: 0 },
      ]),
      10,
    );
    for (const entry of shared) expect(() => entry.read()).toThrow(/重叠/);
    expect(() =>
      readZip(
        zipFile([
          { name: 'a', content: text },
          { name: 'a', content: '另一份' },
        ]),
      ),
    ).toThrow(/同名/);
  });
  it('refuses a directory that counts wrongly or without end', () => {
    const files = [
      { name: 'a', content: text },
      { name: 'b', content: text },
    ];
    expect(() => readZip(zipFile(files, 1))).toThrow(ParseError);
    expect(() => readZip(zipFile(files, 3))).toThrow(ParseError);
    expect(() => listZip(zipFile(files), 1)).toThrow(FileTooLargeError);
    expect(() => readZip(zipFile(files).subarray(0, 90))).toThrow(/末尾缺失/);
  });
  it('names entries of a file that is cut off, but not those of a file inside it', () => {
    const inner = zipFile([{ name: 'word/document.xml', content: text }]);
    const outer = zipFile([
      { name: 'inner.docx', content: inner, method: 0 },
      { name: 'b.txt', content: text },
    ]);
    expect(zipNames(outer)).toEqual(['inner.docx', 'b.txt']);
    expect(zipNames(outer.subarray(0, outer.length - 60))).toEqual(['inner.docx', 'b.txt']);
  });
  it('reads names in the code page of Chinese systems', () => {
    const gbk = Uint8Array.from([0xb0, 0xec, 0xb7, 0xa8, 0x2e, 0x74, 0x78, 0x74]); // 办法.txt
    expect(zipNames(zipFile([{ name: gbk, content: '' }]))).toEqual(['办法.txt']);
    expect(zipNames(zipFile([{ name: Buffer.from('办法.txt'), content: '' }]))).toEqual(['办法.txt']);
  });
});
