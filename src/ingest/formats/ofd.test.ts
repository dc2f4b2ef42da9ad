import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipFile } from '../../../tests/support/zip.ts';
import { EncryptedFileError, FileTooLargeError, ParseError } from '../../domain/errors.ts';
import type { ParsedSource } from '../blocks.ts';
import { distancesOf } from './ofd/values.ts';
import { ofdParser } from './ofd.ts';

const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** A text object whose boundary begins at (x, y), in millimetres. */
const text = (words: string, x: number, y: number, more: { object?: string; code?: string; inner?: string } = {}) =>
  `<ofd:TextObject ID="t${x}-${y}" Boundary="${x} ${y} 150 8" Font="1" Size="5" ${more.object ?? ''}>${more.inner ?? ''}` +
  `<ofd:TextCode X="0" Y="5" ${more.code ?? `DeltaX="g ${words.length - 1} 5"`}>${words}</ofd:TextCode></ofd:TextObject>`;

const page = (objects: string, before = '') =>
  `<ofd:Page ${space}>${before}<ofd:Content><ofd:Layer ID="1">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;

const listed = (count: number) =>
  Array.from({ length: count }, (_, i) => `<ofd:Page ID="p${i}" BaseLoc="Pages/${i}.xml"/>`).join('');

interface Package {
  pages: string[];
  /** Page list, where it does not simply list the pages. */
  list?: string;
  common?: string;
  rest?: string;
  parts?: Record<string, string | Buffer>;
}

function pack({ pages, list, common = '', rest = '', parts = {} }: Package): Buffer {
  const files: Record<string, string | Buffer> = {
    'OFD.xml': `<ofd:OFD ${space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml':
      `<ofd:Document ${space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>${common}` +
      `</ofd:CommonData><ofd:Pages>${list ?? listed(pages.length)}</ofd:Pages>${rest}</ofd:Document>`,
    ...Object.fromEntries(pages.map((content, i) => [`Doc_0/Pages/${i}.xml`, content])),
    ...parts,
  };
  return zipFile(Object.entries(files).map(([name, content]) => ({ name, content })));
}

const parse = (content: Package): Promise<ParsedSource> => ofdParser.parse({ path: 'a.ofd', bytes: pack(content) });
const texts = (source: ParsedSource) => source.blocks.map((block) => (block.type === 'table' ? block.table.rows : block.text));
const codes = (source: ParsedSource) => source.warnings.map((warning) => warning.code);

const body = ['申请人应当在开业前十五日向所在地区市场监管部门提交申请材料，', '并对材料的真实性负责。'];
const lines = body.map((line, i) => text(line, 30, 100 + i * 9)).join('');

