import { describe, expect, it } from 'vitest';
import { type StoredFile, zipFile } from '../../tests/support/zip.ts';
import { EmptyFileError, EncryptedFileError, FileTooLargeError } from '../domain/errors.ts';
import { type ArchiveLimits, archiveLimits, expandArchive, isArchive } from './archive.ts';

const archive = (files: StoredFile[]) => ({ path: '材料/包.zip', bytes: zipFile(files) });
const expand = (files: StoredFile[], limits: Partial<ArchiveLimits> = {}) =>
  expandArchive(archive(files), { ...archiveLimits, ...limits });
const paths = (items: { path: string }[]) => items.map((item) => item.path.slice('材料/包.zip/'.length));

describe('archives', () => {
  it('refuses what together unpacks to many times its size, though each member is small', () => {
    const bomb = '供水标准\n'.repeat(20_000);
    const files = Array.from({ length: 8 }, (_, i) => ({ name: `${i}.txt`, content: bomb }));
    const { members, failures } = expand(files, { ratioFrom: 1_000_000 });
    expect(members.length).toBe(3);
    expect(failures.map(({ error }) => error.code)).toEqual(Array.from({ length: 5 }, () => 'file_too_large'));
    expect(expand(files).members).toHaveLength(8);
  });

  it('are ZIP files that are no document', () => {
    expect(isArchive(zipFile([{ name: '通知.txt', content: '' }]))).toBe(true);
    // A folder called word makes no Word file, and neither does one that lies in the archive unpacked.
    expect(isArchive(zipFile([{ name: 'word/通知.doc', content: '' }]))).toBe(true);
    const document = zipFile([{ name: 'word/document.xml', content: '' }]);
    expect(isArchive(zipFile([{ name: '通知.docx', content: document, method: 0 }]))).toBe(true);
    for (const name of ['word/document.xml', '[Content_Types].xml', 'OFD.xml', 'mimetype'])
      expect(isArchive(zipFile([{ name, content: '' }]))).toBe(false);
    expect(isArchive(Buffer.from('PDF'))).toBe(false);
  });
  it('give their files and those of the archives in them, without what systems leave behind', () => {
    const inner = zipFile([
      { name: '细则.txt', content: '细则' },
      { name: '表.txt', content: '表' },
    ]);
    const { members, failures } = expand([
      { name: '目录/', content: '' },
      { name: '目录/通知.txt', content: '通知' },
      { name: '附件.zip', content: inner },
      { name: '另附.zip', content: inner, method: 0 },
      { name: '__MACOSX/目录/._通知.txt', content: 'x' },
      { name: '目录/.DS_Store', content: 'x' },
      { name: '目录/~$通知.docx', content: 'x' },
    ]);
    expect(failures).toEqual([]);
    expect(paths(members)).toEqual([
      '目录/通知.txt',
      '附件.zip/细则.txt',
      '附件.zip/表.txt',
      '另附.zip/细则.txt',
      '另附.zip/表.txt',
    ]);
    expect(members.map((member) => Buffer.from(member.read()).toString())).toEqual(['通知', '细则', '表', '细则', '表']);
    expect(Buffer.from(members[1]!.read()).toString()).toBe('细则');
  });
  it('keep names inside, visible and apart', () => {
    const names = [
      '../../外.txt',
      '/根.txt',
      'C:\\盘\\文.txt',
      'a/./b.txt',
      '空\u0000字.txt',
      '\u202etxt.exe',
      '同.txt',
      '同.txt',
      '..',
    ];
    const { members } = expand(names.map((name, i) => ({ name, content: `${i}` })));
    expect(paths(members)).toEqual(['外.txt', '根.txt', '盘/文.txt', 'a/b.txt', '空_字.txt', '_txt.exe', '同.txt', '同 (2).txt']);
    expect(members.map((member) => Buffer.from(member.read()).toString())).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });
  it('fail by the member', () => {
    const { members, failures } = expand([
      { name: '好.txt', content: '好' },
      { name: '密.txt', content: '密', flags: 1 },
      { name: '链.txt', content: '/etc/passwd', mode: 0o120777 },
      { name: '坏.zip', content: zipFile([{ name: 'a', content: 'a' }]).subarray(0, 40) },
      { name: '空.zip', content: zipFile([]) },
      { name: '末.txt', content: '末' },
    ]);
    expect(paths(members)).toEqual(['好.txt', '密.txt', '末.txt']);
    expect(() => members[1]!.read()).toThrow(EncryptedFileError);
    expect(failures.map(({ path, error }) => `${path.slice(9)} ${error.code}`)).toEqual([
      '链.txt unsupported_format',
      '坏.zip file_damaged',
      '空.zip file_empty',
    ]);
    expect(Buffer.from(members[2]!.read()).toString()).toBe('末');
  });
  it('are bounded in number, size and depth', () => {
    const files = ['甲', '乙', '丙'].map((name) => ({ name: `${name}.txt`, content: name.repeat(100) }));
    expect(() => expand(files, { entries: 2 })).toThrow(FileTooLargeError);
    const { members, failures } = expand(files, { bytes: 700 });
    expect(paths(members)).toEqual(['甲.txt', '乙.txt']);
    expect(failures[0]!.error).toBeInstanceOf(FileTooLargeError);
    let nested = zipFile(files);
    for (let i = 0; i < 5; i++)
      nested = zipFile([
        { name: '内.zip', content: nested },
        { name: `${i}.txt`, content: `${i}` },
      ]);
    const deep = expandArchive({ path: 'a.zip', bytes: nested });
    expect(deep.members.map((member) => member.path)).toEqual(['a.zip/内.zip/内.zip/2.txt', 'a.zip/内.zip/3.txt', 'a.zip/4.txt']);
    expect(deep.failures.map(({ path, error }) => `${path} ${error.code}`)).toEqual([
      'a.zip/内.zip/内.zip/内.zip file_too_large',
    ]);
    expect(() => expandArchive({ path: 'a.zip', bytes: zipFile([]) })).toThrow(EmptyFileError);
  });
});
