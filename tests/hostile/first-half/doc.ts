import { base, concat, cut, noise } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { docWith, ole } from '../ole.ts';
import { BASE_DOC } from '../texts.ts';

export const docFiles: HostileFile[] = [
  {
    name: 'doc/cut-off.doc',
    shows: 'cut off after a quarter: the directory of the compound file is gone',
    make: () => cut(base('notice.doc'), 0.25),
    expect: refused('file_damaged'),
  },
  {
    name: 'doc/password.doc',
    shows: 'the header says that the text is encrypted',
    make: () =>
      docWith((streams) => {
        const word = streams.WordDocument!;
        word.writeUInt16LE(word.readUInt16LE(0x0a) | 0x0100, 0x0a);
        word.set(noise(word.length - 0x200, 3), 0x200);
      }),
    expect: refused('file_encrypted'),
  },
  {
    name: 'doc/sector-chain-loop.doc',
    shows: 'the first sector of the text stream is followed by itself',
    make: () =>
      docWith(
        (streams) => {
          streams.WordDocument = Buffer.from(concat(streams.WordDocument!, Buffer.alloc(8192)));
        },
        ({ fat, starts }) => {
          fat[starts.WordDocument!] = starts.WordDocument!;
        },
      ),
    expect: refused(...BROKEN),
  },
  {
    name: 'doc/text-length-lies.doc',
    shows: 'the header promises 2,147,483,647 characters of text',
    make: () => docWith(({ WordDocument }) => void WordDocument!.writeInt32LE(0x7fffffff, 0x4c)),
    expect: either([...LIMITS, 'file_damaged'], BASE_DOC),
  },
  {
    name: 'doc/no-text-stream.doc',
    shows: 'a compound file of another program (a message store)',
    make: () =>
      ole([
        { name: '__properties_version1.0', data: noise(500) },
        { name: '__substg1.0_1000001F', data: Buffer.from('这不是公文', 'utf16le') },
      ]),
    expect: refused('unsupported_format', 'file_damaged'),
  },
  {
    name: 'doc/garbage-behind.wps',
    shows: 'a sound document under the name of another word processor, with 1 MB of garbage behind it',
    make: () => concat(base('notice.doc'), noise(1 << 20, 11)),
    expect: ingested(BASE_DOC),
  },
  {
    name: 'doc/header-only.doc',
    shows: 'the 512 bytes of a compound file’s header',
    make: () => base('notice.doc').subarray(0, 512),
    expect: refused('file_damaged'),
  },
];
