import { gzipSync } from 'node:zlib';
import { again, base, bombDeflateRaw, concat, cut, noise, u16, u32, utf8 } from '../bytes.ts';
import { type Expect, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { documentXml, docx, xlsx } from '../office.ts';
import { encryptedPdf, pdfOf } from '../pdf.ts';
import { FEES, FIRST, LAST, NOTICE } from '../texts.ts';
import { bombEntry, type ZipEntry, zip } from '../zip.ts';

const notice: ZipEntry = { name: 'tongzhi.txt', data: NOTICE };
const sound: Expect = ingested([FIRST, LAST]);
const damaged: Expect = refused('file_damaged', 'file_empty');

export const zipFiles: HostileFile[] = [
  {
    name: 'zip/escape-inside.zip',
    shows: 'an archive in the archive whose members want to get out, by names of many spellings',
    make: () => {
      const names = [
        '....//....//hostile-dots.txt',
        '..%2f..%2fhostile-percent.txt',
        '\\\\server\\share\\hostile-share.txt',
        './/../hostile-dot.txt',
        '~/hostile-home.txt',
        'x:hostile-stream.txt',
        '．．/hostile-wide.txt',
      ];
      return zip([
        notice,
        {
          name: 'li.zip',
          data: zip([
            ...names.map((name) => ({ name, data: '出逃的内容。' })),
            { name: 'haode.txt', data: NOTICE.replace('16', '17') },
          ]),
        },
      ]);
    },
    expect: ingested([]),
    members: { 'tongzhi.txt': sound, 'li.zip/haode.txt': sound },
    mustNotAppear: ['dots', 'percent', 'share', 'dot', 'home', 'stream', 'wide'].map((name) => `hostile-${name}.txt`),
  },
  {
    name: 'zip/wrong-checksum.zip',
    shows: 'one member whose checksum is wrong, one whose packed bytes are noise',
    make: () =>
      zip([
        notice,
        { name: 'huai.txt', data: '这一行的校验值不对。', crc: 1 },
        { name: 'zaoyin.txt', raw: noise(500, 67), size: 900, crc: 5 },
      ]),
    expect: ingested([]),
    members: { 'tongzhi.txt': sound, 'huai.txt': either(['file_damaged'], ['校验值不对']), 'zaoyin.txt': damaged },
  },
  {
    name: 'zip/sizes-lie.zip',
    shows: 'members that say they have 4 GB, no bytes, and more packed bytes than the archive has',
    make: () =>
      zip([
        notice,
        { name: 'da.txt', data: '短', size: 0xfffffff0 },
        { name: 'ling.txt', data: '其实有字', size: 0 },
        { name: 'chang.txt', data: '水', packedSize: 0x7ffffff0 },
      ]),
    expect: either(['file_damaged', ...LIMITS]),
    members: { 'tongzhi.txt': sound, 'da.txt': either(['file_damaged', ...LIMITS], ['短']) },
  },
  {
    name: 'zip/program-in-front.zip',
    shows: 'a program in front of the archive, as self-unpacking ones have it',
    make: () => zip([notice], { prefix: concat('MZ', Buffer.alloc(3000, 0x90)) }),
    expect: either(['unsupported_format', 'file_damaged']),
    members: { 'tongzhi.txt': either(['unsupported_format', 'file_damaged'], [FIRST]) },
  },
  {
    name: 'zip/end-in-the-comment.zip',
    shows: 'a comment that holds the end record of another, empty archive',
    make: () => zip([notice], { comment: zip([]) }),
    expect: either(['file_damaged', 'file_empty']),
  },
  {
    name: 'zip/heads-differ.zip',
    shows: 'a member named one way in the directory and another way, with a path, in front of its bytes',
    make: () => zip([{ name: 'tongzhi.txt', localName: '../../hostile-local.txt', data: NOTICE }]),
    expect: either(['file_damaged']),
    mustNotAppear: ['hostile-local.txt'],
  },
  {
    name: 'zip/no-members.zip',
    shows: 'a sound archive without members',
    make: () => zip([]),
    expect: refused('file_empty'),
  },
  {
    name: 'zip/folders-only.zip',
    shows: '5,000 folders and not one file',
    make: () =>
      zip(Array.from({ length: 5000 }, (_, i) => ({ name: `${'d/'.repeat(i % 30)}${i}/`, store: true, mode: 0o040755 }))),
    expect: refused('file_empty', ...LIMITS),
  },
  {
    name: 'zip/unknown-packing.zip',
    shows: 'members packed by LZMA, by bzip2 and by method 255',
    make: () =>
      zip([notice, ...[14, 12, 255].map((method) => ({ name: `fangfa-${method}.txt`, data: noise(300, method), method }))]),
    expect: ingested([]),
    members: {
      'tongzhi.txt': sound,
      'fangfa-14.txt': refused('unsupported_format', 'file_damaged'),
      'fangfa-255.txt': refused('unsupported_format', 'file_damaged'),
    },
  },
  {
    name: 'zip/thousand-small-bombs.zip',
    shows: '1,000 members that each unpack to 20 MB, every one below the limit of a single file',
    make: () => {
      const { raw, size, crc } = bombEntry('', '', Buffer.from(again('供水标准\n', 80_000)), 20);
      return zip([notice, ...Array.from({ length: 1000 }, (_, i) => ({ name: `b${i}.txt`, raw, size, crc }))]);
    },
    expect: either(LIMITS),
  },
  {
    name: 'zip/long-names.zip',
    shows: 'a name of 60,000 bytes, and a path 4,000 folders deep',
    make: () =>
      zip([
        notice,
        { name: `${'长'.repeat(20_000)}.txt`, data: NOTICE.replace('16', '18') },
        { name: `${'s/'.repeat(4000)}shen.txt`, data: NOTICE.replace('16', '19') },
      ]),
    expect: ingested([]),
    members: { 'tongzhi.txt': sound },
  },
  {
    name: 'zip/one-of-each.zip',
    shows: 'sound and broken files of many formats side by side',
    make: () =>
      zip([
        notice,
        { name: 'hao.pdf', data: pdfOf().pdf.build() },
        { name: 'mima.pdf', data: encryptedPdf('x', 'y') },
        { name: 'duan.docx', data: cut(docx(), 0.5) },
        { name: 'biao.xlsx', data: xlsx() },
        { name: 'kong.doc', data: '' },
        { name: 'banjie.doc', data: cut(base('notice.doc'), 0.3) },
        { name: 'chengxu.exe', data: concat('MZ', noise(900, 71)) },
      ]),
    expect: ingested([]),
    members: {
      'tongzhi.txt': sound,
      'hao.pdf': sound,
      'mima.pdf': refused('file_encrypted'),
      'duan.docx': refused('file_damaged'),
      'biao.xlsx': ingested(FEES),
      'kong.doc': refused('file_empty'),
      'banjie.doc': refused('file_damaged'),
      'chengxu.exe': refused('unsupported_format'),
    },
  },
  {
    name: 'zip/bomb-in-a-document.zip',
    shows: 'a Word document in an archive in the archive, whose text unpacks to 1 GB',
    make: () => {
      const [head, tail] = documentXml('|').split('|') as [string, string];
      const part = bombEntry('', head, Buffer.from('<w:p/>'.repeat(170_000)), 1000, tail);
      const inner = zip([{ name: 'zhadan.docx', data: docx('', [], { 'word/document.xml': part }) }]);
      return zip([notice, { name: 'li.zip', data: inner }]);
    },
    expect: ingested([]),
    members: { 'tongzhi.txt': sound, 'li.zip/zhadan.docx': refused(...LIMITS) },
  },
  {
    name: 'zip/wide-and-deep.zip',
    shows: 'archives of ten archives, six deep: a million texts in 3 kB, had anyone the patience',
    make: () => {
      let inner = zip([{ name: 'a.txt', data: '水' }]);
      for (let depth = 0; depth < 6; depth++) {
        const data = inner;
        inner = zip([...Array.from({ length: 10 }, (_, i) => ({ name: `${i}.zip`, data })), ...(depth === 5 ? [notice] : [])]);
      }
      return inner;
    },
    expect: either(LIMITS),
  },
  {
    name: 'zip/big-archive-marks.zip',
    shows: 'the marks of the 64-bit edition with a directory at 2^64 - 1',
    make: () => {
      const plain = zip([notice], { count: 0xffff, directoryOffset: 0xffffffff });
      const end = plain.length - 22;
      const big = concat(u32(0x06064b50, 44, 0), u16(45, 45), u32(0, 0), Buffer.alloc(32, 0xff));
      const locator = concat(u32(0x07064b50, 0, end, 0, 1));
      return concat(plain.subarray(0, end), big, locator, plain.subarray(end));
    },
    expect: either(['file_damaged', ...LIMITS]),
  },
  {
    name: 'zip/packed-otherwise.gz',
    shows: 'a bomb of 1 GB as gzip, a format that was not asked for',
    make: () => {
      const head = gzipSync(new Uint8Array()).subarray(0, 10);
      return concat(head, bombDeflateRaw(new Uint8Array(), Buffer.alloc(1 << 20), 1024, new Uint8Array()), u32(0, 1 << 30));
    },
    expect: refused('unsupported_format', ...LIMITS),
  },
  {
    name: 'zip/directory-ring.zip',
    shows: 'a directory that says it begins where the first member does',
    make: () => zip([notice, { name: 'b.txt', data: utf8('乙') }], { directoryOffset: 0 }),
    expect: either(['file_damaged']),
  },
];
