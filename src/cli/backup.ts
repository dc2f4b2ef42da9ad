import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { ConflictError, InvalidInputError, NotFoundError, StoreError } from '../domain/errors.ts';
import { withStore } from './base.ts';
import type { Command } from './command.ts';
import { userPath } from './paths.ts';

/** 20261101-093000, in local time, for file names. */
export function stamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

export const backup: Command = {
  name: 'backup',
  summary: '备份知识库（服务运行时也可以）',
  positionals: ['[FILE]'],
  options: {},
  notes: ['不给 FILE 时存到数据目录的 backups/ 下。备份里有全部资料、审核记录、密钥摘要，请妥善保管。'],
  examples: [
    ['wence backup', '备份到数据目录的 backups/ 下'],
    ['wence backup /mnt/backup/wence.db', '备份到指定文件'],
  ],
  async run(given, { config, output }) {
    const named = given.positionals[0];
    const target = named ? userPath(named) : join(config.WENCE_DATA, 'backups', `wence-${stamp(new Date())}.db`);
    if (existsSync(target)) throw new ConflictError(`文件已存在：${target}`);
    await mkdir(dirname(target), { recursive: true });
    await withStore(config, (store) => store.backup(target));
    await soundOrThrow(target);
    const { size } = await stat(target);
    output.result({ ok: true, file: target, bytes: size });
    output.line(`已备份到 ${target}（${(size / 1024 / 1024).toFixed(1)} MB），检查无误`);
    return undefined;
  },
};

export const restore: Command = {
  name: 'restore',
  summary: '用备份替换知识库（先停止服务）',
  positionals: ['FILE'],
  options: {},
  notes: ['原来的知识库改名保留在数据目录里，确认无误后可自行删除。'],
  examples: [['wence restore data/backups/wence-20261101-093000.db', '恢复一份备份']],
  async run(given, { config, output }) {
    const source = userPath(given.positionals[0]!);
    if (!existsSync(source)) throw new NotFoundError(`没有这个文件：${source}`);
    if (!(await stat(source)).isFile()) throw new InvalidInputError(`这是文件夹，不是备份文件：${source}`);
    const { basePathOf } = await import('../wire.ts');
    const base = basePathOf(config);
    await mkdir(dirname(base), { recursive: true });
    const incoming = `${base}.incoming`;
    await rm(incoming, { force: true });
    await copyFile(source, incoming);
    await soundOrThrow(incoming);
    const kept = existsSync(base) ? await setAside(config, base) : null;
    await rename(incoming, base);
    output.result({ ok: true, base, kept });
    output.line(`已恢复 ${source}${kept ? `；原来的知识库保留为 ${kept}` : ''}`);
    return undefined;
  },
};

/**
 * Moves the present base out of the way. The last connection to close folds the write-ahead log into the base and
 * removes it: a log that is still there after ours has closed means that another process has the base open.
 */
async function setAside(config: Config, base: string): Promise<string> {
  const readable = await withStore(config, (store) => store.revision()).then(
    () => true,
    (error) => {
      // A damaged base is what a restore is for; it is kept all the same.
      if (error instanceof StoreError) return false;
      throw error;
    },
  );
  if (readable && existsSync(`${base}-wal`)) {
    throw new ConflictError('知识库正在被另一个程序使用，请先停止服务再恢复', `${base}-wal is still there`);
  }
  const kept = `${base}.before-restore-${stamp(new Date())}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(base + suffix)) await rename(base + suffix, kept + suffix);
  }
  return kept;
}

/** Opens a copy and checks it. Throws StoreError naming what is broken. */
async function soundOrThrow(path: string): Promise<void> {
  const { openSqliteStore } = await import('../store/sqlite/store.ts');
  const store = await openSqliteStore(path);
  try {
    const problems = await store.check();
    if (problems.length > 0)
      throw new StoreError('备份文件有损坏', problems.map(({ message, count }) => `${message} (${count})`).join('; '));
  } finally {
    await store.close();
  }
}
