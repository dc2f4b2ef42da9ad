// Writes the fixtures of tests/fixtures/formats that are not plain text. Run by hand after a change here: the results are kept in the
// repository. Word files are zipped with jszip, workbooks written by exceljs, PDF files printed by Chromium.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { findChromium } from './chromium.mjs';
import { noticePage, scanPage, shortPage } from './format-fixtures/pages.mjs';
import { altChunkBody, contentTypes, numberedBody, numbering, packageRelations, styles } from './format-fixtures/word.mjs';

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'tests', 'fixtures', 'formats');
const fixed = new Date('2026-01-01T00:00:00Z');

function save(name, file, bytes, metadata) {
  const folder = join(target, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'metadata.json'), `${JSON.stringify(metadata, null, 2)}\n`);
}

async function zip(parts) {
  const archive = new JSZip();
  for (const [name, content] of Object.entries(parts)) archive.file(name, content, { date: fixed });
  return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** GBK bytes of a text: the table is the decoder's, turned round. */
function toGbk(text) {
  const decoder = new TextDecoder('gb18030');
  const table = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && !table.has(character)) table.set(character, [lead, trail]);
    }
  }
  return Buffer.from([...text].flatMap((character) => (character < '\u0080' ? [character.charCodeAt(0)] : table.get(character))));
}

function chromium(...args) {
  const program = findChromium();
  if (!program) throw new Error('Chromium is needed to print the PDF fixtures');
  const result = spawnSync(program, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', ...args], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  if (result.status !== 0) throw new Error(`Chromium failed: ${args.join(' ')}`);
}

function printPdf(folder, name, html) {
  const page = join(folder, `${name}.html`);
  const output = join(folder, `${name}.pdf`);
  writeFileSync(page, html);
  chromium('--no-pdf-header-footer', `--print-to-pdf=${output}`, pathToFileURL(page).href);
  return readFileSync(output);
}

function screenshot(folder, name, html, width, height) {
  const page = join(folder, `${name}.html`);
  const output = join(folder, `${name}.png`);
  writeFileSync(page, html);
  chromium(`--window-size=${width},${height}`, `--screenshot=${output}`, pathToFileURL(page).href);
  return readFileSync(output);
}

async function makeWord() {
  const parts = (body, extra = {}) =>
    zip({
      '[Content_Types].xml': contentTypes,
      '_rels/.rels': packageRelations,
      'word/document.xml': body,
      'word/styles.xml': styles,
      'word/numbering.xml': numbering,
      ...extra,
    });
  save('docx-numbered', 'source.docx', await parts(numberedBody), {
    shows: [
      'automatic numbers 第N条 and （N）',
      'headings by style',
      'a table with merged cells',
      'a text box',
      'alignment',
      'deleted text left out, inserted text read',
    ],
    producer: 'scripts/make-format-fixtures.mjs, jszip',
  });
  const mht =
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><h1>示例市垃圾分类规定</h1><p>第一条 为了改善环境，制定本规定。</p><p>第二条 生活垃圾分为四类。</p></body></html>\n--x--\n';
  const relations =
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="part1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="afchunk.mht"/></Relationships>';
  save(
    'docx-embedded',
    'source.docx',
    await parts(altChunkBody, { 'word/afchunk.mht': mht, 'word/_rels/document.xml.rels': relations }),
    {
      shows: ['the text lies in an embedded web archive (altChunk); the document itself is empty'],
      producer: 'scripts/make-format-fixtures.mjs, jszip',
    },
  );
}

async function makeWorkbook() {
  const workbook = new ExcelJS.Workbook();
  workbook.created = fixed;
  workbook.modified = fixed;
  const sheet = workbook.addWorksheet('救助标准');
  sheet.addRow(['示例市2026年救助标准表']);
  sheet.addRow(['类别', '月标准', '月标准', '占比', '起算日期']);
  sheet.addRow(['类别', '城镇', '农村', '占比', '起算日期']);
  sheet.addRow(['最低生活保障', 1280, 1150.5, 0.35, new Date(Date.UTC(2026, 0, 1))]);
  sheet.addRow(['特困供养', { formula: 'B4*1.6', result: 2048 }, 1840, 0.4, new Date(Date.UTC(2026, 6, 15))]);
  sheet.addRow(['临时救助', '按标准\n计发', null, null, { richText: [{ text: '随时' }, { text: '申请' }] }]);
  sheet.mergeCells('A1:E1');
  sheet.mergeCells('A2:A3');
  sheet.mergeCells('B2:C2');
  sheet.mergeCells('D2:D3');
  sheet.mergeCells('E2:E3');
  sheet.getColumn(2).numFmt = '#,##0';
  sheet.getColumn(3).numFmt = '#,##0.00';
  sheet.getColumn(4).numFmt = '0%';
  sheet.getColumn(5).numFmt = 'yyyy"年"m"月"d"日"';
  const second = workbook.addWorksheet('受理窗口');
  second.addRow([]);
  second.addRow([null, '街道', '电话']);
  second.addRow([null, '东湖街道', '0100-12345']);
  workbook.addWorksheet('内部', { state: 'hidden' }).addRow(['不公开']);
  save('xlsx-standards', 'source.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()), {
    shows: [
      'a title row as caption, two header rows, merged cells',
      'numbers, shares and dates as shown',
      'a formula by its result',
      'two sheets and a hidden one, read with a warning',
    ],
    producer: 'scripts/make-format-fixtures.mjs, exceljs',
  });
}

