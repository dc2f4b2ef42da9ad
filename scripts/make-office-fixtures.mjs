// Writes the fixtures of tests/fixtures/formats that LibreOffice produces from the sources in scripts/format-fixtures. Run by hand
// after a change there: the results are kept in the repository.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const scripts = dirname(fileURLToPath(import.meta.url));
const target = join(dirname(scripts), 'tests', 'fixtures', 'formats');
const folder = mkdtempSync(join(tmpdir(), 'office-fixtures-'));

/** A document in the binary format of Word, also under the name that WPS gives it. */
const documentShows = [
  'headings and articles numbered by the program, bullets',
  'a table with cells merged both ways and header rows that repeat',
  'a footnote below its paragraph, a text box, a link',
  'header, footer, hidden and deleted text left out, the last two with a warning',
];

const fixtures = [
  { name: 'doc-articles', source: 'parking.fodt', format: 'doc', shows: documentShows },
  { name: 'rtf-articles', source: 'parking.fodt', format: 'rtf', shows: documentShows },
  {
    name: 'wps-letter',
    source: 'letter.fodt',
    format: 'doc',
    extension: 'wps',
    shows: ['a Word document under another name', 'footnote and endnote', 'lists of two levels', 'a table inside a table'],
  },
  {
    name: 'rtf-letter',
    source: 'letter.fodt',
    format: 'rtf',
    shows: ['footnote and endnote', 'lists of two levels', 'a table inside a table'],
  },
  {
    name: 'xls-prices',
    source: 'prices.fods',
    format: 'xls',
    shows: [
      'numbers, shares and days as shown, a formula by its result',
      'merged cells, a title as caption',
      'a hidden row and a hidden sheet, read with warnings',
      'a link in a cell',
    ],
  },
  {
    name: 'pdf-libreoffice',
    source: 'parking.fodt',
    format: 'pdf',
    // Printed pages show what is marked as deleted, and a text box lies where the printer puts it.
    change: (text) => text.replace('<text:change text:change-id="gone"/>', '').replace(/<draw:frame[\s\S]*?<\/draw:frame>/, ''),
    shows: [
      'numbers and bullets as printed',
      'a table with merged cells',
      'a footnote in its place',
      'running heads and page numbers dropped',
    ],
  },
];

function convert({ name, source, format, extension = format, change, shows }) {
  const input = join(folder, `${name}${source.slice(source.lastIndexOf('.'))}`);
  const text = readFileSync(join(scripts, 'format-fixtures', source), 'utf8');
  writeFileSync(input, change ? change(text) : text);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const result = spawnSync('soffice', ['--headless', profile, '--convert-to', format, '--outdir', folder, input], {
    timeout: 120_000,
  });
  if (result.status !== 0) throw new Error(`LibreOffice failed: ${name}: ${result.error ?? result.stderr}`);
  mkdirSync(join(target, name), { recursive: true });
  copyFileSync(join(folder, `${name}.${format}`), join(target, name, `source.${extension}`));
  const metadata = { shows, producer: `scripts/make-office-fixtures.mjs, LibreOffice, ${source}` };
  writeFileSync(join(target, name, 'metadata.json'), `${JSON.stringify(metadata, null, 2)}\n`);
}

try {
  for (const fixture of fixtures) convert(fixture);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
