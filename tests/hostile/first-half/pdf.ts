import { bombDeflate, cut, deflate, latin1 } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { A4, encryptedPdf, pageOf, pageText, pdfOf, RESOURCES, xrefTable } from '../pdf.ts';
import { FIRST, LAST, LINES } from '../texts.ts';

const box = (size: string): string => `/MediaBox [${size}] ${RESOURCES}`;

export const pdfFiles: HostileFile[] = [
  {
    name: 'pdf/cut-off-early.pdf',
    shows: 'cut off in the middle of the font objects: no page has survived',
    make: () => cut(pdfOf([LINES, LINES, LINES]).pdf.build(), 0.25),
    expect: refused(...BROKEN),
  },
  {
    name: 'pdf/header-only.pdf',
    shows: 'the first line of a PDF and nothing else',
    make: () => latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
    expect: refused(...BROKEN),
  },
  {
    name: 'pdf/user-password.pdf',
    shows: 'opens with a password only',
    make: () => encryptedPdf('shuiwuju', 'owner'),
    expect: refused('file_encrypted'),
  },
  {
    name: 'pdf/owner-password.pdf',
    shows: 'encrypted with an empty user password, as many published files are: every reader opens it',
    make: () => encryptedPdf('', 'owner'),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/flate-bomb.pdf',
    shows: 'the second page unpacks twice over to 2 GB of blanks',
    make: () => {
      const { pdf, contents } = pdfOf([LINES, ['第二页']]);
      pdf.stream('/Filter [/FlateDecode /FlateDecode]', deflate(bombDeflate(0x20, 2048)), contents[1]!);
      return pdf.build();
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST]),
  },
  {
    name: 'pdf/outline-cycle.pdf',
    shows: 'an outline whose items are one another’s next, child and parent',
    make: () => {
      const { pdf, pages } = pdfOf([LINES], '/Outlines 40 0 R /PageMode /UseOutlines');
      pdf.set(40, '<< /Type /Outlines /First 41 0 R /Last 42 0 R /Count 2 >>');
      pdf.set(41, `<< /Title (A) /Parent 42 0 R /Next 42 0 R /First 40 0 R /Dest [${pages[0]} 0 R /Fit] >>`);
      pdf.set(42, `<< /Title (B) /Parent 41 0 R /Next 41 0 R /First 41 0 R /Last 42 0 R /Dest [${pages[0]} 0 R /Fit] >>`);
      return pdf.build();
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/page-tree-cycle.pdf',
    shows: 'a page tree that holds itself after its first page',
    make: () => {
      const { pdf, pages } = pdfOf();
      pdf.set(2, `<< /Type /Pages /Count 3 /Parent 2 0 R /Kids [${pages[0]} 0 R 2 0 R 2 0 R] >>`);
      return pdf.build();
    },
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'pdf/xref-loop.pdf',
    shows: 'the cross-reference table names itself as the one before it',
    make: () =>
      pdfOf().pdf.build({
        tail: (at, offsets) =>
          `${xrefTable(offsets)}trailer\n<< /Size ${offsets.size + 1} /Root 1 0 R /Prev ${at} >>\nstartxref\n${at}\n%%EOF\n`,
      }),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/hundred-thousand-pages.pdf',
    shows: 'one page of text followed by 100,000 real empty pages',
    make: () => {
      const { pdf, pages } = pdfOf();
      for (let i = 0; i < 100_000; i++) pages.push(pdf.add(`<</Type/Page/Parent 2 0 R ${A4}>>`));
      pdf.set(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((n) => `${n} 0 R`).join(' ')}] >>`);
      return pdf.build();
    },
    expect: either(LIMITS, [FIRST]),
  },
  {
    name: 'pdf/absurd-media-box.pdf',
    shows: 'a page a thousand million points wide and high; the text stands in its corner',
    make: () => pageOf(box('0 0 1000000000 1000000000')).build(),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/form-draws-itself.pdf',
    shows: 'a form that draws itself, without end',
    make: () => {
      const { pdf, pages, contents } = pdfOf();
      const form = `/Resources << /Font << /F1 3 0 R >> /XObject << /X 50 0 R >> >>`;
      pdf.stream(`/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${form}`, '/X Do /X Do', 50);
      pdf.stream('', `${pageText(LINES)}/X Do\n`, contents[0]!);
      pdf.set(pages[0]!, `<< /Type /Page /Parent 2 0 R ${A4} ${form} /Contents ${contents[0]} 0 R >>`);
      return pdf.build();
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'pdf/deep-arrays.pdf',
    shows: 'an array in the catalogue nested 200,000 deep',
    make: () => pdfOf([LINES], `/Threads ${'['.repeat(200_000)}${']'.repeat(200_000)}`).pdf.build(),
    expect: either([...LIMITS, 'file_damaged'], [FIRST]),
  },
];
