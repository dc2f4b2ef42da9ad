import { again, concat, encode, noise, utf8, utf16be, utf16le } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FIRST, LAST, LINES, NOTICE } from '../texts.ts';

const around = (...middle: (string | Uint8Array)[]): Uint8Array =>
  concat(`${LINES.slice(0, 4).join('\n')}\n`, ...middle, `\n${LINES.slice(4).join('\n')}\n`);
const unreadable = ['file_damaged', 'unsupported_format', 'file_empty'];

/** UTF-32, little end first. */
function utf32(text: string): Uint8Array {
  const chars = [...text];
  const out = Buffer.alloc(chars.length * 4);
  for (const [i, char] of chars.entries()) out.writeUInt32LE(char.codePointAt(0)!, i * 4);
  return out;
}

export const txtFiles: HostileFile[] = [
  {
    name: 'txt/utf-16-mark-only.txt',
    shows: 'the byte-order mark of UTF-16 and nothing behind it',
    make: () => utf16le('\ufeff'),
    expect: refused('file_empty'),
  },
  {
    name: 'txt/invisible-only.txt',
    shows: '100,000 invisible characters and not one that can be seen',
    make: () => again('\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2064', 12_500),
    expect: refused('file_empty'),
  },
  {
    name: 'txt/utf-16-big-end.txt',
    shows: 'UTF-16, big end first, without a byte-order mark',
    make: () => utf16be(NOTICE),
    expect: either(unreadable, [FIRST, LAST]),
  },
  {
    name: 'txt/utf-16-odd.txt',
    shows: 'UTF-16 with its mark and one byte too few at the end',
    make: () => utf16le(`\ufeff${NOTICE}`).subarray(0, -1),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/utf-32.txt',
    shows: 'UTF-32 with its byte-order mark',
    make: () => utf32(`\ufeff${NOTICE}`),
    expect: either(unreadable, [FIRST, LAST]),
  },
  {
    name: 'txt/big5.txt',
    shows: 'Big5 without any label',
    make: () =>
      encode(
        'big5',
        '雲州市政府關於加強農村飲用水管理的通知\n各縣區應當於每年三月底前完成水源地巡查。\n本通知自公布之日起施行。\n',
      ),
    expect: either(unreadable, ['水源地巡查']),
  },
  {
    name: 'txt/overlong.txt',
    shows: 'overlong UTF-8 for slashes and letters, and sequences of five and six bytes',
    make: () =>
      around(again('\n', 1), Buffer.alloc(900, Uint8Array.of(0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0xf8, 0x88, 0x80, 0x80, 0x80))),
    expect: either(unreadable, [FIRST, LAST]),
  },
  {
    name: 'txt/gb-18030-four-bytes.txt',
    shows: 'GBK text with four-byte characters of GB 18030 (a rare surname) in it',
    make: () => {
      const [head, tail] = NOTICE.split(FIRST) as [string, string];
      return concat(
        encode('gbk', head + FIRST),
        Uint8Array.of(0x95, 0x32, 0x82, 0x36, 0x81, 0x39, 0xef, 0x30),
        encode('gbk', tail),
      );
    },
    expect: ingested([FIRST, LAST], ['\ufffd']),
  },
  {
    name: 'txt/gbk-with-a-wound.txt',
    shows: 'long GBK text with one stray byte in the middle',
    make: () => concat(encode('gbk', NOTICE.repeat(20)), Uint8Array.of(0xff), encode('gbk', NOTICE)),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'txt/cut-in-a-character.txt',
    shows: 'UTF-8 cut off in the middle of its last character',
    make: () => utf8(`${NOTICE}附注`).subarray(0, -1),
    expect: ingested([FIRST, LAST]),
  },
  { name: 'txt/noise.txt', shows: '64 kB of noise', make: () => noise(65_536, 53), expect: refused(...unreadable) },
  {
    name: 'txt/noise-that-is-utf-8.txt',
    shows: '40,000 characters drawn by chance from all planes: no text, though sound UTF-8',
    make: () => {
      const random = Buffer.from(noise(160_000, 59));
      let text = '';
      for (let i = 0; i < random.length; i += 4) {
        const code = random.readUInt32LE(i) % 0x110000;
        text += code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code);
      }
      return utf8(text);
    },
    expect: either(unreadable),
  },
  {
    name: 'txt/a-million-items.txt',
    shows: '1 MB of 一、 in one line and 200,000 of （一） in another',
    make: () => around(again('一、', 170_000), '\n', again('（一）', 200_000), '\n', again('1.', 200_000)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/a-million-digits.txt',
    shows: '1 MB of digits, then 1 MB of full-width ones, then of Chinese ones',
    make: () => around(again('20', 500_000), '\n', again('２０', 170_000), '\n', again('二〇○零', 85_000), '\n'),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/since-since.txt',
    shows: '300,000 of 自, of 自…起 and of 有效期 with no date and no end',
    make: () =>
      around(
        again('自', 300_000),
        '\n',
        again('自起', 100_000),
        '\n',
        again('有效期', 100_000),
        '\n',
        again('本办法所称', 60_000),
      ),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/numbers-of-documents.txt',
    shows: '100,000 beginnings of document numbers, and one whose name has 300,000 characters',
    make: () =>
      around(again('云政发〔2022', 60_000), '\n', again('〔［【（', 60_000), '\n', again('云政', 150_000), '〔2020〕3号\n'),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/chain-of-references.txt',
    shows: '60,000 references to clauses joined by commas, to clauses that are not there',
    make: () => around('依照', again('第九千九百九十九条第三款第（二）项、', 60_000), '的规定办理。'),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/thirty-thousand-articles.txt',
    shows: '30,000 articles that count up, down and over again',
    make: () => {
      const numbers = '一二三四五六七八九'.split('');
      const lines = Array.from(
        { length: 30_000 },
        (_, i) => `第${numbers[(i * 7) % 9]}百${numbers[i % 9]}十条 供水单位依照第${numbers[i % 9]}条办理。`,
      );
      return around(lines.join('\n'));
    },
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/piled-up-marks.txt',
    shows: 'a character with 100,000 combining marks, and a flag of 50,000 regional letters',
    make: () => around('水', again('\u0301\u0489', 50_000), '\n', again('\u{1f1e8}', 50_000), again('\ufe0f', 50_000)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/a-million-line-ends.txt',
    shows: 'two million line ends of five kinds between the halves of the text',
    make: () => around(again('\r\n\n\r\u2028\u2029\u0085', 400_000)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/dots-and-dashes.txt',
    shows: '500,000 dots as in a table of contents, 500,000 dashes as in a page mark, without a number',
    make: () =>
      around(
        '第一章 总则',
        again('…', 170_000),
        '\n',
        again('．', 170_000),
        '\n— ',
        again('—', 170_000),
        '\n',
        again('- 1 ', 100_000),
      ),
    expect: either(LIMITS, [FIRST, LAST]),
  },
];
