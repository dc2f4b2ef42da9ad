import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { ParseError } from '../../domain/errors.ts';
import { docxParser } from './docx.ts';
import { wordXmlParser } from './word-xml.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/formats');

const wordMl = (body: string, lists = '') =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">` +
      `<w:lists>${lists}</w:lists><w:styles><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style></w:styles>` +
      `<w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`,
  );
const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const read = (bytes: Buffer) => wordXmlParser.parse({ path: 'a.doc', bytes });

describe('Word documents in one XML file', () => {
  it('reads the flat form of a package as the package', async () => {
    const bytes = readFileSync(join(fixtures, 'docx-numbered/source.docx'));
    const zip = await JSZip.loadAsync(bytes);
    let flat = '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">';
    for (const [name, entry] of Object.entries(zip.files)) {
      const text = (await entry.async('string')).replace(/^<\?xml[^>]*\?>/, '');
      if (!entry.dir) flat += `<pkg:part pkg:name="/${name}"><pkg:xmlData>${text}</pkg:xmlData></pkg:part>`;
    }
    const whole = Buffer.from(`${flat}</pkg:package>`);
    expect(wordXmlParser.detect(whole, 'a.doc')).toBe(true);
    expect(await read(whole)).toEqual(await docxParser.parse({ path: 'a.docx', bytes }));
  });

  it('reads headings, lists, merged cells and notes of Word 2003 XML', async () => {
    const lists =
      '<w:listDef w:listDefId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="39"/><w:suff w:val="Nothing"/><w:lvlText w:val="第%1条"/></w:lvl></w:listDef>' +
      '<w:list w:ilfo="7"><w:ilst w:val="3"/></w:list>';
    const numbered = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="7"/></w:listPr>';
    const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
    const table =
      `<w:tbl><w:tr>${cell('类', '<w:vmerge w:val="restart"/>')}${cell('甲')}</w:tr>` +
      `<w:tr>${cell('', '<w:vmerge/>')}${cell('乙')}</w:tr></w:tbl>`;
    const note =
      '<w:p><w:r><w:t>见附件</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>另发</w:t></w:r></w:p></w:footnote></w:r></w:p>';
    const { blocks } = await read(
      wordMl(`${p('总则', '<w:pStyle w:val="a1"/>')}${p('一', numbered)}${p('二', numbered)}${note}${table}`, lists),
    );
    expect(blocks).toMatchObject([
      { type: 'heading', level: 1, text: '总则' },
      { text: '第一条一' },
      { text: '第二条二' },
      { text: '见附件' },
      { type: 'footnote', text: '另发' },
      {
        type: 'table',
        table: {
          rows: [
            ['类', '甲'],
            ['类', '乙'],
          ],
        },
      },
    ]);
  });

  it('leaves out deleted text and comments, keeps inserted text', async () => {
    const mark = (kind: string, content: string) =>
      `<aml:annotation aml:id="1" w:type="Word.${kind}"><aml:content>${content}</aml:content></aml:annotation>`;
    const run = (text: string, name = 't') => `<w:r><w:${name}>${text}</w:${name}></w:r>`;
    const { blocks } = await read(
      wordMl(
        `<w:p>${run('甲')}${mark('Deletion', run('删', 'delText'))}${mark('Insertion', run('乙'))}${mark('Comment', p('批注'))}${run('丙')}</w:p>`,
      ),
    );
    expect(blocks).toMatchObject([{ text: '甲乙丙' }]);
  });

  it('leaves other XML to others and refuses a file without a body', async () => {
    expect(wordXmlParser.detect(Buffer.from('<?xml version="1.0"?><a>http://example.com/</a>'), 'a.doc')).toBe(false);
    const empty = Buffer.from('<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"></pkg:package>');
    await expect(read(empty)).rejects.toThrow(ParseError);
  });
});
