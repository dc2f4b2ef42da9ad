import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipFile } from '../../../tests/support/zip.ts';
import type { Block } from '../blocks.ts';
import { docxParser } from './docx.ts';

const spaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const r = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const t = (text: string) => p(r(text));
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const table = (...rows: string[][]) => `<w:tbl>${rows.map((row) => `<w:tr>${row.join('')}</w:tr>`).join('')}</w:tbl>`;

interface Word {
  body: string;
  parts?: Record<string, string | Buffer>;
  relations?: { id: string; type: string; target: string; external?: boolean }[];
}

function word({ body, parts = {}, relations = [] }: Word): Buffer {
  const listed = relations.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  const all: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships>${listed.join('')}</Relationships>`,
    ...parts,
  };
  return zipFile(Object.entries(all).map(([name, content]) => ({ name, content })));
}

const read = (content: Word) => docxParser.parse({ path: 'a.docx', bytes: word(content) });
const show = (blocks: Block[]) => blocks.map((block) => (block.type === 'table' ? block.table.rows : block.text));
const codes = (source: { warnings: { code: string }[] }) => source.warnings.map((warning) => warning.code);

describe('Word', () => {
  it('reads what stands after all changes: insertions, moves, deleted ends of paragraphs', async () => {
    const source = await read({
      body:
        p(`${r('补贴标准为每月')}<w:del><w:r><w:delText>三百</w:delText></w:r></w:del><w:ins>${r('五百')}</w:ins>${r('元。')}`) +
        p(`${r('申请人应当')}<w:moveFrom>${r('如实')}</w:moveFrom>`, '<w:rPr><w:del/></w:rPr>') +
        p(`<w:moveTo>${r('如实')}</w:moveTo>${r('填写。')}`) +
        `<w:tbl><w:tr><w:tc>${t('甲')}</w:tc><w:tc>${t('1')}</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>${t('乙')}</w:tc><w:tc>${t('2')}</w:tc></w:tr><w:tr><w:tc>${t('丙')}</w:tc><w:tc>${t('3')}</w:tc></w:tr></w:tbl>`,
    });
    expect(show(source.blocks)).toEqual([
      '补贴标准为每月五百元。',
      '申请人应当如实填写。',
      [
        ['甲', '1'],
        ['丙', '3'],
      ],
    ]);
    expect(source.warnings).toEqual([{ code: 'revisions', message: '文件带有修订，已标记删除的 2 个字没有读取' }]);
  });

  it('takes a line break for a new paragraph, but not inside a title or a sentence', async () => {
    const lines = (...parts: string[]) => p(parts.map((part) => r(part)).join('<w:r><w:br/></w:r>'));
    const source = await read({
      body:
        lines('关于印发示例市', '停车管理办法的通知') +
        lines('联系人：王某', '电话：0100-55512345', '地址：示例市人民路1号') +
        lines(
          '一、申请人应当在开业前十五日向所在地的',
          '市场监管部门提交申请材料，并对材料的真',
          '实性负责。',
          '二、市场监管部门应当及时受理。',
        ),
    });
    expect(show(source.blocks)).toEqual([
      '关于印发示例市停车管理办法的通知',
      '联系人：王某',
      '电话：0100-55512345',
      '地址：示例市人民路1号',
      '一、申请人应当在开业前十五日向所在地的市场监管部门提交申请材料，并对材料的真实性负责。',
      '二、市场监管部门应当及时受理。',
    ]);
  });

  it('leaves out hidden text, placeholders, comments and tables of contents', async () => {
    const source = await read({
      body:
        p(r('第一章 总则') + r('内部批注', '<w:vanish/>') + r('可见', '<w:vanish w:val="0"/>')) +
        p(`${r('正文')}<w:r><w:commentReference w:id="1"/></w:r>`) +
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${t('单击此处输入文字')}</w:sdtContent></w:sdt>` +
        `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${t('第一章 总则 1')}</w:sdtContent></w:sdt>` +
        p(r('第一章 总则 1'), '<w:pStyle w:val="a9"/>') +
        p(`<w:sdt><w:sdtContent>${r('控件里的字')}</w:sdtContent></w:sdt>`),
      parts: {
        'word/styles.xml': `<w:styles ${spaces}><w:style w:type="paragraph" w:styleId="a9"><w:name w:val="toc 1"/></w:style></w:styles>`,
        'word/comments.xml': `<w:comments ${spaces}><w:comment w:id="1">${t('批注内容')}</w:comment></w:comments>`,
      },
    });
    expect(show(source.blocks)).toEqual(['第一章 总则可见', '正文', '控件里的字']);
    expect(codes(source)).toEqual(['hidden_text']);
  });

  it('puts notes below the paragraph or table that names them, numbered as set', async () => {
    const reference = (kind: string, id: number, more = '') => `<w:r><w:${kind}Reference w:id="${id}" ${more}/></w:r>`;
    const note = (kind: string, id: number, text: string, type = 'normal') =>
      `<w:${kind} w:id="${id}" w:type="${type}"><w:p><w:r><w:${kind}Ref/></w:r>${r(text)}</w:p></w:${kind}>`;
    const source = await read({
      body:
        p(`${r('低保标准')}${reference('footnote', 2)}${r('按月发放。')}`) +
        table([cell(p(`${r('标准')}${reference('footnote', 3)}`)), cell(t('800'))], [cell(t('上限')), cell(t('900'))]) +
        p(
          `${r('另行公布')}${reference('endnote', 1)}${r('。')}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>`,
        ) +
        '<w:sectPr><w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr></w:sectPr>',
      parts: {
        'word/footnotes.xml': `<w:footnotes ${spaces}>${note('footnote', 0, '———', 'separator')}${note('footnote', 2, '以上年度末为准。')}${note('footnote', 3, '单位：元。')}${note('footnote', 4, '含手续费。')}</w:footnotes>`,
        'word/endnotes.xml': `<w:endnotes ${spaces}>${note('endnote', 1, '见附则。')}</w:endnotes>`,
      },
    });
    expect(source.blocks.map((block) => (block.type === 'footnote' ? `${block.marker} ${block.text}` : block.type))).toEqual([
      'paragraph',
      '① 以上年度末为准。',
      'table',
      '② 单位：元。',
      'paragraph',
      'i 见附则。',
      '* 含手续费。',
    ]);
    expect(source.blocks[0]).toMatchObject({ text: '低保标准按月发放。' });
  });

  it('counts articles on over the chapters, in figures where the list says so, at the level of a style', async () => {
    const level = (index: number, format: string, text: string, more = '') =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '第%1章')}` +
      `${level(1, 'chineseCounting', '第%2条', '<w:lvlRestart w:val="0"/><w:pStyle w:val="tiao"/>')}${level(2, 'decimal', '%1.%3', '<w:isLgl/>')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const at = (index: number, text: string) => p(r(text), `<w:numPr><w:ilvl w:val="${index}"/><w:numId w:val="1"/></w:numPr>`);
    const article = (text: string) => p(r(text), '<w:pStyle w:val="tiao"/>');
    const source = await read({
      body:
        at(0, '总则') +
        article('为了规范管理。') +
        article('适用本市。') +
        at(0, '管理') +
        article('分级负责。') +
        at(2, '具体办法'),
      parts: {
        'word/numbering.xml': `<w:numbering ${spaces}>${numbering}</w:numbering>`,
        'word/styles.xml': `<w:styles ${spaces}><w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
      },
    });
    expect(show(source.blocks)).toEqual([
      '第一章 总则',
      '第一条 为了规范管理。',
      '第二条 适用本市。',
      '第二章 管理',
      '第三条 分级负责。',
      '2.1 具体办法',
    ]);
  });

  it('takes tables that only arrange text for text, and keeps the others', async () => {
    const long = '申请人应当符合下列条件并如实提供材料。'.repeat(14);
    const head = table([cell(t('示例市民政局')), cell(t('示民发〔2024〕5号'))]);
    const passages = table([cell(t('左栏')), cell(t('右栏'))], [cell(t(long)), cell(t(long))]);
    const nested = table(
      [cell(t('类别')), cell(t('明细'))],
      [cell(t('低保')), cell(t('见下') + table([cell(t('城')), cell(t('800'))]))],
    );
    const merged = table(
      [cell(t('对象'), '<w:vMerge w:val="restart"/>'), cell(t('标准'), '<w:gridSpan w:val="2"/>')],
      [cell('<w:p/>', '<w:vMerge/>'), cell(t('城镇')), cell(t('农村'))],
      [cell(t('低保')), cell(t('800'), '<w:hMerge w:val="restart"/>'), cell('<w:p/>', '<w:hMerge/>')],
    );
    const joint = table(
      [cell(t('示例市公安局')), cell(t('文件'), '<w:vMerge w:val="restart"/>')],
      [cell(t('示例市住房和城乡建设局')), cell('<w:p/>', '<w:vMerge/>')],
    );
    const { blocks } = await read({ body: head + joint + passages + nested + merged });
    expect(show(blocks)).toEqual([
      '示例市民政局',
      '示民发〔2024〕5号',
      '示例市公安局',
      '文件',
      '示例市住房和城乡建设局',
      '左栏',
      '右栏',
      long,
      long,
      [
        ['类别', '明细'],
        ['低保', '见下\n城\n800'],
      ],
      [
        ['对象', '标准', '标准'],
        ['对象', '城镇', '农村'],
        ['低保', '800', '800'],
      ],
    ]);
  });

  it('keeps figures of formulas, raised figures and signs of symbol fonts apart', async () => {
    const fraction = `<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>a+2</m:t></m:r></m:den></m:f></m:oMath>`;
    const { blocks } = await read({
      body:
        p(
          `${r('系数为')}${fraction}${r('，面积80m')}${r('2', '<w:vertAlign w:val="superscript"/>')}${r('，高3m')}${r('3', '<w:position w:val="8"/>')}${r('。')}`,
        ) +
        p(
          `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${r('同意 ')}${r('\uf0fe', '<w:rFonts w:ascii="Wingdings"/>')}${r('不同意')}`,
        ),
    });
    expect(show(blocks)).toEqual(['系数为1/（a+2），面积80m²，高3m³。', '□同意 ☑不同意']);
  });

  it('reads embedded documents of every kind where they stand, and names those it cannot', async () => {
    const chunk = (id: string) => `<w:altChunk r:id="${id}"/>`;
    const relations = [
      { id: 'a', type: 'aFChunk', target: 'inner.docx' },
      { id: 'b', type: 'aFChunk', target: '/word/page.html' },
      { id: 'c', type: 'aFChunk', target: 'text.rtf' },
      { id: 'd', type: 'aFChunk', target: 'plain.txt' },
      { id: 'e', type: 'aFChunk', target: 'missing.mht' },
      { id: 'f', type: 'aFChunk', target: 'file:///etc/hostname', external: true },
      { id: 'g', type: 'aFChunk', target: 'broken.docx' },
    ];
    const source = await read({
      body: t('开头') + ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(chunk).join('') + t('结尾'),
      relations,
      parts: {
        'word/inner.docx': word({ body: t('内嵌文档') }),
        'word/page.html': '<html><body><p>网页</p></body></html>',
        'word/text.rtf': '{\\rtf1\\ansi Rich text\\par}',
        'word/plain.txt': '第一条 纯文本。\n',
        'word/broken.docx': Buffer.from('PK\u0003\u0004broken', 'latin1'),
      },
    });
    expect(show(source.blocks)).toEqual(['开头', '内嵌文档', '网页', 'Rich text', '第一条 纯文本。', '结尾']);
    expect(source.warnings).toEqual([{ code: 'chunk_unread', message: '有 3 处嵌入的文档缺失或无法读取' }]);
  });

  it('takes from the page heads what the text does not say', async () => {
    const header = (content: string) => `<w:hdr ${spaces} xmlns:v="urn:schemas-microsoft-com:vml">${content}</w:hdr>`;
    const watermark = '<w:p><w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r></w:p>';
    const source = await read({
      body: `${t('关于加强校园安全管理的通知')}<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:headerReference w:type="default" r:id="h2"/><w:titlePg/></w:sectPr>`,
      relations: [
        { id: 'h1', type: 'header', target: 'header1.xml' },
        { id: 'h2', type: 'header', target: 'header2.xml' },
      ],
      parts: {
        'word/header1.xml': header(t('示例市教育局文件') + t('示教发〔2024〕12号')),
        'word/header2.xml': header(t('关于加强校园安全管理的通知') + watermark),
      },
    });
    expect(source.fields.map(({ name, value, basis }) => `${name} ${value} ${basis}`)).toEqual([
      '发布机构 示例市教育局 page_table',
      '文号 示教发〔2024〕12号 page_table',
      '状态提示 征求意见稿 page_notice',
    ]);
    expect(show(source.blocks)).toEqual(['关于加强校园安全管理的通知']);
  });

  it('reads the strict form, parts under other names, and words of diagrams', async () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const body = `${t('正文')}<w:p><w:r><w:drawing><d:relIds xmlns:d="x" r:dm="d1"/></w:drawing></w:r></w:p>`;
    const bytes = zipFile([
      {
        name: '_rels/.rels',
        content: `<Relationships><Relationship Id="a" Type="${strict}/officeDocument" Target="Word/main.xml"/></Relationships>`,
      },
      {
        name: 'word/main.xml',
        content: `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:r="${strict}"><w:body>${body}</w:body></w:document>`,
      },
      {
        name: 'word/_rels/main.xml.rels',
        content: `<Relationships><Relationship Id="d1" Type="${strict}/diagramData" Target="diagrams/data1.xml"/></Relationships>`,
      },
      {
        name: 'word/diagrams/data1.xml',
        content:
          '<d:dataModel><d:ptLst><d:pt><d:t><a:p><a:r><a:t>提出申请</a:t></a:r></a:p></d:t></d:pt><d:pt type="pres"><d:t><a:p><a:r><a:t>x</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>',
      },
    ]);
    expect(docxParser.detect(bytes, 'a')).toBe(true);
    const source = await docxParser.parse({ path: 'a.docx', bytes });
    expect(show(source.blocks)).toEqual(['正文', '提出申请']);
  });

  it('reads pages that were put in as pictures by machine', { timeout: 120_000 }, async () => {
    const picture = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/formats/image-page/source.png'));
    const drawing = '<w:p><w:r><w:drawing><a:blip r:embed="i1"/></w:drawing></w:r></w:p>';
    const relations = [{ id: 'i1', type: 'image', target: 'media/image1.png' }];
    const source = await read({ body: drawing, relations, parts: { 'word/media/image1.png': picture } });
    expect(source.ocrShare).toBe(1);
    expect(codes(source)).toContain('ocr');
    expect(source.blocks.length).toBeGreaterThan(2);
    const unread = await read({ body: t('见图') + drawing, relations, parts: { 'word/media/image1.png': 'emf' } });
    expect(codes(unread)).toEqual(['picture_unread']);
  });
});
