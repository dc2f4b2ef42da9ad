import { cut, noise, utf8 } from '../bytes.ts';
import { BROKEN, either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { documentXml, docx, laughs, noticeXml, OFFICE_RELS, p, pack, readsFile } from '../office.ts';
import { ole } from '../ole.ts';
import { FIRST, LAST } from '../texts.ts';
import { bombEntry } from '../zip.ts';

const cell = (text: string, more = ''): string => `<w:tc><w:tcPr>${more}</w:tcPr>${p(text)}</w:tc>`;

export const docxFiles: HostileFile[] = [
  {
    name: 'docx/cut-off.docx',
    shows: 'cut off before the directory of the package',
    make: () => cut(docx(), 0.6),
    expect: refused('file_damaged'),
  },
  {
    name: 'docx/password.docx',
    shows: 'an encrypted package in an OLE container, as Word writes it with a password',
    make: () =>
      ole([
        { name: 'EncryptedPackage', data: noise(6000, 7) },
        {
          name: 'EncryptionInfo',
          data: utf8('\u0004\0\u0004\0@\0\0\0<?xml version="1.0"?><encryption><keyData saltSize="16"/></encryption>'),
        },
      ]),
    expect: refused('file_encrypted'),
  },
  {
    name: 'docx/document-bomb.docx',
    shows: 'a document part that unpacks to 2 GB of empty paragraphs',
    make: () => {
      const [head, tail] = documentXml(`${noticeXml}<!-- -->`).split('<!-- -->') as [string, string];
      const unit = utf8('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(30_000));
      return docx(undefined, [], { 'word/document.xml': bombEntry('', head, unit, 2000, tail) });
    },
    expect: refused(...LIMITS),
  },
  {
    name: 'docx/billion-laughs.docx',
    shows: 'entities that grow to 10^10 copies; no Word document has a document type',
    make: () => docx(undefined, [], { 'word/document.xml': documentXml(`${noticeXml}${p('&e10;')}`, laughs(10)) }),
    expect: either([...LIMITS, 'file_damaged'], [FIRST], ['哈哈嘿嘿哈哈嘿嘿']),
  },
  {
    name: 'docx/external-entity.docx',
    shows: 'an entity that reads /etc/passwd into the text',
    make: () => docx(undefined, [], { 'word/document.xml': documentXml(`${noticeXml}${p('&outside;')}`, readsFile()) }),
    expect: either(['file_damaged'], [FIRST], ['root:']),
  },
  {
    name: 'docx/nested-tables.docx',
    shows: 'tables in tables, 4,000 deep',
    make: () => {
      const open = '<w:tbl><w:tr><w:tc>'.repeat(4000);
      return docx(`${noticeXml}${open}${p('底')}${'<w:p/></w:tc></w:tr></w:tbl>'.repeat(4000)}`);
    },
    expect: either([...LIMITS, 'file_damaged'], [FIRST]),
  },
  {
    name: 'docx/chunk-is-itself.docx',
    shows: 'takes itself in as an alternative chunk, and a file of the machine as another',
    make: () => {
      const rel = (id: string, target: string) => ({ id, type: 'aFChunk', target });
      return docx(`${noticeXml}<w:altChunk r:id="a"/><w:altChunk r:id="b"/><w:altChunk r:id="c"/>`, [
        rel('a', 'document.xml'),
        rel('b', '../../../../../../etc/passwd'),
        { ...rel('c', 'file:///etc/passwd'), external: true },
      ]);
    },
    expect: ingested([FIRST, LAST], ['root:']),
  },
  {
    name: 'docx/span-of-millions.docx',
    shows: 'a table cell said to span 100,000,000 columns, another a negative number of them',
    make: () => {
      const row = (inner: string): string => `<w:tr>${inner}</w:tr>`;
      const rows =
        row(cell('临江市供水所', '<w:gridSpan w:val="100000000"/>')) + row(cell('合计', '<w:gridSpan w:val="-7"/>') + cell('86'));
      return docx(`${noticeXml}<w:tbl>${rows}</w:tbl>`);
    },
    expect: ingested([FIRST, LAST, '临江市供水所', '86']),
  },
  {
    name: 'docx/empty-body.docx',
    shows: 'sound, but without a single word',
    make: () => docx('<w:p/><w:p><w:r><w:t xml:space="preserve">   </w:t></w:r></w:p>'),
    expect: refused('file_empty'),
  },
  {
    name: 'docx/no-document-part.docx',
    shows: 'the package names a document part that it does not hold',
    make: () => {
      const relation = `<Relationship Id="r" Type="${OFFICE_RELS}/officeDocument" Target="word/document.xml"/>`;
      return pack({ '[Content_Types].xml': '<Types/>', '_rels/.rels': `<Relationships>${relation}</Relationships>` });
    },
    expect: refused(...BROKEN, 'unsupported_format'),
  },
];
