// Builds dist/: TypeScript, the data files that lie beside the sources, and the widget.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiled = ['src', 'evals'];

/** All files under a folder, as paths relative to the repository. */
function filesUnder(folder) {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Files of dist/ whose source has gone would still be imported; they are removed. */
function removeStale() {
  for (const folder of compiled) {
    for (const file of filesUnder(join('dist', folder))) {
      const source = relative('dist', file).replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(join(root, source)) && !existsSync(join(root, relative('dist', file)))) rmSync(join(root, file));
    }
  }
}

/** Migrations, word lists, style sheets: everything beside the sources that is not code. */
function copyData() {
  for (const file of compiled.flatMap(filesUnder)) {
    if (file.endsWith('.ts')) continue;
    const target = join(root, 'dist', file);
    if (existsSync(target) && statSync(target).mtimeMs >= statSync(join(root, file)).mtimeMs) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, file), target);
  }
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run('node_modules/typescript/bin/tsc', '-p', '.');
removeStale();
copyData();
if (existsSync(join(root, 'scripts/build-widget.mjs'))) run('scripts/build-widget.mjs');
// Its time says when everything was built without an error.
writeFileSync(join(root, 'dist/.built'), '');
