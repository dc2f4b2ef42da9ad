import { again, concat, encode, latin1, noise } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { RTF_HEAD, rtf, rtfNotice, rtfText } from '../rtf.ts';
import { FIRST, LAST, NOTICE } from '../texts.ts';

export const rtfFiles: HostileFile[] = [
  {
    name: 'rtf/raw-gbk.rtf',
    shows: 'GBK bytes written raw, without escapes, as some exports do',
    make: () => concat(RTF_HEAD, encode('gbk', NOTICE.replaceAll('\n', '\\par\n')), '}'),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'rtf/half-pairs.rtf',
    shows: 'halves of surrogate pairs without their other halves, 10,000 of them, after the text',
    make: () => latin1(rtf(`${rtfNotice}${'\\u-10179?'.repeat(10_000)}\\par ${'\\u-9000?'.repeat(10_000)}`)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'rtf/numbers-overflow.rtf',
    shows: 'escapes, sizes and counts with numbers far beyond 32 bits',
    make: () =>
      latin1(rtf(`\\fs99999999999999999999 \\li-2147483649 ${rtfNotice}\\u99999999999999999999? \\u-99999999999? \\'zz \\'`)),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'rtf/replacement-count.rtf',
    shows: 'an escape said to be followed by 2,000,000,000 replacement characters, inside a group of its own',
    make: () => latin1(rtf(`${rtfNotice}{\\uc2000000000 \\u20013?xyz}\\par ${rtfText('附注照此办理')}\\par `)),
    expect: ingested([FIRST, LAST, '附注照此办理']),
  },
  {
    name: 'rtf/picture-of-40-megabytes.rtf',
    shows: 'a picture of 40 MB in hexadecimal before the text',
    make: () => concat(RTF_HEAD, '{\\pict\\wmetafile8 ', again('0123456789abcdef', 2_600_000), '}\n', rtfNotice, '}'),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'rtf/closed-too-often.rtf',
    shows: '100,000 closing braces after the first half, then the second half',
    make: () => latin1(`${rtf(rtfNotice)}${'}'.repeat(100_000)}${rtfText('括号之后的文字')}\\par}`),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'rtf/hundred-thousand-fonts.rtf',
    shows: 'a table of 100,000 fonts, each with another character set',
    make: () => {
      const fonts = Array.from({ length: 100_000 }, (_, i) => `{\\f${i + 1}\\fcharset${i % 256} F${i};}`);
      return latin1(rtf(`{\\fonttbl${fonts.join('')}}\\f0 ${rtfNotice}`));
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'rtf/cells-without-rows.rtf',
    shows: '200,000 cells in a table that never says where its rows begin or end',
    make: () => latin1(rtf(`${rtfNotice}\\intbl ${'1\\cell '.repeat(200_000)}\\pard\\par `)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'rtf/fields-and-objects.rtf',
    shows: 'fields that include files of the machine, and an embedded program',
    make: () =>
      concat(
        RTF_HEAD,
        rtfNotice,
        '{\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}{\\fldrslt }}{\\field{\\*\\fldinst DDEAUTO cmd "/c calc"}{\\fldrslt }}',
        `{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata ${Buffer.from(noise(5000, 41)).toString('hex')}}}`,
        '{\\*\\template \\\\\\\\127.0.0.1\\\\x.dotm}}',
      ),
    expect: ingested([FIRST, LAST], ['root:', 'calc']),
  },
  {
    name: 'rtf/only-the-mark.rtf',
    shows: 'five bytes: the mark of the format and nothing else',
    make: () => latin1('{\\rtf'),
    expect: refused('file_empty', 'file_damaged'),
  },
];
