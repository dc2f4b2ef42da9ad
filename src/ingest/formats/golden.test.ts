import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block, ParsedSource } from '../blocks.ts';
import { parseSource } from '../load.ts';

const folder = join(import.meta.dirname, '../../../tests/fixtures/formats');

interface Metadata {
  shows: string[];
  /** For pages read by OCR: how many characters may differ from the expected text. */
  characterErrors?: number;
}

describe('every format gives the expected blocks', () => {
  for (const name of readdirSync(folder)) {
    const files = readdirSync(join(folder, name));
    const source = files.find((file) => file.startsWith('source.'))!;
    const metadata = read<Metadata>(name, 'metadata.json');
    it(`${name}: ${metadata.shows.join('; ')}`, { timeout: 180_000 }, async () => {
      const parsed = await parseSource({ path: `${name}/${source}`, bytes: readFileSync(join(folder, name, source)) });
      const expected = read<ParsedSource>(name, 'expected.json');
      if (metadata.characterErrors === undefined) {
        expect(parsed).toEqual(expected);
        return;
      }
      expect({ ...parsed, blocks: [], title: null }).toEqual({ ...expected, blocks: [], title: null });
      expect(parsed.blocks.map((block) => `${block.type} ${block.page}`)).toEqual(
        expected.blocks.map((block) => `${block.type} ${block.page}`),
      );
      expect(editDistance(textOf(parsed.blocks), textOf(expected.blocks))).toBeLessThanOrEqual(metadata.characterErrors);
    });
  }
});

function read<T>(name: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, name, file), 'utf8')) as T;
}

function textOf(blocks: Block[]): string {
  return blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join('') : block.text)).join('\n');
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
