// Holds the arrows of docs/architecture.md: which folder may import which, and which packages stay in one place.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What a folder of src/ may import besides itself. Root files (wire.ts, cli.ts, …) and evals/ may import everything. */
export const mayImport = {
  domain: [],
  text: ['domain'],
  store: ['domain'],
  vectors: ['domain'],
  models: ['domain'],
  ingest: ['domain', 'text', 'store', 'vectors', 'models'],
  retrieve: ['domain', 'text', 'store', 'vectors', 'models'],
  answer: ['domain', 'text', 'store', 'models', 'retrieve'],
  desk: ['domain', 'text', 'store', 'ingest', 'retrieve', 'answer'],
  api: ['domain', 'text', 'store', 'vectors', 'models', 'ingest', 'retrieve', 'answer', 'desk', 'config.ts', 'wire.ts'],
  cli: ['*'],
};

/** Packages that may be imported in these places only; a change of such a part then touches one folder. */
export const packageHomes = {
  'better-sqlite3': ['src/store/'],
  'hnswlib-node': ['src/vectors/'],
  hono: ['src/api/', 'src/server.ts'],
  '@hono/node-server': ['src/api/', 'src/server.ts'],
  '@hono/zod-openapi': ['src/api/'],
  cheerio: ['src/ingest/formats/'],
  domhandler: ['src/ingest/formats/'],
  'pdf-parse': ['src/ingest/formats/'],
  'pdfjs-dist': ['src/ingest/formats/'],
  exceljs: ['src/ingest/formats/'],
  '@e965/xlsx': ['src/ingest/formats/', 'src/desk/import/'],
  lit: ['widget/'],
};

/** The environment is read here and nowhere else. */
const environmentReaders = ['src/config.ts', 'src/cli/paths.ts'];

/** Domain stays free of every package but zod. */
const domainPackages = ['zod'];

const importPattern = /(?:^|[\s;])(?:import|export)\s+(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Module names a source text imports, statically or not. */
export function importsOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(importPattern)].map((match) => match[1] ?? match[2]);
}

const packageName = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Why this import is forbidden, or null. `file` is relative to the repository, with forward slashes. */
export function violation(file, specifier) {
  const [top, folder = ''] = file.split('/');
  if (!specifier.startsWith('.')) {
    if (specifier.startsWith('node:')) return null;
    const name = packageName(specifier);
    if (top === 'src' && folder === 'domain' && !domainPackages.includes(name)) return 'src/domain imports no package but zod';
    const homes = packageHomes[name];
    if (homes && top !== 'evals' && !homes.some((home) => file.startsWith(home))) return `${name} belongs to ${homes.join(', ')}`;
    return null;
  }
  const target = normalize(join(dirname(file), specifier))
    .split('\\')
    .join('/');
  const [targetTop, targetFolder = ''] = target.split('/');
  if (top === 'widget') return targetTop === 'widget' ? null : 'widget imports nothing but itself';
  if (top === 'src' && targetTop !== 'src')
    return targetTop === 'evals' && folder === 'cli' ? null : `src imports nothing of ${targetTop}`;
  if (top !== 'src') return null;
  const isRootFile = file.split('/').length === 2;
  const allowed = isRootFile ? ['*'] : (mayImport[folder] ?? []);
  if (targetFolder === folder || allowed.includes('*') || allowed.includes(targetFolder)) return null;
  return `src/${folder} may import ${allowed.length ? allowed.join(', ') : 'nothing'}`;
}

/** Does a source of the product read the environment where it must not? */
export const readsEnvironment = (file, text) =>
  file.startsWith('src/') && !environmentReaders.includes(file) && /\bprocess\.env\b/.test(text);

/** Helpers of tests, which may import what they test. */
const testing = /\.test\.ts$|^widget\/testing\//;

/** Every violation below the given folders; tests are left out. */
export function check(root, folders = ['src', 'widget', 'evals']) {
  const found = [];
  for (const folder of folders.filter((name) => existsSync(join(root, name)))) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|mjs)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(root, path).split('\\').join('/');
      if (testing.test(file)) continue;
      const text = readFileSync(path, 'utf8');
      if (readsEnvironment(file, text)) found.push(`${file}: process.env — settings come from ${environmentReaders[0]}`);
      for (const specifier of importsOf(text)) {
        const reason = violation(file, specifier);
        if (reason) found.push(`${file}: ${specifier} — ${reason}`);
      }
    }
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = check(dirname(dirname(fileURLToPath(import.meta.url))));
  for (const line of found) console.error(line);
  if (found.length > 0) process.exit(1);
}
