// Parts of the Word fixtures (ISO/IEC 29500): a document with automatic numbers, and one whose text is embedded.

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const contentTypes = `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="mht" ContentType="message/rfc822"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

export const packageRelations = `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

export const styles = `${header}<w:styles ${namespaces}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Article"><w:name w:val="Article"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`;

const level = (index, format, text) =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

export const numbering = `${header}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '第%1条')}${level(1, 'chineseCounting', '（%2）')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;

const run = (text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const styled = (style, text) => paragraph(run(text), `<w:pStyle w:val="${style}"/>`);
const numbered = (id, at, text) => paragraph(run(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
const cell = (text, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`;
const row = (...cells) => `<w:tr>${cells.join('')}</w:tr>`;
const box = (text) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;

const table = `<w:tbl><w:tblPr/>${row(cell('区域', '<w:vMerge w:val="restart"/>'), cell('补助（元）', '<w:gridSpan w:val="2"/>'))}${row(cell('', '<w:vMerge/>'), cell('首次'), cell('续发'))}${row(cell('主城区'), cell('3000'), cell('1500'))}${row(cell('其他'), cell('2000'), cell('1000'))}</w:tbl>`;

export const numberedBody = `${header}<w:document ${namespaces}><w:body>
${styled('1', '示例市创业场地补助办法')}
${styled('Article', '为支持创业，制定本办法。')}
${styled('Article', '申请人应当符合下列条件：')}
${numbered(1, 1, '在本市登记注册；')}
${numbered(1, 1, '正常经营六个月以上。')}
${styled('Article', '补助标准如下：')}
${table}
${styled('Article', '申请时提交：')}
${numbered(2, 0, '租赁合同')}
${numbered(2, 0, '营业执照')}
${paragraph(`${run('本办法由市人力资源和社会保障局')}<w:del><w:r><w:delText>负责</w:delText></w:r></w:del><w:ins>${run('解释')}</w:ins>${run('。')}`)}
${paragraph(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('咨询电话：0100-12345')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('咨询电话：0100-12345')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)}
${paragraph(run('示例市人力资源和社会保障局'), '<w:jc w:val="right"/>')}
<w:sectPr/></w:body></w:document>`;

export const altChunkBody = `${header}<w:document ${namespaces}><w:body><w:altChunk r:id="part1"/><w:sectPr/></w:body></w:document>`;
