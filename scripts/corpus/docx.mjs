import JSZip from 'jszip';
import { escapeHtml } from './html.mjs';

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Entries of the archive carry one date, so that equal sources give equal files. */
export const archiveDate = new Date('2026-09-01T00:00:00Z');

const run = (text) => `<w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r>`;
const paragraph = (text, style, align) => {
  const justify = align && align !== 'left' ? `<w:jc w:val="${align}"/>` : '';
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${justify}</w:pPr>${run(text)}</w:p>`;
};

function tableXml(block) {
  const columns = Math.max(...block.rows.map((row) => row.reduce((sum, cell) => sum + cell.columnSpan, 0)));
  const grid = '<w:gridCol w:w="1800"/>'.repeat(columns);
  const rows = block.rows.map((row, index) => {
    const cells = row.map((cell) => {
      const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
      let merge = '';
      if (cell.continues) merge = '<w:vMerge/>';
      else if (cell.rowSpan > 1) merge = '<w:vMerge w:val="restart"/>';
      return `<w:tc><w:tcPr><w:tcW w:w="${1800 * cell.columnSpan}" w:type="dxa"/>${span}${merge}</w:tcPr>${paragraph(cell.text, 'TableText')}</w:tc>`;
    });
    const repeat = index === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
    return `<w:tr>${repeat}${cells.join('')}</w:tr>`;
  });
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`,
  );
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders.join('')}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

function blockXml(block) {
  if (block.kind === 'table') return tableXml(block);
  if (block.kind === 'break') return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  if (block.kind === 'heading') return paragraph(block.text, block.level === 1 ? 'Title' : `Heading${block.level - 1}`);
  return paragraph(block.text, 'BodyText', block.align);
}

function documentXml({ settings, blocks }) {
  const head = [];
  if (settings.head) head.push(paragraph(settings.head, 'LetterHead'));
  if (settings.number) head.push(paragraph(settings.number, 'BodyText', 'center'));
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1474" w:bottom="1588" w:left="1588"/></w:sectPr>';
  return `${header}<w:document ${namespace}><w:body>${head.join('')}${blocks.map(blockXml).join('')}${page}</w:body></w:document>`;
}

const styleXml = ([id, name, size, options = '', bold = false]) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${options}</w:pPr><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr></w:style>`;
const centred = '<w:spacing w:before="200" w:after="200"/><w:jc w:val="center"/>';
const stylesXml = () => {
  const fonts = '<w:rFonts w:ascii="FangSong" w:hAnsi="FangSong" w:eastAsia="仿宋"/>';
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="28"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>`;
  const styles = [
    ['LetterHead', 'letter head', 56, centred, true],
    ['Title', 'Title', 40, centred, true],
    ['Heading1', 'heading 1', 32, `<w:outlineLvl w:val="0"/>${centred}`, true],
    ['Heading2', 'heading 2', 30, '<w:outlineLvl w:val="1"/>', true],
    ['BodyText', 'Body Text', 28, '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'],
    ['TableText', 'Table Text', 22],
  ];
  return `${header}<w:styles ${namespace}>${defaults}${styles.map(styleXml).join('')}</w:styles>`;
};

const contentTypes = `${header}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;
const relationships = (type, target) =>
  `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;

/** A Word document with named styles and real tables. */
export async function writeDocx(document) {
  const archive = new JSZip();
  const add = (name, content) => archive.file(name, content, { date: archiveDate, createFolders: false });
  add('[Content_Types].xml', contentTypes);
  add('_rels/.rels', relationships('officeDocument', 'word/document.xml'));
  add('word/document.xml', documentXml(document));
  add('word/styles.xml', stylesXml());
  add('word/_rels/document.xml.rels', relationships('styles', 'styles.xml'));
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' });
}
