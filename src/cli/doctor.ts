import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { WenceError } from '../domain/errors.ts';
import { withStore } from './base.ts';
import type { Command } from './command.ts';

interface Finding {
  name: string;
  state: 'ok' | 'warning' | 'failed';
  message: string;
}

type Check = (config: Config) => Promise<Omit<Finding, 'name'>>;

const ok = (message: string) => ({ state: 'ok' as const, message });
const warning = (message: string) => ({ state: 'warning' as const, message });
const failed = (message: string) => ({ state: 'failed' as const, message });

/** Everything that must be right before Wence can serve, in the order in which to mend it. */
const checks: [name: string, check: Check][] = [
  [
    'Node.js',
    async () =>
      atLeast(process.versions.node, '20.19.0') ? ok(process.versions.node) : failed(`${process.versions.node}，需要 20.19 以上`),
  ],
  ['数据目录', dataFolder],
  ['磁盘空间', diskSpace],
  ['向量模型', model],
  ['知识库', base],
  ['端口', port],
  [
    '对话模型',
    async ({ WENCE_CHAT_URL, WENCE_CHAT_MODEL }) =>
      WENCE_CHAT_URL ? ok(`${WENCE_CHAT_MODEL}（${WENCE_CHAT_URL}），只用来改写有出处的句子`) : ok('未配置：答复直接摘录原文'),
  ],
  [
    '可嵌入的网站',
    async ({ WENCE_ALLOWED_ORIGINS }) =>
      WENCE_ALLOWED_ORIGINS
        ? ok(WENCE_ALLOWED_ORIGINS)
        : warning('未设置 WENCE_ALLOWED_ORIGINS：其他网站的页面还不能嵌入问答窗口'),
  ],
];

export const doctor: Command = {
  name: 'doctor',
  summary: '检查运行环境、模型和知识库是否完好',
  positionals: [],
  options: {},
  examples: [['wence doctor', '全部检查；有问题时退出码为 1']],
  async run(_given, { config, output, signal }) {
    const marks = { ok: '✓', warning: '!', failed: '✗' };
    const findings: Finding[] = [];
    for (const [name, check] of checks) {
      if (signal.aborted) break;
      const finding = { name, ...(await check(config).catch((error) => failed(reasonOf(error)))) };
      findings.push(finding);
      output.line(`${marks[finding.state]} ${name}：${finding.message}`);
    }
    const healthy = findings.every((finding) => finding.state !== 'failed');
    output.result({ ok: healthy, findings });
    return healthy ? 0 : 1;
  },
};

const reasonOf = (error: unknown) =>
  error instanceof WenceError ? [error.message, error.detail].filter(Boolean).join('：') : String(error);

export function atLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

async function dataFolder({ WENCE_DATA }: Config) {
  await mkdir(WENCE_DATA, { recursive: true });
  await access(WENCE_DATA, constants.W_OK);
  return ok(`${WENCE_DATA} 可写`);
}

async function diskSpace({ WENCE_DATA }: Config) {
  const { bavail, bsize } = await statfs(WENCE_DATA);
  const gigabytes = (bavail * bsize) / 1024 ** 3;
  return gigabytes < 1 ? warning(`只剩 ${gigabytes.toFixed(1)} GB`) : ok(`剩余 ${gigabytes.toFixed(0)} GB`);
}

async function model(config: Config) {
  const { createEmbedder } = await import('../models/create.ts');
  const embedder = await createEmbedder({
    folder: config.WENCE_MODEL_FOLDER,
    url: config.WENCE_EMBED_URL,
    model: config.WENCE_EMBED_MODEL,
    key: config.WENCE_EMBED_KEY,
  });
  const startedAt = performance.now();
  const [asked, near, far] = await Promise.all([
    embedder.embedQuestion('养老金怎么领'),
    embedder.embedPassage('基本养老保险待遇的领取办法'),
    embedder.embedPassage('公园的开放时间'),
  ]);
  const took = `3 段文字 ${Math.round(performance.now() - startedAt)} 毫秒`;
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  if (cosine(asked, near) <= cosine(asked, far)) return failed(`${embedder.id} 的向量不合常理，模型文件可能不对`);
  return ok(`${embedder.id}，${embedder.dimensions} 维，${took}`);
}

async function base(config: Config) {
  const { basePathOf } = await import('../wire.ts');
  if (!existsSync(basePathOf(config))) return warning('还没有知识库，运行 wence ingest 文件夹 导入资料');
  return withStore(config, async (store) => {
    const problems = await store.check();
    if (problems.length > 0) return failed(problems.map(({ message, count }) => `${message}（${count}）`).join('；'));
    const items = await store.content.allItems({});
    const published = items.filter((item) => item.reviewState === 'published').length;
    if (published === 0) return warning(`${items.length} 项资料都未发布，公众查不到；用 wence review list 查看`);
    return ok(`完好，${items.length} 项资料，其中 ${published} 项已发布`);
  });
}

/** A taken port is only a warning: it may well be Wence itself. */
function port({ WENCE_HOST, WENCE_PORT }: Config): Promise<Omit<Finding, 'name'>> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? warning(`${WENCE_PORT} 已有程序在用（可能就是正在运行的问策）`)
          : failed(`${WENCE_HOST}:${WENCE_PORT} 无法监听：${error.message}`),
      );
    });
    server.listen(WENCE_PORT, WENCE_HOST, () => server.close(() => resolve(ok(`${WENCE_PORT} 可用`))));
  });
}
