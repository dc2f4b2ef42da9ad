import { bombDeflateRaw, concat, encode, latin1, noise, utf8 } from '../bytes.ts';
import { type Expect, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FIRST, LAST, NOTICE } from '../texts.ts';
import { bombEntry, type ZipEntry, zip, zipQuine } from '../zip.ts';

const notice: ZipEntry = { name: 'tongzhi.txt', data: NOTICE };
const sound: Expect = ingested([FIRST, LAST]);
const odd: Expect = either(['file_damaged', 'unsupported_format', 'file_too_large'], ['出逃的内容']);
const escapee = '出逃的内容，不得写到别处。';

export const zipFiles: HostileFile[] = [
  {
    name: 'zip/path-escape.zip',
    shows: 'members that want to be written above the folder, at the root and on a drive',
    make: () =>
      zip([
        notice,
        ...[
          '../../../hostile-up.txt',
          '/tmp/hostile-root.txt',
          'C:\\hostile-drive.txt',
          '..\\..\\hostile-back.txt',
          'a/../../hostile-mid.txt',
        ].map((name) => ({ name, data: escapee })),
      ]),
    expect: ingested([]),
    members: {
      'tongzhi.txt': sound,
      '../../../hostile-up.txt': odd,
      '/tmp/hostile-root.txt': odd,
      'a/../../hostile-mid.txt': odd,
    },
    mustNotAppear: ['hostile-up.txt', 'hostile-root.txt', 'hostile-drive.txt', 'hostile-back.txt', 'hostile-mid.txt'],
  },
  {
    name: 'zip/symbolic-links.zip',
    shows: 'links to /etc/passwd and to the folder above, and a member that is written through one',
    make: () =>
      zip([
        { name: 'mima.txt', data: '/etc/passwd', mode: 0o120777, store: true },
        { name: 'shang', data: '..', mode: 0o120777, store: true },
        { name: 'shang/hostile-through.txt', data: escapee },
        notice,
      ]),
    expect: ingested([], ['root:']),
    members: { 'tongzhi.txt': sound, 'mima.txt': either(['file_damaged', 'unsupported_format', 'file_empty'], [], ['root:']) },
    mustNotAppear: ['hostile-through.txt'],
  },
  {
    name: 'zip/nul-in-names.zip',
    shows: 'names with NUL bytes, line ends and nothing at all',
    make: () =>
      zip([{ name: 'a\0.txt', data: escapee }, { name: 'b\n\r.txt', data: escapee }, { name: '', data: escapee }, notice]),
    expect: ingested([]),
    members: { 'tongzhi.txt': sound },
  },
  {
    name: 'zip/gbk-names.zip',
    shows: 'names in GBK without the UTF-8 flag, as Windows writes them',
    make: () => zip([{ name: encode('gbk', '通知/饮用水通知.txt'), data: NOTICE }]),
    expect: ingested([]),
    members: { '通知/饮用水通知.txt': sound },
  },
  {
    name: 'zip/hundred-thousand-entries.zip',
    shows: '100,000 members of one byte',
    make: () =>
      zip([notice, ...Array.from({ length: 100_000 }, (_, i) => ({ name: `f/${i}.txt`, data: 'x', store: true }))], {
        count: 0xffff,
      }),
    expect: either([...LIMITS, 'file_damaged']),
  },
  {
    name: 'zip/twenty-deep.zip',
    shows: 'an archive in an archive, 20 deep, with a sound member beside the outermost',
    make: () => {
      let inner = zip([{ name: 'zuishen.txt', data: '最深处的文字。' }]);
      for (let i = 19; i > 0; i--) inner = zip([{ name: `${i}.zip`, data: inner, store: true }, ...(i === 1 ? [notice] : [])]);
      return inner;
    },
    expect: ingested([]),
    members: { 'tongzhi.txt': sound },
  },
  {
    name: 'zip/encrypted-member.zip',
    shows: 'one member under a password, one in the open',
    make: () => zip([{ name: 'mimi.txt', raw: noise(200, 4), size: 300, flags: 0x801, crc: 0x1234 }, notice]),
    expect: ingested([]),
    members: { 'tongzhi.txt': sound, 'mimi.txt': refused('file_encrypted') },
  },
  {
    name: 'zip/all-encrypted.zip',
    shows: 'a password on the only member',
    make: () => zip([{ name: 'mimi.txt', raw: noise(200, 8), size: 300, flags: 0x801, crc: 0x1234 }]),
    expect: refused('file_encrypted'),
  },
  {
    name: 'zip/bomb.zip',
    shows: 'a text member of 4 GB that says it has 1,000 bytes, beside a sound one',
    make: () => {
      const raw = bombDeflateRaw(utf8(NOTICE), Buffer.alloc(1 << 20, '水'), 4000, new Uint8Array());
      return zip([notice, { name: 'zhadan.txt', raw, size: 1000 }]);
    },
    expect: ingested([]),
    members: { 'tongzhi.txt': sound, 'zhadan.txt': refused(...LIMITS, 'file_damaged') },
  },
  {
    name: 'zip/quine.zip',
    shows: 'an archive whose only member is the archive itself, for ever',
    make: () => zipQuine(),
    expect: refused(...LIMITS, 'file_empty', 'unsupported_format', 'file_damaged'),
  },
  {
    name: 'zip/one-body-1000-members.zip',
    shows: '1,000 members that share one packed body of 64 MB',
    make: () => {
      const body = bombEntry('', '', Buffer.alloc(1 << 20, 0x78), 64);
      const member = (i: number): ZipEntry => ({
        ...body,
        name: `a${i}.txt`,
        localName: 'a.txt',
        sameAsBefore: i > 0,
      });
      return zip([...Array.from({ length: 1000 }, (_, i) => member(i)), notice]);
    },
    expect: either([...LIMITS, 'file_damaged']),
  },
  {
    name: 'zip/same-name-twice.zip',
    shows: 'two members of one name, and two more that differ in case only',
    make: () =>
      zip([
        { name: 'a.txt', data: '甲文：供水。' },
        { name: 'a.txt', data: NOTICE },
        { name: 'A.TXT', data: '乙文：排水。' },
        notice,
      ]),
    expect: ingested([]),
    members: { 'tongzhi.txt': sound },
  },
  {
    name: 'zip/cut-off.zip',
    shows: 'cut off inside the directory',
    make: () => {
      const whole = zip([notice, { name: 'b.txt', data: latin1('b') }]);
      return concat(whole.subarray(0, whole.length - 60));
    },
    expect: either(['file_damaged']),
  },
];
