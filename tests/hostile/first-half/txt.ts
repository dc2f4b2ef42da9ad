import { again, concat, encode, utf8, utf16le } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FIRST, LAST, LINES, NOTICE } from '../texts.ts';

/** The notice with something in its middle that a pattern may stumble over. */
const around = (...middle: (string | Uint8Array)[]): Uint8Array =>
  concat(`${LINES.slice(0, 4).join('\n')}\n`, ...middle, `\n${LINES.slice(4).join('\n')}\n`);

export const txtFiles: HostileFile[] = [
  { name: 'txt/no-bytes.txt', shows: 'no bytes at all', make: () => new Uint8Array(), expect: refused('file_empty') },
  {
    name: 'txt/white-space-only.txt',
    shows: 'blanks, tabs, ideographic and no-break spaces and line ends, 1 MB of them',
    make: () => again(' \t\u3000\u00a0\r\n\u2003\u2028', 70_000),
    expect: refused('file_empty'),
  },
  {
    name: 'txt/byte-order-mark-only.txt',
    shows: 'a byte-order mark and nothing behind it',
    make: () => utf8('\ufeff'),
    expect: refused('file_empty'),
  },
  {
    name: 'txt/gbk.txt',
    shows: 'GBK without any label',
    make: () => encode('gbk', NOTICE),
    expect: ingested([FIRST, LAST], ['\ufffd']),
  },
  {
    name: 'txt/utf-16-without-mark.txt',
    shows: 'UTF-16, little end first, without a byte-order mark',
    make: () => utf16le(NOTICE),
    expect: either(['unsupported_format', 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'txt/half-utf-8-half-gbk.txt',
    shows: 'one half UTF-8, the other GBK, joined as two editors left them',
    make: () => concat(NOTICE, encode('gbk', '以下由另一处录入。县水务局负责解释本通知。\n')),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST, LAST]),
  },
  {
    name: 'txt/nul-bytes.txt',
    shows: 'a NUL byte after each line and 4,096 of them at the end',
    make: () => concat(NOTICE.replaceAll('\n', '\0\n'), Buffer.alloc(4096)),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST, LAST]),
  },
  {
    name: 'txt/control-characters.txt',
    shows: 'bells, backspaces, escapes and terminal commands between the characters',
    make: () => utf8(NOTICE.replaceAll('\n', '\x07\x1b[2J\x1b]0;title\x07\n\x7f')),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST, LAST]),
  },
  {
    name: 'txt/bidi-overrides.txt',
    shows: 'overrides of the writing direction that make 5年 look like 年5, opened 10,000 times and never closed',
    make: () => concat(NOTICE, again('\u202e年5\u2067\u2066', 10_000), '\n以上为附注。\n'),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/zero-width-flood.txt',
    shows: 'a thousand zero-width characters behind each character of one sentence',
    make: () => utf8(NOTICE.replace(FIRST, [...FIRST].map((char) => char + '\u200b\u200d\u2060\ufeff'.repeat(250)).join(''))),
    expect: ingested([LAST]),
  },
  {
    name: 'txt/lone-surrogates.txt',
    shows: 'halves of surrogate pairs in UTF-8, 1,000 of them',
    make: () => around(Buffer.alloc(3000, Uint8Array.of(0xed, 0xa0, 0xbd))),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST, LAST]),
  },
  {
    name: 'txt/open-brackets.txt',
    shows: '200,000 opening brackets in one line',
    make: () => around(again('（', 200_000)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/open-title-marks.txt',
    shows: '100,000 opening title marks, then 100,000 closing ones with a number behind them',
    make: () => around(again('《', 100_000), '\n', again('》（', 100_000)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/a-million-ordinals.txt',
    shows: '1 MB of 第 in one line, and one of 第一二三四五… without a 条',
    make: () => around(again('第', 330_000), '\n第', again('一二三四五六七八九十百千', 20_000)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'txt/line-of-5-megabytes.txt',
    shows: 'a single line of 5 MB without a full stop',
    make: () => around(again('为了保障农村居民饮水安全', 145_000)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'txt/200000-lines.txt',
    shows: '200,000 lines of one to three characters',
    make: () => around(again('一\n二、\n(3)\n4.\n水\n', 40_000)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
];
