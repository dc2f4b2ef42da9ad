import { cut, deflate, latin1, u16 } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { A4, pageOf, pageText, pdfOf, RESOURCES } from '../pdf.ts';
import { FIRST, LAST, LINES } from '../texts.ts';

/** A document whose objects lie in one object stream and whose table is a stream too; `lie` changes what they say. */
function modern(lie: { count?: number; first?: number; widths?: string; index?: string }): Uint8Array {
  const { pdf } = pdfOf();
  const inner = [1, 2, 3, 4, 5];
  const bodies = inner.map((n) => Buffer.from(pdf.objects.get(n)!).toString('latin1'));
  let head = '';
  let at = 0;
  for (const [i, n] of inner.entries()) {
    head += `${n} ${at} `;
    at += bodies[i]!.length + 1;
  }
  for (const n of inner) pdf.objects.delete(n);
  const said = `/N ${lie.count ?? inner.length} /First ${lie.first ?? head.length}`;
  const holder = pdf.stream(`/Type /ObjStm ${said} /Filter /FlateDecode`, deflate(head + bodies.join(' ')));
  return pdf.build({
    tail: (xrefAt, offsets) => {
      const self = holder + 1;
      const rows: number[] = [];
      for (let n = 0; n <= self; n++) {
        const place = inner.indexOf(n);
        const offset = n === self ? xrefAt : (offsets.get(n) ?? 0);
        if (place >= 0) rows.push(2, holder >> 8, holder & 255, place);
        else rows.push(offset ? 1 : 0, offset >> 8, offset & 255, 0);
      }
      const data = deflate(Uint8Array.from(rows));
      const more = `${lie.widths ?? '/W [1 2 1]'} ${lie.index ?? ''} /Root 1 0 R /Filter /FlateDecode /Length ${data.length}`;
      const dictionary = `<< /Type /XRef /Size ${self + 1} ${more} >>`;
      return Buffer.concat([
        latin1(`${self} 0 obj\n${dictionary}\nstream\n`),
        data,
        latin1(`\nendstream\nendobj\nstartxref\n${xrefAt}\n%%EOF\n`),
      ]);
    },
  });
}

