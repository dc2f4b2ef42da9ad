import { again, concat, utf8, utf16le } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { documentXml, docx, docxParts, noticeXml, p, pack, W, XML } from '../office.ts';
import { white } from '../pictures.ts';
import { FIRST, LAST } from '../texts.ts';

const strict = (xml: string): string =>
  xml.replaceAll(
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'http://purl.oclc.org/ooxml/wordprocessingml/main',
  );

export const docxFiles: HostileFile[] = [
  {
    name: 'docx/relations-escape.docx',
    shows: 'pictures, headers and a template that lie above the package and on another machine',
    make: () =>
      docx(`${noticeXml}<w:p><w:hyperlink r:id="d"><w:r><w:t>附件</w:t></w:r></w:hyperlink></w:p>`, [
        { id: 'a', type: 'image', target: '../../../../../../etc/passwd' },
        { id: 'b', type: 'header', target: '/../../etc/passwd' },
        { id: 'c', type: 'attachedTemplate', target: 'http://127.0.0.1:1/x.dotm', external: true },
        { id: 'd', type: 'hyperlink', target: 'javascript:while(1){}', external: true },
      ]),
    expect: ingested([FIRST, LAST], ['root:']),
  },
  {
    name: 'docx/styles-in-a-ring.docx',
    shows: 'styles based on one another in a ring, and lists that name one another as their style',
    make: () => {
      const style = (id: string, on: string): string =>
        `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${on}"/><w:link w:val="${on}"/><w:next w:val="${id}"/></w:style>`;
      const list = (id: number, link: string, to: string): string =>
        `<w:abstractNum w:abstractNumId="${id}"><w:styleLink w:val="${link}"/><w:numStyleLink w:val="${to}"/></w:abstractNum>`;
      const body = noticeXml.replaceAll(
        '<w:p>',
        '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>',
      );
      return docx(
        body,
        [
          { id: 's', type: 'styles', target: 'styles.xml' },
          { id: 'n', type: 'numbering', target: 'numbering.xml' },
        ],
        {
          'word/styles.xml': `${XML}<w:styles ${W}>${style('A', 'B')}${style('B', 'C')}${style('C', 'A')}</w:styles>`,
          'word/numbering.xml': `${XML}<w:numbering ${W}>${list(1, 'A', 'B')}${list(2, 'B', 'A')}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
        },
      );
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'docx/utf-16-part.docx',
    shows: 'the document part in UTF-16 with a byte-order mark, as XML allows',
    make: () =>
      docx(undefined, [], {
        'word/document.xml': utf16le(`\ufeff${documentXml(noticeXml).replace('UTF-8', 'UTF-16')}`),
      }),
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'docx/strict-names.docx',
    shows: 'the namespaces of the strict edition of the standard',
    make: () => docx(undefined, [], { 'word/document.xml': strict(documentXml(noticeXml)) }),
    expect: either(['unsupported_format', 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'docx/two-documents.docx',
    shows: 'two members named word/document.xml with different texts',
    make: () => pack(docxParts(), [{ name: 'word/document.xml', data: documentXml(p('这是另一份正文，供比对之用。')) }]),
    expect: either(['file_damaged']),
  },
  {
    name: 'docx/broken-bytes.docx',
    shows: 'bytes that are no UTF-8, NULs and forbidden references in the document part',
    make: () => {
      const [head, tail] = documentXml(`${noticeXml}${p('|')}`).split('|') as [string, string];
      return docx(undefined, [], {
        'word/document.xml': concat(head, Uint8Array.of(0xff, 0xfe, 0xc0, 0x80, 0), '&#0;&#xFFFF;&#x110000;', tail),
      });
    },
    expect: either(['file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'docx/tags-cross.docx',
    shows: 'tags that close in the wrong order, and a document that ends in the middle of one',
    make: () =>
      docx(undefined, [], {
        'word/document.xml': `${documentXml(noticeXml).replace('</w:body></w:document>', '')}<w:p><w:r></w:p></w:r><w:t`,
      }),
    expect: either(['file_damaged'], [FIRST]),
  },
  {
    name: 'docx/huge-picture.docx',
    shows: 'a picture of 900 megapixels beside the text',
    make: () =>
      docx(
        `${noticeXml}<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="i"/></w:drawing></w:r></w:p>`,
        [{ id: 'i', type: 'image', target: 'media/image1.png' }],
        {
          'word/media/image1.png': white(30_000, 30_000),
        },
      ),
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'docx/run-of-20-megabytes.docx',
    shows: 'one run with 20 MB of text',
    make: () => {
      const [head, tail] = documentXml(`${noticeXml}${p('|')}`).split('|') as [string, string];
      return docx(undefined, [], { 'word/document.xml': concat(head, again('供水', 3_400_000), tail) });
    },
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'docx/deep-controls.docx',
    shows: 'content controls in content controls, 100,000 deep',
    make: () => {
      const deep = `${'<w:sdt><w:sdtContent>'.repeat(100_000)}${p('底')}${'</w:sdtContent></w:sdt>'.repeat(100_000)}`;
      return docx(noticeXml + deep);
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST, LAST]),
  },
  {
    name: 'docx/note-on-itself.docx',
    shows: 'a footnote whose text carries a mark of the same footnote',
    make: () => {
      const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>';
      const notes = `${XML}<w:footnotes ${W}><w:footnote w:id="2"><w:p>${mark}<w:r><w:t>注：含城镇管网延伸工程。</w:t></w:r>${mark}</w:p></w:footnote></w:footnotes>`;
      return docx(
        `${noticeXml}<w:p>${mark}<w:r><w:t>见脚注。</w:t></w:r></w:p>`,
        [{ id: 'f', type: 'footnotes', target: 'footnotes.xml' }],
        { 'word/footnotes.xml': notes },
      );
    },
    expect: ingested([FIRST, LAST]),
  },
  {
    name: 'docx/wide-and-merged.docx',
    shows: 'a table of 5,000 columns whose second row continues merges that never began',
    make: () => {
      const cells = (more: string): string => `<w:tc><w:tcPr>${more}</w:tcPr>${p('1')}</w:tc>`.repeat(5000);
      return docx(
        `${noticeXml}<w:tbl><w:tr>${cells('<w:vMerge/>')}</w:tr><w:tr>${cells('<w:vMerge w:val="continue"/>')}</w:tr></w:tbl>`,
      );
    },
    expect: either(LIMITS, [FIRST, LAST]),
  },
  {
    name: 'docx/empty-parts.docx',
    shows: 'all parts are there, each with no byte in it',
    make: () => pack(Object.fromEntries(Object.keys(docxParts()).map((name) => [name, utf8('')]))),
    expect: refused(...BROKEN, 'unsupported_format'),
  },
];
