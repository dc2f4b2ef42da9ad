import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/config.ts';
import { parserFor, walkFolder } from '../../../src/ingest/load.ts';

export interface Material {
  root: string;
  path: string;
  format: string;
}

/** Pictures of pages are left out: the time of reading them is the time of the OCR model. */
const withoutPages = ['image', 'png', 'jpeg'];

/** What is measured by default: the sample base, the documents of the parser tests, and the shared test texts where they lie. */
const folders = [
  'corpus',
  'tests/fixtures/formats',
  '../shared/data/gz-pages/html',
  '../shared/data/law-triples',
  '../shared/data/health-plans',
];

/** Files by format, as their bytes say; those that no parser takes are left out. */
export async function materials(folder: string | undefined): Promise<Map<string, Material[]>> {
  const roots = folder ? [folder] : folders.map((name) => join(projectRoot, name)).filter((root) => existsSync(root));
  const groups = new Map<string, Material[]>();
  for (const root of roots) {
    for (const path of await walkFolder(root)) {
      const format = formatOf(root, path);
      if (format === null || withoutPages.includes(format)) continue;
      groups.set(format, [...(groups.get(format) ?? []), { root, path, format }]);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function formatOf(root: string, path: string): string | null {
  // The expected blocks of a fixture and the pages that have to be read by OCR are no documents of their own.
  if (/(?:^|\/)(?:expected|metadata)\.json$|scan|without-unicode/.test(path)) return null;
  try {
    return parserFor(readFileSync(join(root, path)), path).name;
  } catch {
    return null;
  }
}
