import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import { EncryptedFileError, ParseError, UnsupportedFormatError, WenceError } from '../../domain/errors.ts';
import { readFields, shownByCode } from './doc/fields.ts';
import { Lists } from './doc/lists.ts';
import { modifiersOf } from './doc/modifiers.ts';
import { PieceTable } from './doc/pieces.ts';
import { docParser } from './doc.ts';
import { readOle } from './ole.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/formats');
const document = readFileSync(join(fixtures, 'doc-articles/source.doc'));

function u16(...values: number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}
function u32(...values: number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

/** A piece table with one piece of `count` characters at byte 0. */
function onePiece(count: number, wide: boolean): Buffer {
  const place = wide ? 0 : 0x40000000;
  const plc = Buffer.concat([u32(0, count), u16(0), u32(place), u16(0)]);
  return Buffer.concat([Buffer.from([2]), u32(plc.length), plc]);
}

/** The document with its streams changed. */
function changed(change: (streams: Record<string, Buffer>) => void): Buffer {
  const streams = Object.fromEntries([...readOle(document)].map(([name, read]) => [name, Buffer.from(read())]));
  change(streams);
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, content);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Buffer);
}

const parse = (bytes: Buffer) => docParser.parse({ path: 'a.doc', bytes });

describe('pieces of text', () => {
  it('reads Western text in one byte, with the quotation marks of the code page', () => {
    const text = Buffer.from([0x93, 0x48, 0x69, 0x94, 0x85]);
    expect(new PieceTable(onePiece(5, false), text).text).toBe('“Hi”…');
  });
  it('reads GBK where a program wrote it as Western text, and says so', () => {
    const text = Buffer.from([0xca, 0xbe, 0xc0, 0xfd, 0xca, 0xd0, 0xc8, 0xcb, 0x31]);
    const table = new PieceTable(onePiece(9, false), text);
    expect(table.text.replaceAll('\0', '')).toBe('示例市人1');
    expect(table.text).toHaveLength(9);
    expect(table.warnings.map((warning) => warning.code)).toEqual(['encoding_guessed']);
  });
  it('keeps accents of Western languages', () => {
    const text = Buffer.from('né à Orléans, déjà été fêté', 'latin1');
    expect(new PieceTable(onePiece(text.length, false), text).text).toBe('né à Orléans, déjà été fêté');
  });
  it('refuses pieces outside the file', () => {
    expect(() => new PieceTable(onePiece(50, true), Buffer.alloc(99))).toThrow(ParseError);
  });
});

describe('property modifiers', () => {
  it('finds its way past operands of every length', () => {
    const list = Buffer.concat([
      u16(0x2403),
      Buffer.from([1]),
      u16(0xd608, 4),
      Buffer.from([0, 9, 9]),
      u16(0xc615),
      Buffer.from([255, 1, 0, 0, 0, 0, 1, 0, 0, 0]),
      u16(0x6649),
      u32(2),
      u16(0x460b, 7),
    ]);
    expect([...modifiersOf(list)].map(({ code, operand }) => [code.toString(16), operand.length])).toEqual([
      ['2403', 1],
      ['d608', 3],
      ['c615', 9],
      ['6649', 4],
      ['460b', 2],
    ]);
  });
  it('stops at one that is cut off', () => {
    expect([...modifiersOf(Buffer.concat([u16(0x2403), Buffer.from([1]), u16(0x6649), Buffer.from([1])]))]).toHaveLength(1);
  });
});

describe('fields', () => {
  it('keeps the result and drops the code, inside another field too', () => {
    const text = '见\u0013HYPERLINK "https://a.example/"\u0014第\u0013REF x\u00143\u0015页\u0015。';
    const { hidden, links } = readFields(text);
    expect([...text].filter((_, i) => !hidden[i]).join('')).toBe('见第3页。');
    expect(links).toEqual([{ label: '第3页', url: 'https://a.example/' }]);
  });
  it('loses no text to a mark without a partner', () => {
    const text = '甲\u0013乙\u0014丙\u0015丁\u0013戊';
    const { hidden } = readFields(text);
    expect([...text].filter((_, i) => !hidden[i]).join('')).toBe('甲丙丁戊');
  });
  it.each([
    ['EQ \\o\\ac(○,1)', '①'],
    ['eq \\o\\ac(○,十)', '㊉'],
    ['EQ \\f(1,2)', '1/2'],
    ['SYMBOL 163 \\f "Wingdings 2" \\s 12', '□'],
    ['SYMBOL 179 \\f Symbol', '≥'],
    ['XE "词条"', ''],
    ['EQ \\r(3,x)', null],
    ['DOCPROPERTY 密级', null],
  ])('%s shows %s', (code, shown) => expect(shownByCode(code)).toBe(shown));
});

