// npm start: installs what is missing, builds, ingests the sample base once and serves it.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, ensureInstalled, fail, root } from './prepare.mjs';

const usage = `npm start — 安装、构建、导入样例库并启动问策

  npm start -- [--port N] [--data DIR] [--host ADDRESS]

  --port N       端口，默认 8686（或 WENCE_PORT）
  --data DIR     数据目录，默认 data（或 WENCE_DATA）
  --host ADDRESS 监听地址，默认 127.0.0.1（或 WENCE_HOST）`;

/** Questions that show what Wence does: a cited fact, a text out of force, an honest refusal. */
const tries = [
  ['电动轮椅的补贴限额是多少？', '从附表里找到那一行，点编号可核对出处'],
  ['示人社规〔2021〕5号现在还有效吗？', '已废止的文件先说明失效日期和替代文件'],
  ['办护照要几天？', '库里没有依据时如实说明，并给出人工渠道'],
];

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, data: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (values.port !== undefined && (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535))
      throw new Error(`--port ${values.port}`);
    return values;
  } catch (error) {
    console.error(`参数有误：${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** Fails early, before minutes of work, when the port cannot be had. */
function requirePort(port, host) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') fail(`端口 ${port} 已被其他程序占用。换一个端口：npm start -- --port ${port + 1}`);
      fail(`无法在 ${host}:${port} 上监听：${error.message}`);
    });
    probe.listen(port, host, () => probe.close(done));
  });
}

/** Hash of every file of the sample base: a new release may bring new samples. */
function sampleHash(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex');
}

/** Ingests the sample base unless this data folder has it already. */
async function ensureSamples(wence) {
  const folder = join(root, 'corpus');
  const mark = join(wence.config.WENCE_DATA, 'sample.json');
  const hash = sampleHash(folder);
  if (existsSync(mark) && JSON.parse(readFileSync(mark, 'utf8')).hash === hash) return;
  const { ingestFolder } = await import('../dist/src/ingest/pipeline.js');
  const { renderReport } = await import('../dist/src/ingest/report.js');
  const { makeOutput, terminal } = await import('../dist/src/cli/output.js');
  const progress = makeOutput(terminal, false).progress('导入样例库');
  const { store, embedder, clock } = wence;
  const report = await ingestFolder({
    root: folder,
    store,
    embedder,
    clock,
    prune: true,
    onProgress: (done, total, label) => progress.update(done, total, label),
  }).finally(() => progress.end());
  if (report.failed.length > 0) console.error(renderReport(report));
  writeFileSync(mark, `${JSON.stringify({ hash })}\n`);
}

/** The key of the sample desk, made once and kept beside the base for whoever may read that folder. */
async function deskKey(wence) {
  const { createKeys } = await import('../dist/src/desk/keys.js');
  const keys = createKeys(wence.store, wence.clock);
  const path = join(wence.config.WENCE_DATA, 'desk-key');
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8').trim();
    if (await keys.authenticate(kept)) return kept;
  }
  const { secret } = await keys.create({ name: '样例坐席', audiences: ['hotline', 'window'], scopes: [], by: 'npm start' });
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return secret;
}

/** Resolves at the first Ctrl-C; a second one ends the process at once. */
function stopSignal() {
  return new Promise((done) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => done(process.on(name, () => process.exit(130))));
  });
}

const options = readOptions();
process.chdir(root);
await requirePort(Number(options.port ?? process.env.WENCE_PORT ?? 8686), options.host ?? process.env.WENCE_HOST ?? '127.0.0.1');
ensureInstalled();
ensureBuilt();

const { readConfig } = await import('../dist/src/config.js');
const { describeError } = await import('../dist/src/cli/output.js');
try {
  const settings = readConfig();
  const config = {
    ...settings,
    WENCE_DATA: options.data ? resolve(process.env.INIT_CWD ?? root, options.data) : settings.WENCE_DATA,
    WENCE_PORT: options.port === undefined ? settings.WENCE_PORT : Number(options.port),
    WENCE_HOST: options.host ?? settings.WENCE_HOST,
    // A line for every request would push the addresses off the screen.
    WENCE_LOG_LEVEL: process.env.WENCE_LOG_LEVEL ? settings.WENCE_LOG_LEVEL : 'warn',
  };
  mkdirSync(config.WENCE_DATA, { recursive: true });
  const { openWence } = await import('../dist/src/wire.js');
  const { startServer } = await import('../dist/src/server.js');
  const wence = await openWence(config);
  await ensureSamples(wence);
  const key = await deskKey(wence);
  const { warmUp } = await import('../dist/src/cli/base.js');
  await warmUp(wence);
  const server = await startServer(wence);
  const { firstAdministrator } = await import('../dist/src/desk/accounts.js');
  const administrator = await firstAdministrator(wence.store, wence.clock);
  console.log(`
问策已启动：${server.url}

  演示页（市民）  ${server.url}/demo
  坐席页          ${server.url}/desk#channel=hotline&key=${key}
  工作台          ${server.url}/admin${administrator ? `\n                  管理员 ${administrator.login}，一次性密码 ${administrator.password}（只显示这一次，登录后须改）` : ''}
  接口说明        ${server.url}/docs

试一试：
${tries.map(([question, meaning], index) => `  ${index + 1}. ${question}\n     ${meaning}`).join('\n')}

按 Ctrl-C 停止。`);
  await stopSignal();
  console.log('正在停止……');
  await server.close();
  await wence.close();
} catch (error) {
  fail(describeError(error, process.env.WENCE_LOG_LEVEL === 'debug').text);
}
