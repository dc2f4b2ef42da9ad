import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config.ts';
import type { Block, ParsedSource } from '../../blocks.ts';
import { parseSource } from '../../load.ts';

/** Real documents lie beside the repository on the developers' machines only; what they say is kept here as hashes. */
const folder = join(projectRoot, '../shared/data/health-plans');
const present = existsSync(folder);
if (!present) console.info('../shared/data is absent: the tests on long documents are skipped');

interface Gold {
  /** `rows`: the hashes of the cells of a row; several readings of one cell are parted by |. */
  tables: { file: string; page: number; headerRows: number; rows: string[] }[];
  /** Level, length and hash of each heading, white space and punctuation aside. */
  outlines: { file: string; headings: string[] }[];
  quotes: { file: string; pages: number[]; length: number; hash: string }[];
}

const gold = JSON.parse(readFileSync(join(projectRoot, 'tests/real-data/long-pdf.json'), 'utf8')) as Gold;
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
const words = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

const sources = new Map<string, ParsedSource>();

/** The document whose name has the hash; each is read once. */
async function read(name: string): Promise<ParsedSource> {
  const file = readdirSync(folder).find((candidate) => hash(candidate) === name)!;
  const source = sources.get(name) ?? (await parseSource({ path: file, bytes: readFileSync(join(folder, file)) }));
  sources.set(name, source);
  return source;
}

describe.skipIf(!present)('long documents', () => {
  for (const [i, table] of gold.tables.entries()) {
    it(`table ${i + 1}: cell by cell`, { timeout: 120_000 }, async () => {
      const { blocks } = await read(table.file);
      const found = blocks.flatMap((block) => (block.type === 'table' && block.page === table.page ? [block.table] : []));
      const fits = found.filter((candidate) => candidate.rows.length === table.rows.length);
      const wrong = fits.map((candidate) =>
        table.rows.flatMap((row, y) => {
          const cells = row.split(' ');
          const read = candidate.rows[y]!;
          return read.length === cells.length
            ? cells.flatMap((cell, x) => (cell.split('|').includes(hash(bare(read[x]!))) ? [] : [`${y},${x}`]))
            : [`${y}`];
        }),
      );
      expect(wrong).toContainEqual([]);
      expect(fits.map((candidate) => candidate.headerRows)).toContain(table.headerRows);
    });
  }

  it('headings are those of the bookmarks, to the second level, but for those that a paragraph goes on behind', {
    timeout: 120_000,
  }, async () => {
    for (const { file, headings } of gold.outlines) {
      const { blocks } = await read(file);
      const missing = headings.filter((heading) => {
        const [level, length, sum] = heading.split(' ');
        const begins = (block: Block) => block.type !== 'table' && hash(words(block.text).slice(0, Number(length))) === sum;
        return !blocks.some(
          (block) =>
            begins(block) &&
            (block.type === 'heading' ? block.level === Number(level) : /[。]./.test((block as { text: string }).text)),
        );
      });
      expect(missing, file).toEqual([]);
    }
  });

  it('fifty quotes stand in one piece on their pages', { timeout: 240_000 }, async () => {
    const lost: string[] = [];
    for (const quote of gold.quotes) {
      const { blocks } = await read(quote.file);
      const there = blocks.filter((block) => pagesOf(block).some((page) => quote.pages.includes(page)));
      if (!there.some((block) => textsOf(block).some((text) => holds(bare(text), quote.length, quote.hash))))
        lost.push(`${quote.file} ${quote.pages}`);
    }
    expect(lost).toEqual([]);
  });
});

function pagesOf(block: Block): number[] {
  return [block.page!, ...(block.pageStarts ?? []).map((start) => start.page)];
}

function textsOf(block: Block): string[] {
  return block.type === 'table' ? block.table.rows.flat() : [block.text];
}

/** Some stretch of this length has the hash. */
function holds(text: string, length: number, sum: string): boolean {
  for (let at = 0; at + length <= text.length; at++) if (hash(text.slice(at, at + length)) === sum) return true;
  return false;
}