function makeEncodings() {
  const html =
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>关于停水的通告_示例市水务局</title></head><body><table width="900"><tr><td><a href="index.htm">首页</a> | <a href="news.htm">新闻</a></td></tr></table><table width="900"><tr><td width="180"><a href="a.htm">机构概况</a></td><td><table><tr><td align="center"><h1>关于停水的通告</h1></td></tr><tr><td>发布单位：示例市水务局　　发布时间：2009-6-1</td></tr><tr><td><p>因管道检修，东湖区部分路段将于6月5日停水，请市民提前储水。</p><p>恢复供水时间另行通知，不便之处，敬请谅解。</p></td></tr></table></td></tr></table></body></html>';
  save('html-gbk-mislabelled', 'source.html', toGbk(html), {
    shows: ['GBK text that calls itself UTF-8', 'an old page laid out in nested tables'],
    producer: 'scripts/make-format-fixtures.mjs',
  });
  save(
    'csv-gbk',
    'source.csv',
    toGbk('街道,电话,地址\r\n东湖街道,0100-12345,东湖路1号\r\n西山街道,0100-54321,"西山路2号,二楼"\r\n'),
    {
      shows: ['GBK without a label'],
      producer: 'scripts/make-format-fixtures.mjs',
    },
  );
  const escaped = (text) =>
    [...toGbk(text)].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\'${byte.toString(16)}`)).join('');
  const row = (...cells) =>
    `\\trowd\\cellx3000\\cellx6000 ${cells.map((cell) => `\\intbl ${escaped(cell)}\\cell`).join('')}\\row\n`;
  const rtf = `{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 ${escaped('宋体')};}}{\\info{\\title hidden}}\\pard\\qc\\f0 ${escaped('常用药品价格表')}\\par\\pard ${escaped('单位：元')} \\u8364?\\par\n${row('药品', '价格')}${row('甲药', '12.50')}${row('乙药', '8.00')}\\pard ${escaped('以上价格自发布之日起执行。')}\\par}`;
  save('rtf-table', 'source.rtf', Buffer.from(rtf, 'latin1'), {
    shows: ['text in code page 936 and a Unicode character with its fallback', 'a table'],
    producer: 'scripts/make-format-fixtures.mjs',
  });
}

async function makePdf(folder) {
  const notice = printPdf(folder, 'notice', noticePage);
  save('pdf-notice', 'source.pdf', notice, {
    shows: [
      'running head and page numbers dropped',
      'lines joined into paragraphs, also across pages',
      'a ruled table with merged cells',
      'alignment, page of every block',
    ],
    producer: 'scripts/make-format-fixtures.mjs, Chromium',
  });
  // The same bytes with the entry renamed: readers find no map from glyphs to characters.
  const unmapped = Buffer.from(
    printPdf(folder, 'short', shortPage).toString('latin1').replaceAll('/ToUnicode', '/XoUnicode'),
    'latin1',
  );
  save('pdf-without-unicode-map', 'source.pdf', unmapped, {
    shows: ['fonts without character maps: the page is noticed and read by OCR'],
    producer: 'scripts/make-format-fixtures.mjs, Chromium, /ToUnicode removed',
    characterErrors: 3,
  });
  const picture = screenshot(folder, 'scan', scanPage, 1240, 900);
  save('image-page', 'source.png', picture, {
    shows: ['a page picture read by OCR'],
    producer: 'scripts/make-format-fixtures.mjs, Chromium',
    characterErrors: 3,
  });
  const image = await loadImage(picture);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const jpeg = canvas.toBuffer('image/jpeg', 70).toString('base64');
  const scan = `<style>@page{size:595px 432px;margin:0}body{margin:0}img{width:595px;display:block}</style><img src="data:image/jpeg;base64,${jpeg}">`;
  save('pdf-scan', 'source.pdf', printPdf(folder, 'scanned', scan), {
    shows: ['a page that is only a picture'],
    producer: 'scripts/make-format-fixtures.mjs, Chromium',
    characterErrors: 3,
  });
}

const work = mkdtempSync(join(tmpdir(), 'format-fixtures-'));
try {
  await makeWord();
  await makeWorkbook();
  makeEncodings();
  await makePdf(work);
} finally {
  rmSync(work, { recursive: true, force: true });
}