export const pdfFiles: HostileFile[] = [
  {
    name: 'pdf/no-table.pdf',
    shows: 'the cross-reference table and the trailer are cut off; every object is there',
    make: () => pdfOf().pdf.build({ tail: () => '' }),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'pdf/last-page-lost.pdf',
    shows: 'three pages cut off in the stream of the third; the page tree stands at the front',
    make: () => cut(pdfOf([LINES, LINES.slice(0, 3), ['临江市补充说明'.repeat(40)]]).pdf.build({ tail: () => '' }), 0.93),
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'pdf/objects-in-streams.pdf',
    shows: 'everything in object streams, and the table a stream: sound, as a measure for the two that follow',
    make: () => modern({}),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/object-stream-lies.pdf',
    shows: 'an object stream that says it holds 1,000,000,000 objects',
    make: () => modern({ count: 1_000_000_000 }),
    expect: either(['file_damaged', ...LIMITS], [FIRST]),
  },
  {
    name: 'pdf/table-stream-lies.pdf',
    shows: 'a table stream with fields 2,000,000,000 bytes wide and a range of 4,000,000,000 objects',
    make: () => modern({ widths: '/W [1 2000000000 1]', index: '/Index [0 4000000000]' }),
    expect: either(['file_damaged', ...LIMITS], [FIRST]),
  },
  {
    name: 'pdf/page-count-lies.pdf',
    shows: 'one page in a tree that says it has 2,147,483,647',
    make: () => {
      const { pdf, pages } = pdfOf();
      pdf.set(2, `<< /Type /Pages /Count 2147483647 /Kids [${pages[0]} 0 R] >>`);
      return pdf.build();
    },
    expect: either(['file_damaged', ...LIMITS], [FIRST]),
  },
  {
    name: 'pdf/zero-size-page.pdf',
    shows: 'a page without width or height, one turned inside out, one with a box of words',
    make: () => {
      const { pdf, pages, contents } = pdfOf([LINES, ['第二页文字'], ['第三页文字']]);
      const boxes = ['0 0 0 0', '595 842 0 0', '/a (b) null true'];
      for (const [i, page] of pages.entries()) {
        pdf.set(
          page,
          `<< /Type /Page /Parent 2 0 R /MediaBox [${boxes[i]}] ${RESOURCES} /Contents ${contents[i]} 0 R /Rotate 37 >>`,
        );
      }
      return pdf.build();
    },
    expect: ingested([FIRST, LAST, '第二页文字']),
  },
  {
    name: 'pdf/unknown-handler.pdf',
    shows: 'encrypted by a rights-management system that nobody else knows',
    make: () => {
      const { pdf, contents } = pdfOf();
      const handler = pdf.add('<< /Filter /FoxitConnectedPDFDRM /V 4 /Length 128 /CF << >> /StmF /Identity >>');
      pdf.stream('/Filter /FlateDecode', Buffer.alloc(600, 0xa7), contents[0]!);
      return pdf.build({ trailer: `/Encrypt ${handler} 0 R /ID [<00> <00>]` });
    },
    expect: refused('file_encrypted', 'file_damaged'),
  },
  {
    name: 'pdf/image-of-billions.pdf',
    shows: 'a scanned page said to have 60,000 by 60,000 points in four colours; 100 bytes of it are there',
    make: () => {
      const { pdf, pages } = pdfOf();
      const size = '/Width 60000 /Height 60000 /ColorSpace /DeviceCMYK /BitsPerComponent 8';
      const image = pdf.stream(`/Type /XObject /Subtype /Image ${size} /Filter /FlateDecode`, deflate(Buffer.alloc(100)));
      const draw = pdf.stream('', 'q 595 0 0 842 0 0 cm /I Do Q');
      const own = `/Resources << /XObject << /I ${image} 0 R >> >>`;
      pdf.set(pages[0]!, `<< /Type /Page /Parent 2 0 R ${A4} ${own} /Contents ${draw} 0 R >>`);
      return pdf.build();
    },
    expect: refused(...BROKEN, ...LIMITS),
  },
  {
    name: 'pdf/unicode-map-bomb.pdf',
    shows: 'a Unicode map with ranges of 4,294,967,295 codes',
    make: () => {
      const { pdf, contents } = pdfOf();
      const range = '1 beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange 1 beginbfrange <0000> <FFFF> <0000> endbfrange';
      pdf.stream('', `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${range.repeat(50)} endcmap`, 6);
      pdf.stream('', pageText(LINES), contents[0]!);
      return pdf.build();
    },
    expect: either([...BROKEN, ...LIMITS]),
  },
  {
    name: 'pdf/saved-states.pdf',
    shows: 'two million saved states before the text, none restored',
    make: () => {
      const { pdf, contents } = pdfOf();
      pdf.stream('', `${'q '.repeat(2_000_000)}\n${pageText(LINES)}`, contents[0]!);
      return pdf.build();
    },
    expect: either(LIMITS, [FIRST]),
  },
  {
    name: 'pdf/text-drawn-5000-times.pdf',
    shows: 'the text of the page drawn 5,000 times in one place',
    make: () => {
      const { pdf, contents } = pdfOf();
      pdf.stream('/Filter /FlateDecode', deflate(pageText(LINES).repeat(5000)), contents[0]!);
      return pdf.build();
    },
    expect: either(LIMITS, [FIRST]),
  },
  {
    name: 'pdf/contents-hold-themselves.pdf',
    shows: 'a length that refers to its own stream, and an array of contents that holds itself',
    make: () => {
      const { pdf, contents, pages } = pdfOf();
      pdf.set(60, `[${contents[0]} 0 R 60 0 R 61 0 R]`);
      pdf.set(61, '<< /Length 61 0 R >>\nstream\nBT ET\nendstream');
      pdf.set(pages[0]!, `<< /Type /Page /Parent 2 0 R ${A4} ${RESOURCES} /Contents 60 0 R >>`);
      return pdf.build();
    },
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'pdf/starts-nowhere.pdf',
    shows: 'a negative place for the table, and a header behind 900 bytes of rubbish',
    make: () =>
      pageOf(`${A4} ${RESOURCES}`).build({
        header: `${'\u0001 rubbish'.repeat(90)}\n%PDF-1.4\n`,
        tail: () => 'trailer << /Root 1 0 R >>\nstartxref\n-99999999999999999999\n%%EOF',
      }),
    expect: either(['file_damaged', 'unsupported_format'], [FIRST]),
  },
  {
    name: 'pdf/opens-programs.pdf',
    shows: 'actions on opening that run a program, a script and a file of the machine; an attached program',
    make: () => {
      const run =
        '<< /S /Launch /F (/bin/sh) /Next << /S /JavaScript /JS (while\\(1\\){}) /Next << /S /GoToR /F (/etc/passwd) >> >> >>';
      const { pdf } = pdfOf(
        [LINES],
        `/OpenAction ${run} /Names << /EmbeddedFiles << /Names [(../../hostile-attached.exe) 70 0 R] >> >>`,
      );
      pdf.set(70, '<< /Type /Filespec /F (../../hostile-attached.exe) /EF << /F 71 0 R >> >>');
      pdf.stream('/Type /EmbeddedFile', u16(0x5a4d), 71);
      return pdf.build();
    },
    expect: ingested([FIRST, LAST], ['root:']),
    mustNotAppear: ['hostile-attached.exe'],
  },
];