describe('lists', () => {
  /** A level with its number format, its label and its start. */
  const level = (format: number, text: string, start = 1, follow = 2) =>
    Buffer.concat([
      u32(start),
      Buffer.from([format, 0, ...Array.from({ length: 9 }, () => 0), follow]),
      u32(0, 0),
      Buffer.from([0, 0, 0, 0]),
      u16(text.length),
      Buffer.from(text, 'utf16le'),
    ]);
  const lists = Buffer.concat([u16(1), u32(77, 0), Buffer.alloc(18), Buffer.from([0, 0])]);
  const overrides = (changes: Buffer, count: number) =>
    Buffer.concat([u32(1), u32(77, 0, 0), Buffer.from([count, 0, 0, 0]), u32(0xffffffff), changes]);
  const nine = (...first: Buffer[]) => Buffer.concat([...first, ...Array.from({ length: 9 - first.length }, () => level(0, ''))]);

  it('counts levels, restarts the inner ones and shows Chinese numbers', () => {
    const numbering = new Lists(lists, nine(level(39, '第\u0000条'), level(39, '（\u0001）')), overrides(Buffer.alloc(0), 0));
    const labels = [0, 1, 1, 0, 1].map((at) => numbering.next({ list: 1, level: at })?.label);
    expect(labels).toEqual(['第一条', '（一）', '（二）', '第二条', '（一）']);
  });
  it('starts where an override says', () => {
    const numbering = new Lists(lists, nine(level(0, '\u0000.')), overrides(Buffer.concat([u32(5), u32(0x10)]), 1));
    expect([0, 0].map((at) => numbering.next({ list: 1, level: at })?.label)).toEqual(['5.', '6.']);
  });
  it('says when a label cannot be known', () => {
    const numbering = new Lists(lists, nine(level(9, '\u0000')), overrides(Buffer.alloc(0), 0));
    expect(numbering.next({ list: 1, level: 0 })).toBeUndefined();
    expect(numbering.next({ list: 8, level: 0 })).toBeUndefined();
    expect(numbering.next({ list: 0, level: 0 })).toBeNull();
  });
});

describe('Word files that are not read', () => {
  it('names passwords, old versions and missing parts', async () => {
    const flag = (offset: number, value: number) =>
      changed(({ worddocument }) => void worddocument!.writeUInt16LE(worddocument!.readUInt16LE(offset) | value, offset));
    await expect(parse(flag(10, 0x100))).rejects.toThrow(EncryptedFileError);
    await expect(parse(changed(({ worddocument }) => void worddocument!.writeUInt16LE(104, 2)))).rejects.toThrow(
      UnsupportedFormatError,
    );
    await expect(parse(changed((streams) => void delete streams['1table']))).rejects.toThrow(ParseError);
  });

  it('reads or refuses by name whatever byte of it is wrong', async () => {
    const streams = Object.fromEntries([...readOle(document)].map(([name, read]) => [name, read()]));
    let read = 0;
    for (const name of ['worddocument', '1table']) {
      const stream = streams[name]!;
      for (let at = 0; at < stream.length; at += 37) {
        for (const value of [0xff, 0x80]) {
          const spoiled = changed((copies) => void copies[name]!.writeUInt8(stream[at]! ^ value, at));
          const outcome = await parse(spoiled).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome instanceof WenceError || outcome instanceof RangeError).toBe(true);
          else read++;
        }
      }
    }
    expect(read).toBeGreaterThan(100);
  });
});
