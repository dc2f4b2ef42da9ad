import { latin1 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { rtf, rtfGbk, rtfNotice, rtfParagraphs } from '../rtf.ts';
import { FIRST, LAST, LINES } from '../texts.ts';

export const rtfFiles: HostileFile[] = [
  {
    name: 'rtf/cut-off.rtf',
    shows: 'cut off in the middle of an escape; the groups are never closed',
    make: () => latin1(rtf(rtfNotice, '\\u2')),
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'rtf/binary-length-lies.rtf',
    shows: 'a picture of 2,000,000,000 bytes of which 16 are there',
    make: () => latin1(rtf(`${rtfNotice}{\\pict\\pngblip\\bin2000000000 0123456789abcdef}`)),
    expect: either(['file_damaged', ...LIMITS], [FIRST, LAST]),
  },
  {
    name: 'rtf/escape-flood.rtf',
    shows: 'half a million Unicode escapes in one paragraph',
    make: () => latin1(rtf(`${rtfNotice}${'\\u20013?'.repeat(500_000)}\\par `)),
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'rtf/deep-groups.rtf',
    shows: 'groups nested 300,000 deep after the text',
    make: () => latin1(rtf(`${rtfNotice}${'{\\b '.repeat(300_000)}x${'}'.repeat(300_000)}`)),
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'rtf/code-page-936.rtf',
    shows: 'two-byte escapes, some of whose second bytes are a backslash or a brace in ASCII',
    make: () => latin1(rtf(rtfParagraphs([...LINES, '沑、泏、泒三处水源'], rtfGbk))),
    expect: ingested([FIRST, LAST, '沑、泏、泒三处水源']),
  },
  {
    name: 'rtf/long-control-word.rtf',
    shows: 'a control word of a million letters, another with a number of 100,000 digits',
    make: () => latin1(rtf(`\\${'a'.repeat(1_000_000)} \\fs${'9'.repeat(100_000)} ${rtfNotice}`)),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'rtf/nothing-in-it.rtf',
    shows: 'a sound document without text',
    make: () => latin1(rtf('\\par\\par \\~\\par')),
    expect: refused('file_empty'),
  },
];
