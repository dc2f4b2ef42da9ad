import { base, concat, cut, noise, patch, u16, u32 } from '../bytes.ts';
import { BROKEN, either, type HostileFile, LIMITS, refused } from '../hostile-file.ts';
import { docWith, ole, oleStreams } from '../ole.ts';
import { BASE_DOC } from '../texts.ts';

const FC_CLX = 0x1a2;
const table = (streams: Record<string, Buffer>): Buffer => (streams['1Table'] ?? streams['0Table'])!;
const sound = (): Uint8Array => docWith(() => {});

export const docFiles: HostileFile[] = [
  {
    name: 'doc/cut-at-the-end.doc',
    shows: 'the last tenth is missing, with the sectors of the allocation table',
    make: () => cut(sound(), 0.9),
    expect: either(['file_damaged'], BASE_DOC),
  },
  {
    name: 'doc/table-list-loop.doc',
    shows: 'the list of allocation sectors goes on in a sector that names itself as the next one',
    make: () => {
      const file = sound();
      const sectors = file.length / 512 - 1;
      const loop = concat(u32(...Array.from({ length: 127 }, () => 0)), u32(sectors));
      return concat(patch(patch(file, 44, u32(60_000)), 68, u32(sectors, 4_000_000)), loop);
    },
    expect: either(['file_damaged', ...LIMITS], BASE_DOC),
  },
  {
    name: 'doc/directory-ring.doc',
    shows: 'each directory entry is the left and right neighbour of itself and the child of all',
    make: () =>
      docWith(
        () => {},
        ({ directory }) => {
          for (let at = 128; at + 128 <= directory.length; at += 128) {
            if (directory[at + 66] !== 2) continue;
            directory.writeUInt32LE(at / 128, at + 68);
            directory.writeUInt32LE(
              directory.readUInt32LE(at + 72) === 0xffffffff ? 1 : directory.readUInt32LE(at + 72),
              at + 72,
            );
            directory.writeUInt32LE(1, at + 76);
          }
        },
      ),
    expect: either(['file_damaged'], BASE_DOC),
  },
  {
    name: 'doc/sectors-of-two-gigabytes.doc',
    shows: 'a sector size of 2 to the power of 31, and mini sectors of 2 to the power of 60',
    make: () => patch(sound(), 30, u16(31, 60)),
    expect: refused('file_damaged', 'unsupported_format'),
  },
  {
    name: 'doc/piece-table-lies.doc',
    shows: 'a piece table of 4 GB that lies behind the end of its stream',
    make: () => docWith(({ WordDocument }) => void WordDocument!.set(u32(0x7ffffff0, 0xffffffff), FC_CLX)),
    expect: either(['file_damaged'], BASE_DOC),
  },
  {
    name: 'doc/pieces-outside.doc',
    shows: 'the pieces of the text lie outside the file',
    make: () =>
      docWith((streams) => {
        const at = streams.WordDocument!.readUInt32LE(FC_CLX);
        const clx = table(streams);
        const count = (clx.readUInt32LE(at + 1) - 4) / 12;
        for (let i = 0; i < count; i++) clx.writeUInt32LE(0x3ffffff0, at + 5 + (count + 1) * 4 + i * 8 + 2);
      }),
    expect: refused(...BROKEN),
  },
  {
    name: 'doc/positions-backwards.doc',
    shows: 'the positions of the pieces run backwards and below zero',
    make: () =>
      docWith((streams) => {
        const at = streams.WordDocument!.readUInt32LE(FC_CLX);
        const count = (table(streams).readUInt32LE(at + 1) - 4) / 12;
        for (let i = 0; i <= count; i++) table(streams).writeInt32LE(-1000 * (i + 1), at + 5 + i * 4);
      }),
    expect: either(BROKEN, BASE_DOC),
  },
  {
    name: 'doc/small-chain-loop.doc',
    shows: 'the table stream lies in small sectors, the first of which is followed by itself',
    make: () =>
      ole(
        oleStreams(base('notice.doc')).map(({ name, data }) => ({
          name,
          data: /Table/.test(name) ? data.subarray(0, 3000) : data,
        })),
        ({ miniFat }) => {
          for (let i = 0; i < miniFat.length; i++) miniFat[i] = i;
        },
      ),
    expect: either(['file_damaged', ...LIMITS], BASE_DOC),
  },
  {
    name: 'doc/hundred-thousand-streams.doc',
    shows: 'a document among 60,000 other streams, each a neighbour of the one before',
    make: () => {
      const others = Array.from({ length: 60_000 }, (_, i) => ({
        name: `zz${String(i).padStart(20, '0')}`,
        data: new Uint8Array(),
      }));
      return ole([...oleStreams(base('notice.doc')), ...others]);
    },
    expect: either([...LIMITS, 'file_damaged'], BASE_DOC),
  },
  {
    name: 'doc/password.wps',
    shows: 'the mark of encryption in a document of another word processor',
    make: () =>
      docWith((streams) => {
        const word = streams.WordDocument!;
        word.writeUInt16LE(word.readUInt16LE(0x0a) | 0x8100, 0x0a);
        word.set(noise(word.length - 0x400, 17), 0x400);
        table(streams).set(noise(200, 19));
      }),
    expect: refused('file_encrypted'),
  },
  {
    name: 'doc/word-for-dos.doc',
    shows: 'the header of a word processor of the eighties and noise behind it',
    make: () => concat(Uint8Array.of(0x31, 0xbe, 0, 0, 0, 0xab), noise(3000, 23)),
    expect: refused('unsupported_format', 'file_damaged'),
  },
  {
    name: 'doc/noise-inside.doc',
    shows: 'a sound container whose text and table streams are noise',
    make: () =>
      ole([
        { name: 'WordDocument', data: noise(9000, 29) },
        { name: '1Table', data: noise(5000, 31) },
        { name: '0Table', data: noise(5000, 37) },
      ]),
    expect: refused(...BROKEN, 'file_encrypted', 'unsupported_format'),
  },
];
