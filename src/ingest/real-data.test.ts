import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../config.ts';
import { validityOn } from '../domain/validity.ts';
import { toIndexView } from '../text/normalise.ts';
import { parseSource, readSourceFile } from './load.ts';
import { structureDocument } from './structure/structure.ts';

/** Real pages lie beside a developer's checkout and are never part of it. */
const data = join(projectRoot, '../shared/data');
const present = existsSync(data);
if (!present) console.info(`skipped: no real documents in ${data}`);

async function structured(folder: string, path: string) {
  const parsed = await parseSource(await readSourceFile(folder, path));
  return structureDocument(parsed, basename(path, extname(path)));
}

const plain = (text: string | null | undefined) => toIndexView(text ?? '').replace(/\s+/g, '');

interface Gold {
  file: string;
  title: string;
  pubdate: string;
  source: string | null;
  doc_number: string | null;
  cites_number: string | null;
  page_fields: Record<string, string>;
  file_status: string | null;
}

describe.skipIf(!present)('real pages of city sites', () => {
  it('have their fields, number and validity read', async () => {
    const gold = readFileSync(join(data, 'gz-pages/ingestion_gold.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line): Gold => JSON.parse(line));
    const wrong: string[] = [];
    const check = (file: string, field: string, right: boolean) => right || wrong.push(`${field} of ${file}`);
    for (const page of gold) {
      const read = await structured(join(data, 'gz-pages/html'), page.file);
      const status = validityOn(read, '2026-11-01');
      check(page.file, 'title', plain(read.title) === plain(page.title));
      if (page.pubdate) check(page.file, 'publishedOn', read.publishedOn === page.pubdate.slice(0, 10));
      const [printed, label] = [plain(page.source), plain(read.sourceLabel)];
      if (printed) check(page.file, 'source', label !== '' && (printed.includes(label) || label.includes(printed)));
      if (page.doc_number) check(page.file, 'number', plain(read.documentNumber) === plain(page.doc_number));
      if (page.cites_number) check(page.file, 'no number', plain(read.documentNumber) !== plain(page.cites_number));
      if (page.page_fields.实施日期) check(page.file, 'effectiveOn', read.effectiveOn === page.page_fields.实施日期);
      if (page.page_fields.失效日期) check(page.file, 'expiresOn', read.expiresOn === page.page_fields.失效日期);
      if (page.file_status)
        check(page.file, 'validity', page.file_status.startsWith('失效') === ['expired', 'repealed'].includes(status));
    }
    expect(gold.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!present)('laws in three formats', () => {
  it.each(['劳动合同法', '未成年人保护法', '消费者权益保护法', '社会保险法', '行政许可法'])(
    '%s has the same articles',
    async (law) => {
      const versions = await Promise.all(
        ['law.docx', 'law.pdf', 'law.md'].map((file) => structured(join(data, 'law-triples', law), file)),
      );
      const articles = versions.map((version) =>
        version.clauses
          .filter((clause) => clause.kind === 'article')
          .map((clause) => [clause.path, clause.text.replace(/[\s\p{P}]/gu, '')]),
      );
      expect(articles[0]!.length).toBeGreaterThan(60);
      expect(articles[1]).toEqual(articles[0]);
      expect(articles[2]).toEqual(articles[0]);
    },
  );
});
