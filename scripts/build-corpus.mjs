/**
 * Makes the binary documents of the sample base (PDF, scan, DOCX, XLSX) from the readable sources in scripts/corpus/.
 * `corpus/A/b.pdf` comes from `scripts/corpus/A/b.pdf.txt`; a `.scan.pdf` becomes a picture without text; `.xlsx.json` a workbook.
 * Needs Chromium (on the PATH, or named by WENCE_CHROMIUM) and the Noto CJK fonts. The results are committed: users never run this.
 *   node scripts/build-corpus.mjs [PART_OF_PATH]
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { writeDocx } from './corpus/docx.mjs';
import { parseMarkup } from './corpus/markup.mjs';
import { printPdf, scanPdf } from './corpus/pdf.mjs';
import { writeXlsx } from './corpus/xlsx.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'scripts/corpus');
const wanted = process.argv[2] ?? '';

async function build(target, source, browser) {
  if (target.endsWith('.xlsx')) return writeXlsx(JSON.parse(source));
  const document = parseMarkup(source);
  if (target.endsWith('.docx')) return writeDocx(document);
  return target.endsWith('.scan.pdf') ? scanPdf(browser, document) : printPdf(browser, document);
}

const names = await readdir(sources, { recursive: true });
const chosen = names.filter((name) => /\.(pdf|docx)\.txt$|\.xlsx\.json$/.test(name) && name.includes(wanted)).sort();
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  for (const name of chosen) {
    const target = join(root, 'corpus', name.replace(/\.(txt|json)$/, ''));
    const bytes = await build(target, await readFile(join(sources, name), 'utf8'), browser);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    console.log(`${relative(root, target)}  ${Math.ceil(bytes.length / 1024)} kB`);
  }
} finally {
  await browser.close();
}
