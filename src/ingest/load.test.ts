import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ole } from '../../tests/hostile/ole.ts';
import { EmptyFileError, EncryptedFileError, ParseError, UnsupportedFormatError } from '../domain/errors.ts';
import { parserFor, parseSource, readSourceFile, walkFolder } from './load.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/formats');
const fixture = (path: string) => readFileSync(join(fixtures, path));
const utf8 = (text: string) => Buffer.from(text, 'utf8');
/** The answer of a promise that is expected to fail. */
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: Error) => error,
  );

describe('walking a folder', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'walk-'));
    mkdirSync(join(root, 'base/二/inner'), { recursive: true });
    mkdirSync(join(root, 'base/.git'));
    writeFileSync(join(root, 'outside.txt'), 'x');
    for (const name of [
      'b.txt',
      'a.txt',
      '.hidden',
      '~$lock.docx',
      'manifest.json',
      '二/c.txt',
      '二/inner/manifest.json',
      '.git/config',
    ]) {
      writeFileSync(join(root, 'base', name), 'x');
    }
    symlinkSync(join(root, 'outside.txt'), join(root, 'base/link-out.txt'));
    symlinkSync(join(root, 'base/a.txt'), join(root, 'base/link-in.txt'));
    symlinkSync(join(root, 'base'), join(root, 'base/二/loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'base/dangling.txt'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('gives all files in one order, without hidden ones, the manifest and links that lead outside', async () => {
    expect(await walkFolder(join(root, 'base'))).toEqual(['a.txt', 'b.txt', 'link-in.txt', '二/c.txt', '二/inner/manifest.json']);
  });

  it('says in Chinese that a file cannot be opened', async () => {
    const error = await failureOf(readSourceFile(join(root, 'base'), 'gone.txt'));
    expect(error).toBeInstanceOf(ParseError);
    expect(error.message).toContain('无法打开');
  });
});

describe('the format is told by the bytes, the name is the last hint', () => {
  const cases: [string, Buffer, string, string][] = [
    ['a PDF called .docx', fixture('pdf-notice/source.pdf'), 'a.docx', 'pdf'],
    ['a Word file called .zip', fixture('docx-numbered/source.docx'), 'a.zip', 'docx'],
    ['a workbook without extension', fixture('xlsx-standards/source.xlsx'), 'a', 'xlsx'],
    ['a page called .txt', fixture('html-content-system/source.html'), 'a.txt', 'html'],
    ['a fragment of a page', utf8('<div><p>第一条</p></div>'), 'a', 'html'],
    ['RTF called .doc', fixture('rtf-table/source.rtf'), 'a.doc', 'rtf'],
    ['a web archive called .html', fixture('mht-archive/source.mht'), 'a.html', 'mht'],
    ['a picture called .jpg that is PNG', fixture('image-page/source.png'), 'a.jpg', 'image'],
    ['Markdown called .txt', utf8('# 标题\n\n## 小标题\n\n正文。\n'), 'a.txt', 'md'],
    ['a list called .txt', utf8('街道,电话\n东湖,1\n西山,2\n'), 'a.txt', 'csv'],
    ['prose with commas', utf8('为了服务群众,制定本办法。\n第一条,略。\n第二条,略。\n'), 'a.txt', 'txt'],
    ['prose that begins with a sign', utf8('<关于开展检查的通知>\n各区:\n请认真落实。\n'), 'a.txt', 'txt'],
    ['UTF-16 text', Buffer.from('\ufeff第一条　为了服务群众。\n', 'utf16le'), 'a.txt', 'txt'],
    ['one column called .csv', utf8('问题\n怎么办\n'), 'a.csv', 'csv'],
  ];
  for (const [what, bytes, path, expected] of cases) {
    it(what, () => expect(parserFor(bytes, path).name).toBe(expected));
  }
});

describe('what cannot be read is refused by name, in Chinese', () => {
  const encryptedOffice = Buffer.from(
    ole([
      { name: 'EncryptedPackage', data: Buffer.alloc(5000, 7) },
      { name: 'EncryptionInfo', data: Buffer.alloc(100, 1) },
    ]),
  );
  const refusals: [string, Buffer, new (...values: never[]) => Error, RegExp][] = [
    ['an empty file', Buffer.alloc(0), EmptyFileError, /空/],
    [
      'an old Word file cut at its head',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      ParseError,
      /损坏|不完整/,
    ],
    ['an encrypted Word file', encryptedOffice, EncryptedFileError, /密码/],
    ['an archive', Buffer.from('Rar!\u001a\u0007\u0000xxxx', 'latin1'), UnsupportedFormatError, /压缩包/],
    ['noise', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)), UnsupportedFormatError, /无法识别/],
    ['a PDF cut in half', fixture('pdf-notice/source.pdf').subarray(0, 60_000), ParseError, /损坏|不完整|没有/],
    ['a PDF head alone', utf8('%PDF-1.7\n'), ParseError, /损坏|不完整/],
    ['a Word file cut in half', fixture('docx-numbered/source.docx').subarray(0, 1500), ParseError, /不完整/],
    ['a workbook cut in half', fixture('xlsx-standards/source.xlsx').subarray(0, 4000), ParseError, /不完整/],
    ['a picture cut at its head', fixture('image-page/source.png').subarray(0, 40), ParseError, /损坏|不完整/],
    ['a text of page marks', utf8('===PAGE 1===\n\n===PAGE 2===\n'), EmptyFileError, /没有文字/],
    ['a page without text', utf8('<html><body><img src="a.png"></body></html>'), EmptyFileError, /没有读出/],
  ];
  for (const [what, bytes, kind, message] of refusals) {
    it(what, async () => {
      const error = await failureOf(Promise.resolve().then(() => parseSource({ path: 'file', bytes })));
      expect(error).toBeInstanceOf(kind);
      expect(error.message).toMatch(message);
    });
  }

  it('an encrypted PDF', async () => {
    // Marked as encrypted with a handler that asks for a password: owner and user keys are noise.
    const error = await failureOf(parseSource({ path: 'locked.pdf', bytes: lockedPdf() }));
    expect(error).toBeInstanceOf(EncryptedFileError);
    expect(error.message).toContain('密码');
  });
});

function lockedPdf(): Buffer {
  const key = '11'.repeat(32);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
    `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${key}> /U <${key}> >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Encrypt 4 0 R /ID [<${key}> <${key}>] >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
