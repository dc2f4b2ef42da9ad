// What `npm start` and `npm test` do first: install what is missing, build what has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Native parts that are compiled where no ready-made one can be had; without them nothing works. */
const compiledParts = {
  'better-sqlite3': 'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
  'hnswlib-node': 'node_modules/hnswlib-node/build/Release/addon.node',
};

/** Runs a program in the project's folder, its output shown; the exit code. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (error) console.error(String(error));
  return status ?? 1;
}

/** The npm that runs us, else the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  const environment = { ...process.env };
  // node-gyp would fetch the headers from the network although they usually lie beside the program.
  const prefix = dirname(dirname(process.execPath));
  if (!environment.npm_config_nodedir && existsSync(join(prefix, 'include/node/node.h'))) environment.npm_config_nodedir = prefix;
  const isScript = script?.endsWith('.js') || script?.endsWith('.cjs');
  return isScript ? run(process.execPath, [script, ...args], { env: environment }) : run('npm', args, { env: environment });
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Does node_modules hold what the lock file says? Optional packages are for other machines and may be absent. */
export function installedAsLocked() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const present = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path]?.version;
    return found === version || (optional && found === undefined);
  });
}

/** Installs packages when they are absent or the lock file has changed, and compiles native parts that are missing. */
export function ensureInstalled() {
  if (!installedAsLocked()) {
    console.error('正在安装依赖（首次需要编译，约几分钟）……');
    if (npm(['ci', '--no-audit', '--no-fund']) !== 0) fail('安装依赖失败，请查看上面的输出。');
  }
  const missing = Object.keys(compiledParts).filter((name) => !existsSync(join(root, compiledParts[name])));
  if (missing.length > 0 && npm(['rebuild', ...missing]) !== 0) fail('编译依赖失败：需要 python3、make 和 g++。');
}

const builtMark = join(root, 'dist/.built');
const sources = ['src', 'evals', 'widget', 'scripts/build.mjs', 'scripts/build-widget.mjs', 'tsconfig.json', 'package-lock.json'];

function newestChange(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), found.mtimeMs);
}

/** Builds when a source is newer than the last build. */
export function ensureBuilt() {
  const builtAt = existsSync(builtMark) ? statSync(builtMark).mtimeMs : 0;
  if (sources.every((path) => newestChange(join(root, path)) <= builtAt)) return;
  console.error('正在构建……');
  if (run(process.execPath, ['scripts/build.mjs']) !== 0) fail('构建失败，请查看上面的输出。');
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
