// Finds a Chromium for the browser tests, and installs it from the system's packages when there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './prepare.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a program on the PATH, or null. */
function onPath(name) {
  const folder = (process.env.PATH ?? '').split(delimiter).find((candidate) => candidate && existsSync(join(candidate, name)));
  return folder ? join(folder, name) : null;
}

export function findChromium() {
  const named = process.env.WENCE_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  return names.map(onPath).find(Boolean) ?? null;
}

/** Without a Chinese font every character is a box, and measures of text mean nothing. */
function hasChineseFont() {
  if (!onPath('fc-list')) return false;
  return spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout.trim() !== '';
}

function aptInstall(packages) {
  if (!onPath('apt-get')) return false;
  const sudo = process.getuid?.() === 0 ? [] : onPath('sudo') ? ['sudo', '-n'] : null;
  if (!sudo) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-q', ...args];
    return run(command, rest, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }) === 0;
  };
  console.error(`正在安装 ${packages.join('、')}……`);
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}

/** The path of a Chromium that can show Chinese; null when none could be had. */
export function ensureChromium() {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig'])];
  if (missing.length > 0 && !aptInstall(missing)) console.error(`没能安装 ${missing.join('、')}；浏览器测试需要它们。`);
  return findChromium();
}