describe('OFD', () => {
  it('is known by its main part', () => {
    expect(ofdParser.detect(pack({ pages: [] }), 'a.bin')).toBe(true);
    expect(ofdParser.detect(zipFile([{ name: 'a/OFD.xml', content: '' }]), 'a.ofd')).toBe(false);
  });

  it('repeats distances as told, but no more often than there are characters', () => {
    expect(distancesOf('5 g 3 2.5 1', 10)).toEqual([5, 2.5, 2.5, 2.5, 1]);
    expect(distancesOf('g 2000000000 5', 4)).toEqual([5, 5, 5, 5]);
    expect(distancesOf('g -5 1 g x', 4)).toEqual([]);
  });

  it('puts text together from one object a character, moved and scaled by its matrix', async () => {
    const letters = [...'示例市公园管理办法'].map((letter, i) => text(letter, 60 + i * 7, 40)).join('');
    // Twice as large inside a boundary, as producers write that draw everything in one unit.
    const scaled = text('第一条 为了加强公园管理，制定本办法。', 30, 60, {
      object: 'CTM="2 0 0 2 0 0"',
      code: 'DeltaX="g 20 2.5"',
    });
    const source = await parse({ pages: [page(letters + scaled.replace('Size="5"', 'Size="2.5"'))] });
    expect(texts(source)).toEqual(['示例市公园管理办法', '第一条 为了加强公园管理，制定本办法。']);
    expect(source.warnings).toEqual([]);
  });

  it('joins the lines of a paragraph over the page break and leaves out what every page repeats', async () => {
    const template = page(text('示例市公报', 95, 10), '');
    const pages = ['一', '二', '三'].map((number) =>
      page(
        text(`第${number}条 申请人应当在开业前十五日向所在地的市场监管部门`, 30, 60) +
          text('提交申请材料，并对材料的真实性负责。', 20, 69),
        '<ofd:Template TemplateID="7"/>',
      ),
    );
    const source = await parse({
      pages,
      common: '<ofd:TemplatePage ID="7" BaseLoc="Tpls/t.xml"/>',
      parts: { 'Doc_0/Tpls/t.xml': template },
    });
    expect(texts(source)).toEqual(
      ['一', '二', '三'].map(
        (number) => `第${number}条 申请人应当在开业前十五日向所在地的市场监管部门提交申请材料，并对材料的真实性负责。`,
      ),
    );
    expect(source.blocks.map((block) => block.page)).toEqual([1, 2, 3]);
  });

  it('keeps the text of a template that one page alone uses, as forms have it', async () => {
    const source = await parse({
      pages: [page(lines, '<ofd:Template TemplateID="7"/>')],
      common: '<ofd:TemplatePage ID="7" BaseLoc="Tpls/t.xml"/>',
      parts: { 'Doc_0/Tpls/t.xml': page(text('申请表填写说明', 80, 60)) },
    });
    expect(texts(source)).toEqual(['申请表填写说明', body.join('')]);
  });

  it('is not led round in circles by templates, drawings and pages that hold themselves', async () => {
    const unit =
      '<ofd:CompositeGraphicUnit ID="9"><ofd:Content><ofd:CompositeObject ResourceID="9" Boundary="0 0 1 1"/></ofd:Content></ofd:CompositeGraphicUnit>';
    const source = await parse({
      pages: [page(`${lines}<ofd:CompositeObject ResourceID="9" Boundary="0 0 10 10"/>`, '<ofd:Template TemplateID="7"/>')],
      list: '<ofd:Page ID="1" BaseLoc="Pages/0.xml"/><ofd:Page ID="2" BaseLoc="Pages/0.xml"/><ofd:Page ID="3" BaseLoc="../../../etc/passwd"/>',
      common: '<ofd:TemplatePage ID="7" BaseLoc="Pages/0.xml"/><ofd:PublicRes>Res.xml</ofd:PublicRes>',
      parts: { 'Doc_0/Res.xml': `<ofd:Res ${space}><ofd:CompositeGraphicUnits>${unit}</ofd:CompositeGraphicUnits></ofd:Res>` },
    });
    expect(texts(source)).toEqual([body.join('')]);
    expect(source.warnings.map((warning) => warning.message)).toEqual([
      '第2页无法读取：页面数据缺失或重复',
      '第3页无法读取：页面数据缺失或重复',
    ]);
    expect(source.pageCount).toBe(3);
  });

  it('leaves out watermarks and invisible text and says so', async () => {
    const marks =
      text('内部资料', 60, 150, { object: 'CTM="0.7 -0.7 0.7 0.7 0 0"' }) +
      text('草稿草稿', 60, 170, { inner: '<ofd:FillColor Value="0 0 0" Alpha="40"/>' }) +
      text('看不见的话', 60, 190, { object: 'Visible="false"' }) +
      text('页面之外', 500, 190);
    const source = await parse({ pages: [page(lines + marks)] });
    expect(texts(source)).toEqual([body.join('')]);
    expect(source.warnings).toEqual([
      { code: 'hidden_text', message: '第1页有9个看不见的字，没有计入正文' },
      { code: 'watermark', message: '第1页有8个倾斜或浅淡的字（水印、印章），没有计入正文' },
    ]);
  });

  it('reads ruled tables, vertical words in their cells too', async () => {
    const line = (data: string) =>
      `<ofd:PathObject Boundary="30 100 120 40"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
    const rules =
      [0, 20, 40].map((y) => line(`M 0 ${y} L 120 ${y}`)).join('') + [0, 40, 120].map((x) => line(`M ${x} 0 L ${x} 40`)).join('');
    const cells = [
      text('类别', 35, 105),
      text('标准（元）', 80, 105),
      text('水产', 35, 121, { code: 'DeltaY="6"' }),
      text('260', 80, 125, { code: 'DeltaX="2.5 2.5"' }),
    ].join('');
    const source = await parse({ pages: [page(rules + cells)] });
    expect(texts(source)).toEqual([
      [
        ['类别', '标准（元）'],
        ['水产', '260'],
      ],
    ]);
  });

  it('takes headings from the outline and fields from tags and producer', async () => {
    const entry =
      '<ofd:OutlineElem Title="总则"><ofd:Actions><ofd:Action><ofd:Goto><ofd:Dest PageID="p0"/></ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem>';
    const source = await parse({
      pages: [page(text('示府令第3号', 80, 30) + text('总则', 95, 50) + lines)],
      rest: `<ofd:Outlines>${entry}</ofd:Outlines><ofd:CustomTags>Tags.xml</ofd:CustomTags>`,
      parts: {
        'OFD.xml':
          `<ofd:OFD ${space}><ofd:DocBody><ofd:DocInfo><ofd:CreationDate>2024-01-02</ofd:CreationDate><ofd:CustomDatas>` +
          '<ofd:CustomData Name="发文机关">示例市人民政府</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        'Doc_0/Tags.xml': `<ofd:CustomTags ${space}><ofd:CustomTag><ofd:FileLoc>t.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`,
        'Doc_0/t.xml': '<公文><版头><发文字号><ObjectRef PageRef="p0">t80-30</ObjectRef></发文字号></版头></公文>',
      },
    });
    expect(source.blocks[1]).toMatchObject({ type: 'heading', level: 1, text: '总则', page: 1 });
    expect(source.fields.map(({ name, value }) => `${name}=${value}`)).toEqual([
      '发文字号=示府令第3号',
      '文件创建时间=2024-01-02',
      '发文机关=示例市人民政府',
    ]);
  });

  it('reads pages that are pictures by machine, and names pictures that cannot be read', { timeout: 120_000 }, async () => {
    const picture = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/formats/image-page/source.png'));
    const resources = (file: string) =>
      `<ofd:Res ${space} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>${file}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`;
    const scan = page('<ofd:ImageObject ResourceID="5" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>');
    const common = '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>';
    const source = await parse({
      pages: [scan],
      common,
      parts: { 'Doc_0/DocumentRes.xml': resources('a.png'), 'Doc_0/Res/a.png': picture },
    });
    expect(source.ocrShare).toBe(1);
    expect(source.pages).toMatchObject([{ page: 1, readBy: 'ocr' }]);
    expect(codes(source)).toContain('ocr');
    expect(source.blocks.length).toBeGreaterThan(2);
    const unread = await parse({
      pages: [scan, page(lines)],
      common,
      parts: { 'Doc_0/DocumentRes.xml': resources('a.jb2'), 'Doc_0/Res/a.jb2': 'x' },
    });
    expect(texts(unread)).toEqual([body.join('')]);
    expect(codes(unread)).toEqual(['picture_unread']);
  });

  it('takes the invisible text of a scan that was recognised before', async () => {
    const hidden = body.map((line, i) => text(line, 30, 100 + i * 9, { object: 'Alpha="0"' })).join('');
    const source = await parse({
      pages: [page(`<ofd:ImageObject ResourceID="5" Boundary="0 0 210 297"/>${hidden}`)],
      common: '<ofd:PublicRes>Res.xml</ofd:PublicRes>',
      parts: {
        'Doc_0/Res.xml': `<ofd:Res ${space}><ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.jb2</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
        'Doc_0/a.jb2': 'x',
      },
    });
    expect(texts(source)).toEqual([body.join('')]);
    expect(codes(source)).toEqual(['hidden_text_layer']);
  });

  it.each([
    ['parts that are encrypted', { pages: [page(lines)], parts: { 'Encryptions.xml': '<e/>' } }, EncryptedFileError],
    ['a document type with entities', { pages: [`<!DOCTYPE p [<!ENTITY a "哈">]>${page(text('&a;', 30, 30))}`] }, ParseError],
    ['pages without end', { pages: [], list: '<ofd:Page ID="1" BaseLoc="a.xml"/>'.repeat(6000) }, FileTooLargeError],
    ['no pages', { pages: [] }, ParseError],
    ['no document', { pages: [], parts: { 'OFD.xml': '<OFD/>' } }, ParseError],
  ])('refuses %s', async (_, content, error) => {
    await expect(parse(content as Package)).rejects.toThrow(error);
  });
});
