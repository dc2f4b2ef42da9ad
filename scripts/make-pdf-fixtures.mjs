// Writes the PDF fixtures of tests/fixtures/formats that are printed by Chromium or LibreOffice. Run by hand after a change here: the
// results are kept in the repository, and so are the blocks expected of them, which are checked by eye against pictures of the pages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findChromium } from './chromium.mjs';
import * as pages from './format-fixtures/pdf-pages.mjs';

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'tests', 'fixtures', 'formats');
const work = mkdtempSync(join(tmpdir(), 'pdf-fixtures-'));

function run(program, args) {
  const result = spawnSync(program, args, { stdio: 'ignore', timeout: 120_000 });
  if (result.status !== 0) throw new Error(`${program} failed: ${args.join(' ')}`);
}

function chromium(name, html, ...args) {
  const page = join(work, `${name}.html`);
  writeFileSync(page, html);
  const program = findChromium();
  if (!program) throw new Error('Chromium is needed to print the PDF fixtures');
  run(program, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', ...args, pathToFileURL(page).href]);
}

function printed(name, html) {
  const output = join(work, `${name}.pdf`);
  chromium(name, html, '--no-pdf-header-footer', `--print-to-pdf=${output}`);
  return readFileSync(output);
}

function office(name, text) {
  const source = join(work, `${name}.fodt`);
  writeFileSync(source, text);
  const options = JSON.stringify({
    ExportBookmarks: { type: 'boolean', value: 'true' },
    UseTaggedPDF: { type: 'boolean', value: 'false' },
  });
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'office')).href}`;
  run('soffice', ['--headless', profile, '--convert-to', `pdf:writer_pdf_Export:${options}`, '--outdir', work, source]);
  return readFileSync(join(work, `${name}.pdf`));
}

/** Takes the character map out of the fonts whose name holds a word: the name of the entry is overwritten in place. */
function withoutMap(pdf, word) {
  const text = pdf.toString('latin1');
  const fonts = text.replace(/<<\/Type\/Font\/Subtype\/[\s\S]*?endobj/g, (object) =>
    object.includes(word) ? object.replace('/ToUnicode', '/NoUnicode') : object,
  );
  if (fonts === text) throw new Error(`no font ${word}`);
  return Buffer.from(fonts, 'latin1');
}

function save(name, bytes, shows, producer, more = {}) {
  const folder = join(target, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'source.pdf'), bytes);
  const metadata = { shows, producer: `scripts/make-pdf-fixtures.mjs, ${producer}`, ...more };
  writeFileSync(join(folder, 'metadata.json'), `${JSON.stringify(metadata, null, 2)}\n`);
}

try {
  save(
    'pdf-columns',
    printed('columns', pages.columnsPage),
    ['two and three columns in reading order, heads over the whole width between them'],
    'Chromium',
  );
  save(
    'pdf-open-tables',
    printed('tables', pages.openTablesPage),
    [
      'a table of three rules with a header of two rows, wrapped cells, name, unit and note',
      'a table without lines, guessed and said so',
    ],
    'Chromium',
  );
  save(
    'pdf-margin',
    printed('margin', pages.marginPage),
    ['line numbers, watermarks and page marks left out', 'vertical writing apart from the text'],
    'Chromium',
  );
  save(
    'pdf-footnotes',
    office('footnotes', pages.footnotesText),
    ['footnotes below the paragraphs that name them', 'exponents stay'],
    'LibreOffice',
  );
  save(
    'pdf-outline',
    office('outline', pages.outlineText),
    ['bookmarks of two levels as headings', 'heads that differ on odd and even pages and name the chapter'],
    'LibreOffice',
  );
  save(
    'pdf-long-table',
    office('long-table', pages.longTableText),
    ['a table over several pages: one header, rows cut by a page put together'],
    'LibreOffice',
  );
  save(
    'pdf-broken-font',
    withoutMap(office('broken', pages.brokenFontText), 'NotoSansCJK'),
    ['one font of the page without a character map: only its line is read by OCR'],
    'LibreOffice, /ToUnicode of one font removed',
    { characterErrors: 1 },
  );
  chromium('picture', pages.tablePicture, `--screenshot=${join(work, 'table.png')}`, '--window-size=760,400');
  save(
    'pdf-mixed',
    printed('mixed', pages.mixedPage(pathToFileURL(join(work, 'table.png')).href)),
    ['a picture of a table with text around: only the picture is read by OCR, as a table'],
    'Chromium',
    { characterErrors: 2 },
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
